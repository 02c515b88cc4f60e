"""A negotiation as it stood on a day: by hand, and what must hold of any."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import (
    Evidence,
    Issue,
    Kind,
    Linkage,
    Meeting,
    Negotiation,
    NextStep,
    NoAgreement,
    Party,
    Position,
    StepStatus,
    as_it_stood,
    first_said,
    said_on,
)

FIRST = date(2031, 2, 1)
E = [Evidence(statement=f"s{k:012x}") for k in range(6)]


def day(k):
    return FIRST + timedelta(days=k)


def talks(*positions, **more):
    issue = Issue("x", {"a": "a", "b": "b"})
    return Negotiation("n", (Party("A"), Party("B")), (issue,), positions, **more)


def position(id="p", kind=Kind.DEMANDS, option="a", **more):
    return Position(id, "A", kind, "x", option, **more)


def test_a_position_is_said_on_the_days_of_its_sentences_and_never_after_its_own_day():
    p = position(evidence=(E[0], E[1], E[2], E[3]), as_of=day(5))
    days = {E[0]: day(2), E[1]: day(5), E[2]: day(9)}
    # A document of a later day tells what was said by then; evidence without a day stands on the first.
    assert said_on(p, days) == ((day(2), (E[3], E[0])), (day(5), (E[1], E[2])))
    assert first_said(p, days) == day(2)
    assert said_on(replace(p, as_of=None), days)[-1] == (day(9), (E[2],))
    assert said_on(position(evidence=(E[0],)), {}) == ()
    assert first_said(position(), {}) is None
    assert said_on(position(as_of=day(1)), {}) == ((day(1), ()),)


def test_positions_count_from_the_first_day_until_they_are_given_up():
    n = talks(
        position("given up", as_of=day(0), until=day(4)),
        position("later", option="b", as_of=day(6)),
        position("undated", Kind.REJECTS, "b"),
    )
    then = as_it_stood(n, day(3))
    assert [p.id for p in then.in_force] == ["given up", "undated"]
    assert (then.stood.day, then.stood.later, then.stood.undated) == (day(3), 1, 1)
    then = as_it_stood(n, day(4))
    assert [p.id for p in then.in_force] == ["undated"]
    assert then.position["given up"].until == day(4)
    assert [p.id for p in as_it_stood(n, day(6)).in_force] == ["later", "undated"]


def test_documents_of_later_days_are_not_seen():
    p = position(evidence=(E[0], E[1]), as_of=day(5))
    days = {E[0]: day(1), E[1]: day(5), E[2]: day(7)}
    (then,) = as_it_stood(talks(p), day(3), days).positions
    assert (then.evidence, then.as_of) == ((E[0],), day(1))
    # What was said by then is told by a later document alone, which then is the only word there is.
    (then,) = as_it_stood(talks(position(evidence=(E[2],), as_of=day(2))), day(3), days).positions
    assert then.evidence == (E[2],)


def test_what_else_came_later_is_left_out():
    days = {E[0]: day(1), E[1]: day(8)}
    n = talks(
        position(as_of=day(0)),
        linkages=(
            Linkage("k0", (("x", "a"),), evidence=(E[0],)),
            Linkage("k1", (("x", "b"),), evidence=(E[1],)),
            Linkage("k2", ()),
        ),
        priorities={"A": (("x",),), "B": (("x",),)},
        priority_evidence={"A": (E[0],), "B": (E[1],)},
        suggested_priorities=("B",),
        meetings=(Meeting("one", day(2)), Meeting("two", day(9)), Meeting("three", evidence=(E[1],))),
        next_steps=(NextStep("go on", evidence=(E[0],)), NextStep("stop", evidence=(E[1],))),
        no_agreement=NoAgreement({"x": "a"}, evidence=(E[1],)),
    )
    then = as_it_stood(n, day(3), days)
    assert [k.id for k in then.linkages] == ["k0", "k2"]
    assert (set(then.priorities), set(then.priority_evidence), then.suggested_priorities) == ({"A"}, {"A"}, ())
    assert [m.title for m in then.meetings] == ["one"]
    assert [s.what for s in then.next_steps] == ["go on"]
    assert then.no_agreement == NoAgreement()
    later = as_it_stood(n, day(9), days)
    assert replace(later, stood=None) == n


@st.composite
def negotiations(draw):
    days = st.none() | st.integers(0, 30).map(day)
    told = {e: d for e in E if (d := draw(days)) is not None}
    positions = []
    for k in range(draw(st.integers(0, 6))):
        as_of, evidence = draw(days), tuple(draw(st.lists(st.sampled_from(E), unique=True, max_size=3)))
        bare = position(f"p{k}", option=draw(st.sampled_from("ab")), as_of=as_of, evidence=evidence)
        first = first_said(bare, told)
        until = draw(st.none() | st.integers(0, 10).map(lambda n, f=first: f + timedelta(days=n) if f else None))
        positions.append(replace(bare, until=until))
    return talks(*positions), told


@settings(max_examples=150, deadline=None, derandomize=True)
@given(negotiations())
def test_as_of_the_last_day_is_the_dossier_as_it_stands(case):
    n, told = case
    assert replace(as_it_stood(n, day(60), told), stood=None) == n


@settings(max_examples=150, deadline=None, derandomize=True)
@given(negotiations())
def test_before_the_first_day_nothing_with_a_date_is_in_force(case):
    n, told = case
    then = as_it_stood(n, day(-1), told)
    assert all(first_said(n.position[p.id], told) is None for p in then.positions)
    assert then.stood.undated == len(then.in_force)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(negotiations(), st.integers(-1, 45))
def test_in_force_on_a_day_is_what_was_said_by_then_and_not_given_up(case, k):
    n, told = case
    expected = [
        p.id
        for p in n.positions
        if (first_said(p, told) is None or first_said(p, told) <= day(k)) and (p.until is None or p.until > day(k))
    ]
    then = as_it_stood(n, day(k), told)
    assert [p.id for p in then.in_force] == expected
    # Looking twice shows the same, and an earlier look is not widened by a later one.
    again = as_it_stood(then, day(k), told)
    assert [p.id for p in again.positions] == [p.id for p in then.positions]


def test_what_became_of_a_next_step_is_not_known_before_it_is_shown():
    steps = (
        NextStep("send", evidence=(E[0],), due=day(2), became=StepStatus.KEPT, shown_by=(E[1], E[2])),
        NextStep("meet", evidence=(E[0],), became=StepStatus.BROKEN),
    )
    days = {E[0]: day(0), E[1]: day(4), E[2]: day(6)}
    sent, met = as_it_stood(talks(next_steps=steps), day(3), days).next_steps
    assert (sent.became, sent.shown_by, sent.status(day(3))) == (None, (), StepStatus.OVERDUE)
    assert (met.became, sent.id) == (StepStatus.BROKEN, steps[0].id)
    sent, _ = as_it_stood(talks(next_steps=steps), day(4), days).next_steps
    assert (sent.became, sent.shown_by) == (StepStatus.KEPT, (E[1],))
    assert as_it_stood(talks(next_steps=steps), day(6), days).next_steps == steps
