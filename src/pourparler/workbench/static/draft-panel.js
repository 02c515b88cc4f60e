// Beside the board: what is in hand, with its sentences. Asked for once; the neighbours' are there before the arrow key is.
import { state } from './draft-edits.js';

const panel = document.getElementById('panel');
const kept = new Map();
let wanted = null;

function ask(id) {
  const key = `${state.shown} ${id}`;
  if (!kept.has(key)) {
    if (kept.size > 500) kept.clear();
    kept.set(key, fetch(`/draft/shown/${id}`).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))));
    kept.get(key).catch(() => kept.delete(key));
  }
  return kept.get(key);
}

export async function showIn(thing) {
  wanted = thing.id;
  try {
    const html = await ask(thing.id);
    if (wanted !== thing.id) return;
    panel.innerHTML = html;
    panel.dataset.of = thing.id;
    panel.scrollTop = 0;
  } catch { /* what is gone by now has no sentence; the next selection has */ }
  const near = [thing.nextElementSibling, thing.previousElementSibling].filter((t) => t?.matches('.position'));
  for (const one of near) ask(one.id).catch(() => {});
}
