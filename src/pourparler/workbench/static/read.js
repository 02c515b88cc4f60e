// Review by keys: the statement in hand is the card that has `here`, its words stand out in the text.
import { ask, tell } from './ask.js';

const cards = [...document.querySelectorAll('.card')];
const help = document.getElementById('help');
const only = document.getElementById('unreviewed');
let here = null;

function go(card, scroll = true) {
  if (!card) return;
  here?.classList.remove('here');
  for (const mark of document.querySelectorAll('.text .here')) mark.classList.remove('here');
  here = card;
  card.classList.add('here');
  for (const mark of document.querySelectorAll(`.text [data-statements~="${card.id}"]`)) mark.classList.add('here');
  if (scroll) {
    card.scrollIntoView({ block: 'nearest' });
    document.querySelector(`.text [data-statements~="${card.id}"]`)?.scrollIntoView({ block: 'center' });
  }
  card.focus({ preventScroll: true });
}

const shown = () => cards.filter((card) => !card.hidden);

function step(by) {
  const all = shown();
  const place = all.indexOf(here);
  go(all[Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function nextToReview() {
  const after = cards.slice(cards.indexOf(here) + 1).concat(cards);
  go(after.find((card) => card.dataset.review === 'suggested' && card !== here) ?? here);
}

function nextDocument() {
  const all = [...document.querySelectorAll('.documents a')];
  const after = all.slice(all.findIndex((a) => a.ariaCurrent) + 1).concat(all);
  const next = after.find((a) => !a.ariaCurrent && a.dataset.waiting !== '0');
  if (next) next.click();
  else tell('No other document has anything to review.');
}

function filter() {
  for (const card of cards) card.hidden = only.checked && card.dataset.review !== 'suggested' && card !== here;
}

async function decide(card, decision, correction = null) {
  if (!card) return;
  try {
    const { card: told, progress, waiting } = await ask(`/statements/${card.id}`, { decision, correction });
    show(card, told);
    document.getElementById('reviewed').textContent = progress.reviewed;
    document.getElementById('total').textContent = progress.total;
    document.getElementById('progress').value = progress.reviewed;
    const entry = document.querySelector('.documents [aria-current]');
    entry.dataset.waiting = waiting;
    entry.querySelector('.waiting').textContent = waiting;
    tell(decision === 'undo' ? `taken back: ${told.review}` : told.review);
    if (decision === 'accepted' || decision === 'rejected') nextToReview();
    filter();
  } catch (fault) {
    tell(fault.message, true);
  }
}

function show(card, told) {
  card.classList.remove('suggested', 'accepted', 'corrected', 'rejected');
  card.classList.add(told.review);
  card.dataset.review = told.review;
  const put = (name, words) => { card.querySelector(`.${name}`).textContent = words; };
  put('speaker', told.speaker ?? 'unknown speaker');
  put('party', told.party && told.party !== told.speaker ? `for ${told.party}` : '');
  put('stance', told.stance);
  const issue = told.issue ? told.issue.replaceAll('_', ' ') : '';
  put('on', told.option_words ? `${issue}: ${told.option_words}` : issue);
  put('review', told.review);
  for (const mark of document.querySelectorAll(`.text [data-statements~="${card.id}"]`)) {
    mark.classList.toggle('rejected', told.review === 'rejected');
  }
}

function edit(card, open = true) {
  const form = card.querySelector('form');
  form.hidden = !open;
  if (open) form.elements.speaker.focus();
  else card.focus();
}

for (const card of cards) {
  card.addEventListener('click', (event) => {
    if (event.target.closest('form')) return;
    go(card, false);
    const what = event.target.closest('button')?.dataset.do;
    if (what === 'edit') edit(card);
    else if (what) decide(card, what);
  });
  const form = card.querySelector('form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    edit(card, false);
    decide(card, 'corrected', Object.fromEntries(new FormData(form)));
  });
  form.querySelector('[data-do=close]').addEventListener('click', () => edit(card, false));
  form.elements.option.addEventListener('change', () => {
    const issue = form.elements.option.selectedOptions[0]?.dataset.issue;
    if (issue) form.elements.issue.value = issue;
  });
}

for (const mark of document.querySelectorAll('.text [data-statements]')) {
  mark.addEventListener('click', () => go(document.getElementById(mark.dataset.statements.split(' ')[0])));
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => decide(here, 'accepted'),
  r: () => decide(here, 'rejected'),
  c: () => here && edit(here),
  u: () => decide(here, 'undo'),
  n: nextDocument,
  f: () => { only.checked = !only.checked; filter(); },
  '?': () => help.showModal(),
};

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type=checkbox]), select, textarea');
  if (event.key === 'Escape' && event.target.closest('.card form')) return edit(here, false);
  if (typing || help?.open || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.getElementById('help-button')?.addEventListener('click', () => help.showModal());
only?.addEventListener('change', filter);
const wanted = location.hash && document.getElementById(location.hash.slice(1));
if (cards.length) go(wanted || (cards.find((card) => card.dataset.review === 'suggested') ?? cards[0]));
