"""The part on what would help: each offer of a way out leads to what was said."""

import re

from .conftest import words


def test_agreements_that_leave_a_party_out_lead_to_the_positions_that_are_their_price(page):
    groups = [li for li in page.cssselect("#help li") if "could join if" in words(li)]
    assert groups
    assert all(li.cssselect("a[href^='#note-']") for li in groups)


def test_questions_come_by_how_much_they_tell(page):
    worth = [
        float(x)
        for x in re.findall(
            r"([\d.]+) % of the doubt about who", " ".join(words(s) for s in page.cssselect("#help ol .question"))
        )
    ]
    assert len(worth) > 2
    assert worth == sorted(worth, reverse=True)
