"""Positions that new statements tell beside what was known."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting.moves import contradict
from pourparler.drafting.news import Sort, each_once, heard_in, in_dossier, newly_heard
from pourparler.model import Issue, Kind, Negotiation, Party, Position, Stance

TALKS = Negotiation(
    "Talks",
    (Party("North"), Party("South")),
    (Issue("dues", {"none": "no dues", "full": "full dues"}), Issue("transit", {"open": "open", "closed": "closed"})),
)


@dataclass
class Said:
    party: str = "North"
    issue: str = "dues"
    option: str = "full"
    stance: Stance = Stance.REJECTS
    opposed: bool = False
    first: date | None = date(2031, 3, 5)
    last: date | None = date(2031, 3, 5)
    statements: tuple[str, ...] = ("s000000000001",)
    confirmed: int = 0


def heard(*said):
    return heard_in(said, TALKS)


def on(day, **fields):
    return Said(first=date(2031, *day), last=date(2031, *day), **fields)


@pytest.mark.parametrize(
    ("known", "sort"),
    [
        ([], Sort.NEW),
        ([on((2, 1))], Sort.REPEATED),
        ([on((2, 1), stance=Stance.ACCEPTS)], Sort.MOVED),
        ([on((3, 5), stance=Stance.ACCEPTS)], Sort.CONTRADICTS),
        ([Said(stance=Stance.ACCEPTS, first=None, last=None)], Sort.CONTRADICTS),
        ([on((3, 9), stance=Stance.ACCEPTS)], Sort.EARLIER),
        ([on((2, 1), party="South", stance=Stance.ACCEPTS)], Sort.NEW),
        ([on((2, 1), option="none", stance=Stance.ACCEPTS)], Sort.NEW),
        # It rejected them, then accepted them, and now rejects them again: that is a move, though it was said before.
        ([on((1, 1)), on((2, 1), stance=Stance.ACCEPTS)], Sort.MOVED),
    ],
)
def test_what_a_position_is_beside_what_was_known(known, sort):
    (found,) = newly_heard(heard(Said()), heard(*known))
    assert found.sort is sort
    assert bool(found.against) is (sort in (Sort.MOVED, Sort.CONTRADICTS))
    assert bool(found.later) is (sort is Sort.EARLIER)


def test_what_stands_in_the_dossier_was_known():
    entry = Position("mine", "North", Kind.REJECTS, "dues", "full", as_of=date(2031, 1, 1))
    (found,) = newly_heard(heard(Said()), in_dossier([entry]))
    assert (found.sort, found.known.entry) == (Sort.REPEATED, entry)
    other = Position("other", "North", Kind.ACCEPTS, "dues", "full", as_of=date(2031, 1, 1))
    (found,) = newly_heard(heard(Said()), in_dossier([other]))
    assert (found.sort, [h.position.id for h in found.against]) == (Sort.MOVED, ["other"])
    order = Position("order", "North", Kind.PREFERS, "dues", ranking=(("full",), ("none",)))
    (found,) = newly_heard(heard(Said()), in_dossier([order]))
    assert found.sort is Sort.NEW


def test_two_new_ones_that_contradict_each_other_are_a_move_to_the_later():
    first, second = newly_heard(heard(on((3, 1), stance=Stance.ACCEPTS), on((3, 5))), ())
    assert (first.heard.position.kind, first.sort, [h.position.kind for h in first.later]) == (
        Kind.ACCEPTS,
        Sort.EARLIER,
        [Kind.REJECTS],
    )
    assert (second.sort, [h.position.kind for h in second.against]) == (Sort.MOVED, [Kind.ACCEPTS])


def test_ways_of_saying_the_same_are_one_position():
    said = [
        on((3, 1), stance=Stance.ACCEPTS, statements=("s1", "s2"), confirmed=1),
        on((3, 7), stance=Stance.CONCEDES, statements=("s3",)),
    ]
    (found,) = heard(*said)
    assert (found.first, found.position.as_of, found.times, found.confirmed) == (
        date(2031, 3, 1),
        date(2031, 3, 7),
        3,
        1,
    )
    assert [e.statement for e in found.position.evidence] == ["s1", "s2", "s3"]


def test_who_is_opposed_takes_the_other_side_and_what_takes_none_is_left_out():
    (found,) = heard(Said(opposed=True))
    assert found.position.kind is Kind.DEMANDS
    assert heard(Said(stance=Stance.REPORTS), Said(party="West"), Said(option="half")) == ()


SAID = st.builds(
    Said,
    party=st.sampled_from(["North", "South"]),
    option=st.sampled_from(["none", "full"]),
    stance=st.sampled_from([Stance.REJECTS, Stance.ACCEPTS, Stance.DEMANDS]),
    first=st.none(),
    last=st.none(),
).flatmap(
    lambda s: st.sampled_from([None, 1, 2, 3]).map(
        lambda d: s if d is None else on((3, d), party=s.party, option=s.option, stance=s.stance)
    )
)


@settings(max_examples=50, deadline=None)
@given(st.lists(SAID, max_size=6), st.lists(SAID, max_size=6))
def test_each_new_position_once_and_its_sort_follows_from_what_contradicts_it(new, old):
    fresh, known = heard(*new), heard(*old)
    found = newly_heard(fresh, known)
    assert [n.heard for n in found] == list(fresh)
    said = {(h.position.party, h.position.option, h.position.kind) for h in fresh}
    others = [*fresh, *(h for h in known if (h.position.party, h.position.option, h.position.kind) not in said)]
    for n in found:
        p = n.heard.position
        against = [h for h in others if h is not n.heard and contradict(h.position, p)]
        moved = [h for h in against if h.position.as_of and n.heard.first and h.position.as_of < n.heard.first]
        later = [h for h in against if p.as_of and h.first and p.as_of < h.first]
        rest = [h for h in against if h not in moved and h not in later]
        assert (n.sort is Sort.MOVED) == bool(moved)
        assert (n.sort is Sort.CONTRADICTS) == bool(rest and not moved)
        assert list(n.later) == later


def test_what_the_dossier_says_of_a_position_stands_with_the_sentences_of_both():
    entry = Position(
        "mine",
        "North",
        Kind.ACCEPTS,
        "dues",
        "full",
        condition=(("transit", "open"),),
        evidence=heard(Said())[0].position.evidence,
    )
    (found,) = each_once(
        (*heard(on((3, 1), stance=Stance.ACCEPTS, statements=("s000000000001", "s000000000002"))), *in_dossier([entry]))
    )
    assert (found.entry, found.position.condition, found.times) == (entry, entry.condition, 2)
    (told,) = newly_heard((found,), heard(on((2, 1))))
    assert (
        told.sort is Sort.NEW
    )  # it rejected them before, and now accepts them on a condition: nobody can tell that it moved
