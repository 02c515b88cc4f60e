"""The one search for words that must stand in a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import NotFoundError
from pourparler.reading.verbatim import find, place_words, places_of

TEXT = 'a  b it\'s "x"'


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("a b", (0, 4)),
        ("b c", None),
        ("it’s", (5, 9)),
        ("“x”", (10, 13)),
        ("x", (11, 12)),
        ("it", None),
        ("…", None),
        ("", None),
        ("A b", None),
    ],
)
def test_only_spacing_and_the_form_of_marks_may_differ(words, place):
    assert find(words, TEXT) == place


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("we will stay", "we  will\nstay"),
        ("will\u00a0stay", "will stay"),
        ('"never"', "«never»"),
        ("don't", "don‘t"),
        ("1990-1995", "1990–1995"),
        ("open - for now", "open — for now"),
        ("f(x)", "f(x)"),
    ],
)
def test_a_copy_is_found_however_it_was_typed(words, text):
    assert find(words, text) == (0, len(text))
    assert find(text, words) == (0, len(words))


@pytest.mark.parametrize(
    ("words", "text"),
    [("accept", "acceptable"), ("rule", "self-rule"), ("self", "self-rule"), ("Ada", "Ada's"), ("port", "seaport")],
)
def test_a_word_is_never_cut(words, text):
    assert places_of(words, text) == []


def test_every_place_within_the_bounds():
    text = "he said yes. he said no. he said"
    assert places_of("he said", text) == [(0, 7), (13, 20), (25, 32)]
    assert places_of("he said", text, 5) == [(13, 20), (25, 32)]
    assert places_of("he said", text, 5, 24) == [(13, 20)]


def test_of_two_places_the_nearer_one():
    text = "he said yes. he said no."
    assert find("said", text) == (3, 7)
    assert find("said", text, near=20) == (16, 20)
    assert find("said", text, 10) == (16, 20)


def test_pieces_joined_by_an_ellipsis_are_placed_one_after_the_other():
    text = "the strait, he said, the strait stays open"
    assert place_words("the strait … stays open", text, ((21, 31),)) == ((21, 31), (32, 42))
    assert place_words("the strait … stays open", text, ()) == ((0, 10), (32, 42))
    assert place_words("strait … stays", text, ((0, 3),)) == ((4, 10), (32, 37))
    assert place_words("  ", text, ((0, 3),)) == ()
    with pytest.raises(NotFoundError, match="does not have the words 'stays shut'"):
        place_words("the strait … stays shut", text, ())


texts = st.text("ab' \n-“", max_size=30)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_whole_words_of_a_text_are_found_where_they_stand(text, first, last):
    words = text[first:last]
    for start, end in places_of(words, text):
        assert text[start:end].translate({ord("“"): '"'}).split() == words.translate({ord("“"): '"'}).split()
    inside = 0 <= first < last <= len(text) and words == words.strip() and any(c.isalnum() for c in words)
    free = inside and (first == 0 or text[first - 1].isspace()) and (last == len(text) or text[last].isspace())
    assert not free or (first, last) in places_of(words, text)
