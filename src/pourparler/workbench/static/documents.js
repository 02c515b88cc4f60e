// Documents: details are corrected in place, stories told apart and together; before one is taken out, what rests on it is said.
import { post, showStatus } from './server.js';

const page = document.getElementById('documents');
const articles = [...document.querySelectorAll('article.document')];

async function send(to, body, words, then) {
  const answer = await post(to, body);
  sessionStorage.setItem('saved', JSON.stringify({ words: words(answer), then }));
  location.reload();
}

function edit(article) {
  const form = article.querySelector('form');
  form.hidden = false;
  form.elements.title.focus();
}

function close(article) {
  article.querySelector('form').hidden = true;
  article.focus();
}

async function save(article) {
  const form = article.querySelector('form');
  // Only what was changed is sent: else somebody's correction meanwhile would be taken back.
  const was = (field) => (field.options ? [...field.options].find((o) => o.defaultSelected)?.value ?? '' : field.defaultValue);
  const changed = [...form.elements].filter((field) => field.name && field.value !== was(field));
  if (!changed.length) return close(article);
  try {
    const details = Object.fromEntries(changed.map((field) => [field.name, field.value]));
    await send(`/documents/${article.id}/details`, { details, revision: page.dataset.revision }, ({ title, moved, unread }) => {
      const follow = moved ? ` ${moved} position${moved === 1 ? '' : 's'} that had its date got the new one.` : '';
      return `“${title}” is corrected.${follow}${unread ? ' It should be read again; the page Read offers it.' : ''}`;
    }, article.id);
  } catch (fault) {
    form.querySelector('.fault').textContent = fault.message;
  }
}

// The story of a document: whether it is that of another (one), that of none it is with (false), or as it was before (null).
async function decideStory(id, same, other = null) {
  await send(`/documents/${id}/story`, { same, other }, ({ title, words }) => `“${title}”: ${words}`, id);
}

const together = document.getElementById('same-story');

function choose(article) {
  article.append(together);
  together.reset();
  together.querySelector('.fault').textContent = '';
  for (const option of together.elements.other.options) option.hidden = option.value === article.id;
  together.hidden = false;
  together.elements.other.focus();
}

function leaveStory() {
  together.hidden = true;
  together.closest('article')?.focus();
}

together.addEventListener('submit', async (event) => {
  event.preventDefault();
  event.stopPropagation();
  try {
    await decideStory(together.closest('article').id, true, together.elements.other.value);
  } catch (fault) {
    together.querySelector('.fault').textContent = fault.message;
  }
});
together.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') leaveStory();
  else if (event.key === 'Enter' && event.target.matches('select')) together.requestSubmit();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

const line = (words, tag = 'p') => Object.assign(document.createElement(tag), { textContent: words });

// Asked a second time, with all that would lead nowhere.
async function leave(article) {
  const box = article.querySelector('.leaving');
  const answer = await fetch(`/documents/${article.id}/resting`, { headers: { accept: 'application/json' } });
  const { claims, statements, decided, error } = await answer.json();
  if (error) return showStatus(error, true);
  const list = document.createElement('ul');
  list.append(...claims.map((name) => line(name, 'li')));
  const [sure, no] = [line(`Take it out${claims.length ? ' all the same' : ''}`, 'button'), line('Leave it', 'button')];
  const actions = line('');
  actions.className = 'actions';
  actions.append(sure, no);
  const many = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
  box.replaceChildren(
    line(`With it go ${many(statements, 'statement')} and ${many(decided, 'decision')} on them. It can be put back.`),
    line(claims.length ? 'In dossier.yaml it is evidence for what follows; this would then lead nowhere, and Check says so:' : 'Nothing in dossier.yaml rests on it.'),
    list,
    actions,
  );
  box.hidden = false;
  sure.addEventListener('click', async () => {
    try {
      await send(`/documents/${article.id}/remove`, { sure: true }, ({ title }) => `“${title}” was taken out. Below it can be put back.`);
    } catch (fault) {
      showStatus(fault.message, true);
    }
  });
  no.addEventListener('click', () => { box.hidden = true; article.focus(); });
  no.focus();
}

for (const article of articles) {
  const form = article.querySelector('form');
  article.addEventListener('click', (event) => {
    const what = event.target.closest('button')?.dataset.do;
    if (what === 'edit') edit(article);
    if (what === 'remove') leave(article);
    if (what === 'close') close(article);
    if (what === 'together') choose(article);
    if (what === 'close-story') leaveStory();
    if (what === 'apart' || what === 'undo') told(decideStory(article.id, what === 'apart' ? false : null));
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); save(article); });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close(article);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.target.matches('select'))) save(article);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

const told = (done) => done.catch((fault) => showStatus(fault.message, true));

for (const button of document.querySelectorAll('[data-story]')) {
  button.addEventListener('click', () => told(decideStory(button.dataset.story, button.dataset.same === 'true', button.dataset.other)));
}

for (const button of document.querySelectorAll('[data-restore]')) {
  button.addEventListener('click', async () => {
    try {
      await send(`/documents/${button.dataset.restore}/restore`, {}, ({ title }) => `“${title}” is back.`, button.dataset.restore);
    } catch (fault) {
      showStatus(fault.message, true);
    }
  });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('form, button, a')) return;
  const here = articles.indexOf(document.activeElement.closest('article'));
  const act = {
    j: () => articles[Math.min(here + 1, articles.length - 1)]?.focus(),
    k: () => articles[Math.max(here - 1, 0)]?.focus(),
    c: () => here >= 0 && edit(articles[here]),
    s: () => here >= 0 && choose(articles[here]),
    x: () => articles[here]?.querySelector('[data-do=apart]')?.click(),
    u: () => articles[here]?.querySelector('[data-do=undo]')?.click(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const saved = JSON.parse(sessionStorage.getItem('saved') ?? 'null');
if (saved) {
  sessionStorage.removeItem('saved');
  showStatus(saved.words);
  document.getElementById(saved.then)?.focus();
}
