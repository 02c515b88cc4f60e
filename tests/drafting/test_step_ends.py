"""What later words tell of a next step: done, not done, refused, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from pourparler.drafting.step_ends import ALIKE, Later, acts_of, ends_told, reports, tells, without_time
from pourparler.model import Actor, Evidence, Mode, Negotiation, NextStep, Party, Stance, Statement, StepStatus
from pourparler.reading.names import dossier_names

TALKS = Negotiation(
    "Talks",
    (Party("Northland", aliases=("the North",), actors=(Actor("Ada Voss"),)), Party("Sudia", aliases=("the Sudians",))),
    (),
)
NAMES = dossier_names(TALKS)
PARTIES = {"Ada Voss": "Northland", "Northland": "Northland", "Sudia": "Sudia"}
STEP = NextStep(
    "Northland will publish its map of the border by 12 March", ("Northland",), "by 12 March", due=date(2031, 3, 12)
)
KEPT, BROKEN = StepStatus.KEPT, StepStatus.BROKEN


def later(words, day=date(2031, 3, 20), own=(), likeness=0.8, id="s000000000001"):
    return Later(words, Evidence(statement=id), day, likeness, frozenset(own))


def told(words, step=STEP, **how):
    return [e.became for e in ends_told(step, [later(words, **how)], NAMES, PARTIES)]


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("Northland has postponed the map of the border", [BROKEN]),
        ("Northland put off its map of the border until summer", [BROKEN]),
        ("Northland published its map of the border on Friday", [KEPT]),
        ("The map of the border was published by the Sudians", []),
        (
            "Sudia thanked Northland, which has now released the map",
            [],
        ),  # nobody is named in that clause, and nobody speaks
        ("Ada Voss has published the map that she had promised", [KEPT]),
        ("Northland managed to publish its map", [KEPT]),
        ("Northland did not publish its map", [BROKEN]),
        ("the North has not yet released the map", [BROKEN]),
        ("Northland has yet to publish the map", [BROKEN]),
        ("Northland failed to publish the map", [BROKEN]),
        ("Northland will not publish the map", [BROKEN]),
        ("Northland refused to bring out the map", [BROKEN]),
        ("Northland never published a map", [BROKEN]),
        # Nothing that happened, or did not.
        ("Northland will publish the map next week", []),
        ("Northland should publish the map", []),
        ("Northland wants to publish the map", []),
        ("Northland would publish the map if Sudia agreed", []),
        ("if Northland published the map, talks could go on", []),
        ("Sudia studied the map of the newly published series", []),
        ("Northland praised the published map", []),
        ("Northland asked that the map be published", []),
        ("Sudia published its own map of the border", []),
        ("Northland said Sudia had published a map", []),
        ("Northland drew a map of the border", []),  # another act
    ],
)
def test_what_words_tell(words, became):
    assert told(words) == became


def test_whoever_speaks_did_it_where_nobody_is_named():
    words = "we have published the map"
    assert told(words, own=("Ada Voss", "Northland")) == [KEPT]
    assert told(words, own=("Sudia",)) == []
    assert told(words) == []


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("The map was published by Northland on Friday", [KEPT]),
        ("A map that Sudia wanted was published by Northland", [KEPT]),
        ("Northland said the map was published by Sudia", []),  # whoever stands behind "by" did it
        ("The map has not been published by Northland", [BROKEN]),
        ("Northland backed out of publishing the map", [BROKEN]),
        ("Northland refrained from publishing the map", [BROKEN]),
        ("Northland missed its deadline for publishing the map", [BROKEN]),
        ("The day passed without Northland publishing the map", [BROKEN]),
        ("Northland put out the map of the border", [KEPT]),
        ("Northland cancelled the map of the border", [BROKEN]),
        ("Northland will call off the map", [BROKEN]),
        ("The map was cancelled by Sudia", []),
        ("Northland has not cancelled the map", []),
        ("Northland cancelled a dinner", []),
    ],
)
def test_what_passives_and_verbs_of_giving_up_tell(words, became):
    assert told(words) == became


def test_a_step_is_looked_for_without_its_time():
    assert without_time(STEP) == "Northland will publish its map of the border"
    assert without_time(replace(STEP, when=None)) == STEP.what


def test_several_who_are_named_together_all_did_it():
    step = replace(STEP, who=("Northland",))
    assert told("Sudia and Northland published the map", step) == [KEPT]
    assert told("Northland and Sudia published the map", step) == [KEPT]
    assert (
        told("Sudia, in talks with Northland last week, published the map", replace(STEP, who=("Sudia",))) == []
    )  # the nearer one counts


def test_that_something_was_not_done_tells_nothing_before_its_last_day_is_over():
    early = date(2031, 3, 12)
    assert told("Northland has not published the map", day=early) == []
    assert told("Northland has not published the map", replace(STEP, due=None)) == []
    assert told("Northland will not publish the map", day=early) == [BROKEN]
    assert told("Northland refused to publish the map", replace(STEP, due=None)) == [BROKEN]
    assert told("Northland published the map", day=early) == [KEPT]


def test_of_each_kind_the_nearest_in_meaning_and_none_that_is_far():
    found = ends_told(
        STEP,
        [
            later("Northland published a book", likeness=0.6, id="s000000000001"),
            later("Northland published the map", likeness=0.9, id="s000000000002", day=date(2031, 3, 14)),
            later("Northland did not publish the map", likeness=0.7, id="s000000000003"),
            later("Northland published the map", likeness=ALIKE - 0.01, id="s000000000004"),
        ],
        NAMES,
        PARTIES,
    )
    assert [(e.became, e.evidence.statement) for e in found] == [(BROKEN, "s000000000003"), (KEPT, "s000000000002")]
    assert found[1].id == f"{STEP.id}:s000000000002"
    assert ends_told(replace(STEP, who=()), [later("Northland published the map")], NAMES, PARTIES) == ()


@pytest.mark.parametrize(
    ("what", "verb"),
    [
        ("The Northern report will be published on Friday", "publish"),
        ("Sudia will send its figures", "deliver"),
        ("experts on monitoring meet in Orsina", "take place"),
        ("the rounds are to resume in May", "restart"),
        ("Sudia will release the crew", "free"),
        ("Sudia will release the crew", "publish"),
    ],
)
def test_the_verbs_of_an_act(what, verb):
    assert verb in acts_of(what)


def test_a_step_without_a_known_act_is_not_looked_for():
    assert acts_of("a third round") == frozenset()
    assert told("Northland held the third round", replace(STEP, what="a third round")) == []


def test_what_tells_something_if_it_speaks_of_the_step():
    assert tells(STEP, later("Northland published a book", likeness=0.0), NAMES, PARTIES)
    assert not tells(STEP, later("Northland drew a map", likeness=1.0), NAMES, PARTIES)


@pytest.mark.parametrize(
    ("stance", "hedged", "does"),
    [
        (Stance.REPORTS, False, True),
        (Stance.ACCEPTS, False, True),
        (Stance.REPORTS, True, False),
        (Stance.DEMANDS, False, False),
        (Stance.DENIES, False, False),
    ],
)
def test_what_is_wanted_denied_or_hedged_reports_nothing(stance, hedged, does):
    assert reports(Statement("0123456789ab", (), (), ((0, 5),), Mode.INDIRECT, stance=stance, hedged=hedged)) is does
