"""The known answers of ../shared/reference/bargaining: frontier, solutions and counts, in both settings, as `solve --json` prints them."""

import json
from pathlib import Path

import numpy as np
import pytest

from ..conftest import REFERENCE

INSTANCES = sorted((REFERENCE / "bargaining").glob("*.json")) or [Path("absent.json")]
KEYS = {
    "nash": ("nash", "product"),
    "utilitarian": ("utilitarian", "sum"),
    "egalitarian": ("egalitarian", "min_gain"),
    "ks_maximin_ratio": ("kalai_smorodinsky", "min_ratio"),
}


@pytest.mark.parametrize("path", INSTANCES, ids=lambda p: p.stem)
def test_answers(path, reference, run):
    code, out, _ = run("solve", path, "--json")
    assert code == 0
    found = json.loads(out)
    answers = json.loads(path.read_text(encoding="utf-8"))["answers_independent"]
    assert found["outcomes"] == answers["outcomes_total"]
    assert found["zopa"] == answers.get("zopa_outcomes", found["zopa"]) is not None
    assert found["exact"] or answers["arithmetic"] == "float64"
    for setting in ("all_outcomes", "rational"):
        wanted, got = answers[setting], found[setting]
        assert got["frontier_size"] == wanted["frontier_size"], setting
        assert not any(got["gap"])
        assert np.allclose(got["disagreement_point"], wanted["disagreement_point"], rtol=0, atol=1e-9)
        if "frontier_utilities" in wanted:
            vectors = np.array(sorted(wanted["frontier_utilities"], reverse=True))
            assert np.allclose(got["frontier_utilities"], vectors, rtol=0, atol=1e-9)
        for theirs, (ours, what) in KEYS.items():
            if theirs not in wanted:
                continue
            assert got[ours][what] == pytest.approx(wanted[theirs][what], rel=1e-9, abs=1e-9), ours
            assert np.allclose(got[ours]["utilities"], wanted[theirs]["utilities"], rtol=0, atol=1e-9), ours
            assert got[ours]["utilities"] in got[ours]["equal"]
