// Documents dropped on the page, chosen, or named by address; reading begins by itself; the line at the top shows how far it is.
import { headers, post, showStatus } from './server.js';

const form = document.getElementById('add-documents');
const list = document.getElementById('uploaded');

function put({ name, title, outcome, told, document: id }) {
  const line = document.createElement('li');
  const words = { added: 'added', known: 'already in the record', completed: 'missing details added', failed: 'not added', skipped: 'skipped', told: 'to know' }[outcome];
  if (id) {
    const link = document.createElement('a');
    link.href = `/read?document=${id}`;
    link.textContent = title;
    line.append(link, `: ${words}${told ? `; ${told}` : ''}`);
  } else {
    const why = told?.startsWith(`${name}: `) ? told.slice(name.length + 2) : told;
    line.textContent = `${name}: ${words}${why ? `; ${why}` : ''}`;
    if (outcome === 'failed') line.className = 'fault';
  }
  list.append(line);
  line.scrollIntoView({ block: 'nearest' });
}

async function send(files) {
  const folded = form.closest('details');
  if (folded) folded.open = true;
  for (const file of files) {
    const about = new URLSearchParams({ name: file.name, date: form.elements.date.value, source: form.elements.source.value });
    try {
      const limit = Number(form.dataset.limit);
      if (file.size > limit) throw new Error(`the file is larger than ${limit / 1e6} MB. Add it with \`pourparler add\`, or only the part you need`);
      const answer = await fetch(`/documents?${about}`, { method: 'POST', headers: headers('application/octet-stream'), body: file });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      told.documents.forEach(put);
    } catch (fault) {
      put({ name: file.name, outcome: 'failed', told: fault.message });
    }
  }
}

document.getElementById('files').addEventListener('change', (event) => send([...event.target.files]));
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { address, date, source } = Object.fromEntries(new FormData(form));
  showStatus('Fetching…');
  try {
    (await post('/documents/address', { address, date, source })).documents.forEach(put);
    form.elements.address.value = '';
    showStatus('');
  } catch (fault) {
    showStatus(fault.message, true);
  }
});

document.addEventListener('dragover', (event) => {
  if (![...event.dataTransfer.types].includes('Files')) return;
  event.preventDefault();
  document.body.classList.add('dropping');
});
document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) document.body.classList.remove('dropping'); });
document.addEventListener('drop', (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  document.body.classList.remove('dropping');
  send([...event.dataTransfer.files]);
});
