import re

from hypothesis import given
from hypothesis import strategies as st

from pourparler.reading.known_forms import KnownForms, small_letters

FORMS = st.text(alphabet="ab.’ -", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.lists(FORMS, min_size=1, max_size=6, unique=True), st.text(alphabet="aAbB.’ -\n", max_size=40))
def test_as_all_forms_in_one_pattern(forms, text):
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.I)
    found = [(*m.span(), m[0].lower()) for m in pattern.finditer(text)]
    assert list(KnownForms(forms).find(text)) == found


def test_a_form_that_is_taken_out_is_not_found():
    known = KnownForms(["ada voss", "ada"])
    known.remove("ada voss")
    assert list(known.find("Ada Voss")) == [(0, 3, "ada")]


def test_a_form_is_told_as_it_was_given_whatever_its_last_letter():
    known = KnownForms(["οδος", "ada"])
    assert list(known.find("ΟΔΟΣ'Α, οδοσ. ADA")) == [(0, 4, "οδος"), (8, 12, "οδος"), (14, 17, "ada")]


@given(st.text(alphabet="aΣσςİiß '", max_size=12), st.data())
def test_a_piece_in_small_letters_is_the_piece_of_the_text_in_small_letters(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert small_letters(text)[start:end] == small_letters(text[start:end])


@given(st.lists(FORMS, min_size=1, max_size=6, unique=True), st.text(alphabet="aAbB.’ -\n", max_size=12))
def test_what_a_text_begins_with_is_the_first_that_is_found_if_it_stands_there(forms, text):
    known = KnownForms(forms)
    first = next(known.find(text), None)
    assert known.beginning(text) == (first if first and first[0] == 0 else None)
