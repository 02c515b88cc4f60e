"""Small words: lists, plurals, numbers."""

from pourparler.wording.settlement import joined, number, plural


def test_small_words():
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert plural(1, "settlement") == "1 settlement"
    assert number(12345) == "12,345"
    assert number(10**20) == "1.00e+20"
