"""What is asked of an address or a form is of the kind that its function names, or each field that is not is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from pourparler.errors import PourparlerError
from pourparler.workbench.fields import fields_asked, values


@dataclass(frozen=True)
class Part:
    page: int = 1
    issue: str = ""


def form(
    request: object,
    name: str,
    many: int = 3,
    sure: bool = False,
    issue: str | None = None,
    same: bool | None = None,
    words: dict[str, str] | None = None,
    what: dict[str, Any] | None = None,
    ids: tuple[str, ...] = (),
    spans: list[tuple[int, int]] | None = None,
    any_of: Sequence[Any] = (),
    part: Part = Part(2),
):
    pass


FORM = fields_asked(form)


def sent(**told):
    return values(FORM, {"name": "a"} | told, written=False)


def asked(**told):
    return values(FORM, {"name": "a"} | told, written=True)


def test_the_request_is_no_field_and_what_is_not_sent_is_as_the_function_has_it():
    assert [f.name for f in FORM][:2] == ["name", "many"]
    assert sent() == {
        "name": "a", "many": 3, "sure": False, "issue": None, "same": None, "words": None, "what": None, "ids": (), "spans": None,
        "any_of": (), "part": Part(2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "told", "taken"),
    [
        ("name", "", ""),
        ("many", -7, -7),
        ("sure", True, True),
        ("issue", None, None),
        ("issue", "dues", "dues"),
        ("same", False, False),
        ("words", {"a": "b"}, {"a": "b"}),
        ("what", {"a": [None, {"b": 1.5}]}, {"a": [None, {"b": 1.5}]}),
        ("ids", ["x", "y"], ("x", "y")),
        ("ids", [], ()),
        ("spans", [[1, 2], [3, 4]], [(1, 2), (3, 4)]),
        ("any_of", [None, {}, 1], [None, {}, 1]),
        ("part", {"issue": "dues", "more": 1}, Part(1, "dues")),
        ("part", {}, Part()),
    ],
)
def test_values_of_json_are_taken_as_they_are(field, told, taken):
    found = sent(**{field: told})[field]
    assert (found, type(found)) == (taken, type(taken))


@pytest.mark.parametrize(
    ("field", "told", "words"),
    [
        ("name", None, "name: text is needed"),
        ("name", 7, "name: text is needed"),
        ("many", "3", "many: a whole number is needed"),
        ("many", True, "many: a whole number is needed"),
        ("many", 1.5, "many: a whole number is needed"),
        ("sure", 1, "sure: true or false is needed"),
        ("issue", [], "issue: text is needed"),
        ("words", [], "words: an object is needed"),
        ("words", {"a": 1}, r"words\.a: text is needed"),
        ("ids", "x", "ids: a list is needed"),
        ("ids", ["x", 7], r"ids\.1: text is needed"),
        ("spans", [[1, 2], [3]], r"spans\.1: 2 items are needed"),
        ("spans", [[1, "2"]], r"spans\.0\.1: a whole number is needed"),
        ("any_of", {}, "any_of: a list is needed"),
        ("part", {"page": "2"}, r"part\.page: a whole number is needed"),
        ("part", 2, "part: an object is needed"),
    ],
)
def test_a_value_of_another_kind_is_told_with_its_place(field, told, words):
    with pytest.raises(PourparlerError, match=f"^this request cannot be understood: {words}\\. Reload the page"):
        sent(**{field: told})


def test_all_that_is_wrong_is_told_together():
    with pytest.raises(PourparlerError, match="understood: name: it is missing; many: a whole number is needed"):
        values(FORM, {"many": "x"}, written=False)


@pytest.mark.parametrize("body", [None, [], "x", 7, True])
def test_what_is_no_object_has_no_fields(body):
    with pytest.raises(PourparlerError, match="it is no object with fields"):
        values(FORM, body, written=False)


@pytest.mark.parametrize(
    ("field", "told", "taken"),
    [("many", "12", 12), ("many", "-1", -1), ("sure", "true", True), ("sure", "ON", True), ("sure", "0", False), ("name", "7", "7"),
     ("issue", "dues", "dues")],
)  # fmt: skip
def test_words_of_an_address_say_numbers_and_yes_and_no(field, told, taken):
    assert asked(**{field: told})[field] == taken


@pytest.mark.parametrize(
    ("field", "told"), [("many", ""), ("many", "x"), ("many", "1.5"), ("many", "9" * 5000), ("sure", ""), ("sure", "2")]
)
def test_words_that_say_neither_are_told(field, told):
    with pytest.raises(PourparlerError, match=f"{field}: .* is needed"):
        asked(**{field: told})
