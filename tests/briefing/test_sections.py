"""The sections of a briefing: chosen in any order, shown in one."""

import pytest

from pourparler.briefing import write_briefing
from pourparler.briefing.sections import SECTIONS, chosen_sections
from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError


def test_all_or_those_named_in_the_order_of_the_briefing():
    assert chosen_sections(()) == tuple(SECTIONS)
    assert chosen_sections(["moves", "parties", "moves"]) == ("parties", "moves")
    with pytest.raises(PourparlerError, match="no section 'gossip'"):
        chosen_sections(["moves", "gossip"])


def test_the_titles_are_those_of_the_page(page):
    shown = [" ".join(h.text_content().split()) for h in page.iter("h2")]
    found = [name for name, title in SECTIONS.items() if title in shown]
    assert [title for title in shown if title in SECTIONS.values()] == [SECTIONS[name] for name in found]
    # The demo has no votes; the time axis is a figure; meetings and next steps have a heading each.
    assert set(SECTIONS) - set(found) == {"votes", "timeline", "meetings"}


def test_what_is_not_chosen_is_left_out(demo):
    text = write_briefing(open_dossier(demo), demo / "b.md", ["moves"]).first.read_text()
    assert SECTIONS["moves"] in text
    assert SECTIONS["positions"] not in text
    assert SECTIONS["help"] not in text
