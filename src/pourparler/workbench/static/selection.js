// Words selected in the text, as [start, end) in code points of the document; a toolbar says what can be made of them.
const article = document.querySelector('.text');
const bar = document.getElementById('selection');

// A piece of the text knows where it starts; what stands before the end of a range in it is counted in code points.
function placeOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest('[data-start]');
  if (!piece) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, offset);
  return Number(piece.dataset.start) + [...before.toString()].length;
}

export function selected() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed || !article?.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const words = range.toString();
  const from = start + [...words].length - [...words.trimStart()].length;
  const to = end - [...words].length + [...words.trimEnd()].length;
  return from < to ? [from, to] : null;
}

export function watchSelection(take) {
  if (!bar) return;
  document.addEventListener('selectionchange', () => {
    const span = selected();
    bar.hidden = !span;
    if (!span) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    bar.classList.toggle('below', box.top < 80);
    bar.style.setProperty('--x', `${Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8))}px`);
    bar.style.setProperty('--y', `${box.top < 80 ? box.bottom : box.top}px`);
  });
  // The press must not take the selection away before the click asks for it.
  bar.addEventListener('pointerdown', (event) => event.preventDefault());
  bar.addEventListener('click', (event) => {
    const role = event.target.closest('button')?.dataset.role;
    if (role) take(role);
  });
}
