// What kind of position a statement takes, chosen by a digit.
export function chooseKind(card, now, then) {
  document.querySelector('.card .kinds')?.remove();
  const menu = document.getElementById('kinds').content.firstElementChild.cloneNode(true);
  const buttons = [...menu.querySelectorAll('button')];
  const mine = buttons.find((button) => button.dataset.stance === now);
  mine?.setAttribute('aria-pressed', 'true');

  let over = false;

  // Taking the menu away moves the focus out of it, which asks for the same once more.
  function end(stance) {
    if (over) return;
    over = true;
    menu.remove();
    card.focus({ preventScroll: true });
    if (stance) then(stance);
  }

  menu.addEventListener('click', (event) => end(event.target.closest('button')?.dataset.stance));
  menu.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const chosen = buttons.find((button) => button.querySelector('kbd').textContent === event.key);
    if (by) buttons.at((buttons.indexOf(document.activeElement) + by) % buttons.length).focus();
    else if (chosen) end(chosen.dataset.stance);
    else if (event.key === 'Escape') end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener('focusout', (event) => { if (!over && !menu.contains(event.relatedTarget)) end(); });
  card.querySelector('.told').append(menu);
  (mine ?? buttons[0]).focus();
}
