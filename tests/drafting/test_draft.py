"""From statements that take positions to a draft: parties, positions, and what nobody is known to hold."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from pourparler.drafting import Draft
from pourparler.drafting.draft import draft as draft_from
from pourparler.drafting.issues import Group
from pourparler.model import Chances, Document, Holder, Mode, Span, Stance, Statement
from tests.drafting.meant import meant

TEXT = "Arland, opposed by Borland, wants a toll if pilots are free. Corland rejects a toll. A ban was asked for."
DOCUMENT = Document(TEXT, "Tolls")


def at(words: str) -> Span:
    return TEXT.index(words), TEXT.index(words) + len(words)


def statement(words: str, stance: Stance, *holders: Holder) -> Statement:
    return Statement(
        DOCUMENT.id, (), (), (at(words),), Mode.INDIRECT, stance=stance, position=(at(words),), holders=holders, act=True
    )  # fmt: skip


def holder(name: str, *, opposed: bool = False) -> Holder:
    return Holder(name, name, (at(name),), opposed)


def draft(statements: Sequence[Statement], documents: dict[str, Document]) -> Draft:
    return draft_from(statements, documents, meanings=meant(statements, documents))


WANTS = replace(
    statement("wants a toll if pilots are free", Stance.DEMANDS, holder("Arland"), holder("Borland", opposed=True)),
    condition=(at("if pilots are free"),),
    hedged=True,
    chances=Chances(0.9, 0.8, 0.7),
)
REJECTS = statement("rejects a toll", Stance.REJECTS, holder("Corland"))
NOBODYS = statement("A ban was asked for", Stance.DEMANDS)
REPORT = Statement(DOCUMENT.id, (at("Corland"),), (), (at("a toll. A"),), Mode.INDIRECT, party="Dorland")


def test_each_holder_has_a_position_and_whoever_opposes_the_other_side() -> None:
    made = draft([WANTS, REJECTS], {DOCUMENT.id: DOCUMENT})
    assert [(p.party, p.stance) for p in made.positions] == [
        ("Arland", Stance.DEMANDS), ("Borland", Stance.REJECTS), ("Corland", Stance.REJECTS),
    ]  # fmt: skip
    assert [p.name for p in made.parties] == ["Arland", "Borland", "Corland"]


def test_a_position_carries_its_words_condition_doubt_and_chances() -> None:
    first = draft([WANTS], {DOCUMENT.id: DOCUMENT}).positions[0]
    assert (first.statement, first.document, first.words) == (WANTS.id, DOCUMENT.id, WANTS.position)
    assert (first.quote, first.condition) == ("wants a toll if pilots are free", "if pilots are free")
    assert (first.hedged, first.chances) == (True, Chances(0.9, 0.8, 0.7))


def test_positions_of_nobody_are_told_and_reports_are_none() -> None:
    made = draft([NOBODYS, REPORT, REJECTS], {DOCUMENT.id: DOCUMENT})
    assert made.unheld == (NOBODYS.id,)
    assert [p.statement for p in made.positions] == [REJECTS.id]
    assert [p.name for p in made.parties] == ["Corland"]


def test_nothing_said_is_an_empty_draft() -> None:
    made = draft([REPORT], {DOCUMENT.id: DOCUMENT})
    assert (made.parties, made.issues, made.positions, made.unheld) == ((), (), (), ())


def test_for_and_against_the_same_words_is_one_option_of_one_issue() -> None:
    made = draft([WANTS, REJECTS], {DOCUMENT.id: DOCUMENT})
    assert len({(p.issue, p.option) for p in made.positions if p.statement == WANTS.id}) == 1
    for p in made.positions:
        (issue,) = [i for i in made.issues if i.id == p.issue]
        assert [o.id for o in issue.options].count(p.option) == 1


def test_an_issue_with_one_answer_has_its_denial_as_the_other() -> None:
    (issue,) = draft([REJECTS], {DOCUMENT.id: DOCUMENT}).issues
    assert [o.words for o in issue.options] == ["a toll", "not “a toll”"]
    assert issue.question == "What about a toll?"


def test_a_holder_whom_no_words_name_is_a_party_too() -> None:
    published = replace(WANTS, holders=(Holder("Harbour Press", "Harbour Press"),))
    made = draft([published], {DOCUMENT.id: DOCUMENT})
    assert [p.party for p in made.positions] == [p.name for p in made.parties] == ["Harbour Press"]


def test_answers_of_the_same_words_are_one_option(monkeypatch) -> None:
    """Told apart by what was likened, and named alike: nobody could choose between "a toll" and "a toll"."""
    module = sys.modules["pourparler.drafting.draft"]  # by its name the package gives the function
    monkeypatch.setattr(module, "grouped", lambda *_: [Group((0, 1), ((0,), (1,)), 1.0)])
    wants = replace(WANTS, position=(at("wants a toll"),))
    made = draft([wants, REJECTS], {DOCUMENT.id: DOCUMENT})
    (issue,) = made.issues
    assert [o.words for o in issue.options][:1] == ["a toll"]
    assert len({o.words for o in issue.options}) == len(issue.options)
    assert len({p.option for p in made.positions}) == 1
    # A party is hardly for and against one answer: Arland's two stay apart, however alike they are told.
    both = replace(REJECTS, holders=(holder("Arland"),))
    assert len({p.option for p in draft([wants, both], {DOCUMENT.id: DOCUMENT}).positions if p.party == "Arland"}) == 2
