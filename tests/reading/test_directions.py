"""Who is for what and who against it, by the model in the package: what is easily read as its opposite, or as a position where none is taken.

Right answers are by the definitions that the reader was trained with (kinds and what is no position: training/README.md). A model gets some
rows wrong; the figures below are what the one in the package reached when they were measured, less two.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pourparler.model import Actor, Document, Issue, Negotiation, Party, Statement
from pourparler.reading import ModelReader

from .matched import matched

FOR, AGAINST, NOTHING = frozenset({"for"}), frozenset({"against"}), frozenset({None})
NOT_FOR, EITHER = AGAINST | NOTHING, FOR | AGAINST

NEGOTIATION = Negotiation(
    title="The lock",
    parties=(
        Party("Norland", actors=(Actor("Ada Voss", "foreign minister", "Norland"),)),
        Party("Sudmark", actors=(Actor("Tom Rell", "chief negotiator", "Sudmark"),)),
        Party("Ferry Union", aliases=("the union",)),
    ),
    issues=(Issue("toll", {"none": "no toll", "full": "a full toll"}, "What toll is paid?"),),
)


@dataclass(frozen=True)
class Row:
    """A text, the words that matter, and which sides would be right for the party there; None among them: that nobody takes a position."""

    about: str
    text: str
    words: str
    party: str | None = None
    sides: frozenset[str | None] = NOTHING


N, S, U = "Norland", "Sudmark", "Ferry Union"
ROWS = [
    Row("negation", "Norland is not opposed to a joint authority for the lock, Ada Voss said on Monday.", "not opposed to a joint authority", N, FOR),
    Row("negation", "After six hours the union did not insist on a night allowance, its chairman said.", "did not insist on a night allowance", U, FOR),
    Row("negation", "Sudmark could not accept foreign pilots on its side of the lock, Tom Rell said.", "could not accept foreign pilots", S, AGAINST),
    Row("negation", "Ada Voss said Norland would not object to inspectors from the League.", "would not object to inspectors", N, FOR),
    Row("negation", "“We do not rule out a shared customs post,” Tom Rell told reporters.", "do not rule out a shared customs post", S, FOR),
    Row("negation", "Norland no longer demands that the dredgers leave, Ada Voss said.", "no longer demands that the dredgers leave", N, FOR),
    Row("negation", "“Nobody in Norland will ever sign a lease of ninety years,” Ada Voss said.", "will ever sign a lease of ninety years", N, AGAINST),
    Row("negation", "Sudmark has never refused to share the cost of the gates, Tom Rell said.", "has never refused to share the cost", S, FOR),
    Row("negation", "A full toll would be unacceptable to Norland, Ada Voss said.", "would be unacceptable", N, AGAINST),
    Row("denial", "It was wrong to claim that Norland accepts a toll on barges, Ada Voss said.", "accepts a toll on barges", N, NOT_FOR),
    Row("denial", "Tom Rell denied that Sudmark had agreed to hand over the tow path.", "had agreed to hand over the tow path", S, NOT_FOR),
    Row("denial", "Ada Voss rejected reports that Norland was ready to give up the eastern basin.", "was ready to give up the eastern basin", N, NOT_FOR),
    Row("denial", "“I cannot say whether we would accept a lower quay,” Tom Rell said.", "would accept a lower quay"),
    Row("denial", "Norland never said that it would pay for the gates, a spokesman recalled.", "would pay for the gates"),
    Row("nouns", "Sudmark repeated its demand for a veto in the lock commission.", "its demand for a veto", S, FOR),
    Row("nouns", "The talks broke down over Norland's rejection of a second chamber.", "rejection of a second chamber", N, AGAINST),
    Row("nouns", "The union's insistence on a shorter night shift was noted by both sides.", "insistence on a shorter night shift", U, FOR),
    Row("nouns", "Norland's opposition to any toll on fishing boats has not changed, Ada Voss said.", "opposition to any toll on fishing boats", N, AGAINST),
    Row("nouns", "Sudmark's offer to pay half of the dredging still stands, Tom Rell said.", "offer to pay half of the dredging", S, FOR),
    Row("nouns", "Sudmark's refusal to open the archive surprised nobody in the room.", "refusal to open the archive", S, AGAINST),
    Row("thanks", "Tom Rell: You are welcome, Madam President. It is good to be back.\n\nAda Voss: We welcome you to our capital.", "You are welcome"),
    Row("thanks", "Tom Rell: You are welcome, Madam President. It is good to be back.\n\nAda Voss: We welcome you to our capital.", "We welcome you"),
    Row("thanks", "Ada Voss thanked Sudmark for its hospitality and hoped for a good week.", "hoped for a good week"),
    Row("questions", "Reporter: Will Norland accept a full toll on barges?\n\nAda Voss: That is for the cabinet to say.", "accept a full toll on barges"),
    Row("questions", "“Would Sudmark ever give up its veto in the commission?” Ada Voss asked.", "give up its veto in the commission"),
    Row("questions", "Tom Rell asked whether Norland wanted the lock to close at night.", "wanted the lock to close at night"),
    Row("commands", "Norland must withdraw its dredgers from the basin before anything else, Tom Rell said.", "must withdraw its dredgers", S, FOR),
    Row("commands", "Sudmark has to open its books, Ada Voss told the committee.", "has to open its books", N, FOR),
    Row("commands", "Tom Rell called on Norland to lift the ban on foreign pilots.", "lift the ban on foreign pilots", S, FOR),
    Row("commands", "The union urged Sudmark not to close the ferry at night.", "not to close the ferry at night", U, EITHER),
    Row("conditional", "Norland would pay half of the toll if the patrols were joint, Ada Voss said.", "would pay half of the toll", N, FOR),
    Row("conditional", "Sudmark could live with a joint board if its chairman changed every year, Tom Rell said.", "could live with a joint board", S, FOR),
    Row("conditional", "Unless the wage scale is restored the union will not sign, its chairman said.", "Unless the wage scale is restored", U, FOR),
    Row("conditional", "Ada Voss said that a lease of ten years might be something Norland could accept.", "might be something Norland could accept", N, FOR),
    Row("opponents", "According to Ada Voss, Sudmark wants the whole of the eastern basin for itself.", "wants the whole of the eastern basin", S, FOR),
    Row("opponents", "Tom Rell complained that Norland refuses to discuss the tow path.", "refuses to discuss the tow path", N, AGAINST),
    Row("opponents", "The union is asking for a fifth week of leave, Tom Rell told the board.", "asking for a fifth week of leave", U, FOR),
    Row("acts", "Sudmark withdrew its offer of a joint customs post late on Friday.", "withdrew its offer of a joint customs post", S, AGAINST),
    Row("acts", "The union walked out over the night allowance.", "walked out over the night allowance", U, FOR),
    Row("acts", "Norland tabled a plan for a joint board of seven members.", "tabled a plan for a joint board", N, FOR),
    Row("acts", "Norland dropped its objection to a joint board of seven members.", "dropped its objection to a joint board", N, FOR),
    Row("neighbours", "“We reject a lease of ninety years. We accept a joint board,” Ada Voss said.", "We accept a joint board", N, FOR),
    Row("neighbours", "“We will accept a joint board, but we reject a full toll,” Tom Rell said.", "we reject a full toll", S, AGAINST),
    Row("neighbours", "“We will accept a joint board, but we reject a full toll,” Tom Rell said.", "We will accept a joint board", S, FOR),
    Row("nothing", "The weather in the harbour was fine and the lock opened at nine, Ada Voss said.", "the lock opened at nine"),
    Row("nothing", "A toll was first paid at the lock in 1871, under the old treaty.", "A toll was first paid"),
    Row("nothing", "Talks on the lock will go on next week, a spokeswoman said.", "will go on next week"),
]  # fmt: skip
RIGHT, OPPOSITE = 29, 9
"""Rows that are right at the least, and positions that say the opposite at the most."""


def _shares(statement: Statement, row: Row) -> bool:
    """Whether a position is taken in most of the words of a row."""
    start = row.text.index(row.words)
    common = sum(max(0, min(b, start + len(row.words)) - max(a, start)) for a, b in statement.position)
    return common >= len(row.words) / 2


def _sides(row: Row, reader: ModelReader) -> dict[str | None, str]:
    """Party → its side in the words of a row; of nobody known: under None."""
    sides: dict[str | None, str] = {}
    for s in matched(Document(row.text, "t"), NEGOTIATION, reader).statements:
        if _shares(s, row):
            against = s.stance.value == "rejects"
            holders = {h.party: "against" if against != h.opposed else "for" for h in s.holders}
            sides |= holders or {None: "against" if against else "for"}
    return sides


def _right(row: Row, found: dict[str | None, str]) -> bool:
    if not found:
        return None in row.sides
    return found.keys() == {row.party} and found[row.party] in row.sides


def _opposite(row: Row, found: dict[str | None, str]) -> bool:
    return row.party in found and found[row.party] not in row.sides


@pytest.fixture(scope="module")
def read() -> list[tuple[Row, dict[str | None, str]]]:
    reader = ModelReader()
    return [(row, _sides(row, reader)) for row in ROWS]


def test_most_rows_are_right(read):
    wrong = [(row.about, row.words, row.party, *row.sides, found) for row, found in read if not _right(row, found)]
    assert len(ROWS) - len(wrong) >= RIGHT, wrong


def test_few_positions_say_the_opposite(read):
    opposite = [(row.about, row.words, row.party, found) for row, found in read if _opposite(row, found)]
    assert len(opposite) <= OPPOSITE, opposite


def test_both_directions_are_told(read):
    right = {(row.party, side) for row, found in read if _right(row, found) for side in found.values()}
    assert right >= {(party, side) for party in (N, S) for side in ("for", "against")}
