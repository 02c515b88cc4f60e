"""Parties from the holders of many statements: one party under several names, people who act for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pourparler.drafting.parties import Parties, ProposedActor, ProposedParty, is_plural_noun
from pourparler.model import Actor, Document, Holder, Issue, Mode, Negotiation, Party, Statement


def said(speaker: str | None, party: str | None) -> Statement:
    return Statement("d" * 12, ((0, 1),), ((2, 3),), ((4, 9),), Mode.INDIRECT, speaker=speaker, party=party)


def parties(holders: Sequence[tuple[Holder, str]], statements: Sequence[Statement] = ()) -> Parties:
    return Parties(statements, holders, {"d" * 12: Document("x" * 20, "")})


def body(name: str) -> Holder:
    return Holder(name, name)


def test_names_that_say_the_same_are_one_party() -> None:
    found = parties([(body("Dockers Union"), "the Dockers Union"), (body("Union"), "the Union"), (body("Orm"), "Orm")])
    assert found.of(body("Union")) == found.of(body("Dockers Union")) == "Dockers Union"
    assert found.of(body("Orm")) == "Orm"
    union, orm = found.proposed()
    assert (union.name, union.positions, union.aliases) == (
        "Dockers Union",
        2,
        ("Union", "the Dockers Union", "the Union"),
    )
    assert (orm.name, orm.positions) == ("Orm", 1)


def test_spellings_in_capitals_are_one_party() -> None:
    found = parties([(body("ORLANDIA"), "ORLANDIA"), (body("Orlandia"), "Orlandia"), (body("Orlandia"), "Orlandia")])
    assert found.of(body("ORLANDIA")) == found.of(body("Orlandia")) == "Orlandia"
    assert [p.positions for p in found.proposed()] == [3]


def test_a_person_is_the_party_that_most_statements_give() -> None:
    statements = [
        said("Ada Voss", "Arland"),
        said("Ada Voss", "Arland"),
        said("Ada Voss", "Borland"),
        said("Pia Roth", None),
    ]
    found = parties([(Holder("Voss"), "Voss"), (body("Arland"), "Arland"), (Holder("Pia Roth"), "Roth")], statements)
    assert found.of(Holder("Voss")) == found.of(Holder("Ada Voss")) == "Arland"
    assert found.of(Holder("Pia Roth")) == "Pia Roth"
    arland, roth = found.proposed()
    assert [a.name for a in arland.actors] == ["Ada Voss"]
    assert arland.positions == 2
    assert "Voss" not in arland.aliases
    assert roth.actors == ()


def test_a_last_name_of_two_people_means_neither() -> None:
    statements = [said("Ada Voss", "Arland"), said("Tom Voss", "Borland")]
    assert parties([(Holder("Voss"), "Voss")], statements).of(Holder("Voss")) == "Voss"


@pytest.mark.parametrize(
    ("words", "aliases"),
    [
        ("it", ()),
        ("We", ()),
        ("its", ()),
        ("Its", ()),
        ("President", ()),
        ("the union’s", ("the union",)),
        ("Ormland's", ("Ormland",)),
        ("The", ()),
        ("the catch", ()),
        ("under protest", ()),
        ("the island council", ("the island council",)),
    ],
)
def test_pronouns_and_offices_are_no_aliases_and_possessive_endings_no_part_of_one(
    words: str, aliases: tuple[str, ...]
) -> None:
    (party,) = parties([(body("Orm"), words)]).proposed()
    assert party.aliases == aliases


def test_a_form_is_an_alias_of_one_party_alone() -> None:
    holders = [
        (body("Orm"), "Orm"),
        (body("Orm"), "Vell"),
        (body("Vell"), "Vell"),
        (body("Vell"), "the harbour council"),
    ]
    orm, vell = parties([*holders, (body("Orm"), "the harbour council"), holders[-1]]).proposed()
    assert (orm.name, orm.aliases) == ("Orm", ())  # Vell has its name, and is the council more often
    assert (vell.name, vell.aliases) == ("Vell", ("the harbour council",))


def test_a_body_that_never_takes_a_position_is_no_party() -> None:
    found = parties([(body("Orm"), "Orm")], [said("Ada Voss", "Arland")]).proposed()
    assert found == [ProposedParty("Orm", (), (), 1)]


def test_a_party_of_the_dossier_keeps_its_name() -> None:
    known = Party("Arland", at_table=False, role="host", aliases=("the North",), actors=(Actor("Ada Voss"),))
    negotiation = Negotiation("Tolls", (known,), (Issue("toll", {"yes": "a toll", "no": "none"}),))
    holders = [(body("North"), "the North"), (body("Sweden"), "Sweden"), (Holder("Ada Voss"), "Ada Voss")]
    found = Parties([], holders, {"d" * 12: Document("x" * 20, "")}, negotiation)
    assert found.of(body("North")) == found.of(Holder("Ada Voss")) == "Arland"
    (arland,) = [p for p in found.proposed() if p.known]
    assert (arland.name, arland.role, arland.at_table, arland.positions) == ("Arland", "host", False, 2)
    assert [p.name for p in found.proposed() if not p.known] == ["Sweden"]


def test_whom_a_text_calls_mediator_is_nobodys_person_and_no_party() -> None:
    document = Document("The mediator, Pia Roth, met Arland. Roth proposed a toll. Arland rejects it.", "Tolls")
    statements = [said("Pia Roth", "Arland"), said("Pia Roth", "Arland")]
    holders = [(Holder("Pia Roth", "Arland"), "Roth"), (body("Arland"), "Arland")]
    found = Parties(statements, holders, {document.id: document}, mediators=frozenset({"Pia Roth"}))
    assert found.of(holders[0][0]) == "Pia Roth"
    assert {p.name: p.role for p in found.proposed()} == {"Arland": "party", "Pia Roth": "mediator"}


def test_a_person_named_by_a_body_in_the_possessive_acts_for_it() -> None:
    union = [(body("Dockers Union"), "the Dockers Union"), (body("Ormland"), "Ormland")]
    roth = [(Holder("Pia Roth"), "Pia Roth"), (Holder("Pia Roth"), "union's")]
    found = parties([*union, *roth])
    assert found.of(Holder("Pia Roth")) == "Dockers Union"
    assert found.proposed()[0].actors == (ProposedActor("Pia Roth"),)


def test_those_whose_body_it_is_are_that_body_where_there_is_one() -> None:
    union, dockers = (body("Dockers' Union"), "the Dockers' Union"), (body("dockers"), "the dockers")
    assert parties([union, dockers]).of(body("dockers")) == "Dockers' Union"
    clerks = (body("Dockers' Fund"), "the Dockers' Fund")
    assert parties([union, dockers, clerks]).of(body("dockers")) == "dockers"


@pytest.mark.parametrize(
    ("name", "text", "plural"),
    [
        ("Shipowners", "Shipowners said yes.", True),
        (
            "Shipowners",
            "The talks went on.  Shipowners want a say. “Shipowners will pay,” he said.\nShipowners left.",
            True,
        ),
        ("Fishermen", "He left. Fishermen stayed.", True),
        ("Adams", "The talks went on. Adams left. They met Adams again.", False),
        ("Adams", "Mr. Adams left, and Adams came back.", False),
        ("Voss", "Voss said yes.", False),
        ("Shipowners", "Nobody said a word.", False),
        ("Ada Adams", "Ada Adams said yes.", False),
    ],
)
def test_a_plural_that_only_begins_sentences_is_a_noun(name, text, plural) -> None:
    assert is_plural_noun(name, [text]) is plural


def test_a_noun_that_begins_a_sentence_is_no_person() -> None:
    text = "Shipowners said that they would pay. The Harbour Board said that it would not."
    found = Parties(
        [],
        [(Holder("Shipowners"), "Shipowners"), (body("Harbour Board"), "the Harbour Board")],
        {"d" * 12: Document(text, "")},
    )
    assert {p.name: p.actors for p in found.proposed()} == {"Shipowners": (), "Harbour Board": ()}


def test_a_last_name_that_one_text_takes_for_a_body_is_the_person_of_another() -> None:
    statements = [said("Ada Voss", "Arland")]
    found = parties(
        [(body("Voss"), "Voss"), (body("Arland"), "Arland"), (Holder("Tom Hale"), "Hale"), (body("Hale"), "Hale")],
        statements,
    )
    assert found.of(body("Voss")) == "Arland"
    assert found.of(body("Hale")) == "Tom Hale"
    assert {p.name for p in found.proposed()} == {"Arland", "Tom Hale"}


def test_a_body_that_is_somebodys_last_name_is_nobodys_body() -> None:
    found = parties([(Holder("Ada Voss"), "Voss"), (body("Voss"), "Voss")], [said("Ada Voss", "Voss")])
    assert [p.name for p in found.proposed()] == ["Ada Voss"]


def test_what_is_read_once_among_hundreds_or_names_another_state_is_no_alias() -> None:
    holders = [(body("Island League"), "the League")] * 350 + [
        (body("Island League"), "Accord"),
        (body("Island League"), "Norway"),
    ] * 2
    (league,) = parties([*holders, (body("Island League"), "Article")]).proposed()
    assert "Article" not in league.aliases  # once in 355
    assert "Norway" not in league.aliases
    assert {"the League", "Accord"} <= set(league.aliases)


def test_a_party_of_the_dossier_and_a_state_are_nobodys_last_name() -> None:
    negotiation = Negotiation("t", (Party("Maravel"),), ())
    text = "Then the envoy, Ola Maravel, refused."
    documents = {"d" * 12: Document(text, "")}
    found = Parties([], [(body("Maravel"), "Maravel")] * 3, documents, negotiation)
    assert [(p.name, p.known) for p in found.proposed()] == [("Maravel", True)]
    holders = [(body("Jordan"), "Jordan"), (Holder("Vernon Jordan"), "Jordan")]
    assert parties(holders).of(body("Jordan")) == "Jordan"


def test_a_body_of_several_words_is_no_person_whose_last_name_another_is() -> None:
    negotiation = Negotiation("t", (Party("Union"),), ())
    holders = [(body("Union"), "the Union")] * 3 + [(Holder("Seamen's Union"), "the Seamen's Union")]
    found = Parties([], holders, {"d" * 12: Document("x" * 20, "")}, negotiation)
    assert ("Union", True) in {(p.name, p.known) for p in found.proposed()}


def test_by_what_a_body_goes_alone_is_no_alias_of_another() -> None:
    holders = [
        (body("Norline"), "the union"),
        (body("Seamen's Union"), "the Seamen's Union"),
        (body("Union"), "the union"),
    ]
    found = {p.name: p.aliases for p in parties(holders).proposed()}
    assert "the union" in found["Seamen's Union"]
    assert "the union" not in found["Norline"]
