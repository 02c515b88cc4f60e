// The cards of a long document come in parts, each when one of its cards is about to be seen or is asked for.
import { get, showStatus } from './server.js';

export const cards = [...document.querySelectorAll('.card')];
const column = document.getElementById('cards');
const coming = new Map();

export const isFilled = (card) => !card.classList.contains('later');

// What the card holds comes from the server as the page itself does, so that a statement looks the same before and after a decision.
export function show(card, review, html) {
  const changed = card.dataset.review !== review;
  card.classList.remove('proposed', 'accepted', 'corrected', 'rejected', 'later');
  card.classList.add(review);
  card.dataset.review = review;
  card.innerHTML = html;
  if (!changed) return;
  for (const mark of document.querySelectorAll(`.text [data-statements~="${card.id}"]`)) {
    mark.classList.toggle('rejected', review === 'rejected');
  }
}

// When the card holds its statement.
export function filled(card) {
  if (isFilled(card)) return Promise.resolve();
  const part = Math.floor(cards.indexOf(card) / Number(column.dataset.together));
  if (!coming.has(part)) coming.set(part, bring(card).finally(() => coming.delete(part)));
  // Where statements were split since the page was made, a part may end earlier than it did.
  return coming.get(part).then(() => filled(card));
}

async function bring(card) {
  const { cards: told } = await get(`/documents/${document.querySelector('.text').dataset.document}/cards?statement=${card.id}`);
  for (const { id, review, html } of told) {
    const other = document.getElementById(id);
    if (other && !isFilled(other)) show(other, review, html);
  }
}

if (cards.some((card) => !isFilled(card))) {
  const seen = new IntersectionObserver((looks) => {
    for (const { isIntersecting, target } of looks) if (isIntersecting) filled(target).catch((fault) => showStatus(fault.message, true));
  }, { scrollMargin: '1000px' });
  for (const card of cards) if (!isFilled(card)) seen.observe(card);
}
