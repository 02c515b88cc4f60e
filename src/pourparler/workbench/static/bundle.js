// Options of several issues: each row an issue, and those of its options.
export function bundleEditor(fieldset, issues) {
  const list = fieldset.querySelector('ul');
  let without = null;

  function fillOptions(row, chosen) {
    const issue = issues.find(({ id }) => id === row.querySelector('.issue').value);
    const select = row.querySelector('.option');
    select.replaceChildren(...Object.entries(issue?.options ?? {}).map(([id, words]) => new Option(words, id)));
    if (chosen) select.value = chosen;
  }

  function add(pair) {
    const taken = [...list.querySelectorAll('.issue')].map((select) => select.value);
    const free = issues.filter(({ id }) => id !== without && !taken.includes(id));
    if (!free.length && !pair) return null;
    const row = document.createElement('li');
    const [issue, option] = [0, 1].map(() => document.createElement('select'));
    issue.className = 'issue';
    issue.ariaLabel = 'Issue';
    option.className = 'option';
    option.ariaLabel = 'Option';
    issue.append(...issues.filter(({ id }) => id !== without).map(({ id, name }) => new Option(name, id)));
    issue.value = pair?.[0] ?? free[0].id;
    const gone = Object.assign(document.createElement('button'), { type: 'button', textContent: '✕' });
    gone.ariaLabel = 'Take this out';
    gone.addEventListener('click', () => {
      (row.nextElementSibling?.querySelector('select') ?? fieldset.querySelector('[data-do=row]')).focus();
      row.remove();
    });
    row.append(issue, option, gone);
    issue.addEventListener('change', () => fillOptions(row));
    list.append(row);
    fillOptions(row, pair?.[1]);
    return row;
  }

  fieldset.querySelector('[data-do=row]').addEventListener('click', () => add()?.querySelector('select').focus());
  return {
    fill(pairs) {
      list.replaceChildren();
      pairs.forEach(add);
    },
    // A condition is never on the issue itself.
    forbid(issue) {
      const pairs = this.value().filter(([id]) => id !== issue);
      without = issue;
      this.fill(pairs);
    },
    value: () => [...list.children].map((row) => [row.querySelector('.issue').value, row.querySelector('.option').value]),
  };
}
