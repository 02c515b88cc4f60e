// Whoever changes an option sees at once who would take the settlement.
import { ask, tell } from './ask.js';

const form = document.getElementById('settlement');
const rows = document.getElementById('answers');
let asked = 0;

form.addEventListener('change', async () => {
  const mine = ++asked;
  const settlement = Object.fromEntries(new FormData(form));
  try {
    const { answers } = await ask('/settlement', { settlement, without: JSON.parse(form.dataset.without) });
    if (mine !== asked) return; // a later choice is on its way
    rows.replaceChildren(...answers.map(row));
    tell('');
  } catch (fault) {
    tell(fault.message, true);
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
  answer.append(mark, ` ${word}`);
  const reason = document.createElement('td');
  reason.textContent = why;
  line.append(name, answer, reason);
  return line;
}

// What takes a moment longer comes when the rest is there.
const helping = document.getElementById('helping');

async function help(axes = {}) {
  const asked = new URLSearchParams(axes);
  for (const party of JSON.parse(helping.dataset.without)) asked.append('without', party);
  try {
    const answer = await fetch(`/helping?${asked}`);
    if (!answer.ok) throw new Error(`The workbench answered ${answer.status}.`);
    const part = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('helping-part');
    helping.replaceChildren(document.adoptNode(part));
    const chosen = part.querySelector('#axes');
    chosen?.addEventListener('change', () => help(Object.fromEntries(new FormData(chosen))));
    mark();
  } catch (fault) {
    helping.querySelector('p').textContent = fault.message;
  }
}

// The point of the settlement in hand stands out.
function mark() {
  const chosen = new FormData(form);
  for (const link of helping.querySelectorAll('.frontier a')) {
    const told = new URL(link.getAttribute('xlink:href') ?? link.getAttribute('href'), location.href).searchParams;
    link.classList.toggle('chosen', [...chosen].every(([issue, option]) => told.get(`option.${issue}`) === option));
  }
}

form.addEventListener('change', mark);
help();
