// Whether each thing that Tab reaches shows that it is in hand, and is not covered by what stays at the edges of the screen.
() => {
  const faults = new Set();
  const told = (e) => `<${e.localName}${e.id && `#${e.id}`}${[...e.classList].map((c) => `.${c}`).join('')}> “${(e.ariaLabel || e.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  const look = (e) => ((s) => [s.outlineStyle === 'none' ? '' : s.outlineWidth, s.boxShadow, s.borderColor].join())(getComputedStyle(e));
  const all = [...document.querySelectorAll('a[href], button, select, input:not([type=hidden]), textarea, summary, [tabindex="0"]')];
  for (const e of all) {
    if (e.disabled || e.closest('.skip, .visually-hidden') || !e.checkVisibility({ visibilityProperty: true })) continue;
    document.activeElement?.blur();
    const before = look(e);
    e.focus({ focusVisible: true });
    if (document.activeElement !== e) continue;
    if (look(e) === before && !e.matches('.here')) faults.add(`nothing shows that it is in hand: ${told(e)}`);
    const r = e.getClientRects()[0];
    if (!r || r.height > innerHeight / 2) continue;
    const x = Math.min(Math.max((r.left + r.right) / 2, 1), innerWidth - 2);
    // Of a tall field the lines with the caret are brought into sight, not all of them.
    const at = document.elementFromPoint(x, r.top + Math.min(r.height / 2, 40));
    // Points of one picture may lie on each other.
    const drawn = e.closest('svg');
    if (!at || !((drawn && drawn === at.closest('svg')) || e.contains(at) || at.contains(e) || e.closest('label')?.contains(at))) faults.add(`covered while in hand: ${told(e)} at ${Math.round(r.top)} to ${Math.round(r.bottom)} px by ${at ? told(at) : 'the edge of the screen'}`);
  }
  document.activeElement?.blur();
  scrollTo(0, 0);
  return [...faults];
}
