"""The lists that the rules go by: each states its source, and is in the package."""

from importlib.resources import files

import pytest

from pourparler.reading.word_lists import any_of, singular, verb_forms, word_list, word_table

LISTS = sorted(f.name for f in files("pourparler.reading").joinpath("words").iterdir())


def test_each_list_states_its_source_and_is_not_empty():
    assert {"people.txt", "bodies.txt", "hedges.txt", "conditions.toml", "states.toml", "groups_of_states.toml"} <= set(
        LISTS
    )
    for name in LISTS:
        assert files("pourparler.reading").joinpath("words", name).read_text(encoding="utf-8").startswith("# ")
        stem, _, kind = name.partition(".")
        assert word_list(stem) if kind == "txt" else word_table(stem)


@pytest.mark.parametrize("name", ["people", "offices", "hedges", "anonymous_sources", "personal_titles"])
def test_comments_are_no_entries(name):
    assert not any("#" in entry or not entry.strip() for entry in word_list(name))


def test_people_and_offices():
    assert {"nurse", "villager", "journalist", "farmer"} <= word_list("people")
    assert {"minister", "ambassador", "chairwoman"} <= word_list("offices")
    assert not {"table", "harbour", "union"} & (word_list("people") | word_list("offices"))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("accept", {"accepts", "accepted", "accepting"}),
        ("refuse", {"refuses", "refused", "refusing"}),
        ("deny", {"denies", "denied", "denying"}),
        ("admit", {"admits", "admitted", "admitting"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("embrace", {"embraced", "embracing"}),
    ],
)
def test_forms_of_a_verb(verb, forms):
    assert forms | {verb} <= verb_forms(verb)


@pytest.mark.parametrize(
    ("word", "one"),
    [("villagers", "villager"), ("Deputies", "deputy"), ("spokeswomen", "spokeswoman"), ("witnesses", "witness"), ("coaches", "coach"),
     ("people", "person"), ("boss", None), ("nurse", None), ("surplus", None)],
)  # fmt: skip
def test_singular(word, one):
    assert singular(word) == one


def test_patterns_match_whole_words():
    import re

    pattern = re.compile(any_of(["may", "if only", "if"]))
    assert [m[0] for m in pattern.finditer("dismay may mayor if only stiff if")] == ["may", "if only", "if"]
