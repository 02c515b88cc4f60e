"""What stands in quotation marks, and what that makes of a statement."""

import pytest

from pourparler.reading.quotation_marks import inside_marks, quotation_mode


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “no” twice", "no"),
        ('He said "no" twice', "no"),
        ("He said “no\nand left", "no"),
        ("No marks at all", ""),
        ("“all”", "all"),
        ('“one” two "three"', "onethree"),
    ],
)
def test_inside(text, inside):
    marks = inside_marks(text)
    assert len(marks) == len(text)
    assert "".join(c for c, quoted in zip(text, marks, strict=True) if quoted) == inside


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The rents rise.”", "direct"),
        ("that the rents “rise too fast”", "mixed"),
        ("that the rents rise", "indirect"),
        ('"Rents", she said', "mixed"),
        ("“ ”", "indirect"),
    ],
)
def test_mode(text, mode):
    assert quotation_mode(((0, len(text)),), text, inside_marks(text)).value == mode


def test_only_the_spans_count():
    text = "“No,” she said of rents"
    assert quotation_mode(((0, 5),), text, inside_marks(text)).value == "direct"
    assert quotation_mode(((6, 23),), text, inside_marks(text)).value == "indirect"
    assert quotation_mode(((0, 5), (6, 23)), text, inside_marks(text)).value == "mixed"
