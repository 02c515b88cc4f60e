// An edit was refused because dossier.yaml is no longer the one that the page was made from: what changed, and what to do now.

function button(words, kind) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  made.dataset.stale = kind;
  return made;
}

// Whether to do the edit once more, on the file as it is now. Reloading leaves the page; Escape leaves everything as it is.
export function refusedAsStale({ changes }) {
  const dialog = document.createElement('dialog');
  dialog.className = 'stale';
  dialog.setAttribute('aria-labelledby', 'stale-title');
  const title = document.createElement('h2');
  title.id = 'stale-title';
  title.textContent = 'Not saved yet: dossier.yaml has changed since this page was loaded.';
  const list = document.createElement('ul');
  list.append(...changes.map((words) => Object.assign(document.createElement('li'), { textContent: words })));
  const actions = document.createElement('p');
  actions.className = 'actions';
  const again = button('Do it on the new state', 'again');
  const reload = button('Reload, and drop my edit', 'reload');
  actions.append(again, reload, button('Cancel', 'cancel'));
  dialog.append(title, list, actions);
  document.body.append(dialog);
  dialog.showModal();
  again.focus();
  return new Promise((resolve) => {
    actions.addEventListener('click', (event) => {
      const kind = event.target.dataset.stale;
      if (kind === 'reload') location.reload();
      else if (kind) dialog.close(kind);
    });
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'again');
      dialog.remove();
    });
  });
}
