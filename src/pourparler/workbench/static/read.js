// Review by keys: the statement in hand is the card that has `here`, its words stand out in the text.
import { post, showStatus } from './server.js';
import { chooseSplit } from './split.js';
import { selected, watchSelection } from './selection.js';
import { known } from './changes.js';
import { chooseKind } from './kinds.js';
import { closeCorrection, fieldsOf, openCorrection } from './correction.js';
import { cards, filled, isFilled, show } from './cards.js';

const help = document.getElementById('help');
const only = document.getElementById('unreviewed');
const queue = document.getElementById('queue');
let here = null;

function go(card, scroll = true) {
  if (!card) return;
  here?.classList.remove('here');
  for (const mark of document.querySelectorAll('.text .here, .text .pointed')) mark.classList.remove('here', 'pointed');
  here = card;
  card.classList.add('here');
  for (const mark of document.querySelectorAll(`.text [data-statements~="${card.id}"]`)) mark.classList.add('here');
  for (const mark of document.querySelectorAll(`.text [data-pointed~="${card.id}"]`)) mark.classList.add('pointed');
  if (scroll) {
    place(card);
    document.querySelector(`.text [data-statements~="${card.id}"]`)?.scrollIntoView({ block: 'center' });
  }
  if (!isFilled(card)) filled(card).then(() => { if (scroll && card === here) place(card); }, tell);
  card.focus({ preventScroll: true });
  for (const link of queue?.querySelectorAll('a') ?? []) link.ariaCurrent = link.dataset.statement === card.id ? 'true' : null;
}

// Of a card that is taller than its column the beginning is shown.
function place(card) {
  card.scrollIntoView({ block: card.offsetHeight > card.parentElement.clientHeight ? 'start' : 'nearest' });
}

const tell = (fault) => showStatus(fault.message, true);

const shown = () => cards.filter((card) => !card.hidden);

function step(by) {
  const all = shown();
  const place = all.indexOf(here);
  go(all[Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function nextToReview() {
  const after = cards.slice(cards.indexOf(here) + 1).concat(cards);
  go(after.find((card) => card.dataset.review === 'proposed' && card !== here) ?? here);
}

function nextDocument() {
  if (queue) {
    const all = [...queue.querySelectorAll('a')];
    const next = all[all.findIndex((a) => a.dataset.statement === here?.id) + 1];
    if (!next) showStatus('That was the last statement in the queue. Reload the page for more.');
    else if (document.getElementById(next.dataset.statement)) go(document.getElementById(next.dataset.statement));
    else location.assign(next.href);
    return;
  }
  const all = [...document.querySelectorAll('.documents a')];
  const after = all.slice(all.findIndex((a) => a.ariaCurrent) + 1).concat(all);
  const next = after.find((a) => !a.ariaCurrent && a.dataset.waiting !== '0');
  if (next) next.click();
  else showStatus('All other documents are reviewed.');
}

function filter() {
  for (const card of cards) card.hidden = only.checked && card.dataset.review !== 'proposed' && card !== here;
}

// Whether it was kept; what speaks against it is told.
async function decide(card, decision, told = {}) {
  if (!card) return false;
  try {
    const concerned = [card, document.getElementById(told.other)].filter(Boolean);
    await Promise.all(concerned.map(filled));
    const looked = concerned.map((one) => [one.id, lastOf(one)]);
    const answer = await post(`/statements/${card.id}`, { decision, ...told, seen: Object.fromEntries(looked) });
    known(answer.version);
    if (answer.marks) {
      again(card.id);
      return true;
    }
    show(card, answer.card.review, answer.html);
    if (card === here) card.focus({ preventScroll: true });
    document.getElementById('reviewed').textContent = answer.progress.reviewed;
    document.getElementById('total').textContent = answer.progress.total;
    document.getElementById('progress').value = answer.progress.reviewed;
    const entry = document.querySelector('.documents [data-waiting][aria-current]');
    if (entry) {
      entry.dataset.waiting = answer.waiting;
      entry.querySelector('.waiting').textContent = answer.waiting;
    }
    showStatus(decision === 'undo' ? `undone; now ${answer.card.review}` : answer.card.review);
    if (decision === 'accepted' || decision === 'rejected') {
      if (queue) nextDocument();
      else nextToReview();
    }
    filter();
    return true;
  } catch (fault) {
    if (fault.told?.decided) choose(fault.told, card, decision, told);
    else showStatus(fault.message, true);
    return false;
  }
}

const lastOf = (card) => card.querySelector('.told').dataset.last;

// Somebody decided on the statement since this page was made: the card shows what, and leaves the choice.
function choose(since, card, decision, told) {
  known(since.version);
  const other = document.getElementById(since.id);
  if (!since.html) return again(card.id);
  show(other, since.card.review, since.html);
  const box = document.createElement('div');
  box.className = 'since';
  box.role = 'alert';
  const line = document.createElement('p');
  line.textContent = `Nothing was saved: somebody has decided on this since the page was loaded. ${since.decided}`;
  const buttons = document.createElement('p');
  buttons.className = 'actions';
  for (const [words, act] of [
    ['Keep theirs', () => { box.remove(); card.focus(); showStatus('Their decision stays.'); }],
    [`Decide again: ${decision}`, () => { box.remove(); decide(card, decision, told); }],
  ]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    button.addEventListener('click', (event) => { event.stopPropagation(); act(); });
    buttons.append(button);
  }
  box.append(line, buttons);
  other.prepend(box);
  box.scrollIntoView({ block: 'nearest' });
  buttons.firstChild.focus();
  showStatus('Somebody has decided on this statement since; choose.', true);
}

// Other words are marked now: the page is drawn anew, the same statement in hand.
function again(id) {
  history.replaceState(null, '', `${location.pathname}${location.search}#${id}`);
  location.reload();
}

function edit(card, first = 'speaker') {
  openCorrection(card, first, (correction) => decide(card, 'corrected', { correction }));
}

function correct(card, correction) {
  decide(card, 'corrected', { correction });
}

function takesPosition(card) {
  const turned = card?.querySelector('.told').dataset.turned;
  if (card && !turned) showStatus('This statement takes no position. Press p to say what kind it takes.');
  return turned;
}

function turn(card) {
  const stance = takesPosition(card);
  if (stance) correct(card, { stance });
}

function kind(card, more = {}) {
  if (card) chooseKind(card, fieldsOf(card).stance, (stance) => correct(card, { ...more, stance }));
}

function lookBack(card) {
  const link = card?.querySelector('.back a');
  if (link) document.getElementById(link.hash.slice(1))?.scrollIntoView({ block: 'center' });
  else showStatus('The words of this statement do not point back.');
}

const deeds = {
  edit: (card) => edit(card),
  holders: (card) => takesPosition(card) && edit(card, 'holders'),
  split,
  join,
  turn,
  kind: (card) => kind(card),
  none: (card) => takesPosition(card) && correct(card, { stance: 'reports' }),
};

document.getElementById('cards')?.addEventListener('click', (event) => {
  const card = event.target.closest('.card');
  if (!card || event.target.closest('form, .kinds')) return;
  go(card, false);
  if (!isFilled(card)) return event.preventDefault(); // its link is for browsers without scripts
  const link = event.target.closest('.told a');
  if (link) {
    event.preventDefault();
    if (link.closest('.back')) lookBack(card);
    else go(document.getElementById(link.hash.slice(1)));
    return;
  }
  const what = event.target.closest('button')?.dataset.do;
  if (what) (deeds[what] ?? ((c) => decide(c, what)))(card);
});

// Of several statements in the same words the one that begins last says most about these.
for (const mark of document.querySelectorAll('.text [data-statements]')) {
  mark.addEventListener('click', () => {
    if (getSelection().isCollapsed) go(document.getElementById(mark.dataset.statements.split(' ').at(-1)), false);
  });
}

function split(card) {
  if (card) chooseSplit(card, (place) => decide(card, 'split', { place }));
}

function join(card) {
  const next = cards[cards.indexOf(card) + 1];
  if (next) decide(card, 'join', { other: next.id });
  else showStatus('This is the last statement; there is none to join it with.');
}

// The words that are selected in the text become the statement's, or a statement of their own.
async function take(role) {
  const span = selected();
  if (!span) return showStatus('Select words in the text first.');
  if (role === 'position' && here && !here.querySelector('.told').dataset.turned) return kind(here, { position: [span] });
  if (role !== 'new') return here && correct(here, { [role]: [span] });
  try {
    const { id } = await post(`/documents/${document.querySelector('.text').dataset.document}/statements`, { content: [span] });
    again(id);
  } catch (fault) {
    showStatus(fault.message, true);
  }
}

watchSelection(take);

const keys = {
  j: () => step(1),
  k: () => step(-1),
  a: () => decide(here, 'accepted'),
  r: () => decide(here, 'rejected'),
  c: () => here && edit(here),
  d: () => turn(here),
  p: () => kind(here),
  0: () => deeds.none(here),
  h: () => deeds.holders(here),
  b: () => lookBack(here),
  u: () => decide(here, 'undo'),
  n: nextDocument,
  x: () => split(here),
  m: () => here && join(here),
  1: () => take('content'),
  2: () => take('cue'),
  3: () => take('source'),
  4: () => take('new'),
  5: () => take('position'),
  t: () => location.assign('/read?by_priority=true'),
  f: () => { only.checked = !only.checked; filter(); },
  '?': () => help.showModal(),
};

const elsewhere = (element) => help?.open || element.closest('input:not([type=checkbox]), select, textarea, .splitting, .kinds, .since');

// Keys that are pressed while the card in hand is on its way wait for it, and for each other.
let pressed = 0;
let before = Promise.resolve();

function inTurn(act) {
  if (!pressed && (!here || isFilled(here))) return act();
  pressed += 1;
  before = before
    .then(() => here && filled(here))
    .then(() => (elsewhere(document.activeElement) ? null : act()), tell)
    .finally(() => { pressed -= 1; });
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.closest('.card form')) return closeCorrection();
  if (elsewhere(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    inTurn(act);
  }
});

document.getElementById('help-button')?.addEventListener('click', () => help.showModal());
only?.addEventListener('change', filter);
window.addEventListener('hashchange', () => go(cards.find((card) => card.id === location.hash.slice(1))));
const asked = location.hash.slice(1) || queue?.querySelector('a')?.dataset.statement;
document.querySelector('.documents [aria-current]')?.scrollIntoView({ block: 'nearest' });
const wanted = asked && cards.find((card) => card.id === asked);
if (cards.length) go(wanted || (cards.find((card) => card.dataset.review === 'proposed') ?? cards[0]));
