// What is wrong with how a page is laid out at the width it has now: a list of sentences, empty where nothing is.
() => {
  const faults = new Set();
  const root = document.documentElement;
  const wide = root.clientWidth;
  const box = (left, top, right, bottom) => ({ left, top, right, bottom });
  const told = (e) => `<${e.localName}${e.id && `#${e.id}`}${[...e.classList].map((c) => `.${c}`).join('')}> “${(e.textContent || e.value || '').trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
  const passed = '.visually-hidden, .skip, svg, option, datalist, template, #status:empty';
  const visible = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(passed);

  if (root.scrollWidth > wide) faults.add(`the page is ${root.scrollWidth} px wide on a screen of ${wide}`);
  for (const e of document.querySelectorAll('*')) if (e.scrollTop || e.scrollLeft) e.scrollTo(0, 0);
  scrollTo(0, 0);

  // What of a box is seen inside what scrolls or cuts around it; says where it is cut off for good.
  const style = new Map();
  const styleOf = (e) => style.get(e) ?? (style.set(e, getComputedStyle(e)), style.get(e));
  function seen(of, r) {
    let now = box(r.left, r.top, r.right, r.bottom);
    for (let e = of; e && e !== document.body; e = e.parentElement) {
      const s = styleOf(e);
      if (s.position === 'fixed') break;
      if (s.overflowX === 'visible' && s.overflowY === 'visible') continue;
      if (e.matches('textarea, select, input')) continue;
      const b = e.getBoundingClientRect();
      const aside = now.right > b.right + 1.5 || now.left < b.left - 1.5;
      const cut = ['hidden', 'clip'].includes(s.overflowX);
      if (aside && cut && !e.title) faults.add(`cut off at the side: ${told(of)} in ${told(e)}`);
      if (aside && !cut && !(e.tabIndex === 0 && e.ariaLabel)) faults.add(`scrolls sideways without a name and a key: ${told(e)}`);
      if (['hidden', 'clip'].includes(s.overflowY) && s.webkitLineClamp === 'none' && now.bottom > b.bottom + 4) faults.add(`cut off below: ${told(of)}`);
      now = box(Math.max(now.left, b.left), Math.max(now.top, b.top), Math.min(now.right, b.right), Math.min(now.bottom, b.bottom));
      if (now.right - now.left < 1 || now.bottom - now.top < 1) return null;
    }
    if (now.right > wide + 1 || now.left < -1) faults.add(`leaves the screen: ${told(of)}`);
    return now;
  }

  const boxes = [];
  const floats = (e) => {
    for (let p = e; p; p = p.parentElement) {
      const s = styleOf(p);
      if (s.position === 'fixed' || (s.position === 'sticky' && s.bottom !== 'auto')) return p;
    }
    return null;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !e || !visible(e) || e.matches('textarea, script, style')) continue;
    if (parseFloat(styleOf(e).fontSize) < 11) faults.add(`letters of ${styleOf(e).fontSize}: ${told(e)}`);
    range.selectNodeContents(texts.currentNode);
    for (const r of range.getClientRects()) {
      const now = r.width > 1 && seen(e, r);
      const lean = (r.bottom - r.top) / 4; // lines stand closer than the boxes of their letters
      if (now) boxes.push({ e, float: floats(e), ...box(now.left, now.top + lean, now.right, now.bottom - lean) });
    }
  }
  for (const e of document.querySelectorAll('button, select, input:not([type=hidden]), textarea, summary, progress, img, svg')) {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest('.visually-hidden, .skip') || e.parentElement.closest('svg')) continue;
    const r = e.getBoundingClientRect();
    const now = r.width > 0 && seen(e, r);
    const around = e.matches('[type=checkbox], [type=radio]') && e.closest('label')?.getBoundingClientRect();
    if (e.matches('button, select, input, textarea, summary') && Math.min((around || r).height, (around || r).width) < 23.9 && !e.disabled) {
      faults.add(`a target of ${Math.round(r.width)} × ${Math.round(r.height)} px: ${told(e)}`);
    }
    if (e.matches('textarea') && e.scrollWidth > e.clientWidth + 1) faults.add(`cut off in its field: ${told(e)}`);
    if (now && !e.matches('summary')) boxes.push({ e, float: floats(e), ...now });
  }

  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((a, n) => {
    for (let k = n + 1; k < boxes.length && boxes[k].top < a.bottom - 2; k++) {
      const b = boxes[k];
      const over = Math.min(Math.min(a.bottom, b.bottom) - b.top, Math.min(a.right, b.right) - Math.max(a.left, b.left));
      if (over > 2 && a.float === b.float && !a.e.contains(b.e) && !b.e.contains(a.e)) faults.add(`overlaps: ${told(a.e)} and ${told(b.e)}`);
    }
  });
  return [...faults];
}
