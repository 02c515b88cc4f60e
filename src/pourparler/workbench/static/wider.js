// What is wider than the page says so above it, as long as it is.
const frames = document.querySelectorAll('.scroll');

function tell(frame) {
  const wider = frame.scrollWidth > frame.clientWidth + 1;
  frame.toggleAttribute('data-wider', wider);
  frame.previousElementSibling.hidden = !wider;
}

for (const frame of frames) {
  const words = document.createElement('p');
  words.className = 'wider';
  words.textContent = 'Wider than the page: scroll sideways, or put the focus on the table and press ← →.';
  frame.before(words);
  new ResizeObserver(() => tell(frame)).observe(frame);
}
