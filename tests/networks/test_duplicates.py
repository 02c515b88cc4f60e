"""Which equal statements count once: by document, week, month, year and over the whole time, near-duplicates besides."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model.stances import Side
from pourparler.networks.duplicates import Duplicates
from pourparler.networks.taken import Sides, Taken
from tests.networks.dna_sample import TAKEN


def days_left(days, rule, **more):
    sides = Sides.of(Taken("A", ("i", "x"), Side.FOR, date.fromisoformat(d), f"d{k // 2}") for k, d in enumerate(days))
    return [date.fromordinal(int(d)).isoformat() for d in sides.once(Duplicates(rule), **more).first]


DAYS = ["2030-12-29", "2030-12-30", "2031-01-05", "2031-01-06", "2031-01-31", "2031-02-01", "2032-01-01"]
"""A Sunday, a Monday, the next Sunday and Monday, the last day of a month, the first of the next, and the same month a year later."""


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ("include", DAYS),
        ("document", [DAYS[0], DAYS[2], DAYS[4], DAYS[6]]),
        ("week", [DAYS[0], DAYS[1], DAYS[3], DAYS[4], DAYS[6]]),
        ("month", [DAYS[0], DAYS[2], DAYS[5], DAYS[6]]),
        ("year", [DAYS[0], DAYS[2], DAYS[6]]),
        ("range", [DAYS[0]]),
    ],
)
def test_the_earliest_of_each_stretch_counts(rule, left):
    assert days_left(DAYS, rule) == left
    assert days_left(DAYS[::-1], rule)[:1] == left[:1]


def test_other_actors_concepts_and_sides_are_no_duplicates():
    day = date(2031, 1, 1)
    told = [Taken("A", ("i", "x"), Side.FOR, day), Taken("B", ("i", "x"), Side.FOR, day)]
    told += [Taken("A", ("i", "y"), Side.FOR, day), Taken("A", ("i", "x"), Side.AGAINST, day), told[0]]
    assert len(Sides.of(told).once(Duplicates.RANGE)) == 4


def test_the_sample_of_dna_without_duplicates():
    sides = Sides.of(TAKEN)
    assert len(sides.once(Duplicates.INCLUDE)) == 40
    per_document = sum(len(set(group)) for group in _by_document().values())
    assert len(sides.once(Duplicates.DOCUMENT)) == per_document == 23
    assert len(sides.once(Duplicates.RANGE)) == 23  # each organisation speaks in one document


def _by_document():
    found = {}
    for t in TAKEN:
        found.setdefault(t.document, []).append((t.actor, t.concept, t.side))
    return found


def test_near_duplicates_count_once_for_each_actor_concept_and_side():
    day = date(2031, 1, 1)
    told = [Taken("A", ("i", "x"), Side.FOR, day + timedelta(days=k), f"d{k}", words="w") for k in range(3)]
    told += [
        Taken("B", ("i", "x"), Side.FOR, day, "d0", words="w"),
        Taken("A", ("i", "x"), Side.FOR, day, "d0", words="v"),
    ]
    told += [Taken("A", ("i", "x"), Side.FOR, day, "d0"), Taken("A", ("i", "x"), Side.FOR, day, "d0")]
    sides = Sides.of(told)
    assert Counter(sides.actors[a] for a in sides.once(Duplicates.INCLUDE).actor) == {"A": 4, "B": 1}
    assert len(sides.once(Duplicates.INCLUDE, count_each=True)) == 7


taken = st.tuples(
    st.sampled_from("AB"),
    st.sampled_from([("i", "x"), ("i", "y")]),
    st.sampled_from(Side),
    st.one_of(st.none(), st.dates(date(2030, 12, 20), date(2032, 1, 10))),
    st.sampled_from(["d", "e"]),
).map(lambda t: Taken(*t))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(taken, max_size=12), st.sampled_from(Duplicates))
def test_a_statement_counts_unless_an_equal_one_of_its_stretch_came_before(told, rule):
    def stretch(t):
        if rule is Duplicates.DOCUMENT:
            return t.document
        if t.day is None or rule is Duplicates.RANGE:
            return None if rule is not Duplicates.RANGE else "all"
        week, month = t.day.isocalendar()[:2], (t.day.year, t.day.month)
        return {"week": week, "month": month, "year": t.day.year}[rule]

    if rule is Duplicates.INCLUDE:
        expected = Counter((t.actor, t.concept, t.side) for t in told)
    else:
        expected = Counter(key[:3] for key in {(t.actor, t.concept, t.side, stretch(t)) for t in told})
    kept = Sides.of(told).once(rule)
    found = Counter(
        (kept.actors[a], kept.concepts[c], (Side.FOR, Side.AGAINST)[s])
        for a, c, s in zip(kept.actor, kept.concept, kept.side, strict=True)
    )
    assert found == expected
