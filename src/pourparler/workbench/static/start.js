// Where one stands in each step follows what happens: documents are read, proposals are made, dossier.yaml changes.
import { post, showStatus } from './server.js';

let asking = false;
let again = false;

async function stand() {
  if (asking) { again = true; return; }
  asking = true;
  do {
    again = false;
    const answer = await fetch('/start/stand', { headers: { accept: 'application/json' } });
    if (!answer.ok) break;
    for (const [id, html] of Object.entries(await answer.json())) {
      const part = document.getElementById(id);
      // A link in hand is not taken out of it where nothing has changed.
      if (part.innerHTML !== html && part.dataset.html !== html) part.innerHTML = html;
      part.dataset.html = html;
    }
  } while (again);
  asking = false;
}

document.addEventListener('told', stand);
document.addEventListener('click', async ({ target }) => {
  if (!target.closest('[data-do="read"]')) return;
  try {
    await post('/reading', {});
    await stand();
  } catch (fault) {
    showStatus(fault.message, true);
  }
});
