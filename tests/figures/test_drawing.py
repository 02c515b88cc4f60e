"""What all figures share: the parties' colours, the bars of who would take what, links, and dates."""

from dataclasses import replace
from datetime import date

from pourparler.dossier import load
from pourparler.figures.drawing import OKABE_ITO, acceptance_bars, here, party_colours, rendered, span_of
from pourparler.settlement import analyse

from ..conftest import DEMO, RIYADH


def test_the_bars_add_up_to_all_settlements():
    n = load(DEMO / "dossier.yaml").negotiation
    analysis = analyse(n)
    assert {len(row) for row in analysis.zopa.acceptability.values()} == {2916}
    assert "2,673" in acceptance_bars(analysis)
    large = analyse(replace(n, issues=n.issues + load(RIYADH / "dossier.yaml").negotiation.issues[:8]))
    assert acceptance_bars(large) is None


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


def test_a_span_of_days():
    days = [date(2031, 3, 20), date(2031, 2, 3), date(2031, 3, 1)]
    assert span_of(days) == "3 February 2031 to 20 March 2031"
    assert span_of(days[:1]) == "20 March 2031"
    assert span_of([]) == ""
