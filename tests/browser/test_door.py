"""What the door refuses is told on the page, and two workbenches in one browser leave each other in."""

from .conftest import NEEDS_CHROMIUM, Served, opened

pytestmark = NEEDS_CHROMIUM


def test_two_workbenches_in_one_browser(context, running, read_demo):
    other = Served(read_demo, token="of the other")
    try:
        first, second = opened(context, running.link), opened(context, other.link)
        for page in (first, second):
            page.reload()
            assert page.locator("nav a").count() > 5
        assert first.faults == second.faults == []
    finally:
        other.close()


def test_a_file_that_is_too_large_is_told_on_the_page(context, running, tmp_path):
    large = tmp_path / "large.txt"
    large.write_bytes(b"words " * 4_000_000)
    page = opened(context, running.link)
    page.goto(f"{running.root}/start")
    page.set_input_files("#files", large)
    told = page.locator("#uploaded .fault")
    told.wait_for()
    assert "the file is larger than 20 MB. Add it with `pourparler add`" in told.text_content()
    assert page.faults == []


def test_words_that_cannot_be_kept_are_told_on_the_page(context, running, read_demo):
    before = (read_demo / "dossier.yaml").read_bytes()
    page = opened(context, running.link)
    page.goto(f"{running.root}/start")
    page.fill("#add-documents [name=address]", "https://press.example/")
    page.evaluate("document.querySelector('#add-documents [name=source]').value = 'Herald \\u0007'")
    page.get_by_role("button", name="Add this address").click()
    page.locator("#status.fault").wait_for()
    assert "source holds a character that cannot be kept (U+0007)" in page.locator("#status").text_content()
    assert (read_demo / "dossier.yaml").read_bytes() == before


def test_what_was_not_added_is_named_once(context, running):
    page = opened(context, running.link)
    page.goto(f"{running.root}/start")
    page.fill("#add-documents [name=address]", "http://127.0.0.1:22/")
    page.get_by_role("button", name="Add this address").click()
    told = page.locator("#uploaded .fault")
    told.wait_for()
    assert told.text_content().startswith("http://127.0.0.1:22/: not added; 127.0.0.1 is an address of this computer")
    assert page.faults == []
