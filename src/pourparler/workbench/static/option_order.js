// An order of options, best first: moved by keys or by dragging; options may be equal, and some may be left out.
const el = (tag, words = '', more = {}) => Object.assign(document.createElement(tag), { textContent: words }, more);

export function orderEditor(fieldset) {
  const list = fieldset.querySelector('ol');
  const out = fieldset.querySelector('.left-out');
  let dragged = null;

  function item(option, words, equal = false) {
    const row = el('li', '', { tabIndex: 0, draggable: true });
    row.dataset.option = option;
    row.append(el('span', '', { className: 'equal' }), el('span', words, { className: 'option-words' }));
    for (const [what, sign, label] of [['up', '↑', 'up'], ['down', '↓', 'down'], ['equal', '=', 'equal to the one above'], ['out', '✕', 'leave out'], ['in', '+', 'put in order']]) {
      const button = el('button', sign, { type: 'button', title: label, tabIndex: -1 });
      button.dataset.do = what;
      button.ariaLabel = `${words}: ${label}`;
      row.append(button);
    }
    row.dataset.equal = equal ? 'yes' : '';
    return row;
  }

  // The first has nothing above that it could be equal to.
  function settle() {
    [...list.children].forEach((row, k) => {
      if (!k) row.dataset.equal = '';
      row.querySelector('.equal').textContent = k ? (row.dataset.equal ? '= ' : '> ') : '';
    });
    fieldset.querySelector('.left-out-head').hidden = !out.children.length;
    fieldset.dispatchEvent(new Event('change', { bubbles: true }));
  }

  const deeds = {
    up: (row) => row.previousElementSibling?.before(row),
    down: (row) => row.nextElementSibling?.after(row),
    equal: (row) => { row.dataset.equal = row.dataset.equal ? '' : 'yes'; },
    out: (row) => { row.dataset.equal = ''; out.append(row); },
    in: (row) => list.append(row),
  };

  function act(row, what) {
    if (row.parentElement === out && what !== 'in') return;
    deeds[what]?.(row);
    settle();
    row.focus();
  }

  fieldset.addEventListener('click', (event) => {
    const what = event.target.closest('button')?.dataset.do;
    if (what in deeds) act(event.target.closest('li'), what);
  });
  fieldset.addEventListener('keydown', (event) => {
    const row = event.target.closest('li');
    if (!row || event.ctrlKey || event.metaKey) return;
    const what = { ArrowUp: 'up', ArrowDown: 'down', '=': 'equal', Delete: 'out', Backspace: 'out', '+': 'in', ' ': row.parentElement === out ? 'in' : 'equal' }[event.key];
    if (!what) return;
    event.preventDefault();
    event.stopPropagation();
    act(row, row.parentElement === out && what === 'up' ? 'in' : what);
  });
  fieldset.addEventListener('dragstart', (event) => { dragged = event.target.closest('li'); });
  fieldset.addEventListener('dragover', (event) => { if (dragged) event.preventDefault(); });
  fieldset.addEventListener('drop', (event) => {
    if (!dragged) return;
    event.preventDefault();
    const at = event.target.closest('li');
    const box = at?.getBoundingClientRect();
    if (at?.parentElement === list && at !== dragged) at[event.clientY > box.top + box.height / 2 ? 'after' : 'before'](dragged);
    else if (!at) (event.target.closest('.left-out, .left-out-head') ? out : list).append(dragged);
    dragged = null;
    settle();
  });

  return {
    // What is not in the ranking is not compared; of a new order all options are, as they stand in the dossier.
    fill(options, ranking) {
      const named = ranking.flat();
      list.replaceChildren(...ranking.flatMap((group) => group.map((option, k) => item(option, options[option], k > 0))));
      const rest = Object.keys(options).filter((option) => !named.includes(option)).map((option) => item(option, options[option]));
      out.replaceChildren();
      (named.length ? out : list).append(...rest);
      settle();
    },
    value() {
      const groups = [];
      for (const row of list.children) {
        if (row.dataset.equal && groups.length) groups.at(-1).push(row.dataset.option);
        else groups.push([row.dataset.option]);
      }
      return groups;
    },
  };
}
