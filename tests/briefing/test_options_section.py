"""The part on what would help: each offer of a way out leads to what was said."""

from .conftest import words


def test_agreements_that_leave_a_party_out_lead_to_the_positions_that_are_their_price(page):
    groups = [li for li in page.cssselect("#help li") if "could join if" in words(li)]
    assert groups
    assert all(li.cssselect("a[href^='#note-']") for li in groups)


def test_what_to_ask_leads_to_the_positions_that_it_would_change(page):
    told = [li for li in page.cssselect("#help li") if words(li).startswith("If ")]
    assert "If Kestria would accept ‘self-rule’, 12 settlements would be left that nobody refuses." in words(told[0])
    assert all(li.cssselect("a[href^='#note-']") for li in told)
    assert next(words(s) for s in page.cssselect("#help strong")) == "Ask Kestria"
