"""Positions, concessions and what blocks, as clauses."""

from datetime import date

import pytest

from pourparler.dossier import load
from pourparler.model import Kind, Position
from pourparler.model.stances import HEDGED, SECOND_HAND
from pourparler.wording.positions import (
    blocking_words,
    concession_words,
    position_words,
    reasons_words,
    sentence,
    set_words,
    source_words,
)

from ..conftest import DEMO


@pytest.fixture(scope="module")
def talks():
    return load(DEMO / "dossier.yaml").negotiation


def made(kind, party="Harbour League", **more):
    return Position("x", party, kind, "transit", **more)


OPEN = {"option": "open"}
MONITORED = {"condition": (("monitoring", "third_party"),)}


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (made(Kind.DEMANDS, **OPEN), "the Harbour League demands open passage"),
        (made(Kind.REJECTS, "Kestria", **OPEN), "Kestria rejects open passage"),
        (made(Kind.REJECTS, "Europeans", **OPEN), "the Europeans reject open passage"),
        (made(Kind.REQUIRES, **OPEN), "the Harbour League requires open passage"),
        (made(Kind.OFFERS, **OPEN), "the Harbour League offers open passage"),
        (
            made(Kind.ACCEPTS, "Kestria", **OPEN, **MONITORED),
            "Kestria accepts open passage, if the settlement has monitoring by a third party",
        ),
        (
            made(Kind.REJECTS, "Kestria", **OPEN, **MONITORED),
            "Kestria rejects open passage, unless the settlement has monitoring by a third party",
        ),
        (
            made(Kind.PREFERS, "Kestria", ranking=(("open", "escorted"), ("closed",))),
            "Kestria prefers open passage or passage under escort to a closed strait",
        ),
        (
            made(Kind.PREFERS, "Kestria", ranking=(("open",), ("escorted",), ("closed",))),
            "Kestria prefers open passage, then passage under escort, then a closed strait",
        ),
        (
            Position("x", "Kestria", Kind.PACKAGE, better=(("dues", "full"),), worse=(("crews", "all"),)),
            "Kestria values “the full due” at least as much as “release of all crews”",
        ),
    ],
)
def test_positions(talks, position, words):
    assert position_words(talks, position) == words
    assert sentence(talks, position) == words[0].upper() + words[1:]
    assert position_words(talks, position, with_party=False) in words


def test_why_a_party_would_not_accept(talks):
    broken = [made(Kind.REJECTS, "Europeans", **OPEN), made(Kind.REQUIRES, "Europeans", option="closed")]
    assert reasons_words(talks, "Europeans", broken) == "because they reject open passage and require a closed strait"
    assert reasons_words(talks, "Kestria", broken[:0]) == ""


def test_hedges_and_reporters_are_named():
    assert (
        source_words(made(Kind.ACCEPTS, said_by="two officials", hedged="may"))
        == "according to two officials; hedged: “may”"
    )
    for ours in (HEDGED, SECOND_HAND):  # what the program writes is no quotation
        assert source_words(made(Kind.ACCEPTS, hedged=ours)) == ours
    assert source_words(made(Kind.ACCEPTS)) == ""


def test_concessions(talks):
    assert concession_words(talks, ()) == "no position has to be given up"
    group = (talks.position["kestria.status_of_port_auvane.rejects.self_rule"], made(Kind.ACCEPTS, **OPEN, **MONITORED))
    assert concession_words(talks, group) == (
        "Kestria no longer rejects self-rule and the Harbour League no longer makes open passage depend on monitoring by a third party"
    )


def test_concessions_say_how_firmly_they_were_stated_and_who_moved(talks):
    hedged = made(Kind.REJECTS, "Kestria", option="closed", hedged="may", as_of=date(2031, 1, 1))
    assert set_words(talks, (hedged,)) == (
        "Kestria no longer rejects a closed strait (Kestria stated this with a hedge or a condition, or others report it; "
        "Kestria last moved on transit on 2 March 2031)"
    )


def test_what_blocks(talks):
    group = [p for p in talks.positions if p.hard and p.issue == "status_of_Port_Auvane"]
    assert blocking_words(talks, group) == (
        "The status of Port Auvane: Kestria rejects self-rule and Port Auvane requires self-rule."
    )
