"""Abbreviations that a text spells out; what stands in parentheses for other reasons is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.structure.abbreviations import LONGEST_SHORT, SPARE, key, long_form, spelt_out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They read the Second Harbour Review (SHR) first.", [("SHR", "Second Harbour Review")]),
        ("the Fourth Assessment Report (AR4)", [("AR4", "Fourth Assessment Report")]),
        ("the 4th Assessment Report (AR4)", [("AR4", "4th Assessment Report")]),
        ("at the twelfth session of the League of Ports (LOP 12)", [("LOP 12", "twelfth session of the League of Ports")]),
        ("the Group of 77 (G-77)", [("G-77", "Group of 77")]),
        ("port dues reduction plans (PDRPs), as before", [("PDRPs", "port dues reduction plans")]),
        ("the PDC (Port Dues Commission) met", [("PDC", "Port Dues Commission")]),
        ("the Port Dues Commission (PDC; see below)", [("PDC", "Port Dues Commission")]),
        ("safe, open and free passage (SOFP)", [("SOFP", "safe, open and free passage")]),
        ("the Port Dues Commission's (PDC) house", [("PDC", "Port Dues Commission")]),
        ("the strait [Strait Traffic Scheme] (STS)", []),  # other brackets stand between
        ("ships (see page 4) and crews (Maravel)", []),
        ("consultations chaired by Christina Oster Arnold (Costa Rica)", []),  # a name, not an abbreviation
        ("the Fifth Assessment Report (AR4)", []),
        ("the dues (DU)", []),  # one word is cut short, not spelt out
        ("nothing before it (", []),
        ("(PDC)", []),
    ],
)  # fmt: skip
def test_what_is_spelt_out(words, found):
    assert list(spelt_out(words)) == found


def test_the_long_form_is_the_shortest_that_has_the_letters():
    assert long_form("PDC", "a port and another Port Dues Commission") == "Port Dues Commission"
    assert long_form("PDC", "Port of the great and old dues, ships, fish, crews and other cargo commission") is None


WORDS = st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=2, max_size=LONGEST_SHORT)


@given(WORDS, WORDS)
def test_the_long_form_is_that_of_brute_force(words, before):
    initials = "".join(w[0] for w in words).upper()
    told = f"{' '.join(before)} of {' '.join(words)}"
    long = long_form(initials, told)
    assert long == shortest(initials.lower(), told)


def shortest(letters, told):
    """By brute force: of all ends of the text that begin with a word, the shortest that has the letters in order, the first of them first."""
    several = told.split()[-min(len(letters) + SPARE, 2 * len(letters)) :]
    for many in range(1, len(several) + 1):
        end = " ".join(several[-many:])
        left = iter(end[1:])
        if end[0] == letters[0] and all(letter in left for letter in letters[1:]):
            return end if many > 1 and len(end) > len(letters) and letters not in end.split() else None
    return None


@given(st.text(max_size=60))
def test_no_text_is_too_strange(words):
    for text in (words, f"{words} (AB1)", f"AB1 ({words})"):
        for short, long in spelt_out(text):
            assert short in text
            assert len(long.split()) >= 1
            assert key(short) not in (key(w) for w in long.split())


def test_a_form_is_one_however_it_is_written():
    assert key("Port-Dues  Commissions") == key("port dues commission") == "port dues commission"
    assert key("PDRPs") == key("PDRP")
    assert key("Congress") == "congress"
