// Whoever changes an option sees at once who would take the settlement.
import { post, showStatus } from './server.js';

const form = document.getElementById('settlement');
const rows = document.getElementById('answers');
let asked = 0;

form.addEventListener('change', async () => {
  const mine = ++asked;
  const settlement = Object.fromEntries(new FormData(form));
  try {
    const { answers } = await post(`/settlement?${form.dataset.kept}`, { settlement, without: JSON.parse(form.dataset.without) });
    if (mine !== asked) return; // a later choice is on its way
    rows.replaceChildren(...answers.map(row));
    showStatus('');
  } catch (fault) {
    showStatus(fault.message, true);
  }
});

function row({ party, word, shape, why }) {
  const line = document.createElement('tr');
  line.className = word.replaceAll(' ', '-');
  const name = document.createElement('th');
  name.scope = 'row';
  name.textContent = party;
  const answer = document.createElement('td');
  const mark = document.createElement('span');
  mark.className = 'shape';
  mark.ariaHidden = 'true';
  mark.textContent = shape;
  const reason = document.createElement('span');
  reason.className = 'why';
  reason.textContent = why;
  answer.append(mark, ` ${word}`, reason);
  line.append(name, answer);
  return line;
}

// What takes a moment longer comes when the rest is there.
const solutions = document.getElementById('solutions');

async function help(axes = {}) {
  const asked = new URLSearchParams(form.dataset.kept);
  for (const [name, value] of Object.entries(axes)) asked.set(name, value);
  for (const party of JSON.parse(solutions.dataset.without)) asked.append('without', party);
  try {
    const answer = await fetch(`/solutions?${asked}`);
    if (!answer.ok) throw new Error(`The workbench answered ${answer.status}.`);
    const part = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('solutions-part');
    solutions.replaceChildren(document.adoptNode(part));
    const chosen = part.querySelector('#axes');
    chosen?.addEventListener('change', () => help(Object.fromEntries(new FormData(chosen))));
    mark();
  } catch (fault) {
    solutions.querySelector('p').textContent = fault.message;
  }
}

// The point of the settlement in hand stands out.
function mark() {
  const chosen = new FormData(form);
  for (const link of solutions.querySelectorAll('.frontier a')) {
    const told = new URL(link.getAttribute('href'), location.href).searchParams;
    link.classList.toggle('chosen', [...chosen].every(([issue, option]) => told.get(`option.${issue}`) === option));
  }
}

// A point in hand is drawn once more over those that lie on it.
solutions.addEventListener('focusin', ({ target }) => {
  const shape = target.closest('.frontier a')?.querySelector('path');
  if (!shape) return;
  const over = shape.cloneNode();
  over.classList.add('in-hand');
  shape.closest('svg > g').append(over);
});
solutions.addEventListener('focusout', () => solutions.querySelector('.in-hand')?.remove());

form.addEventListener('change', mark);
help();
