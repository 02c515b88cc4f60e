// Pictures come when the words are there; their nodes are links, so they are put into the page and not shown as images.
async function draw(figure) {
  try {
    const answer = await fetch(figure.dataset.picture);
    if (!answer.ok) throw new Error(`The workbench answered ${answer.status}.`);
    const drawing = new DOMParser().parseFromString(await answer.text(), 'image/svg+xml').documentElement;
    if (drawing.nodeName === 'svg') figure.replaceChildren(document.adoptNode(drawing));
    else figure.remove();
  } catch (fault) {
    figure.textContent = fault.message;
  }
}

for (const figure of document.querySelectorAll('[data-picture]')) draw(figure);
