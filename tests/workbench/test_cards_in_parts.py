"""Of a long document the cards come in parts: together they are what one page of all would be."""

import pytest
from lxml import html

from pourparler.model import Decision, Document, Mode, Reading, Stance, Statement
from pourparler.record import Record
from pourparler.workbench import cards_in_parts

MANY = 8


@pytest.fixture
def long(read_demo):
    """A document of the demo's record with eight statements, the sixth pointing back to the first."""
    text = " ".join(f"Kestria asked for toll {k}." for k in range(MANY))
    document = Document(text, "Tolls")
    spans = [((text.index(f"asked for toll {k}"), text.index(f"toll {k}") + 6),) for k in range(MANY)]
    made = tuple(
        Statement(
            document.id, (), (), span, Mode.INDIRECT, "Kestria", "Kestria", Stance.DEMANDS, position=span,
            points_to=spans[0] if k == 5 else (),
        )
        for k, span in enumerate(spans)
    )  # fmt: skip
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", made), text)
        return document.id, [e.statement.id for e in record.statements(document=document.id)]


@pytest.fixture
def parts(monkeypatch):
    monkeypatch.setattr(cards_in_parts, "TOGETHER", 3)


def cards(client, document, statement=None):
    asked = {"document": document} | ({"statement": statement} if statement else {})
    return html.fromstring(client.get("/read", params=asked).text).cssselect(".card")


def told(card):
    """What a card holds, as the page has it."""
    return html.tostring(card.cssselect(".told")[0]).strip() if card.cssselect(".told") else None


def test_parts_put_together_are_the_page_of_all(inside, long, monkeypatch):
    document, ids = long
    whole = cards(inside, document)
    assert [c.get("id") for c in whole] == ids
    assert all(map(told, whole))
    monkeypatch.setattr(cards_in_parts, "TOGETHER", 3)
    for k, id in enumerate(ids):
        page = cards(inside, document, id)
        there = set(range(k // 3 * 3, min(k // 3 * 3 + 3, MANY)))
        assert {n for n, c in enumerate(page) if told(c)} == there
        for name in ("id", "data-review", "data-content", "aria-label", "tabindex"):
            assert [c.get(name) for c in page] == [c.get(name) for c in whole]
        assert [told(page[n]) for n in there] == [told(whole[n]) for n in there]
        part = inside.get(f"/documents/{document}/cards", params={"statement": id}).json()["cards"]
        assert [(c["id"], c["review"]) for c in part] == [(ids[n], "proposed") for n in sorted(there)]
        held = [html.tostring(html.fragment_fromstring(c["html"].strip())).strip() for c in part]
        assert held == [told(whole[n]) for n in sorted(there)]


def test_what_is_not_there_yet_is_linked_to_and_is_there_behind_the_link(inside, long, parts):
    document, ids = long
    last = cards(inside, document)[-1]
    (link,) = last.cssselect("a")
    assert (link.text, last.get("class")) == ("Statement 8 of 8", "card proposed later")
    address, _, id = link.get("href").partition("#")
    assert id == ids[-1]
    behind = html.fromstring(inside.get(address).text)
    assert told(behind.get_element_by_id(id)) is not None
    # The text is whole, with all that is pointed at, whichever cards are there.
    assert len(behind.cssselect(".text .content")) == MANY
    assert behind.cssselect(f"#at-{behind.cssselect('.content')[0].get('data-start')}")


def test_the_page_begins_where_there_is_something_to_review(inside, long, parts, read_demo):
    document, ids = long
    with Record(read_demo / "record.sqlite", by="ann") as record:
        for id in ids[:4]:
            record.decide(id, Decision.REJECTED)
    page = cards(inside, document)
    assert [k for k, c in enumerate(page) if told(c)] == [3, 4, 5]
    assert [c.get("data-review") for c in page] == ["rejected"] * 4 + ["proposed"] * 4
    assert [k for k, c in enumerate(cards(inside, document, "unknown")) if told(c)] == [3, 4, 5]


def test_a_statement_that_is_gone_is_told(inside, long):
    answer = inside.get(f"/documents/{long[0]}/cards", params={"statement": "s000000000000"})
    assert answer.status_code == 404
    assert "Reload the page" in answer.text
