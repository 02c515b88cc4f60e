"""From what is said and which positions are taken to statements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pourparler.model import Chances, Holder, Mode, Span, Stance, Statement, quote
from pourparler.model.text import SURE_DIRECTION
from pourparler.reading.attribution import Attribution
from pourparler.reading.positions_taken import PositionTaken
from pourparler.reading.quotation_marks import inside_marks
from pourparler.reading.said import EVEN, Held, Said, Sayings, Statements
from pourparler.reading.speakers import Speaker

TEXT = "Lind said Orm had told her that no toll would be paid and that the port could open if boats kept away. Orm withdrew its offer of a toll."
LIND, ORM = Speaker("Pia Lind", "Arland"), Speaker("Orm", "Orm")
HOLDER = Holder("Orm", "Orm", ((10, 13),))


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return start, start + len(words)


OUTER = Attribution((at("Lind"),), (at("said"),), ((at("Orm")[0], at("away")[1]),))
INNER = Attribution((at("Orm"),), (at("had told her"),), ((at("that no toll")[0], at("away")[1]),))
SAID = [
    Said(OUTER, LIND, ((OUTER.content[0][0], OUTER.content[0][0]),)),
    Said(INNER, ORM, INNER.content, within=0),
]


def position(words: str, kind: str, said: int | None, *, opposed: bool = False) -> Held:
    holder = Holder("Orm", "Orm", (), opposed)
    return Held(PositionTaken(at(words), kind, kind != "rejects", False, 0.9, 0.8), (holder,), 0.7, said)


def denied(cue: str, kind: str, direction: float) -> Statement:
    """A position in what Orm is reported to say, with another cue of as many letters."""
    text = TEXT.replace("had told her", cue.ljust(len("had told her")))
    held = position("no toll would be paid", kind, 1)
    held = replace(held, taken=replace(held.taken, direction_chance=direction))
    return Statements("d" * 12, text, inside_marks(text)).of(SAID, [held])[1]


@pytest.mark.parametrize(
    ("cue", "kind", "direction", "chance"),
    [
        ("denied", "demands", 0.95, EVEN),
        ("dismissed as", "accepts", 0.95, EVEN),
        ("called wrong", "demands", 0.95, EVEN),
        ("denied", "demands", 0.3, 0.3),  # at most even, not even
        ("denied", "rejects", 0.95, 0.95),  # the model read the denial
        ("told her", "demands", 0.95, 0.95),
        ("identified", "demands", 0.95, 0.95),
    ],
)
def test_what_is_denied_may_as_well_be_the_other_way_round(
    cue: str, kind: str, direction: float, chance: float
) -> None:
    statement = denied(cue, kind, direction)
    assert statement.chances == Chances(position=0.9, holder=0.7, direction=chance)
    assert statement.doubtful == (chance < SURE_DIRECTION)
    assert statement.stance == Stance(kind)


def made(*held: Held) -> list[Statement]:
    return Statements("d" * 12, TEXT, inside_marks(TEXT)).of(SAID, held)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("no toll would be paid", 1),  # in both: the inner one's own
        ("had told her", 1),  # a cue counts
        ("said", 0),
        ("withdrew its offer", None),
        ("away. Orm withdrew", 1),  # a part is enough
    ],
)
def test_words_are_said_in_the_innermost(words: str, number: int | None) -> None:
    assert Sayings(SAID).of(at(words)) == number


def test_of_two_that_share_as_much_the_smaller_and_of_two_alike_the_first() -> None:
    spans = [((0, 50),), ((10, 30),), ((10, 30),)]
    said = [Said(Attribution((), ((k, k + 1),), s), LIND, s) for k, s in zip((60, 70, 80), spans, strict=True)]
    assert Sayings(said).of((12, 20)) == 1
    assert Sayings(said).of((28, 45)) == 0  # more of it stands there
    assert Sayings([]).of((1, 2)) is None


def test_one_takes_the_position_and_the_other_only_reports() -> None:
    outer, inner = made(position("no toll would be paid", "rejects", 1))
    assert (outer.stance, outer.position, outer.chances) == (Stance.REPORTS, (), None)
    assert (inner.stance, quote(TEXT, inner.position)) == (Stance.REJECTS, "no toll would be paid")
    assert inner.holders == (Holder("Orm", "Orm"),)
    assert inner.chances == Chances(position=0.9, holder=0.7, direction=0.8)
    assert (inner.reported_by, outer.reported_by) == (outer.id, None)
    assert (inner.speaker, inner.party, outer.speaker) == ("Orm", "Orm", "Pia Lind")


def test_further_positions_in_the_same_words_are_parts() -> None:
    _, main, part = made(
        position("no toll would be paid", "rejects", 1),
        position("the port could open if boats kept away", "accepts", 1),
    )
    assert main.part_of is None
    assert (part.part_of, part.stance) == (main.id, Stance.ACCEPTS)
    assert part.content == part.position
    assert quote(TEXT, part.condition) == "if boats kept away"
    assert part.hedged
    assert (part.source, part.cue, part.speaker, part.reported_by) == (main.source, main.cue, "Orm", main.reported_by)
    assert len({main.id, part.id}) == 2


def test_an_act_has_holders_and_no_speaker() -> None:
    *_, act = made(position("withdrew its offer of a toll", "rejects", None))
    assert (act.act, act.source, act.cue, act.speaker, act.party) == (True, (), (), None, "Orm")
    assert (act.stance, act.content) == (Stance.REJECTS, act.position)
    *_, opposed = made(position("withdrew its offer of a toll", "rejects", None, opposed=True))
    assert opposed.party is None  # whoever opposes did not do it


def test_a_turn_is_direct_speech_without_marks() -> None:
    said = [Said(OUTER, LIND, OUTER.content, turn=True), Said(OUTER, LIND, OUTER.content)]
    turn, told = Statements("d" * 12, TEXT, inside_marks(TEXT)).of(said, ())
    assert (turn.mode, told.mode) == (Mode.DIRECT, Mode.INDIRECT)
