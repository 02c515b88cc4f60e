"""Which issue and option a statement speaks of."""

from dataclasses import replace

import numpy as np
import pytest

from pourparler.dossier import loads
from pourparler.model import Issue
from pourparler.reading.embeddings import Meanings
from pourparler.reading.issue_matching import (
    ALONE,
    LONGEST_LINE,
    IssueMatcher,
    _paragraph,
    chances,
    names_option,
    stems,
)
from pourparler.reading.model import shipped

NEGOTIATION = loads("""
negotiation: Valley talks
parties: {Growers: {}, Mill: {}}
issues:
  wages:
    question: What is a picker paid?
    options: {twelve: twelve crowns an hour, ten: ten crowns an hour, piece: payment by the basket}
  leases:
    question: How long do leases run?
    options: {yearly: yearly leases, decade: leases of ten years, open_ended: open-ended leases}
  emissions:
    question: When must the mill fit filters against smoke?
    aliases: [air quality]
    options: {now: filters at once, later: filters after the harvest}
  border_post:
    question: Where do lorries clear customs?
    options: {pass: customs at the mountain pass, town: customs in the market town}
""").negotiation
MATCHER = IssueMatcher(NEGOTIATION.issues, shipped().meaning)


def match(text, *contents):
    """The matches of stretches of a text; of the whole text where none are given."""
    encoded = shipped().encode(text)
    meanings = Meanings(encoded, shipped().scores(encoded))
    spans = [((text.index(words), text.index(words) + len(words)),) for words in contents or (text,)]
    return MATCHER.match(text, spans, MATCHER.likeness(np.stack([meanings.of(s) for s in spans])))


@pytest.mark.parametrize(
    ("text", "issue", "option"),
    [
        ("The pickers must be paid twelve crowns an hour.", "wages", "twelve"),
        ("We pay ten crowns an hour and not more.", "wages", "ten"),
        ("Nobody will work for payment by the basket.", "wages", "piece"),
        ("The wage of a picker is too low.", "wages", None),
        ("The mill should fit filters at once.", "emissions", "now"),
        ("They will fit the filters after the harvest.", "emissions", "later"),
        ("The air quality in the valley is bad; the smoke must stop.", "emissions", None),
        ("Leases should be open-ended.", "leases", "open_ended"),
        ("Leases of ten years would ruin us.", "leases", "decade"),
        ("Lorries should clear customs in the market town.", "border_post", "town"),
        ("The mountain pass is the place for customs.", "border_post", "pass"),
    ],
)
def test_issue_and_option(text, issue, option):
    (found,) = match(text)
    assert (found.issue, found.option) == (issue, option)
    assert 0.6 <= found.confidence <= 1


@pytest.mark.parametrize(
    "text", ["Thank you all for coming today.", "The orchestra played well on Sunday.", "She is tired of speeches."]
)
def test_of_nothing_at_the_table_no_issue(text):
    assert match(text) == [None]


def test_the_statement_before_helps():
    alone = match("It is too little.")[0]
    text = "Ten crowns an hour is what a picker is paid. It is too little."
    first, second = match(text, "Ten crowns an hour is what a picker is paid", "It is too little")
    assert alone is None
    assert first.issue == "wages"
    assert second is not None
    assert second.issue == "wages"


def test_without_issues_nothing_is_matched():
    assert IssueMatcher((), shipped().meaning).match("Leases", [((0, 6),)], np.zeros((1, 0))) == [None]


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("twelve crowns", "twelve"),
        ("ten crowns an hour", "ten"),
        ("paying by baskets", "piece"),
        ("crowns an hour", None),  # two options have the words
        ("twelve or ten crowns", None),
        ("a fair share", None),
        ("", None),
    ],
)
def test_option_by_the_words_that_only_it_has(said, option):
    assert MATCHER._option("wages", said) == option


def test_words_that_all_options_share_tell_nothing():
    assert MATCHER._option("border_post", "customs") is None
    assert MATCHER._option("leases", "leases") is None


ASKED = IssueMatcher(
    loads("""
negotiation: Harbour talks
parties: {Pilots: {}}
issues:
  lock:
    question: Who pays for the harbour lock?
    options: {harbour: the harbour, town: the town, both: the harbour and the town}
  pilots:
    question: How many pilots are there?
    options: {few: three pilots, many: nine pilots, pilots: pilots}
""").negotiation.issues,
    shipped().meaning,
)


@pytest.mark.parametrize(
    ("issue", "said", "option"),
    [
        ("lock", "the harbour lock is old", "harbour"),  # all that this option has; "both" has the town besides
        ("lock", "the town pays", None),  # it is in two
        ("pilots", "pilots are needed", None),
        ("pilots", "three pilots are needed", "few"),
    ],
)
def test_a_word_of_the_question_tells_no_option_that_has_others(issue, said, option):
    assert ASKED._option(issue, said) == option


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("prefers twelve crowns to payment by the basket", None),
        ("preferred\nbaskets of fruit to any crowns", None),
        ("payment by the basket rather than a wage", None),
        ("payment by the basket instead of crowns", None),
        ("payment by the basket sooner than crowns", None),
        ("payment by the basket in place of a wage", None),
        ("prefers payment by the basket", "piece"),
        ("would rather have payment by the basket", "piece"),
    ],
)
def test_words_that_weigh_one_against_another_tell_no_option(said, option):
    assert MATCHER._option("wages", said) == option


@pytest.mark.parametrize(
    ("first", "second"),
    [("filters", "filter"), ("leases", "leased"), ("paying", "pays"), ("Emissions", "emission"), ("harvests", "harvested")],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(first, second):
    assert stems(first) == stems(second) != set()


def test_stems_leave_out_function_words():
    assert stems("What is it that they should be?") == set()
    assert stems("border_post") == stems("the border post")
    assert stems("wages") != stems("leases")


def test_chances_add_up_and_follow_the_features():
    features = np.array([[0.9, 1.0], [0.1, 0.0]], dtype=np.float32)
    odds = chances(features, ALONE)
    assert odds.shape == (3,)
    assert odds.sum() == pytest.approx(1)
    assert odds[0] > odds[2] > odds[1]


def test_features_are_one_row_an_issue():
    text = "Filters at once."
    encoded = shipped().encode(text)
    whole = ((0, len(text)),)
    meaning = Meanings(encoded, shipped().scores(encoded)).of(whole)
    (rows,) = MATCHER.features(text, [whole], MATCHER.likeness(meaning[None]))
    assert rows.shape == (4, 4)
    assert rows[:, 0].argmax() == rows[:, 1].argmax() == 2
    assert rows[:, 3].tolist() == [0, 0, 0, 0]  # nothing was said before


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("one line\n", "\nanother"), ("x" * 9_000 + "\n", "\n" + "y" * 9_000)]
)
def test_the_paragraph_of_a_content_is_its_line(before, after):
    line = "The toll stays, Voss said."
    text = before + line + after
    assert text[slice(*_paragraph(text, ((len(before) + 4, len(before) + 8),)))] == line


def test_of_a_line_without_end_a_piece_is_looked_at():
    text = "toll " * 9_000
    places = {_paragraph(text, ((k, k + 4),)) for k in range(0, len(text), 50)}
    assert all(end - start <= LONGEST_LINE for start, end in places)
    assert len(places) == len(text) // LONGEST_LINE


def test_an_issue_with_words_of_its_own_is_spoken_of_only_in_sentences_that_have_one() -> None:
    text = (
        "The growers said a picker should be paid twelve crowns an hour. On night work, they said pay should be twelve crowns an hour. "
        "The mill said twelve crowns an hour would ruin it."
    )
    contents = ("a picker should be paid twelve", "pay should be twelve", "twelve crowns an hour would ruin it")
    assert [m and (m.issue, m.option) for m in match(text, *contents)] == [("wages", "twelve")] * 3
    wages = replace(NEGOTIATION.issues[0], only_with=("night shift",))
    bound = IssueMatcher((wages, *NEGOTIATION.issues[1:]), shipped().meaning)
    for words, expected in (
        (text, [None, None, None]),
        (text.replace("night work", "night shifts"), [None, "wages", None]),
    ):
        spans = [((words.index(c), words.index(c) + len(c)),) for c in contents]
        found = bound.match(words, spans, np.ones((3, 4), dtype=np.float32) * [0.9, 0, 0, 0])
        assert [m and m.issue for m in found] == expected


def test_an_abbreviation_of_two_letters_tells_an_option() -> None:
    assert stems("extended to JI, is it?") == {"extend", "ji"}


def test_an_option_is_named_by_most_of_the_words_that_it_alone_has():
    dam = Issue("release", {"fixed": "a fixed quota all year", "free": "as Velia likes"}, question="How much water?")
    assert names_option(dam, "fixed", "it could accept a fixed quota, all year round")
    assert not names_option(dam, "fixed", "a year of talks about water")
    assert not names_option(dam, "fixed", "a fixed quota all year rather than nothing")
    short = Issue("fund", {"new": "a new fund", "old": "the old fund"}, question="Who pays?")
    assert names_option(short, "new", "called for a new fund under the treaty")
    assert not names_option(short, "new", "called for new paragraphs")


FIGURES = loads("""
negotiation: Wells
parties: {Growers: {}, Mill: {}}
issues:
  toll:
    question: What toll does the mill pay for water?
    options: {two: a toll of 2 percent, five: a toll of 5 percent, eighteen: 18 percent of the harvest}
  pause:
    question: How long does the mill stand still?
    options: {three: a pause of three weeks, two: a pause of two weeks}
  dam:
    question: Is the stream dammed?
    options: {dam: a dam in the stream, free: no dam}
  cap:
    question: How are bonuses limited?
    options: {cap: a hard cap on bonuses, levy: a levy on bonuses}
""").negotiation


@pytest.mark.parametrize(
    ("issue", "words", "favours", "option"),
    [
        ("toll", "the mill would pay a toll of 5 percent", True, "five"),
        ("toll", "Five percent is fair", True, "five"),
        ("toll", "5 pct, and not a crown more", True, "five"),
        ("toll", "We said 2, and we meant 2", True, "two"),
        ("toll", "18 percent of what the mill takes", True, "eighteen"),
        ("toll", "5 percent of the water for its eighteen wheels", True, "five"),
        ("toll", "a toll of nine percent", True, None),
        ("toll", "the mill refused to raise its offer of 2 percent", False, None),
        ("toll", "the mill refused a toll of 2 percent", False, "two"),
        ("toll", "a toll on the water", True, None),
        ("pause", "the Growers could live with two weeks", True, "two"),
        ("pause", "a three-week pause", True, "three"),
        ("pause", "they would take three", True, "three"),
        ("dam", "a dam in the stream", True, "dam"),
        ("dam", "that no dam be built in the stream", True, "free"),
        ("dam", "a ban on dams in the stream", True, "free"),
        ("dam", "there will be no dam in the stream", False, "dam"),
        ("cap", "no longer demands a hard cap on bonuses", True, None),
        ("cap", "gives up the hard cap and accepts a levy", True, "levy"),
        ("cap", "has dropped its opposition to a hard cap", True, "cap"),
        ("cap", "a ban on the hard cap", True, None),
    ],
)
def test_an_option_is_told_by_its_figure_and_not_by_what_is_given_up_or_wanted_by_nobody(issue, words, favours, option):
    matcher = IssueMatcher(FIGURES.issues, lambda _: np.ones(384, dtype=np.float32) / np.sqrt(384))
    assert matcher._option(issue, words, favours=favours) == option


def test_an_id_that_is_no_word_names_nothing():
    price = Issue("price", {"p40": "40000 crowns", "p15": "15000 crowns"}, "What is paid?")
    assert names_option(price, "p40", "no longer insists on 40,000 crowns")


def test_an_option_with_a_figure_is_named_by_it():
    toll = FIGURES.issue["toll"]
    assert names_option(toll, "five", "a toll of five percent")
    assert not names_option(toll, "five", "a toll of 2 percent")
    assert not names_option(toll, "five", "a toll of some percent")
