// The draft by keys and by pointer. The thing in hand has `here`, several can be marked; what is done goes to the server, and only what
// it changed is drawn anew, so that nothing moves under the eye.
import { showStatus } from './server.js';
import { choose } from './chooser.js';
import { edit, onSwap, retry, unwrite } from './draft-edits.js';
import { watchDrag } from './draft-drag.js';
import { filterOn, sorted, toggleDismissed } from './draft-filter.js';
import { renameInPlace } from './draft-rename.js';
import { showIn } from './draft-panel.js';
import './draft-job.js';

const draft = document.getElementById('draft');
const board = document.getElementById('board');
const help = document.getElementById('help');
let here = null;
const marked = new Set();

const byId = (id) => document.getElementById(id);
const what = (thing) => thing?.dataset.what;
const things = () => [...draft.querySelectorAll('.thing')].filter((t) => t.offsetParent !== null);
const positions = () => [...board.querySelectorAll('.position')].filter((t) => t.offsetParent !== null);
const words = (thing) => thing.querySelector('.words')?.textContent ?? thing.querySelector('q').textContent;
const issueOf = (thing) => thing?.closest('.lane')?.dataset.lane;
const optionOf = (thing) => thing?.closest('.answer')?.dataset.option;
const inHand = () => (marked.size ? [...marked] : here ? [here.id] : []);

function go(thing, { scroll = true } = {}) {
  if (!thing) return;
  here?.classList.remove('here');
  here?.setAttribute('tabindex', '-1');
  here = thing;
  here.classList.add('here');
  here.setAttribute('tabindex', '0');
  here.focus({ preventScroll: true });
  if (scroll) intoSight(here);
  const lane = issueOf(here);
  for (const a of draft.querySelectorAll('#outline a')) a.classList.toggle('in', a.hash === `#${lane}`);
  showIn(here);
}

// A card under its issue's heading, which stays at the top of the board, is not in sight.
function intoSight(thing) {
  const frame = thing.closest('.board, .outline');
  if (!frame) return;
  const inside = thing.getBoundingClientRect();
  const box = frame.getBoundingClientRect();
  const head = what(thing) === 'issue' ? 0 : (thing.closest('.lane')?.querySelector('.issue').offsetHeight ?? 0) + 4;
  if (what(thing) === 'issue') {
    const lane = thing.parentElement.getBoundingClientRect();
    if (lane.top < box.top) frame.scrollTop += lane.top - box.top;
    else if (Math.min(lane.bottom, lane.top + 160) > box.bottom) frame.scrollTop += Math.min(lane.bottom, lane.top + 160) - box.bottom;
  } else if (inside.top < box.top + head) frame.scrollTop += inside.top - box.top - head;
  else if (inside.bottom > box.bottom - 8) frame.scrollTop += inside.bottom - box.bottom + 8;
}

// The nearest thing in a direction: first what lies straight ahead, then what is least aside.
function towards(x, y) {
  if (!here) return go(things()[0]);
  const mine = here.getBoundingClientRect();
  const from = { x: mine.left + Math.min(mine.width, 160) / 2, y: mine.top + mine.height / 2 };
  let best = null;
  let least = Infinity;
  for (const thing of things()) {
    if (thing === here || (y && here.closest('.outline') !== thing.closest('.outline'))) continue;
    const r = thing.getBoundingClientRect();
    const ahead = x ? x * (x > 0 ? r.left - mine.left : r.left - mine.left) : y * (r.top - mine.top);
    if (ahead <= 1) continue;
    const at = { x: r.left + Math.min(r.width, 160) / 2, y: r.top + r.height / 2 };
    const aside = x ? Math.max(r.top - from.y, from.y - r.bottom, 0) : what(thing) === 'issue' ? 0 : Math.abs(at.x - from.x);
    if (x && aside > 400) continue;
    const far = ahead + 3 * aside;
    if (far < least) [best, least] = [thing, far];
  }
  go(best);
}

function step(by) {
  const all = positions();
  const place = all.indexOf(here);
  const next = place >= 0 ? place + by : all.findIndex((p) => here && here.compareDocumentPosition(p) & Node.DOCUMENT_POSITION_FOLLOWING);
  go(all[Math.min(Math.max(next, 0), all.length - 1)]);
}

function mark(thing = here) {
  if (!thing) return;
  if (what(thing) !== 'position') return showStatus('Only positions are marked. Select a card first.');
  if (marked.delete(thing.id)) thing.classList.remove('marked');
  else marked.add(thing.id) && thing.classList.add('marked');
  showStatus(marked.size ? `${marked.size} marked` : '');
}

function unmark() {
  for (const id of marked) byId(id)?.classList.remove('marked');
  marked.clear();
}

async function send(body) {
  if (await edit(body)) unmark();
}

// After a swap the same things are in hand; where one is gone, what stood beside it is.
let beside = [];
onSwap({
  before() {
    const all = things();
    const place = all.indexOf(here);
    beside = place < 0 ? [] : [here, ...all.slice(place + 1), ...all.slice(0, place).reverse()].map((t) => t.id);
  },
  after(focus) {
    for (const id of marked) byId(id) ? byId(id).classList.add('marked') : marked.delete(id);
    filterOn();
    const next = (focus && byId(focus)) || beside.map(byId).find((t) => t && t.offsetParent !== null);
    go(next ?? things()[0], { scroll: Boolean(focus) });
  },
});

const options = (but) => [...board.querySelectorAll('.option:not(.dismissed)')].filter((o) => o.id !== but).map((o) => ({ id: o.id, words: words(o), group: words(o.closest('.lane').querySelector('.issue')) }));
const those = (kind, but) => [...draft.querySelectorAll(`.${kind}.thing:not(.dismissed)`)].filter((t) => t.id !== but).map((t) => ({ id: t.id, words: words(t), group: '' }));

async function merge() {
  const kind = what(here);
  if (!['issue', 'option', 'party'].includes(kind)) return showStatus('Select an issue, an option or a party to merge it into another.');
  let rows = kind === 'option' ? options(here.id) : those(kind, here.id);
  if (kind === 'option') rows = rows.filter((row) => issueOf(byId(row.id)) === issueOf(here));
  const chosen = await choose(`Merge “${words(here)}” into`, rows);
  if (chosen?.id) send({ edit: 'merge', ids: [here.id], into: chosen.id });
}

function picked() {
  if (marked.size || what(here) === 'position') return inHand();
  const around = what(here) === 'option' ? here.closest('.answer') : what(here) === 'issue' ? here.closest('.lane') : null;
  return around ? [...around.querySelectorAll('.position:not(.dismissed)')].map((p) => p.id) : [];
}

async function move() {
  const ids = picked();
  if (!ids.length) return showStatus('Select a position, or mark several with x, to move them.');
  const one = ids.length === 1 ? 'the position' : `${ids.length} positions`;
  const chosen = await choose(`Move ${one} to`, options(optionOf(byId(ids[0]))), 'a new option of this issue');
  if (chosen?.id) send({ edit: 'move', ids, issue: issueOf(byId(chosen.id)), option: chosen.id });
  else if (chosen?.words) send({ edit: 'split', ids, what: 'option', words: chosen.words });
}

async function split() {
  const ids = picked();
  if (!ids.length) return showStatus('Select a position or an option, or mark positions with x, to make an issue of its own of them.');
  const chosen = await choose(`A new issue for ${ids.length === 1 ? 'this position' : `these ${ids.length} positions`}: its question`, [], 'a new issue');
  if (chosen?.words) send({ edit: 'split', ids, what: 'issue', words: chosen.words });
}

async function fresh(kind) {
  if (kind === 'option' && !issueOf(here)) return showStatus('Select an issue, or something in it, first.');
  const chosen = await choose({ option: 'A new option: the answer', issue: 'A new issue: its question', party: 'A new party: its name' }[kind], [], `a new ${kind}`);
  if (!chosen?.words) return;
  if (kind === 'option' && marked.size) send({ edit: 'split', ids: [...marked], what: 'option', words: chosen.words });
  else send({ edit: 'add', what: kind, words: chosen.words, issue: kind === 'option' ? issueOf(here) : null });
}

async function another() {
  if (what(here) !== 'position' && !marked.size) return showStatus('Select a position first.');
  const ids = inHand();
  const chosen = await choose('Who takes this position', those('party', here.dataset.party));
  if (chosen?.id) send({ edit: 'change', ids, fields: { party: chosen.id } });
}

async function write(suggested) {
  await edit({ suggested }, '/draft/write');
}

const deeds = {
  undo: () => edit({ edit: 'undo' }),
  confirm: () => here && send({ edit: 'confirm', ids: inHand() }),
  'confirm-issue': () => issueOf(here) && send({ edit: 'confirm', ids: [issueOf(here)] }),
  'confirm-party': () => {
    const party = what(here) === 'party' ? here.id : here?.dataset.party;
    if (party) send({ edit: 'confirm', ids: [party, ...[...board.querySelectorAll(`.position[data-party="${party}"]:not(.dismissed)`)].map((p) => p.id)] });
    else showStatus('Select a party or one of its positions first.');
  },
  'confirm-shown': () => send({ edit: 'confirm', ids: positions().filter((p) => !p.matches('.confirmed, .dismissed')).map((p) => p.id) }),
  dismiss: () => here && send({ edit: 'dismiss', ids: inHand() }),
  restore: () => here && send({ edit: 'restore', ids: inHand() }),
  rename: () => renameInPlace(here, (value) => send({ edit: 'rename', ids: [here.id], words: value })),
  merge, move, split,
  new: () => fresh('option'),
  'new-issue': () => fresh('issue'),
  'new-party': () => fresh('party'),
  turn: () => (what(here) === 'position' ? send({ edit: 'turn', ids: inHand() }) : showStatus('Select a position first.')),
  holder: another,
  read: () => document.querySelector('#panel [data-read]')?.click(),
  help: () => help.showModal(),
  unwrite,
  reload: () => location.reload(),
  anyway: async () => { if (await retry()) unmark(); },
};

const keys = {
  j: () => step(1), k: () => step(-1),
  ArrowDown: () => towards(0, 1), ArrowUp: () => towards(0, -1), ArrowRight: () => towards(1, 0), ArrowLeft: () => towards(-1, 0),
  x: () => mark(), Escape: () => { unmark(); showStatus(''); },
  c: deeds.confirm, a: deeds['confirm-issue'], p: deeds['confirm-party'], C: deeds['confirm-shown'],
  d: deeds.dismiss, b: deeds.restore, f: toggleDismissed,
  r: deeds.rename, m: merge, v: move, s: split, n: deeds.new, i: deeds['new-issue'], P: deeds['new-party'],
  t: deeds.turn, h: another, o: deeds.read, u: deeds.undo, '?': deeds.help,
};

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type=checkbox]), select, textarea');
  if (typing || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key];
  if (!act || !board) return;
  event.preventDefault();
  act();
});

document.addEventListener('click', (event) => {
  const deed = event.target.closest('[data-do]')?.dataset.do;
  const row = event.target.closest('.thing');
  if (row && !event.target.closest('input')) {
    go(row, { scroll: false });
    if (event.ctrlKey || event.metaKey || event.shiftKey) mark(row);
  }
  if (deed) deeds[deed]();
  const asked = event.target.closest('[data-write]')?.dataset.write;
  if (asked) write(asked === 'all');
  const to = event.target.closest('#outline a');
  if (to) {
    event.preventDefault();
    const head = byId(to.hash.slice(1));
    board.scrollTop += head.parentElement.getBoundingClientRect().top - board.getBoundingClientRect().top;
    go(head, { scroll: false });
  }
});
board?.addEventListener('dblclick', (event) => {
  if (event.target.closest('.words')) { go(event.target.closest('.thing'), { scroll: false }); deeds.rename(); }
});
document.getElementById('panel')?.addEventListener('change', (event) => {
  send({ edit: 'change', ids: [here.id], fields: { [event.target.name]: event.target.value } });
});
document.getElementById('order')?.addEventListener('change', () => { sorted(); intoSight(here); });

if (board) {
  watchDrag(board, draft, { marked, go, send, what, issueOf, optionOf });
  filterOn();
  const asked = location.hash.slice(1);
  // Whoever comes back goes on where something is left to decide.
  const open = positions().find((p) => !p.matches('.confirmed, .dismissed'));
  go((asked && byId(asked)) || open || positions()[0] || things()[0], { scroll: Boolean(asked) || open !== positions()[0] });
}
