"""A dossier that is being written: what can be analysed of it, and what it lacks."""

import pytest

from pourparler.dossier import loads
from pourparler.errors import NotReadyError
from pourparler.settlement import Analysis
from pourparler.settlement.readiness import missing, ready, without_choice

WHOLE = """
negotiation: Strait talks
parties: {Kestria: {}, Maravel: {}}
issues:
  dues: {question: What does a ship pay?, options: {none: no dues, full: the full due}}
  crews: {question: What becomes of the crews?, options: {all: release}}
  seat: {question: Where do they meet?}
linkages: [{never: {dues: none, crews: all}}]
positions:
  - {party: Kestria, issue: dues, rejects: none}
  - {party: Maravel, issue: crews, rejects: all}
  - {party: Maravel, issue: dues, accepts: full, if: {crews: all}}
priorities: {Kestria: crews > dues}
no_agreement: {dues: full, crews: all}
"""
WITHOUT = """
negotiation: Strait talks
parties: {Kestria: {}, Maravel: {}}
issues:
  dues: {question: What does a ship pay?, options: {none: no dues, full: the full due}}
positions:
  - {party: Kestria, issue: dues, rejects: none}
priorities: {Kestria: dues}
no_agreement: {dues: full}
"""


def test_an_issue_without_a_choice_is_left_out_with_all_that_rests_on_it():
    whole = loads(WHOLE).negotiation
    assert [i.id for i in without_choice(whole)] == ["crews", "seat"]
    assert ready(whole) == loads(WITHOUT).negotiation
    assert Analysis(whole).zopa.size == Analysis(loads(WITHOUT).negotiation).zopa.size == 1


def test_what_can_be_analysed_stays_as_it_is():
    whole = loads(WITHOUT).negotiation
    assert ready(whole) is whole
    assert missing(whole) is None


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        ("", "no party and no issue yet"),
        ("parties: {A: {}}", "names no issue yet"),
        ("issues: {i: {options: [o, p]}}", "names no party yet"),
        ("parties: {A: {}}\nissues: {i: {options: [o]}, k: {}}", "no issue has two options yet (i, k)"),
    ],
)
def test_nothing_to_analyse_says_what_is_missing(told, lacks):
    with pytest.raises(NotReadyError, match="pourparler draft") as raised:
        Analysis(loads(f"negotiation: x\n{told}\n").negotiation)
    assert lacks in raised.value.message
    assert raised.value.exit_code == 1
