// Which positions are shown, and in which order. What is dismissed shows only when asked for.
const draft = document.getElementById('draft');
const party = document.getElementById('by-party');
const least = document.getElementById('at-least');
const order = document.getElementById('order');
const dismissed = document.getElementById('dismissed');

const cards = (within = draft) => [...within.querySelectorAll('.thing.position')];
const chance = (card) => (card.dataset.chance === '' ? 0 : Number(card.dataset.chance));

export function filterOn() {
  if (!party) return;
  for (const card of cards()) {
    card.classList.toggle('filtered', (party.value && card.dataset.party !== party.value) || chance(card) * 100 < Number(least.value));
  }
  const asked = Boolean(party.value || least.value !== '0');
  // With a filter on, what is left empty by it makes room; an option that nobody takes is an answer still.
  for (const lane of draft.querySelectorAll('.lane')) {
    lane.classList.toggle('filtered', asked && !lane.querySelector('.thing.position:not(.filtered)'));
  }
  sorted();
  document.getElementById('shown-count').textContent = cards().filter((c) => !c.matches('.filtered, .confirmed, .dismissed')).length;
}

const doubt = (lane) => Math.min(1, ...cards(lane).filter((c) => !c.matches('.dismissed')).map(chance));
const compare = {
  doubtful: (a, b) => chance(a) - chance(b),
  certain: (a, b) => chance(b) - chance(a),
  party: (a, b) => place.get(a.dataset.party) - place.get(b.dataset.party),
};

let place = new Map();

export function sorted() {
  place = new Map([...draft.querySelectorAll('.thing.party')].map((row, k) => [row.id, k]));
  const by = compare[order.value];
  for (const list of draft.querySelectorAll('.answer ul')) {
    const kept = [...list.children];
    kept.forEach((card, k) => { card.dataset.drafted ??= k; });
    const wanted = kept.toSorted((a, b) => (by ? by(a, b) : 0) || a.dataset.drafted - b.dataset.drafted);
    if (wanted.some((card, k) => card !== kept[k])) list.replaceChildren(...wanted);
  }
  const lanes = document.getElementById('lanes');
  const all = [...lanes.children];
  all.forEach((lane) => { lane.dataset.drafted = [...document.querySelectorAll('#outline a')].findIndex((a) => a.hash === `#${lane.dataset.lane}`); });
  const sign = { doubtful: 1, certain: -1 }[order.value] ?? 0;
  const wanted = all.toSorted((a, b) => sign * (doubt(a) - doubt(b)) || a.dataset.drafted - b.dataset.drafted);
  if (wanted.some((lane, k) => lane !== all[k])) lanes.replaceChildren(...wanted);
}

export function toggleDismissed() {
  dismissed.checked = !dismissed.checked;
  show();
}

function show() {
  draft.classList.toggle('with-dismissed', dismissed.checked);
}

for (const control of [party, least]) control?.addEventListener('change', filterOn);
dismissed?.addEventListener('change', show);
