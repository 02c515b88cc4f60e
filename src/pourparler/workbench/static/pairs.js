// Pairs of an issue and one of its answers, and orders of issues.

// The list of answers follows the issue.
export function followIssue(select, options) {
  const answers = select.closest('.pair').querySelector('[name="option"]');
  const [none] = answers.options;
  answers.replaceChildren(none, ...(options[select.value] ?? []).map(([id, words]) => new Option(words, id)));
  answers.value = '';
}

export function morePairs(button) {
  const made = button.previousElementSibling.cloneNode(true);
  const [issue, answer] = made.querySelectorAll('select');
  answer.replaceChildren(answer.options[0]);
  for (const select of [issue, answer]) {
    for (const option of select.options) option.defaultSelected = false;
    select.value = '';
  }
  button.before(made);
  issue.focus();
}

// Change an order of issues in place: move by one, take out, tie to the one before, add. Whether anything changed.
export function stepPriority(control, how) {
  const list = control.closest('[data-group="order"]');
  if (!list) return false;
  const { step, tie, off } = control.dataset;
  const what = how ?? (step ? Number(step) : tie !== undefined ? 'tie' : off !== undefined ? 'off' : null);
  const here = control.closest('li[data-id]');
  if (what === 'add') {
    if (!control.value || list.querySelector(`li[data-id="${CSS.escape(control.value)}"]`)) return false;
    const li = document.createElement('li');
    li.dataset.id = control.value;
    control.closest('li').before(li);
    return true;
  }
  if (!here || !what) return false;
  if (what === 'off') here.hidden = true;
  if (what === 'off') delete here.dataset.id;
  else if (what === 'tie') {
    if (here === list.firstElementChild) return false;
    here.toggleAttribute('data-tied');
  } else {
    const other = what < 0 ? here.previousElementSibling : here.nextElementSibling;
    if (!other?.dataset.id) return false;
    delete here.dataset.tied;
    if (what < 0) other.before(here);
    else other.after(here);
    if (here === list.firstElementChild || other === list.firstElementChild) delete list.firstElementChild.dataset.tied;
  }
  return true;
}
