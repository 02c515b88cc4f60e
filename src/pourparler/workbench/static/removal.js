// What else refers to something that is to be removed is said first, and can go with it.
const WORDS = { no_agreement: 'what holds without agreement', values: 'numbers', contests: 'contests over an issue' };

export function chooseRemoval(references) {
  const dialog = document.createElement('dialog');
  dialog.className = 'stale';
  dialog.setAttribute('aria-labelledby', 'removal-title');
  const title = document.createElement('h2');
  title.id = 'removal-title';
  title.textContent = 'Other entries refer to it. They would be removed or changed with it:';
  const list = document.createElement('ul');
  list.append(...Object.entries(references).map(([section, many]) => (
    Object.assign(document.createElement('li'), { textContent: `${WORDS[section] ?? section}: ${many}` })
  )));
  const actions = document.createElement('p');
  actions.className = 'actions';
  const all = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Remove all of it' });
  const none = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Keep it' });
  actions.append(all, none);
  dialog.append(title, list, actions);
  document.body.append(dialog);
  dialog.showModal();
  none.focus();
  return new Promise((resolve) => {
    all.addEventListener('click', () => dialog.close('all'));
    none.addEventListener('click', () => dialog.close());
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'all');
      dialog.remove();
    });
  });
}
