// Says when the dossier or the record changes while the page is open: a line with a button; the page never reloads by itself.
// Only a page that is seen listens: browsers open no more than six connections to one server.
const mine = document.querySelector('meta[name="pourparler-state"]');
const changed = document.getElementById('changed');
const reading = document.getElementById('reading');
const path = location.pathname;
const ofRecord = ['/read', '/ask', '/record', '/network', '/timeline', '/moved', '/briefing'].some((p) => path.startsWith(p));
let source = null;
let over = null; // the reading that was over when the page opened: no news
let last = '';

export function known(version) {
  mine.content = `${mine.content.split(' ')[0]} ${version}`;
}

// The revision that an edit of this page made: no news.
export function knowRevision(revision) {
  mine.content = `${revision} ${mine.content.split(' ')[1]}`;
  if (document.getElementById('changed-words').textContent.startsWith('dossier.yaml')) changed.hidden = true;
}

function look(told) {
  const { revision, version, reading: now } = told;
  const [myRevision, myVersion] = mine.content.split(' ');
  if (revision !== myRevision) say('dossier.yaml has changed.');
  else if (ofRecord && Number(version) > Number(myVersion) && !now.running) say('The record has changed.');
  // A short reading begins and ends between two events: by its number the page knows that there was one.
  over ??= now.running || now.fault ? 0 : now.run;
  const far = JSON.stringify(now);
  if (now.run && now.run !== over && far !== last) progress(now);
  last = far;
  document.dispatchEvent(new CustomEvent('told', { detail: told }));
}

function say(words) {
  document.getElementById('changed-words').textContent = words;
  changed.hidden = false;
}

const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;

function progress({ running, done, total, title, found, fault }) {
  const bar = document.getElementById('reading-bar');
  bar.max = total || 1;
  bar.value = done;
  reading.hidden = false;
  let words = `Reading: ${done} of ${plural(total, 'document')}, ${plural(found, 'new statement')}${title ? `; last: ${title}` : ''}`;
  if (fault) words = `Reading stopped early. ${fault}`;
  else if (!running) words = `Finished: ${plural(done, 'document')} read, ${plural(found, 'new statement')}.`;
  document.getElementById('reading-words').textContent = words;
}

function listen() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource('/events');
    source.addEventListener('message', (event) => look(JSON.parse(event.data)));
  }
}

document.getElementById('reload').addEventListener('click', () => location.reload());
document.addEventListener('visibilitychange', listen);
window.addEventListener('pagehide', () => { source?.close(); source = null; });
window.addEventListener('pageshow', listen);
