// The name itself becomes a field: Enter saves, Esc and leaving it keep what stood there.
import { showStatus } from './server.js';

export function renameInPlace(thing, save) {
  const name = thing?.querySelector('.words');
  if (!name || thing.matches('.other')) return showStatus('Select an issue, an option or a party to rename it.');
  const before = name.textContent;
  const field = document.createElement('input');
  field.className = 'rename';
  field.value = before;
  field.ariaLabel = 'New name';
  name.replaceChildren(field);
  thing.draggable = false;
  field.focus();
  field.select();
  let open = true;
  const close = (words) => {
    if (!open) return;
    open = false;
    name.textContent = before;
    thing.draggable = true;
    thing.focus({ preventScroll: true });
    if (words && words !== before) save(words);
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') { event.preventDefault(); close(field.value.trim()); }
    if (event.key === 'Escape') close(null);
  });
  field.addEventListener('blur', () => close(null));
}
