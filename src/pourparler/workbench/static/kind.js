// What kind of document this is: kept as soon as another one is chosen; then the document has to be read again.
import { post, showStatus } from './server.js';
import { known } from './changes.js';

const select = document.getElementById('kind');
const again = document.getElementById('read-again');
const article = document.querySelector('article.text');

select.addEventListener('change', async () => {
  try {
    const { kind, reason, unread, version } = await post(`/documents/${article.dataset.document}/kind`, { kind: select.value });
    known(version);
    select.value = kind;
    document.getElementById('kind-reason').textContent = reason;
    again.hidden = !unread;
    showStatus(`kind of document: ${kind}`);
  } catch (fault) {
    showStatus(fault.message, true);
  }
});

again.querySelector('button').addEventListener('click', async () => {
  try {
    await post('/reading', {});
    again.hidden = true;
  } catch (fault) {
    showStatus(fault.message, true);
  }
});
