"""Who was first and who else tells it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from pourparler.wording.tellings import also_words, perhaps_words, sources, story_words, told_words
from pourparler.wording.views.tellings import stories_view, story_view


@dataclass(frozen=True)
class Told:
    source: str | None
    date: date | None = None
    title: str = "Talks stall"
    document: str = "d"
    language: str = "en"
    statement: str = ""


@dataclass(frozen=True)
class Perhaps:
    first: Told
    other: Told
    translated: bool


COURIER = Told("Courier", date(2031, 3, 3), statement="s1")


def others(*names):
    return [COURIER, *map(Told, names)]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), ""), (("Courier",), ""), (("Herald",), "Herald"), (("Herald", "Radio", "Herald"), "Herald and Radio"),
        (("Herald", "Radio", "Gazette"), "Herald, Radio and Gazette"),
        (("Herald", "Radio", *map(str, range(8))), "Herald, Radio and 8 others"),
    ],
)  # fmt: skip
def test_two_others_are_named_and_the_rest_counted(names, words):
    assert also_words(others(*names)) == words


def test_a_statement_and_a_story_name_the_first_source_and_its_day():
    told = others("Herald", "Radio")
    assert told_words(told) == "First told by Courier on 3 March 2031; also told by Herald and Radio."
    assert story_words(told) == "The same story, told by 3: first by Courier on 3 March 2031; also by Herald and Radio."
    assert told_words([COURIER]) == story_words([COURIER]) == told_words([]) == ""
    assert told_words(others("Courier")) == "First told by Courier on 3 March 2031; told 2 times."
    assert told_words([Told(None), Told("Radio")]) == "First told by “Talks stall”; also told by Radio."


def test_a_source_that_tells_it_twice_is_named_once():
    assert sources(others("Herald", "Courier", "Herald")) == ["Courier", "Herald"]


def test_what_may_be_one_story_names_both():
    perhaps = Perhaps(COURIER, Told(None, title="Les pourparlers"), True)
    assert perhaps_words(perhaps) == (
        "“Talks stall” (Courier, 3 March 2031) and “Les pourparlers” (no date) may tell one story, in two languages."
    )


def test_programs_get_all_sources_in_order():
    view = story_view(others("Herald"))
    assert [t["source"] for t in view["told_by"]] == ["Courier", "Herald"]
    assert view["told_by"][0]["statement"] == "s1"
    assert "statement" not in view["told_by"][1]
    stories = stories_view({"d": others("Herald")}, [Perhaps(COURIER, Told("Radio"), False)], {"d": "ann"})
    assert stories["stories"][0]["words"].startswith("The same story, told by 2")
    assert stories["perhaps"][0]["documents"][1]["source"] == "Radio"
    assert stories["decided"] == {"d": "ann"}
