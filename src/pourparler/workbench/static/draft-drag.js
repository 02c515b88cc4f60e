// A card dragged onto an option moves there, marked cards with it; an issue, an option or a party dragged onto another is merged into it.
export function watchDrag(board, draft, { marked, go, send, what, issueOf, optionOf }) {
  let held = null;

  function target(event) {
    if (!held) return null;
    if (what(held) === 'position') return event.target.closest('.answer');
    if (what(held) === 'option') return event.target.closest('.answer:not(.fresh)')?.dataset.issue === issueOf(held) ? event.target.closest('.answer:not(.fresh)') : null;
    if (what(held) === 'issue') return event.target.closest('.lane');
    return event.target.closest('.thing.party');
  }

  function clear() {
    draft.querySelectorAll('.over').forEach((one) => one.classList.remove('over'));
  }

  draft.addEventListener('dragstart', (event) => {
    held = event.target.closest('.thing');
    if (!held) return;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', held.id);
    go(held, { scroll: false });
    draft.classList.add(`dragging-${what(held)}`);
  });
  draft.addEventListener('dragover', (event) => {
    const over = target(event);
    clear();
    if (!over) return;
    event.preventDefault();
    over.classList.add('over');
  });
  draft.addEventListener('dragend', () => {
    clear();
    draft.classList.remove('dragging-position', 'dragging-option', 'dragging-issue', 'dragging-party');
    held = null;
  });
  draft.addEventListener('drop', (event) => {
    const over = target(event);
    if (!over) return;
    event.preventDefault();
    const thing = held;
    if (what(thing) === 'position') {
      const ids = marked.has(thing.id) ? [...marked] : [thing.id];
      if (over.dataset.option === '' || over.dataset.option !== optionOf(thing)) {
        send({ edit: 'move', ids, issue: over.dataset.issue, option: over.dataset.option || null });
      }
      return;
    }
    const into = what(thing) === 'option' ? over.dataset.option : what(thing) === 'issue' ? over.dataset.lane : over.id;
    if (into !== thing.id) send({ edit: 'merge', ids: [thing.id], into });
  });
}
