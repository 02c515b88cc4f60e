"""What all figures share: the parties' colours and links."""

from dataclasses import replace

from lxml import etree

from pourparler.dossier import load
from pourparler.figures.drawing import OKABE_ITO, drawn_from, here, party_colours, rendered

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
