"""Every page at three widths, light and dark, on three dossiers: nothing overflows, is cut off, overlaps, is too small, or hides what is in hand."""

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from ..conftest import RIYADH
from .conftest import CONTRAST, NEEDS_CHROMIUM, WCAG, axe_faults
from .draft_workbench import Workbench
from .large_dossier import PARTIES, make

pytestmark = NEEDS_CHROMIUM
WIDTHS = (1280, 1000, 768)
LAYOUT, FOCUS = ((Path(__file__).parent / f"{name}_faults.js").read_text() for name in ("layout", "focus"))
OF_THE_DOSSIER = [
    "/",
    "/dossier",
    "/positions",
    "/meetings",
    "/timeline",
    "/moved",
    "/network",
    "/network/periods?by=month&basis=dossier",
    "/stability",
    "/briefing.html",
    "/news?since=2031-03-01",
]
OF_ANY = [
    "/start", "/read", "/ask", "/ask?q=what+did+Kestria+say+about+dues", "/read?by_priority=true", "/draft", "/record", "/record?words=nothing-has-these", "/record/documents", "/briefing",
    "/positions/Nobody/nothing",
]  # fmt: skip
PAGES = {
    "lorn": [
        *OF_THE_DOSSIER,
        *OF_ANY,
        "/positions/Maravel/dues",
        "/?as_of=2031-02-20",
        "/dossier?as_of=2031-02-20",
        "/?scenario=drop maravel.transit.requires.open",
    ],
    "riyadh": ["/", "/positions", "/timeline", "/moved", "/network", "/briefing.html", "/positions/Ukraine/territory"],
    "large": [
        *OF_THE_DOSSIER,
        "/read",
        "/draft",
        "/record",
        "/record/documents",
        f"/positions/{quote(PARTIES[1])}/issue_3",
    ],
    "empty": ["/start", "/read", "/positions", "/stability"],
}
AGAIN = (
    "/dossier?as_of=2031-02-20",
    "/read?by_priority=true",
    "/record?words=nothing-has-these",
    "/?scenario=drop maravel.transit.requires.open",
)
# What long names do to a page is seen on those that show most of them; of a page with other contents one is looked at.
BY_AXE = {
    "lorn": [path for path in PAGES["lorn"] if path not in AGAIN],
    "riyadh": [],
    "large": ["/", "/read", "/draft", "/network"],
    "empty": [],
}


class Look:
    """A page of the browser on one workbench."""

    def __init__(self, browser, folder):
        self.bench = Workbench(folder)
        self.context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
        self.page = self.context.new_page()
        self.page.goto(self.bench.link("/start"))

    def open(self, path):
        self.page.goto(self.bench.root + path)
        for part in ("#solutions-part", ".picture svg"):
            if self.page.locator(part.replace("-part", "").removesuffix(" svg")).count():
                self.page.locator(part).first.wait_for()

    def at(self, width):
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")

    def layout_faults(self):
        return self.page.evaluate(LAYOUT)

    def close(self):
        self.context.close()
        self.bench.close()


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory, read_once):
    """The four folders by name, fresh ones."""
    root = tmp_path_factory.mktemp("layout")
    shutil.copytree(read_once, root / "lorn")
    (root / "riyadh").mkdir()
    shutil.copyfile(RIYADH / "dossier.yaml", root / "riyadh" / "dossier.yaml")
    make(root / "large")
    watched = ("https://press.example/" + "very/long/" * 20 + "feed.xml", "clippings", "/" + "folder" * 30)
    (root / "large" / "sources.txt").write_text("\n".join(watched))
    (root / "empty").mkdir()
    (root / "empty" / "dossier.yaml").write_text("negotiation: Talks\nparties: {}\nissues: {}\n")
    return root


@pytest.fixture(scope="module")
def look(request, browser, dossiers):
    looking = Look(browser, dossiers / request.param)
    looking.name = request.param
    yield looking
    looking.close()


def on(*names):
    """On these dossiers, one after another."""
    return pytest.mark.parametrize("look", names, indirect=True, scope="module")


def wcag_faults(look, path):
    """What axe finds on the page that is open: colours in the dark, all else in the light."""
    found = {}
    for width, colours, rules in ((1280, "dark", CONTRAST), (1000, "light", WCAG)):
        look.at(width)
        look.page.emulate_media(color_scheme=colours)
        found[path, colours] = axe_faults(look.page, rules)
    return found


@on("lorn", "riyadh", "large", "empty")
def test_every_page_fits_at_every_width_and_meets_wcag_2_2_aa(look):
    faults = {}
    for path in PAGES[look.name]:
        look.open(path)
        for width in WIDTHS:
            look.at(width)
            faults[path, width] = look.layout_faults()
            if width == 1000:
                look.page.keyboard.press("Tab")
                faults[path, "focus"] = look.page.evaluate(FOCUS)
        if path in BY_AXE[look.name]:
            faults |= wcag_faults(look, path)
    assert {where: told for where, told in faults.items() if told} == {}


WRONG = """<style>* { box-sizing: border-box; font: 16px/1.5 sans-serif }</style><main style="margin: 1em">%s</main>"""


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>Nothing is wrong here.</p><button>Go</button>", None),
        ('<div style="width: 1400px">wide</div>', "the page is 14"),
        ('<p style="white-space: nowrap; position: relative; left: 900px">This sentence leaves the screen.</p>', "leaves the screen"),
        ('<p style="overflow: hidden; width: 5em; white-space: nowrap">A name that is cut off</p>', "cut off at the side"),
        ('<p style="overflow: hidden; height: 1em">First line<br>second line</p>', "cut off below"),
        ('<p>One sentence.</p><p style="margin-top: -2.2em">Another over it.</p>', "overlaps"),
        ('<div style="overflow: auto; width: 9em"><p style="width: 30em">' + "words " * 30 + "</p></div>", "scrolls sideways"),
        ('<button style="height: 14px; padding: 0">x</button>', "a target of"),
        ('<p style="font-size: 9px">Too small to read</p>', "letters of 9px"),
        ('<textarea style="white-space: pre; width: 6em" rows="1">Words that are cut off</textarea>', "cut off in its field"),
    ],
)  # fmt: skip
def test_the_check_of_layout_sees_what_is_wrong(browser, html, told):
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_content(WRONG % html)
    faults = page.evaluate(LAYOUT)
    page.close()
    assert faults == [] if told is None else any(f.startswith(told) for f in faults)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<button>Go</button>", None),
        ('<button style="outline: 0">Go</button>', "nothing shows"),
        ('<button>Go</button><p style="position: fixed; inset: 0; background: white">over it</p>', "covered"),
    ],
)
def test_the_check_of_focus_sees_what_is_wrong(browser, html, told):
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_content(WRONG % html)
    page.keyboard.press("Tab")
    faults = page.evaluate(FOCUS)
    page.close()
    assert faults == [] if told is None else any(f.startswith(told) for f in faults)


@on("large")
def test_the_check_of_layout_sees_what_is_put_into_a_page(look):
    look.open("/positions")
    look.at(1000)
    assert look.layout_faults() == []
    look.page.evaluate("document.querySelector('.scroll').classList.remove('scroll', 'whole')")
    assert look.layout_faults()[0].startswith("the page is ")


@on("large")
def test_the_party_and_the_issue_stay_while_the_matrix_scrolls(look):
    look.open("/positions")
    look.at(1000)
    frame = look.page.get_by_role("region", name="Positions, parties in rows")
    look.page.get_by_text("Wider than the page").wait_for()
    frame.focus()
    for _ in range(12):
        look.page.keyboard.press("ArrowRight")
        look.page.keyboard.press("ArrowDown")
    last = frame.locator("tr").nth(3)
    last.locator("td").last.scroll_into_view_if_needed()
    around = frame.bounding_box()
    assert frame.evaluate("f => f.scrollLeft") > 1000
    party, issue = last.locator("th").bounding_box(), frame.locator("thead th").last.bounding_box()
    assert abs(party["x"] - around["x"]) < 2
    assert abs(issue["y"] - around["y"]) < 2
    name = last.locator(".stays").bounding_box()
    assert around["y"] < name["y"] < around["y"] + around["height"]
    look.at(1280)
    assert frame.bounding_box()["width"] <= 1280


@on("large")
@pytest.mark.parametrize("width", WIDTHS)
def test_who_would_accept_it_stays_beside_the_choices(look, width):
    look.at(width)
    look.open("/")
    look.page.locator("#settlement input").last.scroll_into_view_if_needed()
    choice = look.page.locator("#settlement input:checked").last
    choice.focus()
    with look.page.expect_response("**/settlement?*"):
        look.page.keyboard.press("ArrowUp")
    chosen = look.page.locator("#settlement input:focus").bounding_box()
    beside = look.page.locator("#answers").locator("xpath=ancestor::section").bounding_box()
    assert 0 <= beside["y"] < 100
    assert beside["y"] + beside["height"] <= 800
    assert beside["x"] > chosen["x"] + 200
    assert all(party.bounding_box()["width"] > 110 for party in look.page.locator("#answers th").all())
    heading = look.page.get_by_role("heading", name="Who would accept it").bounding_box()
    assert beside["y"] <= heading["y"] < 120


@on("large")
@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_to_correct_a_statement_stays_in_its_card(look, width):
    look.at(width)
    look.open("/read")
    look.page.keyboard.press("j")
    look.page.keyboard.press("c")
    form = look.page.locator(".card.here form.correct")
    card = look.page.locator(".card.here").bounding_box()
    for box in [
        form.bounding_box(),
        *(f.bounding_box() for f in form.locator("input, select, textarea, button").all()),
    ]:
        assert card["x"] < box["x"]
        assert box["x"] + box["width"] < card["x"] + card["width"]
        assert box["y"] + box["height"] < card["y"] + card["height"]
    assert look.page.locator("input[name=speaker]:focus").count() == 1
    assert look.layout_faults() == []


@on("large")
def test_ten_statements_are_reviewed_by_keys_and_each_is_in_sight(look):
    look.at(1000)
    look.open("/read")
    page = look.page
    for many in range(1, 11):
        card, column = page.locator(".card.here").bounding_box(), page.locator("#cards").bounding_box()
        assert column["y"] <= card["y"] + 1
        assert card["y"] < column["y"] + column["height"] - 100
        words = page.locator(".text .here").first.bounding_box()
        assert column["y"] <= words["y"] < 780
        waiting = page.locator(".card[data-review=proposed]")
        left = waiting.count() - 1
        page.keyboard.press("r" if many % 3 == 0 else "a")
        expect(waiting).to_have_count(left)
        if not left:
            page.keyboard.press("n")
            page.locator(".card.here[data-review=proposed]").wait_for()
            page.wait_for_load_state()
            listed = page.locator(".documents [aria-current]").bounding_box()
            around = page.locator(".left").bounding_box()
            assert around["y"] <= listed["y"]
            assert listed["y"] + listed["height"] <= around["y"] + around["height"] + 1


@on("large")
def test_proposals_are_confirmed_by_keys_and_each_is_in_sight(look):
    page, many = look.page, 0
    for width in WIDTHS:
        look.at(width)
        look.open("/draft")
        board = page.locator("#board").bounding_box()
        assert board["height"] > 330
        for _ in range(4):
            card = page.locator(".thing.here").bounding_box()
            assert board["y"] <= card["y"]
            assert card["y"] + card["height"] <= board["y"] + board["height"] + 1
            page.keyboard.press("c")
            many += 1
            page.locator("#counts", has_text=f" {many} confirmed").wait_for()
            page.keyboard.press("j")
        page.locator("#panel mark").first.wait_for()
