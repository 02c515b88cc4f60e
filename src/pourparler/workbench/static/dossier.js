// The page Dossier: every field saves itself, in place; the server answers with the page as it is then, and the focus stays where it was.
import { knowRevision } from './changes.js';
import { fieldsOf, keyOf, told } from './fields.js';
import { dragRows, movePlace } from './order.js';
import { followIssue, morePairs, stepPriority } from './pairs.js';
import { chooseRemoval } from './removal.js';
import { post, showStatus } from './server.js';

const page = document.getElementById('dossier');
const help = document.getElementById('help');
const form = () => document.getElementById('form');
const posted = new WeakMap();
let last = Promise.resolve();

const of = (edit) => JSON.parse(edit.closest('[data-of]')?.dataset.of ?? '{}');
const isNew = (edit) => edit.dataset.edit.startsWith('add ');
const valueOf = (field) => (field.type === 'checkbox' ? field.checked : field.value);
const wasOf = (field) => {
  if (field.type === 'checkbox') return field.defaultChecked;
  if (field.tagName !== 'SELECT') return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? '';
};
const isDirty = (field) => valueOf(field) !== wasOf(field);

// Edits go one after another, each made on the state that the one before left.
function send(path, body, field) {
  const turn = last.then(async () => {
    const answer = await post(path, { ...body, revision: form().dataset.revision });
    swap(answer, field);
    return answer;
  });
  last = turn.catch(() => {});
  return turn;
}

// What is being typed in other fields stays.
function swap({ html, revision, status }, saved) {
  const here = document.activeElement?.closest('#form') ? keyOf(document.activeElement) : null;
  const caret = here && document.activeElement.selectionStart;
  const typed = fieldsOf(form()).filter((f) => f !== saved && !(saved?.closest('.new')?.contains(f)) && isDirty(f) && f.closest('[data-edit]'));
  const kept = new Map(typed.map((f) => [keyOf(f), valueOf(f)]));
  const opened = new Set([...page.querySelectorAll('details[open]')].map((d) => d.dataset.details));
  const closed = new Set([...page.querySelectorAll('details:not([open])')].map((d) => d.dataset.details));
  knowRevision(revision);
  page.innerHTML = html;
  for (const d of page.querySelectorAll('details')) d.open = opened.has(d.dataset.details) || (d.open && !closed.has(d.dataset.details));
  for (const f of fieldsOf(form())) {
    if (!kept.has(keyOf(f))) continue;
    if (f.type === 'checkbox') f.checked = kept.get(keyOf(f));
    else f.value = kept.get(keyOf(f));
  }
  dragRows(page, reorder);
  if (here) focusOn(here, caret);
  showStatus(status);
}

function focusOn(key, caret) {
  const field = fieldsOf(form()).find((f) => keyOf(f) === key);
  if (!field) return;
  field.focus();
  if (typeof caret === 'number' && ['text', 'textarea'].includes(field.type)) field.setSelectionRange(caret, caret);
}

function forgive(field) {
  field.removeAttribute('aria-invalid');
  field.removeAttribute('aria-describedby');
  field.parentElement.querySelector(':scope > .field-fault')?.remove();
}

// The fault stands at the field that is wrong, and what was typed stays in it.
function blame(field, words) {
  forgive(field);
  const line = document.createElement('p');
  line.className = 'field-fault';
  line.role = 'alert';
  line.id = 'field-fault';
  line.textContent = words;
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', line.id);
  (field.closest('.pairs') ?? field).after(line);
  field.focus();
  field.scrollIntoView({ block: 'nearest' });
}

async function save(field) {
  const edit = field.closest('[data-edit]');
  const body = told(edit, field);
  if (body.missing) return showStatus(body.missing);
  if (posted.get(field) === JSON.stringify(body)) return;
  posted.set(field, JSON.stringify(body));
  forgive(field);
  try {
    await send('/dossier', { what: edit.dataset.edit, of: of(edit), told: body }, field);
  } catch (fault) {
    posted.delete(field);
    if (field.isConnected) blame(field, fault.message);
    else showStatus(fault.message, true);
  }
}

async function add(edit, field) {
  const empty = fieldsOf(edit).find((f) => f.required && !f.value.trim());
  if (empty) return blame(empty, 'This is needed.');
  const at = fieldsOf(edit)[0];
  const key = keyOf(at);
  try {
    await send('/dossier', { what: edit.dataset.edit, of: of(edit), told: told(edit) }, at);
    focusOn(key);
  } catch (fault) {
    blame(field?.isConnected ? field : at, fault.message);
  }
}

async function act(edit, what, more = {}) {
  const fields = fieldsOf(form());
  const near = fields[Math.max(0, fields.indexOf(fieldsOf(edit)[0]) - 1)];
  const key = near && keyOf(near);
  try {
    await send('/dossier', { what, of: of(edit), told: more });
    if (what.startsWith('remove') && key) focusOn(key);
  } catch (fault) {
    const references = fault.told?.references;
    if (references && (await chooseRemoval(references))) await act(edit, what, { ...more, with_references: true });
    else if (!references) blame(fieldsOf(edit)[0] ?? edit, fault.message);
  }
}

async function reorder(list, ids, focus) {
  const at = list.closest('[data-of]');
  try {
    await send('/dossier', { what: list.dataset.order, of: at ? JSON.parse(at.dataset.of) : {}, told: { ids } });
    if (focus) focusOn(focus);
  } catch (fault) {
    showStatus(fault.message, true);
  }
}

function move(field, by) {
  const row = field.closest('[data-id]');
  const moved = row && movePlace(row, by);
  if (!moved) return;
  const key = keyOf(fieldsOf(row)[Math.max(0, fieldsOf(row).indexOf(field))]);
  reorder(moved.list, moved.ids, key.replace(...moved.rename));
}

async function undo() {
  try {
    await send('/dossier/undo', {});
  } catch (fault) {
    showStatus(fault.message, true);
  }
}

function next(field) {
  const fields = fieldsOf(form());
  const key = fields[fields.indexOf(field) + 1] && keyOf(fields[fields.indexOf(field) + 1]);
  return () => key && focusOn(key);
}

async function enter(field) {
  const edit = field.closest('[data-edit]');
  if (!isNew(edit)) {
    const go = next(field);
    go();
    if (isDirty(field)) await save(field);
    return;
  }
  const answers = field.closest('[data-group="options"]');
  const rest = fieldsOf(edit).slice(fieldsOf(edit).indexOf(field) + 1);
  const missing = rest.find((f) => f.required && !f.value.trim());
  if (answers && field.value.trim() && !missing) {
    let li = field.closest('li').nextElementSibling;
    if (!li) {
      li = field.closest('li').cloneNode(true);
      li.querySelector('textarea').value = '';
      li.querySelector('textarea').required = false;
      answers.append(li);
    }
    return li.querySelector('textarea').focus();
  }
  if (missing && field.value.trim()) return missing.focus();
  await add(edit, field);
}

function giveUp(field) {
  const edit = field.closest('[data-edit]');
  const changed = isNew(edit) ? fieldsOf(edit).filter(isDirty) : [field].filter(isDirty);
  if (!changed.length) return field.blur();
  for (const f of changed) {
    if (f.type === 'checkbox') f.checked = wasOf(f);
    else f.value = wasOf(f);
    forgive(f);
  }
  forgive(field);
}

page.addEventListener('change', (event) => {
  const field = event.target;
  const edit = field.closest('[data-edit]');
  if (!edit) return;
  if (field.name === 'issue' && field.closest('.pair')) followIssue(field, JSON.parse(form().dataset.options));
  if (field.name === 'more') return stepPriority(field, 'add') && save(field);
  if (!isNew(edit)) save(field);
});

page.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  const edit = button?.closest('[data-edit]');
  if (!edit) return;
  if ('add' in button.dataset) add(edit, fieldsOf(edit)[0]);
  else if (button.dataset.do) act(edit, button.dataset.do);
  else if ('confirm' in button.dataset) act(edit, edit.dataset.edit, { ...told(edit), confirmed: true });
  else if (button.dataset.move) move(fieldsOf(button.closest('[data-id]'))[0], Number(button.dataset.move));
  else if ('more' in button.dataset) morePairs(button);
  else if (stepPriority(button)) save(button);
});

page.addEventListener('keydown', (event) => {
  const field = event.target.closest('input, select, textarea');
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const edit = event.target.closest('[data-edit]');
  if (!edit) return;
  const chip = event.target.closest('.chip');
  if (chip) {
    const how = event.altKey ? { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key] : { Delete: 'off', '=': 'tie' }[event.key];
    if (!how) return;
    event.preventDefault();
    if (stepPriority(chip, how)) save(chip);
  } else if (!field) {
    return;
  } else if (event.altKey && by) {
    event.preventDefault();
    move(field, by);
  } else if (event.altKey && event.key === 'Delete') {
    event.preventDefault();
    const button = edit.querySelector(':scope > [data-do^="remove"], :scope > td > [data-do^="remove"]');
    if (button) act(edit, button.dataset.do);
  } else if (event.altKey && event.key === 'Enter') {
    event.preventDefault();
    edit.closest('tr')?.querySelector('[data-do^="confirm"], [data-confirm]')?.click();
  } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (isNew(edit)) add(edit, field);
    else if (isDirty(field)) save(field);
  } else if (event.key === 'Enter' && field.type !== 'checkbox') {
    event.preventDefault();
    enter(field);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    giveUp(field);
  }
});

const keys = {
  u: undo,
  p: () => document.getElementById('new-party').focus(),
  i: () => document.getElementById('new-issue').focus(),
  l: () => document.querySelector('#new-linkage select')?.focus(),
  '?': () => help.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (document.querySelector('dialog[open]')) return;
  const typing = event.target.closest('input:not([type=checkbox]), select, textarea');
  if (event.altKey && event.key === 'u') {
    event.preventDefault();
    undo();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
document.getElementById('undo').addEventListener('click', undo);
document.getElementById('help-button').addEventListener('click', () => help.showModal());
dragRows(page, reorder);
