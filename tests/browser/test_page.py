"""The briefing in a real Chromium: it shows, it fetches nothing, its links work by keyboard, it prints."""

import shutil

import pytest

from pourparler.briefing import write_briefing
from pourparler.dossier import open_dossier

from .conftest import NEEDS_CHROMIUM

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def written(read_once, tmp_path_factory):
    """The briefing of a copy of the demo, as an address: no test here changes it."""
    folder = shutil.copytree(read_once, tmp_path_factory.mktemp("briefing") / "lorn")
    return write_briefing(open_dossier(folder), folder / "briefing.html").first.as_uri()


@pytest.fixture
def opened(browser, written):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.asked, page.faults = [], []
    page.on("request", lambda r: page.asked.append(r.url))
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.faults.append(str(e)))
    page.goto(written)
    yield page
    page.close()


def test_it_shows_and_fetches_nothing_but_itself(opened):
    assert len(opened.asked) == 1
    assert opened.faults == []
    assert opened.title() == "Strait of Lorn talks: briefing"
    box = opened.locator(".verdict").bounding_box()
    assert box["y"] + box["height"] < 800  # the verdict is on the first screen


def test_from_the_verdict_to_the_sentence_and_back_by_keyboard(opened):
    link = opened.locator(".verdict .refs a").first
    link.focus()
    opened.keyboard.press("Enter")
    note = opened.locator(":target")
    assert note.get_attribute("id") == "note-1"
    assert "Self-rule for Port Auvane is out of the question." in note.inner_text()
    note.locator(".back").focus()
    opened.keyboard.press("Enter")
    assert opened.locator(":target").get_attribute("id") == "ref-1"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_the_screen(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_the_figures_are_drawn_with_the_parties_names(opened):
    figures = opened.locator("figure svg")
    assert figures.count() == 3
    for k in range(2):
        text = figures.nth(k).text_content()
        assert all(party in text for party in ("Kestria", "Maravel", "Harbour League", "Port Auvane"))


def test_contrast_of_small_text(opened):
    script = """() => {
      const lum = c => { const [r,g,b] = c.match(/\\d+(\\.\\d+)?/g).map(Number).slice(0,3).map(v => { v/=255; return v<=0.03928? v/12.92 : ((v+0.055)/1.055)**2.4 }); return 0.2126*r+0.7152*g+0.0722*b };
      const paper = lum(getComputedStyle(document.documentElement).backgroundColor);
      return [...document.querySelectorAll('p, li, td, th, a, span, h1, h2, h3')].filter(e => e.innerText).map(e => {
        const ink = lum(getComputedStyle(e).color); return (Math.max(ink,paper)+0.05)/(Math.min(ink,paper)+0.05) }).reduce((a,b) => Math.min(a,b)) }"""
    assert opened.evaluate(script) >= 4.5


def test_it_prints(opened):
    pdf = opened.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    from io import BytesIO

    from pypdf import PdfReader

    pages = PdfReader(BytesIO(pdf)).pages
    assert 3 <= len(pages) <= 14
    first = " ".join(pages[0].extract_text().split())
    assert "Every settlement crosses a red line" in first
    assert "Who stands in the way" in first


def test_a_pdf_has_the_verdict_and_its_notes(read_demo):
    from pypdf import PdfReader

    written = write_briefing(open_dossier(read_demo), read_demo / "briefing.pdf", ["moves"])
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(written.first).pages).split())
    assert "Every settlement crosses a red line" in words
    assert "Self-rule for Port Auvane is out of the question" in words
    assert not (read_demo / "briefing.md").exists()
