// The fields of the page Dossier: which there are, what each is called, and what an edit says.
export const fieldsOf = (node) => [...node.querySelectorAll('input, select, textarea')];

// By its place: the row of its table or list, its name, and which of that name it is. It stays the same when a row is renamed.
export function keyOf(field) {
  const path = [];
  for (let at = field; at && at.id !== 'form'; at = at.parentElement) {
    if (at !== field && !at.matches('tr, li, table, .bundle, .pair, details, ol, ul, p')) continue;
    const isAdding = at !== field && at.classList.contains('new');
    const alike = [...at.parentElement.children].filter((e) => e.tagName === at.tagName && !e.classList.contains('new'));
    path.unshift(isAdding ? 'new' : `${at.tagName}${field === at ? `:${at.name}` : ''}${alike.indexOf(at)}`);
  }
  return path.join('/');
}

const trimmed = (field) => field.value.trim().replace(/\s+/g, ' ');

function people(group) {
  return [...group.children]
    .map((li) => Object.fromEntries(fieldsOf(li).map((f) => [f.name, trimmed(f)])))
    .filter((person) => person.name);
}

function pairs(group) {
  return [...group.querySelectorAll('.pair')]
    .map((pair) => fieldsOf(pair).map((f) => f.value))
    .filter(([issue]) => issue);
}

function order(group) {
  const groups = [];
  for (const li of group.querySelectorAll('li[data-id]')) {
    if ('tied' in li.dataset && groups.length) groups.at(-1).push(li.dataset.id);
    else groups.push([li.dataset.id]);
  }
  return groups;
}

function numbers(group) {
  return Object.fromEntries(fieldsOf(group).map((f) => [f.name, trimmed(f)]));
}

const GROUPS = {
  people,
  order,
  numbers,
  options: (group) => fieldsOf(group).map(trimmed).filter(Boolean),
  better_than: (group) => [...group.querySelectorAll('[data-pairs]')].map(pairs).filter((bundle) => bundle.length),
};

function groupTold(group) {
  return group.dataset.pairs ? { [group.dataset.pairs]: pairs(group) } : { [group.dataset.group]: GROUPS[group.dataset.group](group) };
}

// Of an edit: what the one field says, with the group that it belongs to; without a field, everything.
export function told(edit, field) {
  const outer = (node) => node.closest('[data-group="better_than"]') ?? node.closest('[data-group], [data-pairs]');
  if (field) {
    const group = outer(field);
    if (!group || !edit.contains(group)) return { [field.name]: field.type === 'checkbox' ? field.checked : trimmed(field) };
    const body = groupTold(group);
    return missing(group, body) ?? body;
  }
  const body = {};
  for (const f of fieldsOf(edit)) {
    const group = outer(f);
    if (group && edit.contains(group)) Object.assign(body, groupTold(group));
    else body[f.name] = f.type === 'checkbox' ? f.checked : trimmed(f);
  }
  return body;
}

// A pair is saved when it has its answer, numbers when every answer has one.
function missing(group, body) {
  const open = Object.values(body).flat(2);
  if (group.querySelector('.pair') && [...group.querySelectorAll('.pair')].some((p) => fieldsOf(p)[0].value && !fieldsOf(p)[1].value)) {
    return { missing: 'Choose the answer too.' };
  }
  if (body.numbers) {
    const empty = Object.values(body.numbers).filter((words) => !words).length;
    if (empty && empty < Object.keys(body.numbers).length) return { missing: `Saved when every answer has its number: ${empty} to go.` };
  }
  return open && undefined;
}
