"""Stories told in other languages are found, others on the same talks are not: on stories by which the rule was made, and on later ones."""

from itertools import combinations

import pytest

from pourparler.record.translations import anchors, consonants, measured, translated

from .told_again import versions


def told(name):
    """(whether it is one story, what the rule says) of each pair in two languages, of the talks alone and of all."""
    found = versions(name)
    made = {v: anchors(v.text, v.language) for v in found}
    for one, other in combinations(found, 2):
        if one.language != other.language:
            same = one.talks == other.talks and one.story == other.story
            yield same, one.talks == other.talks, translated(made[one], made[other])


@pytest.mark.parametrize(("name", "pairs", "least"), [("tuning", 12, 12), ("later", 14, 13)])
def test_translations_are_found_and_nothing_else_is_held_for_one(name, pairs, least):
    pairs_told = list(told(name))
    same = [t for one_story, _, t in pairs_told if one_story]
    other = [(talks, t) for one_story, talks, t in pairs_told if not one_story]
    assert len(same) == pairs
    assert sum(talks for talks, _ in other) >= 16  # other stories on the same talks
    assert sum(t is not None and t.sure for t in same) == least
    assert not any(t is not None and t.sure for _, t in other)
    assert sum(t is not None for _, t in other) <= 2  # a person is asked


def test_either_text_may_come_first():
    found = [anchors(v.text, v.language) for v in versions("later")[:6]]
    for one, other in combinations(found, 2):
        assert (translated(one, other) is None) == (translated(other, one) is None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("qasim", "kassem"), ("mohammed", "muhammad"), ("markova", "markowa"), ("yusuf", "jussuf")],
)
def test_names_are_written_otherwise_and_have_the_same_consonants(one, other):
    assert consonants(one) == consonants(other)
    assert consonants(one) != consonants("lavrov")


def test_figures_places_months_and_days_are_the_same_in_each_language():
    english = anchors("On Tuesday 4 March Saudi Arabia offered 1,200 tonnes, 3.5 a head.", "en")
    french = anchors("Le mardi 4 mars, l'Arabie saoudite a offert 1 200 tonnes, 3,5 par tête.", "fr")
    assert {"#4", "#1200", "#3.5", "place:SA", "month:3", "day:1"} <= english.sure & french.sure


def test_a_long_text_is_no_translation_of_a_short_one_whose_names_it_has():
    short, long = versions("tuning")[1], " ".join(v.text for v in versions("tuning") if v.language == "en")
    assert measured(anchors(short.text, "fr"), anchors(long, "en")) is None


def test_a_text_with_few_names_and_figures_is_compared_with_none():
    text = "The minister said that nothing had changed, and Ada Voss agreed."
    assert measured(anchors(text, "en"), anchors(text, "fr")) is None
