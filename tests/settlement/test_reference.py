"""The reference answers for partial preferences, key for key."""

import json
from pathlib import Path

import pytest

from pourparler.cli.analysis import _case_answers
from pourparler.formats import partial_case
from pourparler.settlement import analyse

CASES = sorted((Path(__file__).resolve().parents[3] / "shared" / "reference" / "partial").glob("*.json")) or [
    Path("absent.json")
]


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_answers(reference, case):
    wanted = json.loads(case.read_text())["answers"]
    found = _case_answers(analyse(partial_case.read(case)[0]))
    assert found.keys() == wanted.keys()
    for key in ("minimal_blocking_sets", "minimal_concession_sets"):
        assert sorted(map(sorted, found.pop(key))) == sorted(map(sorted, wanted.pop(key)))
    assert found == wanted
