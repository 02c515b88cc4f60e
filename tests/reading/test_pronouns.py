"""Whom "he" and "she" may mean, by how a text speaks of its people."""

from __future__ import annotations

import pytest

from pourparler.reading.names import Name
from pourparler.reading.pronouns import HE, SHE, Persons

from .scores_by_hand import encoded, word

VOSS, RELL, LUND = (Name(full, None, person=True) for full in ("Ada Voss", "Tomas Rell", "Ivo Lund"))
ARLAND = Name("Arland", "Arland", person=False)
NAMES = {"Voss": VOSS, "Rell": RELL, "Lund": LUND, "Arland": ARLAND}


def persons(text: str, own: tuple[tuple[tuple[int, int], str], ...] = ()) -> Persons:
    words = encoded(text)
    last = {k: text[a:b].removesuffix("'s") for k, (a, b) in enumerate(words.places)}
    return Persons(text, words, {k: NAMES[said] for k, said in last.items() if said in NAMES}, own)


@pytest.mark.parametrize(
    ("text", "who", "goes_by"),
    [
        ("Ms. Voss left.", VOSS, SHE),
        ("Mr Rell left.", RELL, HE),
        ("Voss said she would pay.", VOSS, SHE),
        ("Rell shook his head.", RELL, HE),
        ("Rell waited. He had no ship.", RELL, HE),
        ("Voss said her ship was late.", VOSS, SHE),
        ("Voss's deputy, Rell, said his ship was late.", RELL, HE),
        ("Voss's deputy, Rell, said his ship was late.", VOSS, None),
        # an object is somebody else, and two who are named may both be meant
        ("Voss received him.", VOSS, None),
        ("Rell met her.", RELL, None),
        ("Voss told Rell that he was late.", RELL, None),
        # others speak in quotation marks
        ("Voss said: “He is late.”", VOSS, None),
        # what speaks for both says nothing
        ("Voss said she would pay. Arland was glad.\nVoss said he would pay.", VOSS, None),
        ("Arland said she would pay.", ARLAND, None),
    ],
)
def test_which_word_a_person_goes_by(text, who, goes_by):
    assert persons(text).goes_by(who) == goes_by


def meant(text, pronoun, found, own=()):
    shares = persons(text, own).meant(word(text, pronoun), found)
    return {name.name: pytest.approx(share) for name, share in shares.items()}


def test_he_and_she_are_persons():
    assert meant("Voss spoke for Arland. She left.", "She", {VOSS: 0.3, ARLAND: 0.4}) == {"Ada Voss": 0.7}
    # where no person is pointed at, the body may be one whom nobody took for a person
    assert meant("Arland spoke. She left.", "She", {ARLAND: 0.4}) == {"Arland": 0.4}


def test_what_is_given_to_the_wrong_one_of_two_goes_to_whoever_was_named_last():
    text = "Mr Lund slept. Ms Voss heard Mr Rell. She left."
    assert meant(text, "She", {RELL: 0.5, VOSS: 0.1}) == {"Ada Voss": 0.6}
    assert meant("Mr Rell and Mr Lund met Ms Voss. He left.", "He", {VOSS: 0.6, RELL: 0.1}) == {
        "Tomas Rell": 0.1,
        "Ivo Lund": 0.6,
    }


def test_who_is_known_to_go_by_the_word_is_likelier():
    found = persons("Lund slept. Mr Rell woke. Then he left.").meant(8, {LUND: 0.2, RELL: 0.2})
    assert found[RELL] == pytest.approx(2 * found[LUND])
    assert sum(found.values()) == pytest.approx(0.4)


def test_he_is_not_the_one_who_speaks():
    text = "Voss: He would never come. Mr Rell is afraid."
    own = (((5, len(text)), "Ada Voss"),)
    assert meant(text, "He", {VOSS: 0.6, RELL: 0.1}, own) == {"Tomas Rell": 0.7}
    assert meant(text, "He", {VOSS: 0.6}, own) == {}
