import re

from hypothesis import given
from hypothesis import strategies as st

from pourparler.reading.known_forms import KnownForms

FORMS = st.text(alphabet="ab.’ -", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(st.lists(FORMS, min_size=1, max_size=6, unique=True), st.text(alphabet="aAbB.’ -\n", max_size=40))
def test_as_all_forms_in_one_pattern(forms, text):
    longest_first = sorted(forms, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.I)
    assert list(KnownForms(forms).find(text)) == [m.span() for m in pattern.finditer(text)]


def test_a_form_that_is_taken_out_is_not_found():
    known = KnownForms(["ada voss", "ada"])
    known.remove("ada voss")
    assert list(known.find("Ada Voss")) == [(0, 3)]


@given(st.lists(FORMS, min_size=1, max_size=6, unique=True), st.text(alphabet="aAbB.’ -\n", max_size=12))
def test_what_a_text_begins_with_is_the_first_that_is_found_if_it_stands_there(forms, text):
    known = KnownForms(forms)
    start, end = next(known.find(text), (-1, -1))
    assert known.beginning(text) == (end if start == 0 else None)
