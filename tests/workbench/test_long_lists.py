"""Long lists of names in a sentence: three are shown, the rest opens by a click, and no word is lost or made into HTML."""

import re
from html import unescape

import pytest

from pourparler.dossier import loads
from pourparler.wording.english import quoted
from pourparler.wording.terms import issues_words, joined
from pourparler.workbench.long_lists import LongLists

NAMES = ["transit", "patrols", "dues", "fishing & <fish>", "status_of_Auvane", "crews", "monitoring", "seat"]
YAML = "negotiation: Talks\nparties: {Kestria: {}, Harbour League: {}}\nissues:\n" + "".join(
    f'  "{name}": {{options: {{a: open, b: closed, c: held, d: free, e: shared, f: split}}}}\n' for name in NAMES
)


@pytest.fixture(scope="module")
def negotiation():
    return loads(YAML, "dossier.yaml").negotiation


def shown(html):
    return unescape(re.sub(r" <details[^>]*><summary>.*?</summary>", ", ", html).replace("</details>", ""))


@pytest.mark.parametrize(("many", "hidden"), [(2, 0), (5, 0), (6, 3), (8, 5)])
def test_from_six_names_on_three_stay(negotiation, many, hidden):
    words = f"Ask Kestria about {issues_words(NAMES[:many])}. The record has nothing."
    html = str(LongLists(negotiation).folded(words))
    assert shown(html) == words
    assert "<fish>" not in html
    told = re.search(r"<summary>… and (\d+) more</summary>", html)
    assert (int(told[1]) if told else 0) == hidden
    if hidden:
        assert (
            re.sub(r"<details.*</details>", "…", html)
            == "Ask Kestria about transit, patrols, dues …. The record has nothing."
        )


def test_counts_beside_the_names_stay_with_them(negotiation):
    listed = ", ".join(f"{n} ({k})" for k, n in enumerate(("transit", "patrols", "dues", "crews", "seat"), 1))
    html = str(LongLists(negotiation).folded(f"Decide what it said on {listed} and monitoring (6)."))
    assert "on transit (1), patrols (2), dues (3) <details" in html
    assert "</summary>crews (4), seat (5) and monitoring (6)</details>." in html


def test_quoted_options_are_names(negotiation):
    listed = joined(map(quoted, negotiation.issues[0].options.values()), "or")
    html = str(LongLists(negotiation).folded(f"Who may pass: {listed}?"))
    assert "<summary>… and 3 more</summary>" in html
    assert shown(html) == f"Who may pass: {listed}?"


def test_words_that_are_no_names_are_left_alone(negotiation):
    words = "one, two, three, four, five, six, seven and eight"
    assert str(LongLists(negotiation).folded(words)) == words
