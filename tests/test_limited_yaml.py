"""YAML read within limits: as a tree, in plain values, in exact ones; each fault with its line."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.limited_yaml import (
    DETAILS,
    NOT_KEPT,
    Limits,
    YAMLFault,
    YAMLSyntaxFault,
    exact,
    plain,
    round_trip,
    text_of,
    tree,
)

SMALL = Limits(characters=200, nodes=10, depth=3, digits=5)


def test_values_are_those_that_are_written():
    text = "when: 2031-02-18\nmany: 0.1\nnone: .inf\nnever: 2031-02-30\n"
    assert plain(text, DETAILS) == {"when": date(2031, 2, 18), "many": 0.1, "none": float("inf"), "never": "2031-02-30"}
    assert exact(text, DETAILS)["many"] == Decimal("0.1")
    assert exact(text, DETAILS)["none"] == float("inf")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\n" * 50, 1, "250 characters are too many: at most 200"),
        ("a: [1, 2, 3,\n 4, 5, 6, 7, 8]", 2, "more than 10 entries"),
        ("a: &a [1, 2]\nb: [*a,\n *a, *a]", 3, "more than 10 entries"),
        ("a:\n  b:\n    c:\n      d: 1", 4, "more than 3 deep"),
        ("a: 1\nb: 123456", 2, "a number of 6 digits; at most 5"),
        ("a: 1\nb: !!int x", 2, "the tag !!int cannot be used here"),
        ("a: 1\n? [b]\n: 1", 2, "a key must be a plain word or number"),
        ("a: &a\n  b: *a", 2, "*a stands within itself"),
        ("a: &a 1\nb: &a 2", 2, "two anchors are named &a"),
        ('a: 1\nb: "\\ud800"', 2, "U+D800 cannot stand in a text"),
        ("a: 1\nb: \x07", 2, "U+0007 cannot stand in it"),
        ("a: 1\nb: [", 2, "not valid YAML"),
    ],
    ids=["long", "many", "aliases", "deep", "digits", "tag", "key", "itself", "anchors", "half", "bell", "cut"],
)
@pytest.mark.parametrize("read", [tree, plain, exact])
def test_what_goes_beyond_a_limit_is_a_fault_of_its_line(read, text, line, message):
    with pytest.raises(YAMLFault) as caught:
        read(text, SMALL)
    assert message in caught.value.what
    assert caught.value.line == line


def test_what_is_no_yaml_is_told_from_what_is_too_much():
    with pytest.raises(YAMLSyntaxFault):
        plain("a: [", SMALL)
    with pytest.raises(YAMLFault) as caught:
        plain("a: 123456", SMALL)
    assert not isinstance(caught.value, YAMLSyntaxFault)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [("é".encode("utf-16"), 1, "the file is UTF-16"), (b"a: 1\nb: \xe9", 2, "the byte 0xe9 is not UTF-8")],
)
def test_bytes_that_are_no_utf_8(data, line, message):
    with pytest.raises(YAMLFault, match=message) as caught:
        text_of(data)
    assert caught.value.line == line


def test_a_mark_at_the_beginning_is_no_text():
    assert text_of("\ufeffa: é".encode()) == "a: é"


@given(st.text(st.from_regex(f"[^{NOT_KEPT}]", fullmatch=True), max_size=20))
def test_what_is_kept_comes_back_as_it_was(words):
    from io import StringIO

    out = StringIO()
    round_trip().dump({"words": words}, out)
    assert tree(out.getvalue(), DETAILS)["words"] == words
