// The day that a page shows: arrow keys go from change to change, the pointer to any day. The page is asked for once the hand rests.
const form = document.getElementById('as-of');
const slider = document.getElementById('as-of-slider');
const steps = JSON.parse(form.dataset.steps);
const RESTS = 350; // milliseconds
const DAY = 86_400_000;
const HELD = 'pourparler-slider';
let waiting = 0;

const first = Date.parse(form.dataset.first);
const dayAt = (place) => new Date(first + place * DAY).toISOString().slice(0, 10);
const placeOf = (day) => Math.round((Date.parse(day) - first) / DAY);
const places = steps.map(placeOf);
const words = (day) => new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function shown() {
  const day = dayAt(Number(slider.value));
  form.elements.as_of.value = day;
  slider.setAttribute('aria-valuetext', words(day));
}

// After the last change the dossier stood as it stands today.
function go() {
  sessionStorage.setItem(HELD, '1');
  if (Number(slider.value) >= Number(slider.max)) location.assign(form.dataset.today);
  else form.requestSubmit();
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(go, RESTS);
}

slider.addEventListener('keydown', (event) => {
  const now = Number(slider.value);
  const back = places.filter((place) => place < now).pop();
  const on = places.find((place) => place > now);
  const next = { ArrowLeft: back, ArrowDown: back, ArrowRight: on, ArrowUp: on }[event.key];
  if (!event.key.startsWith('Arrow')) return;
  event.preventDefault();
  if (next === undefined) return;
  slider.value = next;
  shown();
  soon();
});
slider.addEventListener('input', shown);
slider.addEventListener('change', soon);

// Whoever moves the slider on goes on moving it.
if (sessionStorage.getItem(HELD)) {
  sessionStorage.removeItem(HELD);
  slider.focus();
}
