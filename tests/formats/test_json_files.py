"""The project's own JSON formats, voting games and spatial actors: exact numbers, and no key passed over."""

import json
from fractions import Fraction

import pytest

from pourparler.errors import FormatError
from pourparler.formats import (
    bargaining_instance,
    conflict,
    gmcr,
    json_files,
    partial_case,
    spatial_actors,
    voting_game,
)

INSTANCE = {
    "format": "bargaining-instance/1",
    "issues": [{"name": "a", "options": ["x", "y"]}],
    "parties": [{"name": "Ada", "weights": [0.1], "scores": [[3, 1]], "reservation": 0.1}],
}
CASE = {
    "format": "partial-case/1",
    "issues": {"a": ["x", "y"], "b": ["1", "2"]},
    "parties": {"Ada": {"at_table": True}},
    "positions": [{"party": "Ada", "issue": "a", "rejects": "x", "unless": {"b": "2"}}],
    "priorities": {"Ada": [["a"], ["b"]]},
}
CONFLICT = {
    "format": "conflict/1",
    "decision_makers": ["A"],
    "options": [{"name": "x", "owner": 0, "direction": "both"}],
    "states": [0, 1],
    "preference_level": [[1, 2]],
}
GAME = {"voters": ["A", "B"], "weights": [1, 2], "quota": 2}
ACTORS = {"actors": [{"name": "A", "position": 1, "capability": 0.5, "salience": 0.5}]}
READ = {
    "instance": (bargaining_instance.read, INSTANCE),
    "case": (partial_case.read, CASE),
    "conflict": (conflict.read, CONFLICT),
    "game": (voting_game.read, GAME),
    "actors": (spatial_actors.read, ACTORS),
}


def written(tmp_path, told):
    path = tmp_path / "f.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", READ)
def test_remarks_are_no_matter(tmp_path, kind):
    read, told = READ[kind]
    assert read(written(tmp_path, told))
    assert read(written(tmp_path, {**told, "source": "a book", "notes": ["x"]}))


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("instance", {"linkages": []}, "the file: the key 'linkages' is not understood"),
        ("instance", {"utility_rule": "u = min(w, s)"}, "the utility_rule is another one than"),
        ("instance", {"parties": [{**INSTANCE["parties"][0], "red_lines": ["x"]}]}, "the party 'Ada': the key 'red_lines' is not understood"),
        ("instance", {"parties": [*INSTANCE["parties"], *INSTANCE["parties"]]}, "two parties have the same name"),
        ("instance", {"parties": [{"name": "Ada", "weights": [1], "scores": [[3, 1]]}]}, "'reservation' is missing"),
        ("case", {"linkage": []}, "the key 'linkage' is not understood. Did you mean 'linkages'?"),
        ("case", {"positions": [{"party": "Ada", "issue": "a", "rejects": "x", "demands": "y"}]}, "position 0 takes 2 kinds of position"),
        ("case", {"positions": [{"party": "Ada", "issue": "a"}]}, "position 0 takes 0 kinds of position"),
        ("case", {"positions": [{"party": "Ada", "issue": "a", "rejects": "x", "if": {"b": "2"}}]}, "position 0: the key 'if' is not understood"),
        ("case", {"parties": {"Ada": {"at_table": "no"}}}, "at_table of 'Ada' is neither true nor false"),
        ("case", {"priorities": {"Tom": [["a"]]}}, "the priorities of 'Tom' name a party or an issue that is not defined"),
        ("case", {"issues": {"a": ["x", "x"], "b": ["1", "2"]}}, "two options of a have the same name"),
        ("case", {"issues": {"a": [None, "x"], "b": ["1", "2"]}}, "an option of a has no name"),
        ("conflict", {"preferences": []}, "the key 'preferences' is not understood"),
        ("conflict", {"states": [0, 1.5]}, "1.5 is not a whole number"),
        ("conflict", {"options": [{"name": "x", "owner": 0, "irreversible": True}]}, "the option 'x': the key 'irreversible' is not understood"),
        ("game", {"veto": ["A"]}, "the key 'veto' is not understood"),
        ("game", {"rules": [{"weights": [1, 2], "quota": 2}]}, "the key 'weights' is not understood"),
        ("actors", {"rules": {}}, "the key 'rules' is not understood"),
        ("actors", {"actors": [{**ACTORS["actors"][0], "veto": True}]}, "the actor 'A': the key 'veto' is not understood"),
        ("actors", {"actors": [*ACTORS["actors"], *ACTORS["actors"]]}, "two actors have the same name"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path, kind, change, message):
    read, told = READ[kind]
    with pytest.raises(FormatError) as caught:
        read(written(tmp_path, {**told, **change}))
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,\n "a": 2}', "the key 'a' stands twice in one object"),
        ('{"a": NaN}', "NaN is not a finite number"),
        ('{"a": 1,\n]', "f.json:2, column 1: this is not readable JSON"),
        ("[" * 100_000 + "]" * 100_000, "it is nested too deeply"),
        ("[" + "9" * 5_000 + "]", "a number has thousands of digits"),
    ],
    ids=["twice", "nan", "cut", "deep", "digits"],
)
def test_no_readable_json(tmp_path, text, message):
    with pytest.raises(FormatError) as caught:
        json_files.parsed(written(tmp_path, text))
    assert message in caught.value.message


def test_a_large_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(json_files, "LARGEST", 1)
    path = written(tmp_path, json.dumps({**ACTORS, "notes": "a" * 1_000_000}))
    with pytest.raises(FormatError, match="the file has more than 1 MB"):
        spatial_actors.read(path)


def test_letters_that_are_not_utf_8_and_a_folder_are_told(tmp_path):
    (tmp_path / "f.json").write_bytes(b'{"a": "\xe9"}')
    with pytest.raises(FormatError, match="byte 7 is not UTF-8"):
        json_files.parsed(tmp_path / "f.json")
    with pytest.raises(FormatError, match="the file cannot be read: Is a directory"):
        json_files.parsed(tmp_path)


def test_a_condition_within_five_hundred_others_is_too_deep(tmp_path):
    condition = [[0, "Y"]]
    for _ in range(500):
        condition = [condition]
    makers = [{"name": "Ada", "options": [0], "preferences": [condition]}]
    path = written(tmp_path, {"options": [{"name": "yield"}], "decisionMakers": makers})
    with pytest.raises(FormatError, match="the conflict cannot be understood: it is nested too deeply"):
        gmcr.read(path)


def test_numbers_are_the_decimals_that_are_written(tmp_path):
    text = json.dumps(INSTANCE).replace("0.1]", "0.12345678901234567890123]")
    n, told = bargaining_instance.read(written(tmp_path, text))
    assert n.values["Ada"]["a"]["x"] == 3 * Fraction("0.12345678901234567890123")
    assert n.no_agreement.values == {"Ada": Fraction(1, 10)}
    assert told == ()


def test_fractions_count_where_they_are_given(tmp_path):
    party = {**INSTANCE["parties"][0], "exact": {"weights": ["1/3"], "scores": [["3", "1/7"]]}, "discount_factor": 0.9}
    n, told = bargaining_instance.read(written(tmp_path, {**INSTANCE, "parties": [party]}))
    assert n.values["Ada"]["a"] == {"x": 1, "y": Fraction(1, 21)}
    assert told == ("Ada: the discount factor 0.9 is not used; time plays no part here",)


@pytest.mark.parametrize("number", ["1e99999999999999999999", "-1.5E-99999999999999999999"])
def test_exponents_beyond_all_bounds_are_told_with_their_file(tmp_path, number):
    path = written(tmp_path, json.dumps(INSTANCE).replace("0.1]", f"{number}]"))
    with pytest.raises(FormatError, match="is too large a number, or too small") as caught:
        bargaining_instance.read(path)
    assert caught.value.where == str(path)


def test_what_is_wrong_with_a_number_is_told_with_its_file(tmp_path):
    path = written(tmp_path, {**INSTANCE, "parties": [{**INSTANCE["parties"][0], "reservation": "much"}]})
    with pytest.raises(FormatError, match="'much' is not a finite number") as caught:
        bargaining_instance.read(path)
    assert caught.value.where == str(path)
