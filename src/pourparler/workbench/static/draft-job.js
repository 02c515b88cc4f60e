// While proposals are being made the page says how far that is; it never changes under the eye, but for a first draft, which shows by itself.
import { post } from './server.js';

const line = document.getElementById('drafting');
const words = document.getElementById('drafting-words');
const button = document.getElementById('drafted');
const begin = document.getElementById('begin');
const draft = document.getElementById('draft');

async function look() {
  const answer = await fetch('/draft/state', { headers: { accept: 'application/json' } });
  if (!answer.ok) return;
  const now = await answer.json();
  words.textContent = now.words;
  line.hidden = !now.words;
  if (now.running) setTimeout(look, 500);
  else if (!document.getElementById('board') && !now.words) location.reload(); // where it failed, what is said stays
  else if (now.revision !== Number(draft.dataset.revision)) {
    words.textContent = now.words || 'A new draft is there.';
    line.hidden = false;
    button.hidden = false;
  }
}

button.addEventListener('click', () => location.reload());
begin.addEventListener('click', async () => {
  begin.hidden = true;
  try {
    words.textContent = (await post('/draft/begin', {})).words;
    setTimeout(look, 400);
  } catch (fault) {
    words.textContent = fault.message;
    begin.hidden = false;
  }
});
if ('running' in line.dataset) setTimeout(look, 400);
