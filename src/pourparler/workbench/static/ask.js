// Ask by keys: the group in hand is the one that has the focus.
import { showStatus } from './server.js';

const groups = [...document.querySelectorAll('.answer')];
const question = document.getElementById('q');
let here = -1;

function go(to) {
  if (!groups.length) return;
  here = Math.min(Math.max(to, 0), groups.length - 1);
  groups[here].focus({ preventScroll: true });
  groups[here].scrollIntoView({ block: 'nearest' });
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    showStatus(`Copied ${words}: paste it where a position asks for its evidence.`);
  } catch {
    showStatus(`Its evidence is written ${words}.`);
  }
}

for (const [place, group] of groups.entries()) group.addEventListener('focusin', () => { here = place; });

const deeds = {
  '/': () => { question.focus(); question.select(); },
  j: () => go(here + 1),
  k: () => go(here - 1),
  o: () => groups[here] && location.assign(groups[here].dataset.link),
  c: () => groups[here] && copy(groups[here].dataset.evidence),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('input, select, textarea')) {
    if (event.key === 'Escape' && event.target === question) go(Math.max(here, 0));
    return;
  }
  const deed = event.key === 'Enter' && event.target.matches('.answer') ? deeds.o : deeds[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});
