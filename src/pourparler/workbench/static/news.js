// What is new: from claim to claim by keys, to its sentence and on into the document.
const claims = [...document.querySelectorAll('#news .claim')];

function step(by) {
  const here = claims.indexOf(document.activeElement.closest('.claim'));
  claims[Math.max(0, Math.min(here + by, claims.length - 1))]?.focus();
}

// The first sentence of the claim; once more on the sentence opens it in its document.
function toSentence() {
  const at = document.activeElement;
  const note = at.closest('ol.notes li');
  if (note) {
    note.querySelector('a')?.click();
    return;
  }
  const number = at.closest('.claim')?.querySelector('.refs a');
  if (number) document.querySelector(number.getAttribute('href')).focus();
}

const keys = { j: () => step(1), k: () => step(-1), s: toSentence, b: () => document.getElementById('since-briefing')?.click() };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('form, button')) return;
  const deed = keys[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});
