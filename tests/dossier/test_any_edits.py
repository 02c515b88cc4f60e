"""Whatever edits are made in whatever order: the file stays valid, comments stay, and what is not touched keeps its lines."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.dossier import (
    add_issue,
    add_linkage,
    add_option,
    add_party,
    add_positions,
    change_option,
    change_party,
    load,
    remove_issue,
    remove_option,
    remove_party,
    rename_issue,
    rename_option,
    rename_party,
    reorder_issues,
    reorder_options,
    set_no_agreement,
    set_priorities,
)
from pourparler.errors import PourparlerError
from pourparler.model import Issue, Kind, Linkage, Negotiation, Party, Position

from .editing import FULL

WORDS = st.sampled_from(["West", "a: b", "no", "12", "O'Hara, the", "Ünion #1", "true", "x > y"])
IDS = st.sampled_from(["seat", "Fees", "no", "n12"])
PLACE = st.integers(0, 5)
STARTS = [
    FULL,
    "negotiation: T\n# here\nparties: {}\n\nissues: {}\n",
    "negotiation: T # t\nissues:\n  a: {options: [b, c]}\n",
]


def pick(items, place):
    return list(items)[place % len(items)] if items else "nothing"


def edits(n, path):
    """Edits by name, as functions of words, an id and two places."""
    parties, issues = list(n.party), list(n.issue)

    def options(k):
        return list(n.issue[pick(issues, k)].options) if issues else []

    return {
        "add party": lambda w, i, a, b: add_party(path, Party(w, bool(a % 2), suggested=bool(b % 2))),
        "rename party": lambda w, i, a, b: rename_party(path, pick(parties, a), w),
        "change party": lambda w, i, a, b: change_party(path, pick(parties, a), {"role": w, "aliases": (w, "other")}),
        "remove party": lambda w, i, a, b: remove_party(path, pick(parties, a), with_references=True),
        "add issue": lambda w, i, a, b: add_issue(path, Issue(i, {"yes": w, "no": "not"}, w)),
        "rename issue": lambda w, i, a, b: rename_issue(path, pick(issues, a), i),
        "remove issue": lambda w, i, a, b: remove_issue(path, pick(issues, a), with_references=True),
        "order issues": lambda w, i, a, b: reorder_issues(path, issues[a % 3 :] + issues[: a % 3]),
        "add option": lambda w, i, a, b: add_option(path, pick(issues, a), i, w),
        "change option": lambda w, i, a, b: change_option(path, pick(issues, a), pick(options(a), b), w),
        "rename option": lambda w, i, a, b: rename_option(path, pick(issues, a), pick(options(a), b), i),
        "remove option": lambda w, i, a, b: remove_option(
            path, pick(issues, a), pick(options(a), b), with_references=True
        ),
        "order options": lambda w, i, a, b: reorder_options(path, pick(issues, a), options(a)[::-1]),
        "link": lambda w, i, a, b: add_linkage(
            path,
            Linkage("", ((pick(issues, a), pick(options(a), b)), (pick(issues, a + 1), pick(options(a + 1), b))), w),
        ),
        "prioritise": lambda w, i, a, b: set_priorities(
            path, pick(parties, a), tuple((name,) for name in issues[::-1])
        ),
        "without": lambda w, i, a, b: set_no_agreement(path, pick(issues, a), pick(options(a), b)),
        "say": lambda w, i, a, b: add_positions(
            path, [Position("", pick(parties, a), Kind.REJECTS, pick(issues, b), pick(options(b), a), note=w)]
        ),
    }


NAMES = list(edits(Negotiation("", (), ()), Path()))
STEP = st.tuples(st.sampled_from(NAMES), WORDS, IDS, PLACE, PLACE)


def comments(text):
    return re.findall(r"^\s*(#.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("start", STARTS, ids=["full", "empty", "half"])
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=5))
def test_any_edits_leave_a_valid_file_and_the_comments(tmp_path, start, steps):
    path = tmp_path / "dossier.yaml"
    path.write_text(start)
    for name, words, id, a, b in steps:
        before = path.read_text()
        n = load(path).negotiation
        try:
            edits(n, path)[name](words, id, a, b)
        except PourparlerError:
            assert path.read_text() == before
        after = path.read_text()
        load(path)
        assert sorted(comments(after)) == sorted(comments(before)), name
        if not name.startswith(("remove", "order")):
            kept = [line for line in before.splitlines() if line.strip().startswith("#") or not line.strip()]
            assert [line for line in after.splitlines() if line in kept] == kept or len(after) > len(before)


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, id=IDS, a=PLACE, b=PLACE)
def test_a_name_there_and_back_is_the_same_text(tmp_path, words, id, a, b):
    path = tmp_path / "dossier.yaml"
    path.write_text(FULL)
    n = load(path).negotiation
    party, issue = pick(n.party, a), pick(n.issue, b)
    option = pick(n.issue[issue].options, a)
    rename_party(path, party, words)
    rename_party(path, words, party)
    rename_issue(path, issue, id)
    rename_issue(path, id, issue)
    if id not in n.issue[issue].options:
        rename_option(path, issue, option, id)
        rename_option(path, issue, id, option)
    assert path.read_text() == FULL
