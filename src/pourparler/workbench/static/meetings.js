// Meetings and next steps: suggested ones accepted or dismissed, own ones made and changed in place.
import { post, showStatus } from './server.js';
import { evidencePicker } from './evidence.js';
import { suggest } from './suggestions.js';

const page = document.getElementById('meetings');
const fault = document.getElementById('fault');
const articles = [...document.querySelectorAll('article.told')];
const names = [...document.querySelectorAll('#names option')].map((option) => option.value);
let open = null;

async function send(to, body, words) {
  try {
    const { status } = await post(to, { ...body, revision: page.dataset.revision });
    sessionStorage.setItem('saved', status ?? words);
    location.reload();
    return null;
  } catch (error) {
    return error.message;
  }
}

async function act(to, body, words) {
  const told = await send(to, body, words);
  if (told) {
    fault.textContent = told;
    fault.scrollIntoView({ block: 'center' });
  }
}

function close() {
  if (!open) return;
  const holder = open.closest('article') ?? document.querySelector(`[data-new=${open.dataset.kind}]`);
  open.remove();
  open = null;
  holder.focus();
}

function edit(holder, kind, told, place) {
  close();
  const form = document.getElementById('told-form').content.firstElementChild.cloneNode(true);
  form.dataset.kind = kind;
  for (const label of form.querySelectorAll(`.says [data-of]:not([data-of=${kind}])`)) label.remove();
  holder.append(form);
  open = form;
  const fields = [...form.querySelectorAll('.says input')];
  for (const field of fields) field.value = told[field.name] ?? '';
  for (const field of form.querySelectorAll('.names')) suggest(field, names);
  const evidence = evidencePicker(form.querySelector('.evidence-picker'), () => ({}));
  evidence.fill(told.evidence ?? []);
  const save = async () => {
    const sources = evidence.value();
    if (!sources) return;
    const written = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    const refused = await send('/meetings', { kind, place, told: { ...written, evidence: sources } }, 'Saved to dossier.yaml.');
    if (refused) form.querySelector('.fault').textContent = refused;
  };
  form.addEventListener('submit', (event) => { event.preventDefault(); save(); });
  form.addEventListener('keydown', (event) => {
    const plain = event.target.matches('.says input');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || plain)) save();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  form.querySelector('[data-do=close]').addEventListener('click', close);
  fields[0].focus();
  form.scrollIntoView({ block: 'nearest' });
}

// What became of a next step, by the sentence or the judgement that shows it.
function ended(article, became) {
  close();
  const form = document.getElementById('became-form').content.firstElementChild.cloneNode(true);
  form.dataset.kind = 'step';
  form.querySelector('.asked').textContent = `What shows that it was ${became}?`;
  article.append(form);
  open = form;
  const evidence = evidencePicker(form.querySelector('.evidence-picker'), () => ({}));
  evidence.fill([]);
  const save = async () => {
    const sources = evidence.value();
    if (!sources) return;
    const refused = await send('/meetings/became', { id: article.dataset.step, became, evidence: sources }, `Marked as ${became} in dossier.yaml; press u to take that back.`);
    if (refused) form.querySelector(':scope > .fault').textContent = refused;
  };
  form.addEventListener('submit', (event) => { event.preventDefault(); save(); });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  form.querySelector('[data-do=close]').addEventListener('click', close);
  evidence.focus();
  form.scrollIntoView({ block: 'nearest' });
}

const end = (button, action, words) => act('/meetings/ends', { id: button.closest('[data-end]').dataset.end, action }, words);
const settle = (id, action, words) => act('/meetings/suggested', { id, action }, words);
const deeds = {
  // A proposal that is changed first is added as it then is; the record's own is told from it by its evidence.
  edit: (article) => edit(article, article.dataset.kind, JSON.parse(article.dataset.told), article.dataset.place === undefined ? null : Number(article.dataset.place)),
  remove: (article) => act('/meetings/remove', { kind: article.dataset.kind, place: Number(article.dataset.place) }, 'Deleted from dossier.yaml; press u to take that back.'),
  kept: (article) => ended(article, 'kept'),
  broken: (article) => ended(article, 'broken'),
  reopen: (article) => act('/meetings/became', { id: article.dataset.step, became: 'open' }, 'It is open again; press u to take that back.'),
  'confirm-end': (_, button) => end(button, 'confirm', 'Confirmed: it is in dossier.yaml now; press u to take that back.'),
  'dismiss-end': (_, button) => end(button, 'dismiss', 'Dismissed; it is suggested no more.'),
  accept: (article) => settle(article.dataset.id, 'accept', 'Accepted: it is in dossier.yaml now.'),
  dismiss: (article) => settle(article.dataset.id, 'dismiss', 'Dismissed; it stays so. It can be brought back at the end of the page.'),
};
const undo = () => act('/dossier/undo', {}, 'Undone.');
const fresh = (kind) => edit(document.querySelector(`.fresh[data-kind=${kind}]`), kind, {}, null);

for (const article of articles) {
  article.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button && !button.closest('form')) deeds[button.dataset.do]?.(article, button);
  });
}
for (const button of document.querySelectorAll('[data-new]')) button.addEventListener('click', () => fresh(button.dataset.new));
for (const button of document.querySelectorAll('[data-back]')) button.addEventListener('click', () => settle(button.dataset.back, 'back', 'It is proposed again.'));
document.getElementById('undo').addEventListener('click', undo);

function step(by) {
  const here = articles.indexOf(document.activeElement.closest('article'));
  articles[Math.max(0, Math.min(here + by, articles.length - 1))]?.focus();
}

const on = (what) => (article) => article?.querySelector(`[data-do=${what}]`)?.click();
const keys = { j: () => step(1), k: () => step(-1), a: on('accept'), d: on('dismiss'), e: on('edit'), y: on('kept'), n: on('broken'), o: on('reopen'), c: on('confirm-end'), x: on('dismiss-end'), m: () => fresh('meeting'), s: () => fresh('step'), u: undo };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('form, a, button')) return;
  const deed = keys[event.key];
  if (!deed) return;
  event.preventDefault();
  deed(document.activeElement.closest('article'));
});

const saved = sessionStorage.getItem('saved');
if (saved) {
  sessionStorage.removeItem('saved');
  showStatus(saved);
  document.querySelector('article.proposal')?.focus();
}
