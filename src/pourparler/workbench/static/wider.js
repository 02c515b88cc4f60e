// A table or a picture that is wider than the page says so above itself, as long as it is.
const FRAMES = '.scroll, .picture, .frontier';

function tell(frame) {
  const wider = frame.scrollWidth > frame.clientWidth + 1;
  frame.toggleAttribute('data-wider', wider);
  frame.tabIndex = wider ? 0 : -1;
  frame.previousElementSibling.hidden = !wider;
}

const sizes = new ResizeObserver((entries) => entries.forEach((entry) => tell(entry.target.closest(FRAMES))));

function watch() {
  for (const frame of document.querySelectorAll(`:is(${FRAMES}):not([data-watched])`)) {
    const words = document.createElement('p');
    words.className = 'wider';
    words.textContent = 'Wider than the page: scroll sideways, or put the focus on it and press ← →.';
    frame.before(words);
    frame.dataset.watched = '';
    sizes.observe(frame);
    for (const part of frame.children) sizes.observe(part);
  }
}

watch();
// The page Dossier is drawn anew after each edit.
const dossier = document.getElementById('dossier');
if (dossier) new MutationObserver(watch).observe(dossier, { childList: true });
