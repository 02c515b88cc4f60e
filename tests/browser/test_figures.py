"""Labels of figures as a browser measures them: within the drawing, none over another, readable in light and in dark."""

import pytest

from ..figures.drawn import figures
from .conftest import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM
SLACK = 1.5
"""Pixels that letters may reach into each other's boxes: a box is taller than its letters."""
PAGE = """<!doctype html><meta charset="utf-8"><style>
:root { color-scheme: light dark; --ink: #1d1b18; --paper: #fffdf9; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece7dd; --paper: #1b1917; } }
body { color: var(--ink); background: var(--paper); } a { color: inherit; } svg { display: block; margin: 20px; }
</style>%s"""
BOXES = """svg => {
  const all = svg.getBoundingClientRect();
  // A tall name has a line each: those of one text may touch, so the text counts as one.
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() && getComputedStyle(t).opacity !== '0');
  return {width: all.width, height: all.height, texts: texts.map(t => { const b = t.getBoundingClientRect();
    return {words: t.textContent, x: b.left - all.left, y: b.top - all.top, x2: b.right - all.left, y2: b.bottom - all.top}; })};
}"""
CONTRAST = """svg => {
  const lum = c => { const [r,g,b] = c.match(/[\\d.]+/g).map(Number).slice(0,3).map(v => { v/=255; return v<=0.03928? v/12.92 : ((v+0.055)/1.055)**2.4 }); return 0.2126*r+0.7152*g+0.0722*b };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const paper = lum(getComputedStyle(document.body).backgroundColor), ink = lum(getComputedStyle(document.body).color);
  const seen = e => { const s = getComputedStyle(e); return [s.fill, s.stroke].filter(c => c.startsWith('rgb')).map(c => ratio(lum(c), paper)); };
  return {
    texts: [...svg.querySelectorAll('text')].map(t => { const fill = lum(getComputedStyle(t).fill); return [t.textContent, Math.max(ratio(fill, paper), ratio(fill, ink))]; }),
    marks: [...svg.querySelectorAll('.mark')].map(m => Math.max(...seen(m))),
  };
}"""


@pytest.fixture(scope="module")
def drawn():
    return figures()


@pytest.fixture(scope="module")
def laid_out(browser, drawn):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.set_content(PAGE % "".join(f"<div>{svg}</div>" for svg in drawn.values()))
    yield dict(zip(drawn, page.query_selector_all("svg"), strict=True)), page
    context.close()


def test_every_label_stands_within_its_figure(laid_out):
    outside = []
    for name, svg in laid_out[0].items():
        told = svg.evaluate(BOXES)
        outside += [
            (name, t["words"])
            for t in told["texts"]
            if t["x"] < -0.5 or t["y"] < -0.5 or t["x2"] > told["width"] + 0.5 or t["y2"] > told["height"] + 0.5
        ]
    assert outside == []


def test_no_label_stands_over_another(laid_out):
    over = []
    for name, svg in laid_out[0].items():
        texts = svg.evaluate(BOXES)["texts"]
        over += [
            (name, a["words"], b["words"])
            for k, a in enumerate(texts)
            for b in texts[:k]
            if min(a["x2"], b["x2"]) - max(a["x"], b["x"]) > SLACK
            and min(a["y2"], b["y2"]) - max(a["y"], b["y"]) > SLACK
        ]
    assert over == []


def test_no_label_is_cut(drawn):
    """A name of forty letters fits everywhere; what is longer is cut with a sign, never within silence."""
    cut = [
        (name, svg[max(0, svg.index("…") - 60) : svg.index("…")]) for name, svg in drawn.items() if "…</text>" in svg
    ]
    assert cut == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_seen(laid_out, scheme):
    figures, page = laid_out
    page.emulate_media(color_scheme=scheme)
    for name, svg in figures.items():
        told = svg.evaluate(CONTRAST)
        assert [words for words, ratio in told["texts"] if ratio < 4.5] == [], name
        assert min(told["marks"], default=3) >= 1.9, name
    page.emulate_media(color_scheme="light")
