"""What all figures share: the parties' colours and links."""

from dataclasses import replace

from pourparler.dossier import load
from pourparler.figures.drawing import INK, OKABE_ITO, PAPER, cut, lines_of, on_white, party_colours, wide
from pourparler.figures.svg import circle_of, path, picture, written

from ..conftest import DEMO


def test_a_party_keeps_its_colour():
    n = load(DEMO / "dossier.yaml").negotiation
    assert list(party_colours(n).values()) == list(OKABE_ITO[:4])
    many = replace(n, parties=tuple(replace(n.parties[0], name=str(k)) for k in range(len(OKABE_ITO) + 1)))
    assert party_colours(many)[str(len(OKABE_ITO))] == OKABE_ITO[0]


def test_ink_and_paper_are_those_of_the_page_or_black_and_white():
    drawing = picture(10, 10)
    path(drawing, circle_of(3), 5, 5, fill=PAPER, stroke=INK)
    svg = written(drawing)
    assert f'fill="{PAPER}"' in svg
    assert f'stroke="{INK}"' in svg
    white = on_white(svg)
    assert PAPER not in white
    assert INK not in white
    assert 'stroke="black"' in white


def test_a_name_that_has_no_room_ends_in_a_sign():
    assert cut("Kestria", 100, 12) == "Kestria"
    assert cut("Government of the Confederated Provinces", 100, 12) == "Government of…"


def test_words_have_a_width_and_lines():
    assert wide("ill") < wide("abc") < wide("ABC") < wide("MMM")
    assert wide("abc", 24) == 2 * wide("abc")
    assert lines_of("Government of the Confederated Provinces", 20) == [
        "Government of the",
        "Confederated",
        "Provinces",
    ]
    assert lines_of("", 20) == [""]
