"""Only what is confirmed: nothing suggested is left, nothing that is left names what is gone, and nothing confirmed is lost."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.dossier import loads
from pourparler.model import (
    Issue,
    Kind,
    Linkage,
    Negotiation,
    NoAgreement,
    Party,
    Position,
    Unconfirmed,
    confirmed,
    unconfirmed,
)

from ..dossier.test_load import SUGGESTED

PARTIES, ISSUES, OPTIONS = ("A", "B", "C"), ("i", "j", "k"), ("x", "y", "z")
flag = st.booleans()
pair = st.tuples(st.sampled_from(ISSUES), st.sampled_from(OPTIONS))


@st.composite
def negotiations(draw):
    whole = [draw(flag) for _ in ISSUES]
    some = [draw(st.lists(st.sampled_from(OPTIONS), unique=True)) for _ in ISSUES]
    issues = tuple(
        Issue(i, {o: o for o in OPTIONS}, suggested=w, suggested_options=OPTIONS if w else tuple(s))
        for i, w, s in zip(ISSUES, whole, some, strict=True)
    )
    positions = tuple(
        Position(f"p{k}", draw(st.sampled_from(PARTIES)), Kind.ACCEPTS, *draw(pair), condition=(draw(pair),), suggested=draw(flag))
        for k in range(draw(st.integers(0, 4)))
    )  # fmt: skip
    ranked = draw(st.lists(st.sampled_from(PARTIES), unique=True))
    without = dict(draw(st.lists(pair, unique_by=lambda p: p[0])))
    return Negotiation(
        "talks",
        tuple(Party(p, suggested=draw(flag)) for p in PARTIES),
        issues,
        positions,
        priorities=dict.fromkeys(ranked, (("i",), ("j",))),
        suggested_priorities=tuple(p for p in ranked if draw(flag)),
        linkages=tuple(
            Linkage(f"l{k}", (draw(pair), draw(pair)), suggested=draw(flag)) for k in range(draw(st.integers(0, 2)))
        ),
        no_agreement=NoAgreement(without, suggested=tuple(i for i in without if draw(flag))),
    )


@settings(max_examples=150, deadline=None)
@given(negotiations())
def test_nothing_suggested_is_left_and_all_that_is_left_fits_together(n):
    left = confirmed(n)
    assert unconfirmed(left) == Unconfirmed()
    assert confirmed(left) == left
    assert left.positions == tuple(p for p in n.positions if not p.suggested)
    assert left.linkages == tuple(k for k in n.linkages if not k.suggested)
    assert set(left.priorities) == set(n.priorities) - set(n.suggested_priorities)
    assert set(left.no_agreement.options) == set(n.no_agreement.options) - set(n.no_agreement.suggested)
    assert {p.name for p in n.parties if not p.suggested} <= set(left.party)
    assert {i.id for i in n.issues if not i.suggested} <= set(left.issue)
    named = [(p.issue, p.option) for p in left.positions] + [c for p in left.positions for c in p.condition]
    named += [c for k in left.linkages for c in k.never] + list(left.no_agreement.options.items())
    assert all(o in left.issue[i].options for i, o in named)
    assert all(p.party in left.party for p in left.positions)
    assert all(len(i.options) > 1 for i in left.issues)


@settings(max_examples=50, deadline=None)
@given(negotiations())
def test_what_is_all_confirmed_stays_as_it_is(n):
    whole = replace(
        n,
        parties=tuple(replace(p, suggested=False) for p in n.parties),
        issues=tuple(replace(i, suggested=False, suggested_options=()) for i in n.issues),
        positions=tuple(replace(p, suggested=False) for p in n.positions),
        linkages=tuple(replace(k, suggested=False) for k in n.linkages),
        suggested_priorities=(),
        no_agreement=replace(n.no_agreement, suggested=()),
    )
    assert confirmed(whole) == whole
    assert not unconfirmed(whole)


def test_what_nobody_confirmed_is_counted():
    n = loads(SUGGESTED).negotiation
    assert unconfirmed(n) == Unconfirmed(
        parties=("South",), issues=("transit",), options=(("dues", "reduced"), ("dues", "full")),
        positions=("south.dues.rejects.full",), linkages=("linkage-1",), priorities=("South",), no_agreement=("dues",),
    )  # fmt: skip


def test_suggested_parties_issues_and_options_stay_where_something_confirmed_names_them():
    left = confirmed(loads(SUGGESTED).negotiation)
    assert list(left.party) == ["North"]  # only suggested positions and priorities are South's
    assert list(left.issue["dues"].options) == ["none", "full"]  # North demands full; nothing confirmed names reduced
    assert list(left.issue["transit"].options) == [
        "open",
        "closed",
    ]  # named by a linkage, by priorities, without a settlement
    assert (left.meetings, [s.what for s in left.next_steps], left.bystanders) == ((), ["a third"], ())


CONFLICT = """
conflict:
  moves:
    North: {signs: {does: signs, role: accept}, yields: {does: yields, gives_up: [a, b], rests_on: [b]}}
    South: {leaves: {does: leaves, role: stop}}
  preferences:
    North: [{wants: signs, rests_on: [a, b]}, {maybe: yields, rests_on: [b]}, not leaves]
    South: [{wants: leaves, rests_on: [b]}]
"""


def test_the_conflict_loses_what_rested_on_suggestions_alone():
    text = """\
negotiation: Talks
parties: {North: {}, South: {suggested: true}}
issues: {dues: {options: [none, full]}}
positions:
  - {id: a, party: North, issue: dues, rejects: full}
  - {id: b, party: South, issue: dues, rejects: none, suggested: true}
"""
    before = loads(text + CONFLICT).negotiation
    left = confirmed(before)
    assert list(left.party) == ["North", "South"]  # South makes moves
    assert [(m.id, m.gives_up, m.rests_on) for m in left.conflict.moves] == [
        ("signs", (), ()), ("yields", ("a",), ()), ("leaves", (), ()),
    ]  # fmt: skip
    north, south = left.conflict.orders
    assert [[(w.words, w.rests_on) for w in tier] for tier in north.wishes] == [
        [("signs", ("a",))],
        [("not leaves", ())],
    ]
    assert not south.complete  # nothing is known of it any more
    assert not south.wishes
    assert all(
        id in left.position for o in left.conflict.orders for tier in o.wishes for w in tier for id in w.rests_on
    )
