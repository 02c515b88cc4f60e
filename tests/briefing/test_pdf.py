"""The browser that prints the briefing: found, told what to print, and what is said when it does not."""

import shutil
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from pourparler.briefing import pdf
from pourparler.errors import PourparlerError


@pytest.fixture
def browser(tmp_path, monkeypatch):
    """A program in the browser's place, with this body."""

    def make(body):
        path = tmp_path / "chromium"
        path.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{body}\n")
        path.chmod(0o755)
        monkeypatch.setattr(pdf, "PLACES", ())
        monkeypatch.setenv("PATH", str(tmp_path))
        assert pdf.find_browser() == str(path)

    return make


def test_the_page_is_given_to_the_browser_and_what_it_prints_comes_back(browser):
    browser(
        "target = next(w for w in sys.argv if w.startswith('--print-to-pdf=')).partition('=')[2]\n"
        "Path(target).write_bytes(b'%PDF ' + Path(sys.argv[-1].removeprefix('file://')).read_bytes())"
    )
    assert pdf.to_pdf("<p>Ærø</p>") == "%PDF <p>Ærø</p>".encode()


@pytest.mark.parametrize("body", ["sys.exit(3)", "pass"])
def test_a_browser_that_does_not_print_is_named(browser, body):
    browser(body)
    with pytest.raises(PourparlerError, match="the browser did not print") as error:
        pdf.to_pdf("<p></p>")
    assert "Open the HTML" in error.value.message


def test_a_browser_without_windows_is_taken_before_one_with_them(browser, tmp_path):
    browser("")
    shutil.copy(tmp_path / "chromium", tmp_path / "chromium-headless-shell")
    assert pdf.find_browser() == str(tmp_path / "chromium-headless-shell")


def test_without_a_browser_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.find_browser() is None
    with pytest.raises(PourparlerError, match="no browser was found"):
        pdf.to_pdf("<p></p>")


@pytest.mark.skipif(pdf.find_browser() is None, reason="no Chromium found")
def test_pages_are_numbered(written):
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf.to_pdf(written))).pages]
    assert len(pages) > 3
    assert all(f"page {k} of {len(pages)}" in text for k, text in enumerate(pages, 1))
