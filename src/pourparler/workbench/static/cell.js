// A new position goes into dossier.yaml unless the file has changed since this page was made.
import { ask } from './ask.js';

const form = document.getElementById('add');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const told = new FormData(form);
  const other = told.get('other').split(/\s+/).filter(Boolean);
  try {
    await ask(form.dataset.to, {
      kind: told.get('kind'),
      option: told.get('option'),
      as_of: told.get('as_of') || null,
      evidence: [...told.getAll('evidence'), ...other],
      revision: form.dataset.revision,
    });
    location.reload();
  } catch (fault) {
    document.getElementById('fault').textContent = fault.message;
  }
});
