// Names offered below a field that holds several with commas between, as in the ARIA pattern of an editable combobox with a list.
const MOST = 8;
let made = 0;

export function suggest(input, names) {
  const list = document.createElement('ul');
  list.id = `suggested-names-${(made += 1)}`;
  list.role = 'listbox';
  list.ariaLabel = 'Names';
  list.hidden = true;
  input.after(list);
  input.role = 'combobox';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.ariaExpanded = 'false';
  let at = -1;

  // The name being written is what stands after the last comma; nothing, where all is selected and would be written over.
  function writing() {
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const place = all ? 0 : input.value.lastIndexOf(',') + 1;
    const [, sign, word] = (all ? '' : input.value.slice(place)).match(/^\s*(!?)\s*(.*)$/);
    return { before: input.value.slice(0, place), sign, word: word.trim() };
  }

  function close() {
    list.hidden = true;
    input.ariaExpanded = 'false';
    input.removeAttribute('aria-activedescendant');
    at = -1;
  }

  function draw() {
    const { before, word } = writing();
    const named = before.split(',').map((name) => name.trim().replace(/^!\s*/, ''));
    const found = names.filter((name) => !named.includes(name) && name.toLowerCase().includes(word.toLowerCase())).slice(0, MOST);
    close();
    if (!found.length || (found.length === 1 && found[0] === word)) return;
    list.replaceChildren(...found.map((name, k) => {
      const item = document.createElement('li');
      item.id = `${list.id}-${k}`;
      item.role = 'option';
      item.ariaSelected = 'false';
      item.textContent = name;
      return item;
    }));
    list.hidden = false;
    input.ariaExpanded = 'true';
  }

  function point(to) {
    const items = [...list.children];
    at = (to + items.length) % items.length;
    items.forEach((item, k) => { item.ariaSelected = String(k === at); });
    input.setAttribute('aria-activedescendant', items[at].id);
    items[at].scrollIntoView({ block: 'nearest' });
  }

  function choose(name) {
    const { before, sign } = writing();
    input.value = `${before}${before && ' '}${sign}${name}`;
    input.setSelectionRange(input.value.length, input.value.length);
    close();
  }

  // Where the browser is late, a name may be pointed at already.
  input.addEventListener('focus', () => setTimeout(() => { if (list.hidden) draw(); }));
  input.addEventListener('input', draw);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && list.hidden) draw();
    if (by && !list.hidden) point(at < 0 && by < 0 ? -1 : at + by);
    else if (event.key === 'Enter' && at >= 0) choose(list.children[at].textContent);
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => event.target.closest('li') && choose(event.target.closest('li').textContent));
}
