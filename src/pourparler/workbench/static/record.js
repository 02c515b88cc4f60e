// Other documents with the same words are fetched when the list is opened.
for (const group of document.querySelectorAll('.alike')) {
  group.addEventListener('toggle', async () => {
    const list = group.querySelector('ul');
    if (!group.open || list.childElementCount) return;
    const answer = await fetch(`/record/alike/${group.dataset.of}`, { headers: { accept: 'application/json' } });
    const { others } = await answer.json();
    list.replaceChildren(...others.map(line));
  });
}

function line({ id, document: text, title, source, day, review }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `/read?document=${text}#${id}`;
  link.textContent = title;
  item.append(link, `, ${source ?? 'source not known'}${day ? `, ${day}` : ''} · ${review}`);
  return item;
}
