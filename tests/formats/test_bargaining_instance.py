"""bargaining-instance/1: read, solved, and what is wrong in a file named."""

import json

import pytest

INSTANCE = {
    "format": "bargaining-instance/1",
    "name": "a fence",
    "issues": [
        {"name": "height", "options": ["low", "high"]},
        {"name": "colour", "options": ["green", "white", "none"]},
    ],
    "parties": [
        {"name": "Ada", "weights": [3, 0.1], "scores": [[0, 1], [1, 2, 0]], "reservation": 0.2, "bias": 0.1},
        {"name": "Tom", "weights": [1, 1], "scores": [[5, 0], [0, 1, 1]], "reservation": 1},
    ],
}


def written(tmp_path, **changes):
    path = tmp_path / "fence.json"
    path.write_text(json.dumps(INSTANCE | changes), encoding="utf-8")
    return path


def test_solved(run, tmp_path):
    code, out, _ = run("solve", written(tmp_path), "--json")
    assert code == 0
    told = json.loads(out)
    # Ada: 0.1 + 3 for high + 0.1 for green, 0.2 for white. Tom: 5 for low + 1 for white or none.
    assert (told["outcomes"], told["exact"]) == (6, True)
    assert told["zopa"] == 4  # low with green or white, high with white or none
    assert told["all_outcomes"]["frontier_utilities"] == [[3.3, 1.0], [0.3, 6.0]]
    assert told["rational"]["nash"]["utilities"] == [0.3, 6.0]


def test_shown_in_words(run, tmp_path):
    code, out, _ = run("solve", written(tmp_path))
    assert code == 0
    assert "All parties would accept 4 of the 6 settlements." in out
    assert "height: low; colour: white" in out


def test_nobody_can_agree(run, tmp_path):
    parties = [p | {"reservation": 5} for p in INSTANCE["parties"]]
    code, out, _ = run("solve", written(tmp_path, parties=parties), "--json")
    assert code == 1
    assert (json.loads(out)["zopa"], json.loads(out)["rational"]["nash"]) == (0, None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"parties": [INSTANCE["parties"][0] | {"weights": [1]}, INSTANCE["parties"][1]]}, "not a well-formed"),
        ({"parties": [INSTANCE["parties"][0] | {"scores": [[0, 1], [1, float("nan"), 0]]}, INSTANCE["parties"][1]]}, "NaN is not a finite number"),
        ({"issues": [{"name": "height", "options": ["low", "low"]}, INSTANCE["issues"][1]]}, "have the same name"),
        ({"issues": [{"name": "height", "options": []}, INSTANCE["issues"][1]]}, "not a well-formed"),
        ({"format": "bargaining-instance/9"}, "does not say"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(run, tmp_path, changes, message):
    code, out, err = run("solve", written(tmp_path, **changes))
    assert code == 2
    assert message in " ".join((out + err).split())


def test_a_dossier_without_numbers_is_told_what_to_do(run, demo):
    code, out, err = run("solve", demo)
    assert code == 2
    assert "pourparler settle" in " ".join((out + err).split())
