"""Who met, where, when, how long, and who was not there."""

from datetime import date

import pytest

from pourparler.dossier import loads
from pourparler.model import Document, Mode, Statement, quote
from pourparler.reading.meetings import find_meetings
from pourparler.reading.names import dossier_names
from pourparler.reading.sentences import sentences
from pourparler.structure.blocks import find_blocks

NAMES = dossier_names(loads("""
negotiation: Valley talks
parties:
  Growers: {actors: [{name: Ines Falk}]}
  Mill: {actors: [{name: Otto Brandt}]}
bystanders:
  Labour Court: {role: mediator, actors: [{name: Dana Orr}]}
issues: {wages: {question: What?, options: {x: one, y: two}}}
""").negotiation)  # fmt: skip
WRITTEN = date(2031, 2, 19)  # a Wednesday


def meetings(text, statements=()):
    document = Document(text, "t", WRITTEN)
    return find_meetings(document, sentences(text, find_blocks(text)), NAMES, statements)


@pytest.mark.parametrize(
    ("text", "place", "day", "duration", "present"),
    [
        ("Ines Falk met Otto Brandt in Torrin on Monday.", "Torrin", date(2031, 2, 17), None, ("Ines Falk", "Otto Brandt")),
        ("Falk met with Brandt for three hours in Torrin.", "Torrin", None, "three hours", ("Ines Falk", "Otto Brandt")),
        ("The delegations held talks in Old Bridge on 3 February.", "Old Bridge", date(2031, 2, 3), None, ()),
        ("Dana Orr convened a meeting at Mill House on January 5, 2030.", "Mill House", date(2030, 1, 5), None, ("Dana Orr",)),
        ("Ines Falk met Dana Orr yesterday.", None, date(2031, 2, 18), None, ("Ines Falk", "Dana Orr")),
        ("Growers and Mill opened negotiations in Sarn today.", "Sarn", WRITTEN, None, ("Growers", "Mill")),
        ("Three hours of talks in Sarn ended without a paper.", "Sarn", None, "Three hours", ()),
        ("The parties held a second round in Sarn that lasted nearly two days.", "Sarn", None, "nearly two days", ()),
    ],
)  # fmt: skip
def test_a_meeting(text, place, day, duration, present):
    (found,) = meetings(text)
    assert (found.place, found.date, found.duration, found.present) == (place, day, duration, present)
    assert [quote(text, e.spans) for e in found.evidence] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Falk will meet Otto Brandt in Torrin on Monday.",
        "They hope to hold talks in Torrin.",
        "Ines Falk and Otto Brandt could meet in Torrin.",
        "Ines Falk plans to host a meeting in Torrin.",
        "Otto Brandt said the harvest in Torrin was good.",
        "The targets were met.",
        "Ines Falk spoke in Torrin.",
    ],
)
def test_no_meeting(text):
    assert meetings(text) == ()


def test_what_is_told_later_of_the_same_meeting_is_added():
    text = "Ines Falk met Otto Brandt in Torrin.\nThe meeting at Torrin lasted four hours. It rained."
    (found,) = meetings(text)
    assert (found.duration, len(found.evidence)) == ("four hours", 2)


def test_another_place_is_another_meeting():
    text = "Ines Falk met Otto Brandt in Torrin. Dana Orr met Otto Brandt in Sarn."
    assert [m.place for m in meetings(text)] == ["Torrin", "Sarn"]


def test_another_day_is_another_meeting():
    text = "Ines Falk met Otto Brandt on Monday. Ines Falk met Dana Orr on Tuesday."
    assert [m.date for m in meetings(text)] == [date(2031, 2, 17), date(2031, 2, 18)]


def test_far_away_in_the_text_it_is_not_the_same():
    text = "Ines Falk met Otto Brandt in Torrin." + "\nIt rained." * 4 + "\nThe meeting lasted an hour."
    assert meetings(text)[0].duration is None


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Ines Falk met Otto Brandt in Torrin. The Labour Court was not invited to the meeting.", ("Labour Court",)),
        ("Otto Brandt hosted talks in Torrin. Dana Orr stayed away from the meeting.", ("Dana Orr",)),
        ("Ines Falk met Otto Brandt in Torrin. No Labour officials were present.", ("Labour officials",)),
    ],
)
def test_who_was_not_there(text, absent):
    (found,) = meetings(text)
    assert found.absent == absent
    assert not set(absent) & set(found.present)


def test_the_host():
    (found,) = meetings("Ines Falk met Otto Brandt in Torrin, at talks hosted by Dana Orr.")
    assert found.host == "Dana Orr"


def test_whom_the_meeting_is_about_was_not_there():
    (found,) = meetings("Ines Falk met Dana Orr in Sarn, where Otto Brandt owns a mill.")
    assert found.present == ("Ines Falk", "Dana Orr")
    (found,) = meetings("Ines Falk met Otto Brandt's lawyer in Sarn.")
    assert found.present == ("Ines Falk",)


def test_whoever_a_statement_names_by_a_description_was_there():
    text = "The grower, who met Otto Brandt in Sarn, said the price was low."
    said = Statement(
        document="d", source=((0, 10),), cue=((41, 45),), content=((46, 63),), mode=Mode.INDIRECT, speaker="Ines Falk"
    )
    assert meetings(text, [said])[0].present == ("Ines Falk", "Otto Brandt")
    assert meetings(text)[0].present == ("Otto Brandt",)


def test_a_meeting_long_before_is_not_gone_on_with():
    others = "".join(f"\nOtto Brandt met Ines Falk in Xa{chr(97 + k // 26)}{chr(97 + k % 26)}burg." for k in range(120))
    assert len(meetings("Otto Brandt met Ines Falk in Zell." + others + "\nThe meeting in Zell was long.")) == 122
    assert len(meetings("Otto Brandt met Ines Falk in Zell.\nThe meeting in Zell was long.")) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ines Falk met Otto Brandt on Monday.", "Meeting of Ines Falk and Otto Brandt"),
        ("Ines Falk, Otto Brandt and Dana Orr met on Monday.", "Meeting of Ines Falk, Otto Brandt and Dana Orr"),
        ("Ines Falk met Otto Brandt in Torrin on Monday.", "Meeting in Torrin"),
    ],
)
def test_a_meeting_is_named_by_its_place_or_by_who_met(text, title):
    (meeting,) = meetings(text)
    assert meeting.title == title


def test_where_they_met_is_nobody_who_came():
    text = "Growers met Mill in Torrin on Monday. Torrin was quiet."
    names = dossier_names(loads("""
negotiation: Valley talks
parties: {Growers: {}, Mill: {}, Torrin: {}}
issues: {}
""").negotiation)  # fmt: skip
    (found,) = find_meetings(Document(text, "t", WRITTEN), sentences(text, find_blocks(text)), names, ())
    assert (found.place, found.present) == ("Torrin", ("Growers", "Mill"))
