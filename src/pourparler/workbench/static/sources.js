// Sources that are watched: added, looked at now, watched no longer. How far a look is comes with the page's events.
import { post, showStatus } from './server.js';

const part = document.getElementById('sources');
const list = part.querySelector('ul');
const form = part.querySelector('form');
const fault = form.querySelector('.fault');
let last = null;

const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;

async function redraw() {
  const answer = await fetch('/sources');
  if (!answer.ok) return;
  const inHand = list.contains(document.activeElement) ? document.activeElement.closest('li')?.dataset.source : null;
  list.innerHTML = await answer.text();
  if (inHand) [...list.children].find((li) => li.dataset.source === inHand)?.querySelector('button')?.focus();
  document.getElementById('look-all').hidden = !list.querySelector('[data-source]');
}

async function attempt(work, told = (words) => showStatus(words, true)) {
  try {
    await work();
  } catch (error) {
    told(error.message);
  }
}

const look = (body) => attempt(async () => {
  const { begun } = await post('/sources/look', body);
  showStatus(begun ? 'Looking…' : 'A look goes on already; these come after it.');
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  fault.textContent = '';
  attempt(async () => {
    const { source, known } = await post('/sources', { source: form.elements.source.value });
    form.elements.source.value = '';
    showStatus(`${source} ${known ? 'was watched before' : 'is watched from now on'}.`);
    await redraw();
  }, (words) => { fault.textContent = words; form.elements.source.focus(); });
});

form.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  fault.textContent = '';
  document.getElementById('look-all').hidden ? form.elements.source.blur() : document.getElementById('look-all').focus();
  event.stopPropagation();
});

list.addEventListener('click', (event) => {
  const source = event.target.closest('li')?.dataset.source;
  const what = event.target.closest('button')?.dataset.do;
  if (what === 'look') look({ source });
  if (what === 'forget') {
    attempt(async () => {
      await post('/sources/remove', { source });
      showStatus(`${source} is watched no longer. Its documents stay.`);
      await redraw();
      form.elements.source.focus();
    });
  }
});

document.getElementById('look-all').addEventListener('click', () => look({}));

document.addEventListener('told', ({ detail: { watching: now } }) => {
  const fresh = last && (now.look !== last.look || last.running); // a look may begin and end between two events
  if (now.running) showStatus(`Looking at ${now.source}, ${now.done + 1} of ${plural(now.total, 'source')}; ${plural(now.new, 'document')} new.`);
  else if (fresh) {
    if (now.fault) showStatus(`The look ended early. ${now.fault}`, true);
    else showStatus(`Looked at ${plural(now.done, 'source')}: ${plural(now.new, 'document')} new or changed.${now.new ? ' Reload the page to see them below.' : ''}`);
    redraw();
  }
  last = now;
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('form, button, a')) return;
  const act = {
    w: () => form.elements.source.focus(),
    l: () => { if (!document.getElementById('look-all').hidden) look({}); },
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
