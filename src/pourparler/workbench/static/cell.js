// What is written goes into dossier.yaml unless the file has changed since this page was made; then nothing is, and the page says so.
import { post } from './server.js';

const cell = document.getElementById('cell');
const fault = document.getElementById('fault');

async function send(to, body) {
  try {
    const { verdict } = await post(to, { ...body, revision: cell.dataset.revision });
    sessionStorage.setItem('status', `Saved to dossier.yaml. ${verdict}`);
    location.reload();
  } catch (error) {
    fault.textContent = error.message;
    fault.scrollIntoView({ block: 'center' });
  }
}

for (const form of document.querySelectorAll('form[data-to]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const told = new FormData(form);
    const { to, what } = form.dataset;
    if (what !== 'add') return send(to, { what, told: Object.fromEntries(told) });
    const other = (told.get('other') ?? '').split(/\s+/).filter(Boolean);
    send(to, {
      kind: told.get('kind'),
      option: told.get('option'),
      as_of: told.get('as_of') || null,
      hedged: told.get('hedged') || null,
      evidence: [...told.getAll('evidence'), ...other],
    });
  });
  form.querySelector('[data-remove]')?.addEventListener('click', (event) => {
    // Asked once more in place: what is taken out has no undo but the file's own history.
    const button = event.target;
    if (button.dataset.sure) send(form.dataset.to, { what: 'remove', told: {} });
    button.dataset.sure = 'yes';
    button.textContent = 'Really delete it from dossier.yaml?';
  });
}

const told = sessionStorage.getItem('status');
if (told) {
  sessionStorage.removeItem('status');
  document.getElementById('status').textContent = told;
}
