// A list to choose from by typing and by arrows. Resolves to { id }, to { words } where new words are allowed, or to null.
const dialog = document.getElementById('chooser');
const field = document.getElementById('chooser-words');
const list = document.getElementById('chooser-list');
let rows = [];
let fresh = null;
let done = null;
let at = 0;

export function choose(title, from, isNew = null) {
  document.getElementById('chooser-title').textContent = title;
  [rows, fresh] = [from, isNew];
  field.value = '';
  list.hidden = !from.length && Boolean(isNew);
  fill();
  dialog.showModal();
  field.focus();
  return new Promise((resolve) => { done = resolve; });
}

function fill() {
  const asked = field.value.trim().toLowerCase();
  const fits = rows.filter((row) => `${row.words} ${row.group}`.toLowerCase().includes(asked)).slice(0, 200);
  const lines = fits.map((row) => line(row.words, row.group, { id: row.id }));
  if (fresh && field.value.trim()) lines.push(line(`“${field.value.trim()}”`, fresh, { words: field.value.trim() }));
  list.replaceChildren(...lines);
  list.hidden = !lines.length;
  point(0);
}

function line(words, group, value) {
  const item = document.createElement('li');
  item.role = 'option';
  item.append(words);
  if (group) {
    const about = document.createElement('span');
    about.className = 'soft';
    about.textContent = ` ${group}`;
    item.append(about);
  }
  item.value_ = value;
  return item;
}

function point(place) {
  at = Math.min(Math.max(place, 0), list.children.length - 1);
  [...list.children].forEach((item, k) => { item.id = `choice-${k}`; item.ariaSelected = String(k === at); });
  field.setAttribute('aria-activedescendant', at >= 0 ? `choice-${at}` : '');
  list.children[at]?.scrollIntoView({ block: 'nearest' });
}

function take(value) {
  const answer = done;
  done = null;
  dialog.close();
  answer?.(value);
}

if (dialog) {
  field.addEventListener('input', fill);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      point(at + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = list.children[at];
      if (item) take(item.value_);
    }
  });
  list.addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item) take(item.value_);
  });
  dialog.addEventListener('close', () => done && take(null));
}
