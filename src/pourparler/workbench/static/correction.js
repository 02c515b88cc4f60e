// The form that corrects a statement: one for the page, filled from the card in hand; only what was changed is sent.
import { suggest } from './suggestions.js';

let open = null;

export const fieldsOf = (card) => JSON.parse(card.querySelector('.told').dataset.fields);

export function closeCorrection() {
  if (!open) return;
  const card = open.closest('.card');
  open.remove();
  open = null;
  card?.focus({ preventScroll: true });
}

// Of a name that the dossier does not have, so that it stays when something else is corrected.
function put(field, value) {
  field.value = value;
  if (field.value !== value && field.options) {
    field.add(new Option(value, value));
    field.value = value;
  }
}

function changes(form, before) {
  const now = Object.fromEntries(new FormData(form));
  const changed = Object.keys(now).filter((name) => now[name] !== before[name]);
  // An option is one of its issue: they are told together.
  if (changed.some((name) => name === 'issue' || name === 'option')) changed.push('issue', 'option');
  const told = Object.fromEntries(changed.map((name) => [name, now[name]]));
  if ('holders' in told) told.holders = told.holders.split(',').map((name) => name.trim()).filter(Boolean);
  return told;
}

export function openCorrection(card, first, save) {
  closeCorrection();
  const form = document.getElementById('correction').content.firstElementChild.cloneNode(true);
  const before = fieldsOf(card);
  for (const [name, value] of Object.entries(before)) put(form.elements[name], value);
  // What cannot be kept stays in the form to be mended.
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (await save(changes(form, before)) && open === form) closeCorrection();
  });
  form.querySelector('[data-do=close]').addEventListener('click', closeCorrection);
  form.elements.option.addEventListener('change', () => {
    const issue = form.elements.option.selectedOptions[0]?.dataset.issue;
    if (issue) form.elements.issue.value = issue;
  });
  suggest(form.elements.holders, [...document.querySelectorAll('#names option')].map((option) => option.value));
  open = form;
  card.append(form);
  form.elements[first].focus();
  form.elements[first].select();
  form.elements[first].scrollIntoView({ block: 'nearest' });
}
