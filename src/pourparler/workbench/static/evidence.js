// Evidence is searched for in the record, or written down as one's own judgement; what is chosen stands above with its words.
const WAIT = 180; // milliseconds after the last key
let pickers = 0;

const make = (tag, className, ...inside) => {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...inside.filter((part) => part !== null && part !== undefined));
  return node;
};

function words(told) {
  if (told.judgement) return [make('b', 'judge-name', `${told.judge}: `), told.judgement];
  if (!told.quote) return [make('span', 'fault', `Its document is not in the record (${told.written}).`)];
  return [`“${told.quote}”`];
}

function source(told, linked = true) {
  if (!told.title) return null;
  const link = make(linked ? 'a' : 'span', '', told.title); // a choice of a list holds no link
  if (linked) {
    link.href = told.href;
    link.target = '_blank';
  }
  const more = [told.said_by && `said by ${told.said_by}`, told.side, told.review, told.more && `the same words ${told.more} more time${told.more === 1 ? '' : 's'}`];
  return make('span', 'soft', ' ', link, `, ${told.day}${more.filter(Boolean).map((part) => `; ${part}`).join('')}`);
}

// `about` tells the party and the issue that the evidence is for, as they stand now.
export function evidencePicker(fieldset, about) {
  const find = (name) => fieldset.querySelector(name);
  const list = find('.chosen');
  const found = find('.found');
  const search = find('.words');
  const scope = find('.scope');
  found.id = `found-list-${++pickers}`; // a page may have several
  search.setAttribute('aria-controls', found.id);
  let chosen = [];
  let shown = [];
  let at = -1;
  let asked = 0;
  let timer = null;

  // A statement and a stretch of its document lead to the same sentence.
  const same = (one, other) => one.written === other.written || (one.quote && one.quote === other.quote && one.title === other.title);
  const has = (told) => chosen.some((one) => same(one, told));

  function changed() {
    list.replaceChildren(...chosen.map((told) => {
      const off = make('button', 'off', '✕');
      off.type = 'button';
      off.ariaLabel = `Take off: ${told.judgement ?? told.quote}`;
      off.addEventListener('click', () => { toggle(told); search.focus(); });
      return make('li', told.judgement ? 'judgement' : '', off, ...words(told), source(told));
    }));
    find('.nothing-chosen').hidden = chosen.length > 0;
    [...found.children].forEach((row, k) => { row.ariaSelected = String(has(shown[k])); });
  }

  function toggle(told) {
    chosen = has(told) ? chosen.filter((one) => !same(one, told)) : [...chosen, told];
    changed();
  }

  function point(to) {
    at = Math.max(-1, Math.min(to, shown.length - 1));
    [...found.children].forEach((row, k) => row.classList.toggle('at', k === at));
    if (at >= 0) {
      search.setAttribute('aria-activedescendant', found.children[at].id);
      found.children[at].scrollIntoView({ block: 'nearest' });
    } else search.removeAttribute('aria-activedescendant');
  }

  async function look() {
    const mine = ++asked;
    clearTimeout(timer); // a search that waited for more keys would take the place in the list away
    found.ariaBusy = 'true'; // what is shown answers an earlier question
    const { party, issue } = about();
    const where = { cell: { party, issue }, party: { party }, all: {} }[scope.value];
    const query = new URLSearchParams({ words: search.value, ...where });
    let answer;
    let told;
    try {
      answer = await fetch(`/evidence?${query}`, { headers: { accept: 'application/json' } });
      told = await answer.json();
    } finally {
      if (mine === asked) found.ariaBusy = 'false'; // where no answer comes, nothing goes on either
    }
    if (mine !== asked) return;
    if (!answer.ok) {
      find('.found-words').textContent = told.error;
      return;
    }
    shown = [...told.statements, ...told.sentences];
    found.replaceChildren(...shown.map((one, k) => {
      const row = make('li', '', make('span', 'tick', ''), ...words(one), source(one, false));
      row.id = `${found.id}-${k}`;
      row.role = 'option';
      return row;
    }));
    at = -1;
    const narrow = scope.value !== 'all';
    let line = `${told.many} statement${told.many === 1 ? '' : 's'}`;
    if (told.sentences.length) line += `, ${told.sentences.length} other sentence${told.sentences.length === 1 ? '' : 's'}`;
    if (told.statements.length < told.many) line += `; the first ${told.statements.length} are shown, more words find fewer`;
    if (!shown.length) line = narrow ? 'Nothing found here. Search everything, or use fewer words.' : 'Nothing found. Use fewer or other words.';
    find('.found-words').textContent = line;
    changed();
  }

  function lookSoon() {
    clearTimeout(timer);
    found.ariaBusy = 'true';
    timer = setTimeout(look, WAIT);
  }

  function judge() {
    const told = Object.fromEntries(['words', 'by', 'on'].map((name) => [name, find(`.judgement-${name}`).value.trim()]));
    if (!told.words || !told.by || told.by.includes(':')) {
      find('.found-words').textContent = 'A judgement needs your words and your name (without a colon).';
      (told.words ? find('.judgement-by') : find('.judgement-words')).focus();
      return false;
    }
    const day = told.on && new Date(`${told.on}T12:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
    const plain = told.words.split(/\s+/).join(' ');
    const written = `judgement of ${told.by}${told.on ? ` on ${told.on}` : ''}: ${plain}`;
    toggle({ written, judgement: plain, judge: `Judgement of ${told.by}${day ? `, ${day}` : ''}` });
    find('.judgement-words').value = '';
    return true;
  }

  search.addEventListener('input', lookSoon);
  scope.addEventListener('change', look);
  search.addEventListener('keydown', (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) point(at + by);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (at >= 0) toggle(shown[at]);
      else if (shown.length) point(0);
    } else if (event.key === 'Escape' && search.value) {
      search.value = '';
      look();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  found.addEventListener('click', (event) => {
    const row = event.target.closest('li');
    if (!row || event.target.closest('a')) return;
    toggle(shown[[...found.children].indexOf(row)]);
    search.focus(); // so that keys go on where the pointer left off
  });
  find('[data-do=judge]').addEventListener('click', () => judge() && find('.judgement-words').focus());

  return {
    look,
    focus: () => search.focus(),
    fill(told) {
      chosen = told;
      changed();
    },
    // A judgement that was written and not yet put above counts; what is half written is told, and nothing is sent.
    value() {
      if (find('.judgement-words').value.trim() && !judge()) return null;
      return chosen.map(({ written }) => written);
    },
  };
}
