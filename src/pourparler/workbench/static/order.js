// Rows and answers in another order: by keys, by buttons, and by dragging.
const rowsOf = (list) => [...list.querySelectorAll('[data-id]')].filter((row) => row.closest('[data-order]') === list);

// The new order, and how the key of a field in the row changes with it; nothing at the ends.
export function movePlace(row, by) {
  const list = row.closest('[data-order]');
  if (!list) return null;
  const rows = rowsOf(list);
  const from = rows.indexOf(row);
  const to = from + by;
  if (to < 0 || to >= rows.length) return null;
  const ids = rows.map((r) => r.dataset.id);
  ids.splice(to, 0, ...ids.splice(from, 1));
  const tag = row.tagName;
  return { list, ids, rename: [new RegExp(`${tag}${from}(?=/)(?!.*${tag}\\d)`), `${tag}${to}`] };
}

// A row is dragged by itself where nothing can be typed; dropped, it stands before the row under it.
export function dragRows(page, reorder) {
  let dragged = null;
  for (const list of page.querySelectorAll('[data-order]')) {
    for (const row of rowsOf(list)) {
      const handle = row.querySelector('.moves');
      handle.draggable = true;
      handle.addEventListener('dragstart', (event) => {
        dragged = row;
        row.classList.add('dragged');
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setDragImage(row, 0, 0);
        event.dataTransfer.setData('text/plain', row.dataset.id);
        event.stopPropagation();
      });
      handle.addEventListener('dragend', () => {
        row.classList.remove('dragged');
        page.querySelectorAll('.drop-here').forEach((r) => r.classList.remove('drop-here'));
        dragged = null;
      });
      row.addEventListener('dragover', (event) => {
        if (!dragged || dragged === row || dragged.closest('[data-order]') !== list) return;
        event.preventDefault();
        event.stopPropagation();
        page.querySelectorAll('.drop-here').forEach((r) => r.classList.remove('drop-here'));
        row.classList.add('drop-here');
      });
      row.addEventListener('drop', (event) => {
        if (!dragged || dragged === row || dragged.closest('[data-order]') !== list) return;
        event.preventDefault();
        event.stopPropagation();
        const ids = rowsOf(list).map((r) => r.dataset.id).filter((id) => id !== dragged.dataset.id);
        ids.splice(ids.indexOf(row.dataset.id), 0, dragged.dataset.id);
        reorder(list, ids);
      });
    }
  }
}
