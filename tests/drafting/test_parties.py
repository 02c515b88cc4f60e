"""Parties from the holders of many statements: one party under several names, people who act for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from pourparler.drafting.parties import Parties, ProposedParty
from pourparler.model import Actor, Document, Holder, Issue, Mode, Negotiation, Party, Stance, Statement


def said(document: Document, speaker: str | None, party: str | None) -> Statement:
    return Statement(document.id, ((0, 1),), ((2, 3),), ((4, 9),), Mode.INDIRECT, speaker=speaker, party=party)


def parties(
    text: str,
    holders: Sequence[Holder],
    speakers: Sequence[tuple[str, str | None]] = (),
    *,
    together: bool = False,
    negotiation: Negotiation | None = None,
) -> Parties:
    """The parties of a text in which each holder takes a position where it is named; ``together``: all of them take one."""
    document = Document(text, "A text")
    placed = []
    for h in holders:
        found = re.search(rf"\b{re.escape(h.name)}\b", text)
        assert found, h.name
        placed.append(Holder(h.name, h.party, (found.span(),), h.opposed))
    groups = [tuple(placed)] if together else [(h,) for h in placed]
    taking = [
        Statement(
            document.id, (), (), ((k, k + 3),), Mode.INDIRECT, stance=Stance.DEMANDS, position=((k, k + 3),), holders=those, act=True
        )
        for k, those in enumerate(groups)
    ]  # fmt: skip
    statements = [*taking, *(said(document, *who) for who in speakers)]
    return Parties(statements, taking, {document.id: document}, negotiation)


def body(name: str, *, opposed: bool = False) -> Holder:
    return Holder(name, name, (), opposed)


def test_names_that_say_the_same_are_one_party() -> None:
    holders = [body("Dockers Union"), body("Union"), body("Norway")]
    found = parties("The Dockers Union met Norway. The Union wants more. Norway refuses.", holders)
    assert found.of(body("Union")) == found.of(body("Dockers Union")) == "Dockers Union"
    assert found.of(body("Norway")) == "Norway"
    union, state = found.proposed()
    assert (union.name, union.positions, union.aliases) == ("Dockers Union", 2, ("Union",))
    assert (state.name, state.positions, len(state.evidence)) == ("Norway", 1, 1)


def test_spellings_in_capitals_are_one_party() -> None:
    found = parties("ORLANDIA spoke. Orlandia agreed.", [body("ORLANDIA"), body("Orlandia")])
    assert found.of(body("ORLANDIA")) == found.of(body("Orlandia"))
    assert [p.positions for p in found.proposed()] == [2]


def test_a_person_is_the_party_that_most_statements_give() -> None:
    text = "Norway wants a toll. Ada Voss, minister of Norway, spoke. Sweden waits. Voss agreed."
    speakers = [("Ada Voss", "Norway"), ("Ada Voss", "Norway"), ("Ada Voss", "Sweden")]
    found = parties(text, [Holder("Voss"), Holder("Ada Voss"), body("Norway"), body("Sweden")], speakers)
    assert found.of(Holder("Voss")) == found.of(Holder("Ada Voss")) == "Norway"
    (norway,) = [p for p in found.proposed() if p.name == "Norway"]
    assert [a.name for a in norway.actors] == ["Ada Voss"]
    assert norway.aliases == ()


def test_two_states_and_the_two_sides_of_one_statement_are_never_one_party() -> None:
    states = [body("France"), body("Germany")]
    assert len(parties("France and Germany met.", states).proposed()) == 2
    sides = [body("Dockers Union"), body("Union", opposed=True)]
    assert len(parties("The Dockers Union, opposed by the Union, wants more.", sides, together=True).proposed()) == 2


def test_a_word_for_many_has_its_article() -> None:
    (party,) = parties("The union wants more. The union waits.", [body("union")]).proposed()
    assert (party.name, party.aliases) == ("the union", ())


def test_a_party_of_the_dossier_is_that_one() -> None:
    known = Party("Arland", at_table=False, role="host", aliases=("the North",), actors=(Actor("Ada Voss"),))
    negotiation = Negotiation("Tolls", (known,), (Issue("toll", {"yes": "a toll", "no": "none"}),))
    holders = [body("North"), body("Borland"), Holder("Ada Voss")]
    found = parties("The North and Borland met. Ada Voss spoke.", holders, negotiation=negotiation)
    assert found.of(body("North")) == found.of(Holder("Ada Voss")) == "Arland"
    (arland,) = [p for p in found.proposed() if p.known]
    assert (arland.name, arland.role, arland.at_table) == ("Arland", "host", False)


@pytest.mark.parametrize("words", ["it", "We", "its", "President"])
def test_pronouns_and_offices_are_no_aliases(words: str) -> None:
    text = f"Orm wants more. {words} said so."
    document = Document(text, "A text")
    holder = Holder("Orm", "Orm", ((text.index(words, 10), text.index(words, 10) + len(words)),))
    taking = [Statement(document.id, (), (), ((0, 3),), Mode.INDIRECT, position=((0, 3),), holders=(holder,), act=True)]
    (party,) = Parties(taking, taking, {document.id: document}).proposed()
    assert party == ProposedParty("Orm", (), (), 1, evidence=(taking[0].id,))
