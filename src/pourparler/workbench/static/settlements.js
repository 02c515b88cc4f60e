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
