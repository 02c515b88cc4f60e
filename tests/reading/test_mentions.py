"""Words that name somebody, from scores made by hand."""

from __future__ import annotations

import pytest

from pourparler.reading.mentions import bare, mentions_in

from .scores_by_hand import encoded, scores

TEXT = "The Dockers Union met Orm Shipping. Ivo Brandt was there. The Union left. Brandt said Minister Pia Lind smiled. Orm waited."
ENTITIES = {
    "Dockers Union": "ORGANIZATION", "Orm Shipping": "ORGANIZATION", "Ivo Brandt": "PERSON", "Union": "ORGANIZATION", "Brandt": "PERSON",
    "Pia Lind": "PERSON", "Minister": "PERSON", "Orm": "ORGANIZATION",
}  # fmt: skip


def test_mentions_are_names_without_articles_and_titles() -> None:
    found = list(
        mentions_in(TEXT, encoded(TEXT), [scores(TEXT, entities=ENTITIES, acts_for={"Brandt": ("Union", 0.9)})])
    )
    assert [m.form for m in found] == [
        "Dockers Union",
        "Orm Shipping",
        "Ivo Brandt",
        "Union",
        "Brandt",
        "Pia Lind",
        "Orm",
    ]
    assert [m.person > 0.5 for m in found] == [False, False, True, False, True, True, False]
    (pointed,) = [
        (word, share) for word, share in found[2].bodies if TEXT[slice(*encoded(TEXT).spans[word])] == "Union"
    ]
    assert pointed[1] == pytest.approx(0.9, abs=0.01)


def test_a_mention_has_its_words_and_only_bodies_that_are_likely() -> None:
    words = encoded(TEXT)
    made = scores(TEXT, entities=ENTITIES, acts_for={"Brandt": ("Union", 0.04)})
    found = list(mentions_in(TEXT, words, [made]))
    assert [TEXT[words.spans[m.first, 0] : words.spans[m.last - 1, 1]] for m in found] == [m.form for m in found]
    assert "Union" not in {TEXT[slice(*words.spans[word])] for word, _ in found[2].bodies}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Rally of the Palm met.", ["Rally of the Palm"]),
        ("Orm's Board met.", ["Orm's Board"]),
        ("The Harbour Crews met.", ["Harbour Crews"]),
        ("The Council\n\nOrm met.", ["Council", "Orm"]),
        ("The Council, Orm and Board met.", ["Council", "Orm", "Board"]),
        ("The council met.", []),
        ("We met.", []),
    ],
)
def test_where_a_name_ends(text: str, forms: list[str]) -> None:
    named = dict.fromkeys(
        ("Harbour", "Rally of the Palm", "Orm's", "Board", "Council", "Orm", "council", "We"),
        "ORGANIZATION",
    )  # fmt: skip
    words = encoded(text)
    if "\n\n" in text:
        words.signs[words.words(text.index("Orm"), len(text))[0], 2] = 2
    assert [m.form for m in mentions_in(text, words, [scores(text, entities=named)])] == forms


def test_a_person_and_a_body_side_by_side_are_two() -> None:
    text = "Orm Pia Lind met."
    named = {"Orm": "ORGANIZATION", "Pia Lind": "PERSON"}
    assert [m.form for m in mentions_in(text, encoded(text), [scores(text, entities=named)])] == ["Orm", "Pia Lind"]


@pytest.mark.parametrize(
    ("words", "plain"),
    [("the Union’s", "Union"), ("The\n Union", "Union"), ("Dockers'", "Dockers"), ("Thebes", "Thebes")],
)
def test_bare(words: str, plain: str) -> None:
    assert bare(words) == plain


@pytest.mark.parametrize(
    ("text", "entities", "forms"),
    [
        ("as the Commuters' Association says", {"Association": "ORGANIZATION"}, ["Commuters' Association"]),
        ("and People's Labour won", {"Labour": "ORGANIZATION"}, ["People's Labour"]),
        ("and Russia's Parliament met", {"Parliament": "ORGANIZATION"}, ["Parliament"]),
        ("and the United Nations' Council met", {"United Nations' Council": "ORGANIZATION"}, ["United Nations", "Council"]),
        ("and Farmers' Paris march began", {"Paris": "LOCATION"}, ["Paris"]),
        ("General Ivo Brandt of Norland came", {"Ivo Brandt of Norland": "PERSON"}, ["Ivo Brandt", "Norland"]),
    ],
)  # fmt: skip
def test_where_a_name_begins_and_ends(text: str, entities: dict[str, str], forms: list[str]) -> None:
    assert [m.form for m in mentions_in(text, encoded(text), [scores(text, entities=entities)])] == forms
