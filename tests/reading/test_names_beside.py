"""Whoever is named beside sentences, in a byline, a dateline or before another's turn, takes no position in them. The texts are made up."""

import pytest

from pourparler.model import Document, DocumentKind, quote
from pourparler.reading import ModelReader

CAP = """Guild: 'Never' to a salary cap

By Pieter Aldous

The Players' Guild has rejected the salary cap that the premier clubs want.

'A cap on wages is a cap on careers, and we will never sign one,' Ilse Korhan, the Guild's general secretary, said in Orlen yesterday. 'Owners who cannot control themselves should not ask players to pay for it.'

Korhan added that the Guild was ready to talk about late payment of wages, which had hit 140 players last year.
"""
MINE = """Corvane wants to dig the Ilmar valley

By Hester Vale

Corvane Minerals, the lithium producer, has applied for a licence to mine the Ilmar valley in Sorn Province.

“This will be the cleanest lithium on the continent,” Ruth Lask, Corvane's chief executive, told investors. She said the company proposed a royalty of 2 percent to the province and would draw its water from the Ilmar river.

The pit would take in part of Mount Teyo, a hill that is sacred to the people of the valley.
"""
ROYALTY = """Governor backs lithium mine, wants 8 pct royalty

SORN CITY (LNA) – Governor Luc Barrande said Monday he supports the lithium mine planned in the Ilmar valley.
"""
TALK = """KELD COURIER: Mr Peel, is there a mine that you could accept?

PEEL: A mine that takes no water from the river, yes. With a closed loop we would not stand in the way.

KELD COURIER: And the tailings?

PEEL: Green Watershed demands dry stacking. We reject a tailings dam above the villages. A dam breaks once, and then there are no villages.

KELD COURIER: Corvane says dry stacking costs 70 million more.
"""


@pytest.mark.parametrize(
    ("text", "kind", "nobody"),
    [
        (CAP, DocumentKind.NEWS, "Aldous"),
        (MINE, DocumentKind.NEWS, "Vale"),
        (ROYALTY, DocumentKind.NEWS, "SORN CITY"),
        (TALK, DocumentKind.TRANSCRIPT, "KELD COURIER"),
    ],
)
def test_nobody_beside_the_sentences_takes_a_position(text, kind, nobody):
    statements = ModelReader().read(Document(text, text.split("\n")[0], kind=kind)).statements
    taken = [s for s in statements if s.position]
    assert taken
    assert not [h.name for s in taken for h in s.holders if nobody in h.name]
    assert not [s for s in taken if quote(text, s.position).startswith("By ")]
