// Split by keys: a bar between the words of a statement, moved by arrows, set by Enter.

// The words of the statement with where each begins, in code points of the document.
function wordsOf(card) {
  const pieces = [...document.querySelectorAll('.text [data-start]')].map((e) => [Number(e.dataset.start), [...e.textContent]]);
  const words = [];
  for (const [start, end] of JSON.parse(card.dataset.content)) {
    let last = null;
    for (const [at, letters] of pieces) {
      letters.forEach((letter, k) => {
        const place = at + k;
        if (place < start || place >= end) return;
        if (/\s/u.test(letter)) last = null;
        else if (last && last.end === place) {
          last.text += letter;
          last.end = place + 1;
        } else {
          last = { start: place, end: place + 1, text: letter };
          words.push(last);
        }
      });
      last = null;
    }
  }
  return words;
}

export function chooseSplit(card, then) {
  const words = wordsOf(card);
  if (words.length < 2) return;
  const quote = card.querySelector('blockquote');
  const before = [...quote.childNodes];
  const box = document.createElement('div');
  box.className = 'splitting';
  box.tabIndex = 0;
  box.setAttribute('role', 'slider');
  box.setAttribute('aria-label', 'Where to split: arrows move the bar, Enter splits, Escape cancels');
  box.setAttribute('aria-valuemin', 1);
  box.setAttribute('aria-valuemax', words.length - 1);
  let place = Math.floor(words.length / 2);

  function draw() {
    const bar = document.createElement('span');
    bar.className = 'bar-of-split';
    bar.textContent = '⏐';
    const part = (some) => some.map((w) => w.text).join(' ');
    box.replaceChildren(`${part(words.slice(0, place))} `, bar, ` ${part(words.slice(place))}`);
    box.setAttribute('aria-valuenow', place);
    box.setAttribute('aria-valuetext', `before “${words[place].text}”`);
  }

  function end() {
    quote.replaceChildren(...before);
    card.focus();
  }

  box.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -words.length, End: words.length }[event.key];
    if (by) place = Math.min(Math.max(place + by, 1), words.length - 1);
    else if (event.key === 'Enter') then(words[place].start);
    if (event.key === 'Enter' || event.key === 'Escape') end();
    if (by || event.key === 'Enter' || event.key === 'Escape') event.preventDefault();
    if (by) draw();
    event.stopPropagation();
  });
  draw();
  quote.replaceChildren(box);
  box.focus();
}
