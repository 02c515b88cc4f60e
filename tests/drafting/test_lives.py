"""The life of positions, step by step, and what must hold of any."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting.lives import Ending, Saying, StepKind, lives
from pourparler.model import Kind
from pourparler.model.stances import Side

FIRST = date(2031, 2, 1)


def day(k):
    return FIRST + timedelta(days=k)


def saying(k, option="a", kind=Kind.DEMANDS, *, words=None, confirmed=True, **more):
    side = Side.AGAINST if kind is Kind.REJECTS else Side.FOR
    return Saying("A", "x", option, side, kind, day(k), words or (k, option, kind), confirmed, **more)


def told(*sayings, endings=()):
    """(option, side) to (kind of step, day) of each life."""
    found = lives(sayings, endings)
    return {(f.option, f.side): [(s.kind.value, (s.day - FIRST).days) for s in f.steps] for f in found}


def test_said_again_is_a_repetition_and_the_same_words_count_once():
    assert told(saying(0), saying(3), saying(5, words=(3, "a", Kind.DEMANDS))) == {
        ("a", Side.FOR): [("first said", 0), ("repeated", 3)]
    }


def test_less_firmly_is_weaker_and_more_firmly_harder():
    found = told(
        saying(0, kind=Kind.REQUIRES),
        saying(1, kind=Kind.DEMANDS),
        saying(2, kind=Kind.DEMANDS, softened=True),
        saying(3, kind=Kind.PREFERS),
        saying(4, kind=Kind.PREFERS),
        saying(5, kind=Kind.ACCEPTS),
        saying(6, kind=Kind.REQUIRES, softened=True),
    )
    assert [kind for kind, _ in found["a", Side.FOR]] == [
        "first said", "weakened", "weakened", "weakened", "repeated", "weakened", "hardened",
    ]  # fmt: skip
    # Of several sayings on a day the firmest tells.
    assert (
        told(saying(0), saying(1, kind=Kind.ACCEPTS), saying(1, kind=Kind.DEMANDS))["a", Side.FOR][1][0] == "repeated"
    )


def test_another_option_is_a_move_and_the_way_back_another():
    found = lives([saying(0, "a"), saying(4, "b", Kind.ACCEPTS), saying(9, "a")])
    assert told(saying(0, "a"), saying(4, "b", Kind.ACCEPTS), saying(9, "a")) == {
        ("a", Side.FOR): [("first said", 0), ("moved", 4), ("taken up again", 9)],
        ("b", Side.FOR): [("first said", 4), ("moved", 9)],
    }
    one, two = found
    assert one.held == ((day(0), day(4)), (day(9), None))
    assert one.steps[1].to == ("b", Side.FOR)
    assert one.steps[1].firmest is Kind.ACCEPTS
    assert two.held == ((day(4), day(9)),)
    assert [one.holds(day(k)) for k in (-1, 0, 3, 4, 8, 9, 100)] == [False, True, True, False, False, True, True]


def test_options_taken_together_stand_beside_each_other():
    both = (saying(0, "a"), saying(0, "b", Kind.ACCEPTS))
    assert told(*both, saying(3, "a")) == {
        ("a", Side.FOR): [("first said", 0), ("repeated", 3)],
        ("b", Side.FOR): [("first said", 0)],
    }
    found = told(*both, saying(3, "c"))
    assert found["a", Side.FOR][-1] == found["b", Side.FOR][-1] == ("moved", 3)
    # Whoever says the first again on the day of the second holds both.
    assert told(saying(0, "a"), saying(2, "a"), saying(2, "b"))["a", Side.FOR] == [("first said", 0), ("repeated", 2)]


def test_a_rejection_is_dropped_and_a_wish_given_up():
    assert told(saying(0, kind=Kind.REJECTS), saying(2, kind=Kind.ACCEPTS)) == {
        ("a", Side.AGAINST): [("first said", 0), ("moved", 2)],
        ("a", Side.FOR): [("first said", 2)],
    }
    found = lives([saying(0, kind=Kind.DEMANDS), saying(2, kind=Kind.REJECTS)])
    given_up = next(f for f in found if f.side is Side.FOR).steps[-1]
    assert (given_up.kind, given_up.to, given_up.firmest) == (StepKind.GIVEN_UP, None, Kind.REJECTS)
    # Rejecting one option leaves another one as it was.
    assert told(saying(0, "a"), saying(2, "b", Kind.REJECTS))["a", Side.FOR] == [("first said", 0)]


def test_both_sides_of_an_option_on_one_day_make_no_step():
    assert told(saying(0), saying(3, kind=Kind.ACCEPTS), saying(3, kind=Kind.REJECTS)) == {
        ("a", Side.FOR): [("first said", 0)]
    }


def test_in_a_dossier_positions_stand_beside_each_other_until_one_ends():
    beside = {"ends": False}
    end = Ending("A", "x", "a", Side.FOR, day(4), confirmed=True)
    assert told(saying(0, "a", **beside), saying(2, "b", **beside), endings=[end]) == {
        ("a", Side.FOR): [("first said", 0), ("given up", 4)],
        ("b", Side.FOR): [("first said", 2)],
    }
    assert told(saying(0, "a", **beside), saying(4, "b", **beside), endings=[end])["a", Side.FOR][-1] == ("moved", 4)
    same_day = Ending("A", "x", "a", Side.FOR, day(0))
    assert told(saying(0, "a", **beside), endings=[same_day])["a", Side.FOR] == [("first said", 0), ("given up", 0)]


def test_a_step_is_suggested_where_it_or_what_it_departs_from_is():
    def suggested(first, second, **more):
        found = lives([saying(0, confirmed=first, **more), saying(1, "b", confirmed=second)])
        return found[0].steps[-1].suggested

    assert [suggested(a, b) for a in (True, False) for b in (True, False)] == [False, True, True, True]
    weaker = lives([saying(0, confirmed=False), saying(1, kind=Kind.ACCEPTS, confirmed=True)])[0].steps
    assert [s.suggested for s in weaker] == [True, True]
    again = lives([saying(0, confirmed=False), saying(1, confirmed=True)])[0].steps
    assert [s.suggested for s in again] == [True, False]
    # One telling of the same words that somebody confirmed confirms them.
    words = "the same"
    (one,) = lives([saying(0, confirmed=False, words=words), saying(5, confirmed=True, words=words)])
    assert [s.suggested for s in one.steps] == [False]


SAYINGS = st.lists(
    st.builds(
        saying,
        st.integers(0, 12),
        st.sampled_from("abc"),
        st.sampled_from([Kind.DEMANDS, Kind.REJECTS, Kind.ACCEPTS, Kind.REQUIRES, Kind.PREFERS]),
        words=st.none() | st.integers(0, 3),
        softened=st.booleans(),
        ends=st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SAYINGS, st.integers(0, 13))
def test_a_life_told_up_to_a_day_is_the_beginning_of_the_whole(sayings, k):
    whole = [cut for f in lives(sayings) if (cut := f.until(day(k))) is not None]
    assert list(lives([s for s in sayings if s.day <= day(k)])) == whole


@settings(max_examples=200, deadline=None, derandomize=True)
@given(SAYINGS)
def test_steps_follow_each_other_in_time_and_match_what_is_held(sayings):
    for f in lives(sayings):
        days = [s.day for s in f.steps]
        assert days == sorted(days)
        assert f.steps[0].kind is StepKind.FIRST
        assert sum(s.kind.is_leaving for s in f.steps) == sum(end is not None for _, end in f.held)
        assert sum(s.kind in (StepKind.FIRST, StepKind.RETURNED) for s in f.steps) == len(f.held)
        assert all(end is None or begun <= end for begun, end in f.held)
        assert all(a[1] is not None and a[1] <= b[0] for a, b in zip(f.held, f.held[1:], strict=False))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SAYINGS, st.randoms(use_true_random=False))
def test_the_order_in_which_sentences_come_does_not_matter(sayings, random):
    distinct = list({(s.option, s.side, s.words): s for s in sayings}.values())
    mixed = random.sample(distinct, len(distinct))
    assert told(*mixed) == told(*distinct)


def test_what_only_names_an_option_moves_from_side_to_side_and_all_else_is_a_sentence_to_look_at():
    named = {"plain": False, "confirmed": False}
    unsure = {**named, "named": False}
    against = Kind.REJECTS
    assert told(saying(0, "a", **named), saying(1, "a", against, **named)) == {
        ("a", Side.FOR): [("first said", 0), ("given up", 1)],
        ("a", Side.AGAINST): [("first said", 1)],
    }
    # To another option: the later is held, and nobody moved.
    assert told(saying(0, "a", **named), saying(1, "b", **named)) == {
        ("a", Side.FOR): [("first said", 0), ("perhaps left", 1)],
        ("b", Side.FOR): [("first said", 1)],
    }
    # What is unsure changes nothing that is held; what is surer takes its place.
    first, second = lives([saying(0, "a", **named), saying(1, "a", against, **unsure)])[0], None
    assert [s.kind for s in first.steps] == [StepKind.FIRST, StepKind.PERHAPS]
    assert first.held == ((day(0), None),)
    first, second = lives([saying(0, "a", **unsure), saying(1, "a", against, **named)])
    assert {f.side: f.held for f in (first, second)} == {
        Side.FOR: ((day(0), day(1)),),
        Side.AGAINST: ((day(1), None),),
    }
    assert not any(s.kind.is_leaving for f in (first, second) for s in f.steps)
