"""Positions put together: every position is in one option of one issue, in whatever order they come."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import Draft, candidates
from pourparler.drafting.draft import draft
from pourparler.drafting.issues import Compared, grouped
from pourparler.drafting.likeness import FEATURES, Positions
from pourparler.drafting.pair_model import shipped
from pourparler.model import Document, Holder, Issue, Mode, Negotiation, Party, Stance, Statement
from tests.drafting.meant import meant

CLAUSES = (
    "a toll of 25 percent on every ship",
    "a toll of 30 percent on every ship",
    "no toll on ships at all",
    "free pilots in the strait",
    "pilots who are paid by the harbour",
    "an end to night ferries",
    "more ferries at night",
    "half of the herring catch for each coast",
)
HOLDERS = ("Norway", "Sweden", "Japan")


def record(choices: list[tuple[int, int, bool, int]]) -> tuple[list[Statement], dict[str, Document]]:
    """(clause, holder, against, document) → statements in up to three documents."""
    texts: dict[int, str] = {}
    for clause, holder, against, number in choices:
        verb = "rejects" if against else "wants"
        texts[number] = texts.get(number, "") + f"{HOLDERS[holder]} {verb} {CLAUSES[clause]}. "
    documents = {number: Document(f"{text}({number})", f"Text {number}") for number, text in texts.items()}
    ends = dict.fromkeys(texts, 0)
    made = []
    for clause, holder, against, number in choices:
        document = documents[number]
        start = document.text.index(CLAUSES[clause], ends[number])
        at = document.text.index(HOLDERS[holder], ends[number])
        ends[number] = start + len(CLAUSES[clause])
        words = ((start, ends[number]),)
        holders = (Holder(HOLDERS[holder], HOLDERS[holder], ((at, at + len(HOLDERS[holder])),)),)
        stance = Stance.REJECTS if against else Stance.DEMANDS
        made.append(
            Statement(
                document.id, (), (), words, Mode.INDIRECT, stance=stance, position=words, holders=holders, act=True
            )
        )
    return made, {d.id: d for d in documents.values()}


def drafted(statements: list[Statement], documents: dict[str, Document]) -> Draft:
    return draft(statements, documents, meanings=meant(statements, documents))


CHOICES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 2), st.booleans(), st.integers(0, 2)), min_size=1, max_size=14
)


@settings(max_examples=25, deadline=None)
@given(CHOICES, st.randoms(use_true_random=False))
def test_the_order_of_statements_and_documents_does_not_matter(choices, random):
    statements, documents = record(choices)
    first = drafted(statements, documents)
    mixed = random.sample(statements, len(statements))
    turned = dict(random.sample(sorted(documents.items()), len(documents)))
    assert drafted(mixed, turned) == first


@settings(max_examples=25, deadline=None)
@given(CHOICES)
def test_every_position_is_in_one_option_of_one_issue(choices):
    statements, documents = record(choices)
    made = drafted(statements, documents)
    assert sorted(p.statement for p in made.positions) == sorted(s.id for s in statements)
    options = {i.id: {o.id for o in i.options} for i in made.issues}
    assert len(options) == len(made.issues)
    assert all(p.option in options[p.issue] for p in made.positions)
    assert all(len(those) >= 2 for those in options.values())
    assert all(0 <= i.chance <= 1 for i in made.issues)
    assert all(any(p.issue == i.id for p in made.positions) for i in made.issues)


def test_positions_on_an_issue_of_the_dossier_stay_there():
    statements, documents = record([(0, 0, False, 0), (3, 1, False, 0), (5, 2, True, 1)])
    issue = Issue("ferries", {"more": "more ferries", "none": "none"}, "Which ferries run?")
    statements[2] = replace(statements[2], issue="ferries", option="none")
    negotiation = Negotiation("Tolls", (Party("Japan"),), (issue,))
    made = draft(statements, documents, meanings=meant(statements, documents), negotiation=negotiation)
    (known,) = [i for i in made.issues if i.known]
    assert (known.id, known.question) == ("ferries", "Which ferries run?")
    assert [(p.issue, p.option) for p in made.positions if p.statement == statements[2].id] == [("ferries", "none")]


def test_features_are_the_same_either_way_round():
    statements, documents = record([(k, k % 3, k % 2 == 0, k % 2) for k in range(8)])
    positions = Positions(statements, documents, meant(statements, documents), [frozenset({"x"})] * 8)
    a, b = positions.pairs()
    features = positions.features(a, b)
    assert features.shape == (28, len(FEATURES))
    assert (features == positions.features(b, a)).all()
    one = dict(zip(FEATURES, features[(a == 0) & (b == 1)][0], strict=True))
    assert one["same_party"] == 1
    assert one["other_side"] == 1
    assert one["same_document"] == 0
    assert one["shared"] == 1  # but for figures of two digits, which are compared apart
    assert one["numbers_differ"] == 1


def test_other_figures_of_the_same_are_two_answers():
    statements, documents = record([(0, 0, False, 0), (1, 0, False, 0), (0, 1, False, 1), (2, 2, True, 1)])
    positions = Positions(statements, documents, meant(statements, documents), [frozenset()] * 4)
    a, b = positions.pairs()
    apart = dict(zip(zip(a.tolist(), b.tolist(), strict=True), positions.other_figures(a, b).tolist(), strict=True))
    assert [pair for pair, other in apart.items() if other] == [(0, 1), (1, 2)]
    option = {p.statement: (p.issue, p.option) for p in drafted(statements, documents).positions}
    assert option[statements[0].id] != option[statements[1].id]
    assert option[statements[0].id] == option[statements[2].id]


def test_of_many_positions_only_near_ones_are_compared(monkeypatch):
    monkeypatch.setattr(candidates, "ALL", 10)
    monkeypatch.setattr("pourparler.drafting.nearest.NEAREST", 3)
    statements, documents = record([(k % 8, k % 3, False, k % 3) for k in range(24)])
    positions = Positions(statements, documents, meant(statements, documents), [frozenset()] * 24)
    a, b = candidates.candidates(positions)
    assert (a < b).all()
    pairs = set(zip(a.tolist(), b.tolist(), strict=True))
    assert len(pairs) == len(a) < 24 * 23 / 2
    same = [(i, j) for i in range(24) for j in range(i + 1, 24) if i % 8 == j % 8]
    assert sum(p in pairs for p in same) > 0.9 * len(same)


def test_the_model_puts_a_pair_of_like_words_above_one_of_unlike_words():
    statements, documents = record([(0, 0, False, 0), (1, 1, False, 1), (7, 2, False, 2)])
    positions = Positions(statements, documents, meant(statements, documents), [frozenset()] * 3)
    a, b = positions.pairs()
    odds = dict(
        zip(zip(a.tolist(), b.tolist(), strict=True), shipped().question.odds(positions.features(a, b)), strict=True)
    )
    assert odds[0, 1] > odds[0, 2]


def test_what_a_party_wants_and_what_it_refuses_are_two_options():
    statements, documents = record([(0, 0, False, 0), (0, 1, False, 0), (0, 0, True, 1)])
    by = {
        (p.party, p.stance): p.option
        for p in draft(statements, documents, meanings=meant(statements, documents)).positions
    }
    assert by["Norway", Stance.DEMANDS] == by["Sweden", Stance.DEMANDS]
    assert by["Norway", Stance.DEMANDS] != by["Norway", Stance.REJECTS]


def test_what_several_documents_tell_counts_once_in_the_chance_of_an_issue():
    # Three tellings of one position, which are surely alike, and another one that is likely to answer the same question.
    first, second = np.array([0, 0, 0, 1, 1, 2]), np.array([1, 2, 3, 2, 3, 3])
    odds = np.array([9, 9, 2, 9, 2, 2], dtype=np.float32)
    pairs = Compared(4, 4, first, second, odds, odds)
    none: list[str | None] = [None] * 4
    (each,) = grouped(pairs, none, none)
    (once,) = grouped(pairs, none, none, ["a", "a", "a", "b"])
    assert once.members == each.members == (0, 1, 2, 3)
    assert once.chance == round(1 / (1 + exp(-2)), 2) < each.chance
    (alone,) = grouped(pairs, none, none, ["a", "a", "a", "a"])
    assert alone.chance == 1.0


def test_a_party_takes_a_position_once_however_many_documents_tell_it():
    statements, documents = record([(0, 0, False, 0), (0, 0, False, 1), (3, 0, False, 1)])
    alike = {statements[1].id: statements[0].id}
    meanings = meant(statements, documents)
    once = draft(statements, documents, meanings=meanings, alike=alike)
    each = draft(statements, documents, meanings=meanings)
    assert [p.positions for p in once.parties] == [2]
    assert [p.positions for p in each.parties] == [3]
    assert len(once.positions) == len(each.positions) == 3  # each telling is a source
    assert len({p.telling for p in once.positions}) == 2
