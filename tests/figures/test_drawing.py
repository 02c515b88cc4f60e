"""What all figures share: the parties' colours and links."""

from dataclasses import replace

from lxml import etree

from pourparler.dossier import load
from pourparler.figures.drawing import (
    INK,
    OKABE_ITO,
    PAPER,
    drawn_from,
    here,
    lines_of,
    on_white,
    party_colours,
    rendered,
    wide,
)

from ..conftest import DEMO


def test_a_party_keeps_its_colour():
    n = load(DEMO / "dossier.yaml").negotiation
    assert list(party_colours(n).values()) == list(OKABE_ITO[:4])
    many = replace(n, parties=tuple(replace(n.parties[0], name=str(k)) for k in range(len(OKABE_ITO) + 1)))
    assert party_colours(many)[str(len(OKABE_ITO))] == OKABE_ITO[0]


def test_links_in_a_figure_lead_into_the_workbench():
    import altair as alt

    rows = alt.InlineData(values=[{"x": 1, "link": here("/record?party=A"), "words": "a point"}])
    svg = rendered(alt.Chart(rows).mark_point().encode(x="x:Q", href="link:N", description="words:N"))
    assert 'href="/record?party=A"' in svg
    assert "a point" in svg


def test_names_in_a_picture_do_nothing_but_stand_there():
    """A lone surrogate in the rows would end the renderer, and the program with it."""
    rows = [{"x": 1, "label": "a\x1b[31m\x07\u202e\ud800\x00<b>&amp;"}]
    chart = drawn_from(rows).mark_text().encode(x="x:Q", text="label:N")
    svg = rendered(chart.properties(title="bell\x07"))
    texts = [t.text for t in etree.fromstring(svg).iter("{*}text")]
    assert "a␛[31m␇\ufffd\ufffd␀<b>&amp;" in texts
    assert "bell␇" in texts


def test_ink_and_paper_are_those_of_the_page_or_black_and_white():
    import altair as alt

    svg = rendered(alt.Chart(alt.InlineData(values=[{"x": 1}])).mark_point(fill=PAPER, stroke=INK).encode(x="x:Q"))
    assert f'fill="{PAPER}"' in svg
    assert f'stroke="{INK}"' in svg
    assert 'fill="#000"' not in svg
    white = on_white(svg)
    assert PAPER not in white
    assert INK not in white
    assert 'stroke="black"' in white


def test_words_have_a_width_and_lines():
    assert wide("ill") < wide("abc") < wide("ABC") < wide("MMM")
    assert wide("abc", 24) == 2 * wide("abc")
    assert lines_of("Government of the Confederated Provinces", 20) == [
        "Government of the",
        "Confederated",
        "Provinces",
    ]
    assert lines_of("", 20) == [""]
