"""The verdict and what stands beside it, in every case."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from pourparler.dossier import load
from pourparler.settlement import Analysis, Basis, Estimate, Verdict
from pourparler.wording.verdict import (
    answer_words,
    basis_words,
    examples_title,
    left_words,
    none_blocking_words,
    set_aside_words,
    shown_words,
    table_words,
    unlisted_words,
    without_words,
)

from ..conftest import DEMO

ABOUT = Estimate(1200.0, 1100.0, 1300.0, 2000, 12)
NONE_FOUND = Estimate(0.0, 0.0, 900.0, 2000, 0)


@dataclass
class Zone:
    settlements: int = 2916
    size: object = 0
    agreed: object = 0
    basis: Basis = Basis.FULL
    at_table: object = 36
    only_hard: tuple = ()
    without_issue: dict = field(default_factory=dict)
    without_party: dict = field(default_factory=lambda: {"A": 3, "Harbour League": ABOUT})
    lost_to_absent: dict = field(default_factory=dict)
    examples: tuple = ()
    table_examples: tuple = ()


def analysis(verdict, blockers=(), linkages=False, complete=True, **zone):
    talks = SimpleNamespace(
        absent=("Port Auvane", "Europeans"), at_table=("Kestria", "Harbour League"), issue={}, in_force=()
    )
    groups = [[SimpleNamespace(issue="status_of_Port_Auvane")]]
    blocking = SimpleNamespace(
        linkages_alone_block=linkages, blocking_sets=groups, complete=complete, concessions=(), concession_parts=()
    )
    return SimpleNamespace(
        negotiation=talks, zopa=Zone(**zone), verdict=verdict, blocking=blocking, blockers=dict.fromkeys(blockers, ())
    )


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (
            analysis(Verdict.NONE, ["Kestria", "Harbour League"]),
            "Every settlement crosses a red line of Kestria or the Harbour League on the status of Port Auvane.",
        ),
        (
            analysis(Verdict.NONE, list("ABCDEFG")),
            "Every settlement crosses a red line of one of seven parties on the status of Port Auvane.",
        ),
        (
            analysis(Verdict.NONE),
            "Some party would be worse off with each of the 2,916 settlements than without an agreement, although some cross no red line.",
        ),
        (
            analysis(Verdict.NONE, linkages=True),
            "No settlement is possible: the linkages rule out every combination of options.",
        ),
        (
            analysis(Verdict.POSSIBLE, size=36),
            "No party is known to reject 36 of the 2,916 settlements. It is not known whether all would accept any of them.",
        ),
        (
            analysis(Verdict.POSSIBLE, size=1),
            "No party is known to reject 1 of the 2,916 settlements. It is not known whether all would accept it.",
        ),
        (
            analysis(Verdict.POSSIBLE, size=ABOUT, basis=Basis.HARD),
            "About 1,200 (1,100 to 1,300 with 95 % confidence) of the 2,916 settlements cross no red line of any party.",
        ),
        (
            analysis(Verdict.AGREED, size=36, agreed=5),
            "Every party would accept 5 of the 2,916 settlements, whatever is still not known.",
        ),
        (
            analysis(Verdict.NONE, size=NONE_FOUND),
            "In a sample of 2,000 settlements, some party rejects each one. With 95 % confidence at most 900 of the 2,916 settlements "
            "are rejected by nobody.",
        ),
    ],
)
def test_verdicts(case, words):
    assert answer_words(case) == words


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (analysis(Verdict.POSSIBLE, size=1), None),
        (analysis(Verdict.NONE, linkages=True), None),
        (
            analysis(Verdict.NONE, without_issue={"dues": 0, "crews": 0}),
            "It would not be enough to leave one issue open.",
        ),
        (analysis(Verdict.NONE, without_issue={"dues": 1}), None),
        (
            analysis(Verdict.NONE, without_issue={"dues": 1, "transit": 12, "crews": 0}),
            "If dues are left open, 1 combination of the other issues crosses no red line. "
            "If transit is left open, 12 combinations of the other issues cross no red line.",
        ),
    ],
)
def test_leaving_an_issue_open(case, words):
    assert set_aside_words(case) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (
            {"lost_to_absent": {"Port Auvane": 36, "Europeans": 0}},
            "If only those at the table count (Kestria and the Harbour League), 36 settlements remain. "
            "Port Auvane would not accept any of them. The Europeans are not known to reject any of them.",
        ),
        (
            {"at_table": 1, "lost_to_absent": {"Port Auvane": 0, "Europeans": ABOUT}},
            "If only those at the table count (Kestria and the Harbour League), 1 settlement remains. "
            "Port Auvane is not known to reject any of them. "
            "The Europeans would not accept about 1,200 (1,100 to 1,300 with 95 % confidence) of them.",
        ),
        (
            {"at_table": 0},
            "Those at the table (Kestria and the Harbour League) have no settlement among themselves either.",
        ),
        (
            {"at_table": NONE_FOUND},
            "Those at the table (Kestria and the Harbour League) have no settlement among themselves in the sample: "
            "about 0 (0 to 900 with 95 % confidence) are possible.",
        ),
    ],
)
def test_those_at_the_table(zone, words):
    assert table_words(analysis(Verdict.NONE, **zone)) == words


def test_where_nobody_is_absent_nothing_is_said_of_the_table():
    talks = Analysis(load(DEMO / "dossier.yaml").negotiation)
    assert table_words(talks).startswith("If only those at the table count")
    case = analysis(Verdict.NONE)
    case.negotiation.absent = ()
    assert table_words(case) is None


def test_what_counts_rest_on():
    assert basis_words(analysis(Verdict.NONE, without_party={})) is None
    told = basis_words(analysis(Verdict.NONE, only_hard=("Harbour League",), size=ABOUT))
    assert told.startswith(
        "For the Harbour League the counts use red lines and conditions only, so they are upper limits."
    )
    assert told.endswith(
        "There are too many settlements to count exactly, so these numbers are estimates from a sample."
    )


def test_without_a_party():
    assert without_words(analysis(Verdict.NONE)) is None
    assert without_words(analysis(Verdict.POSSIBLE, size=3)) == (
        "If one party did not count, this many settlements would remain: 3 without A and about 1,200 (1,100 to 1,300 with 95 % "
        "confidence) without the Harbour League."
    )
    assert left_words(analysis(Verdict.NONE)) == "Settlements left: 0 for all parties, 36 for those at the table."


def test_what_is_not_listed():
    assert unlisted_words(analysis(Verdict.NONE)) is None
    assert unlisted_words(analysis(Verdict.NONE, complete=False)).startswith("Too many sets of positions block")


@pytest.mark.parametrize(
    ("shown", "size", "words"),
    [
        (6, 6, None),
        (6, 1200, "The table shows 6 of 1,200."),
        (6, ABOUT, "The table shows 6 of about 1,200 (1,100 to 1,300 with 95 % confidence)."),
    ],
)
def test_how_many_of_how_many_are_shown(shown, size, words):
    assert shown_words(shown, size) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ({"examples": (1,)}, "Settlements that nobody is sure to refuse"),
        ({"examples": (1,), "only_hard": ("Kestria",)}, "Settlements that cross no red line"),
        (
            {"table_examples": (1,)},
            "Settlements that those at the table could agree on, and what the absent would say",
        ),
        ({"size": 3}, "Settlements are left, but too few among too many for one to be drawn and shown here."),
        ({"at_table": 0}, "No settlement is left, not even among those at the table."),
        (
            {"size": NONE_FOUND, "at_table": NONE_FOUND},
            "No settlement that nobody rejects was found in the sample, not even among those at the table.",
        ),
    ],
)
def test_what_the_table_of_settlements_holds(zone, words):
    assert examples_title(analysis(Verdict.NONE, **zone)) == words


def test_why_nobody_stands_in_the_way():
    assert none_blocking_words(analysis(Verdict.NONE, linkages=True)).startswith("No party does: the linkages alone")
    assert none_blocking_words(analysis(Verdict.POSSIBLE)) == "Red lines do not rule out every settlement."
