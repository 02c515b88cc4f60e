// Every edit carries the revision of the proposals that the page shows. Where another tab has changed them nothing is done, and the page asks.
import { headers, post as askFor, showStatus } from './server.js';
import { knowRevision } from './changes.js';

const draft = document.getElementById('draft');
const stale = document.getElementById('stale');
// What the page shows may be older than what it knows of: after a refused edit, until the next answer.
export const state = { shown: Number(draft.dataset.revision), revision: Number(draft.dataset.revision) };
const scope = { page: Number(draft.dataset.page ?? 1), issue: draft.dataset.issue ?? '' };
let listeners = { before() {}, after() {} };
let waiting = Promise.resolve();
let refused = null;

export function onSwap(those) {
  listeners = those;
}

// One at a time: a key pressed before the last edit is answered acts on what that edit leaves.
export function edit(body, path = '/draft') {
  waiting = waiting.then(() => post(body, path));
  return waiting;
}

async function post(body, path) {
  let answer;
  let told;
  try {
    answer = await fetch(path, { method: 'POST', headers: headers('application/json'), body: JSON.stringify({ ...body, ...state, scope }) });
    told = await answer.json();
  } catch {
    showStatus('The workbench does not answer. Is `pourparler open` still running? Earlier changes are saved.', true);
    return false;
  }
  if (answer.status === 409 && told.revision) {
    refused = { body, path, revision: told.revision };
    document.getElementById('stale-words').textContent = told.error;
    stale.querySelector('[data-do="anyway"]').hidden = false;
    stale.hidden = false;
    return false;
  }
  if (!answer.ok) {
    showStatus(told.error ?? `The workbench answered ${answer.status}.`, true);
    return false;
  }
  stale.hidden = true;
  refused = null;
  swap(told);
  if (told.file) wrote(told);
  showStatus(told.said);
  return true;
}

let file = null;

function wrote(told) {
  ({ file } = told);
  knowRevision(file);
  document.getElementById('written-words').textContent = told.said;
  document.getElementById('written').hidden = false;
}

export async function unwrite() {
  try {
    const told = await askFor('/draft/unwrite', { file });
    knowRevision(told.file);
    document.getElementById('written').hidden = true;
    showStatus(told.said);
  } catch (fault) {
    showStatus(fault.message, true);
  }
}

// The answer then holds what the other tab changed, too.
export function retry() {
  state.revision = refused.revision;
  return edit(refused.body, refused.path);
}

document.addEventListener('told', ({ detail }) => waiting.then(() => {
  if (detail.proposals <= state.revision || refused) return;
  if (!document.getElementById('drafting').hidden) return; // that line tells of the new draft
  document.getElementById('stale-words').textContent = 'The draft has changed, in another tab or by drafting again.';
  stale.querySelector('[data-do="anyway"]').hidden = true;
  stale.hidden = false;
}));

function swap({ revision, fragments, lanes, focus }) {
  const board = document.getElementById('board');
  const place = board.scrollTop;
  listeners.before();
  state.revision = state.shown = revision;
  draft.dataset.revision = revision;
  for (const [id, html] of Object.entries(fragments)) {
    const old = id.startsWith('lane:') ? lane(id.slice(5)) : document.getElementById(id);
    const made = document.createRange().createContextualFragment(html.trim());
    if (old) old.replaceWith(made);
    else document.getElementById('lanes').append(made);
  }
  order(lanes);
  board.scrollTop = place;
  listeners.after(focus);
}

const lane = (id) => document.querySelector(`.lane[data-lane="${id}"]`);

// Lanes that are gone go; the others stay where they are unless their order changed.
function order(ids) {
  for (const one of document.querySelectorAll('.lane')) if (!ids.includes(one.dataset.lane)) one.remove();
  if (document.getElementById('order').value) return;
  const list = document.getElementById('lanes');
  ids.forEach((id, place) => {
    const one = lane(id);
    if (one && list.children[place] !== one) list.insertBefore(one, list.children[place] ?? null);
  });
}
