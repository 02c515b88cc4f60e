// Positions of one party on one issue, made and changed in place; what is saved goes into dossier.yaml, then the next is in hand.
import { post, showStatus } from './server.js';
import { positionForm } from './position_form.js';

const cell = document.getElementById('cell');
const fault = document.getElementById('fault');
const help = document.getElementById('help');
const articles = [...document.querySelectorAll('article.position')];
const { party, issue } = cell.dataset;
const fresh = positionForm(party, { issue });
let open = null;

// The page is drawn anew; `then` is in hand afterwards: the next proposal, or the empty form.
async function send(to, body, words, then) {
  try {
    const { verdict, status } = await post(to, { ...body, revision: cell.dataset.revision });
    sessionStorage.setItem('saved', JSON.stringify({ words: status ?? `${words} ${verdict}`, then }));
    location.reload();
    return null;
  } catch (error) {
    return error.message;
  }
}

function tell(words, where = fault) {
  if (!words) return;
  where.textContent = words;
  where.scrollIntoView({ block: 'center' });
}

function listen({ form, value }, to, then, close) {
  const save = async () => {
    const position = value();
    if (position) tell(await send(to, { position }, 'Saved to dossier.yaml.', then), form.querySelector('.fault'));
  };
  form.addEventListener('submit', (event) => { event.preventDefault(); save(); });
  form.addEventListener('keydown', (event) => {
    const plain = event.target.matches('input:not([type=search]), select');
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || plain)) save();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  form.querySelector('[data-do=close]').addEventListener('click', close);
}

function closeForm() {
  if (!open) return;
  const article = open.closest('article');
  open.remove();
  open = null;
  article.focus();
}

function edit(article) {
  closeForm();
  const made = positionForm(party, JSON.parse(article.dataset.told));
  const proposal = article.classList.contains('proposal');
  listen(made, proposal ? '/positions' : `/position/${encodeURIComponent(article.id)}`, 'next', closeForm);
  open = made.form;
  article.append(open);
  open.elements.kind.focus();
  open.scrollIntoView({ block: 'nearest' });
}

const written = (article) => JSON.parse(article.dataset.told).evidence.map((one) => one.written);

const deeds = {
  edit,
  remove: async (article) => tell(await send(`/position/${encodeURIComponent(article.id)}/remove`, {}, 'Deleted from dossier.yaml; press u to take that back.', 'next')),
  confirm: async (article) => {
    const position = { ...JSON.parse(article.dataset.told), evidence: written(article) };
    tell(await send('/positions', { position }, 'Saved to dossier.yaml.', 'next'));
  },
  evidence: async (article, button) => tell(await send(`/position/${encodeURIComponent(button.dataset.of)}/evidence`, { evidence: written(article) }, 'Saved to dossier.yaml.', 'next')),
};

async function undo() {
  tell(await send('/dossier/undo', {}, '', null));
}

for (const article of articles) {
  article.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button && !button.closest('form')) deeds[button.dataset.do]?.(article, button);
  });
}

document.getElementById('add').append(fresh.form);
listen(fresh, '/positions', 'new', () => document.activeElement.blur());
document.getElementById('undo').addEventListener('click', undo);
document.getElementById('help-button').addEventListener('click', () => help.showModal());

function step(by) {
  const here = articles.indexOf(document.activeElement.closest('article'));
  articles[Math.max(0, Math.min(here + by, articles.length - 1))]?.focus();
}

const startNew = () => fresh.form.elements.kind.focus();
const keys = {
  j: () => step(1),
  k: () => step(-1),
  e: (article) => article && edit(article),
  Enter: (article) => article?.querySelector('[data-do=confirm], [data-do=evidence]')?.click(),
  n: startNew,
  '/': () => (open ? open.querySelector('.words') : fresh.form.querySelector('.words')).focus(),
  u: undo,
  '?': () => help.showModal(),
};
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.target.closest('form, a, button')) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act(document.activeElement.closest('article'));
});

const saved = JSON.parse(sessionStorage.getItem('saved') ?? 'null');
if (saved) {
  sessionStorage.removeItem('saved');
  showStatus(saved.words);
  if (saved.then === 'new') startNew();
  else if (saved.then) (document.querySelector('article.proposal') ?? fresh.form.elements.kind).focus();
}
