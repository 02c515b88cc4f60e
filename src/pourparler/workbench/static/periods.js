// One period after another by keys, without the page beginning anew: everybody's place stays, only ties change.
const STEP = 1200; // milliseconds of a period while it plays
let playing = null;
let asked = 0;

async function show(address) {
  const mine = ++asked;
  const answer = await fetch(address);
  if (!answer.ok) { location.assign(address); return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('period');
  const old = document.getElementById('period');
  if (mine !== asked || !fresh || !old) return; // a later one is on its way
  const held = document.activeElement?.id;
  old.replaceWith(document.adoptNode(fresh));
  history.replaceState(null, '', address);
  ready();
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

function step(id) {
  const link = document.getElementById(id);
  if (link) show(link.href);
  return Boolean(link);
}

function play() {
  if (playing) {
    clearInterval(playing);
    playing = null;
  } else {
    playing = setInterval(() => { if (!step('after')) play(); }, STEP);
    step('after');
  }
  ready();
}

function ready() {
  const button = document.getElementById('play');
  if (!button) return;
  button.hidden = false;
  button.setAttribute('aria-pressed', String(Boolean(playing)));
  button.firstChild.textContent = playing ? 'Stop ' : 'Play ';
  document.querySelector('.strip [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

document.addEventListener('click', (event) => {
  if (event.target.closest('#play')) play();
  const link = event.target.closest('.strip a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href);
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  if (event.key === 'ArrowLeft') step('before');
  else if (event.key === 'ArrowRight') step('after');
  else if (event.key === 'p') play();
  else return;
  event.preventDefault();
});

ready();
