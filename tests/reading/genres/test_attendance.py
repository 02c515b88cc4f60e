"""Whoever an attendance list gives a party speaks for it: invented minutes of several layouts."""

import pytest

from pourparler.model import Document, DocumentKind, Negotiation, Party
from pourparler.reading import ModelReader
from pourparler.reading.genres.attendance import attendees
from pourparler.reading.names import dossier_names
from pourparler.structure.kinds import completed

TALKS = Negotiation(
    title="The harbour", parties=(Party("Northland", aliases=("the North",)), Party("Sudmark")), issues=()
)
TITLE = "Minutes of the second meeting of the harbour committee\n\n"
REST = "\n\nThe committee met at nine in the old customs house.\n\nMs Voss said that the toll would have to go."

LAYOUTS = {
    "brackets": "Present: Ada Voss (Northland), Ivo Brandt (Sudmark), Pia Lund (chair)",
    "brackets with offices": "Present: Ada Voss (Foreign Minister, Northland), Ivo Brandt (Envoy of Sudmark); Pia Lund (Secretary).",
    "semicolons": "Present: Ada Voss, Northland; Ivo Brandt, Sudmark; Pia Lund, secretary",
    "a heading and a list": "Members present\n\n- Ada Voss (Northland)\n- Ivo Brandt (Sudmark)\n- Pia Lund (chair)",
    "a list with dashes": "In attendance:\n\n- Ms Ada Voss – Northland\n- Mr Ivo Brandt – Sudmark\n- Pia Lund – minutes",
    "a list with commas": "Attendance:\n\n- Ada Voss, deputy minister, Northland\n- Ivo Brandt, Sudmark\n- Pia Lund, secretary",
    "a party before its people": "Present:\n\n- Northland: Ada Voss (head of delegation)\n- For Sudmark: Ivo Brandt",
    "a party above its people": "Present:\n\nNorthland\n\nAda Voss\n\nSudmark delegation\n\nIvo Brandt",
    "a table": "Attendance\n\nName\tRole\tDelegation\nAda Voss\tminister\tNorthland\nIvo Brandt\tenvoy\tSudmark",
    "apologies": "Present: Ada Voss (Northland).\n\nApologies: Ivo Brandt (Sudmark)",
}


def listed(text, kind=DocumentKind.MINUTES, talks=TALKS):
    document = completed(Document(text, "Minutes", kind=kind))
    return [(a.name, a.body) for a in attendees(document, dossier_names(talks))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_whom_a_list_gives_a_party(layout):
    found = [
        (name.removeprefix("Ms ").removeprefix("Mr "), body) for name, body in listed(TITLE + LAYOUTS[layout] + REST)
    ]
    assert found == [("Ada Voss", "Northland"), ("Ivo Brandt", "Sudmark")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Present: Mara Tell (Dockers' Union), Ada Voss (Northland)", [("Mara Tell", "Dockers' Union"), ("Ada Voss", "Northland")]),
        ("Present: Northland: Ada Voss, Jon Reed", [("Ada Voss", "Northland"), ("Jon Reed", "Northland")]),
        ("Present: Ada Voss and Jon Reed (Northland)", [("Jon Reed", "Northland")]),
        ("Present: Ada Voss (by telephone), Jon Reed (Zoom)", []),
        ("Present: Ada Voss, Ivo Brandt", []),
        ("Present: the whole committee", []),
        ("Present at the signing was Ada Voss (Northland).", []),
    ],
)  # fmt: skip
def test_lines(line, found):
    assert listed(TITLE + line + REST) == found


def test_the_list_ends_where_the_minutes_begin():
    text = (
        TITLE
        + "Present:\n\n- Ada Voss (Northland)\n\nThe toll was discussed. Ivo Brandt (Sudmark) left at noon."
        + REST
    )
    assert listed(text) == [("Ada Voss", "Northland")]


def test_news_have_no_attendance_list():
    assert listed(TITLE + LAYOUTS["brackets"] + REST, DocumentKind.NEWS) == []


@pytest.mark.parametrize("layout", ["brackets", "a list with dashes", "a party above its people", "a table"])
@pytest.mark.parametrize("kind", [DocumentKind.MINUTES, DocumentKind.SUMMARY_RECORD])
def test_speakers_speak_for_the_party_they_came_for(layout, kind):
    text = TITLE + LAYOUTS[layout] + REST
    statements = ModelReader().read(Document(text, "Minutes", kind=kind), TALKS).statements
    assert ("Ada Voss", "Northland") in {(s.speaker, s.party) for s in statements}


def test_without_a_dossier_the_bodies_of_the_list_are_the_parties():
    text = TITLE + "Present: Ada Voss (Harbour League), Ivo Brandt (Sudmark)" + REST
    statements = ModelReader().read(Document(text, "Minutes", kind=DocumentKind.MINUTES)).statements
    assert ("Ada Voss", "Harbour League") in {(s.speaker, s.party) for s in statements}
