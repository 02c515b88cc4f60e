"""Network over time: periods as bars, one of them in a picture whose places stay, and files for other programs."""

import re
from io import BytesIO

import networkx as nx
import pytest

from tests.formats.dna_tables import read_matrix, read_rows


def test_periods_stand_as_bars_and_one_is_shown(inside):
    page = inside.get("/network/periods?by=month&basis=dossier").text
    bars = re.findall(r'<li><a href="\?([^"]*)"( aria-current="true")?>', page)
    assert len(bars) > 1
    assert [bool(now) for _, now in bars] == [*[False] * (len(bars) - 1), True]
    earlier = inside.get(f"/network/periods?{bars[0][0].replace('&amp;', '&')}").text
    assert "aria-current" in earlier.partition("</li>")[0]
    circles = [re.findall(r"<circle cx=\"([^\"]*)\" cy=\"([^\"]*)\"", text) for text in (page, earlier)]
    assert circles[0] == circles[1] != []


def test_who_moved_since_the_period_before(inside):
    pages = [inside.get(f"/network/periods?by=month&basis={basis}").text for basis in ("record", "dossier")]
    assert any("Who moved</h2>" in page and re.search(r"moved (closer|apart): from", page) for page in pages)


def test_the_links_of_the_picture_lead_to_what_was_said(inside):
    page = inside.get("/network/periods").text
    links = re.findall(r'<a href="(/record\?party=[^"]*)"', page)
    assert links
    assert inside.get(links[0].replace("&amp;", "&")).status_code == 200


def test_files_for_other_programs(inside):
    query = "by=month&basis=record"
    at = re.search(r"network\.graphml\?([^\"]*)", inside.get(f"/network/periods?{query}").text)[1].replace("&amp;", "&")
    graph = nx.read_graphml(BytesIO(inside.get(f"/network/periods/network.graphml?{at}").content))
    assert graph.graph["since"] < graph.graph["until"]
    whole = nx.read_gexf(BytesIO(inside.get(f"/network/periods/periods.gexf?{at}").content), version="1.3")
    assert set(graph) <= set(whole)
    rows, columns, weights = read_matrix(inside.get(f"/network/periods/matrix.csv?{at}").text)
    assert rows == columns == sorted(graph)
    assert weights[0][0] == 0
    answer = inside.get(f"/network/periods/events.csv?{at}")
    assert answer.headers["content-type"].startswith("text/csv")
    events = read_rows(answer.text)
    assert {e["organization"] for e in events} == set(whole)
    assert all(e["document_title"] for e in events)


@pytest.mark.parametrize(
    "wrong",
    [
        "kind=gossip",
        "by=decade",
        "copies=twice",
        "duplicates=never",
        "normalise=twice",
        "since=x",
        "basis=rumour",
        "who=crowd",
    ],
)
def test_what_is_not_known_is_told(inside, wrong):
    assert inside.get(f"/network/periods?{wrong}").status_code == 422


def test_other_files_and_periods_that_are_not_there(inside):
    assert inside.get("/network/periods/all.xlsx").status_code == 422
    assert inside.get("/network/periods?at=1789").status_code == 200
    assert inside.get("/network/periods?kind=together&basis=dossier").status_code == 200


def test_without_anything_dated_the_page_says_what_to_do(inside):
    page = inside.get("/network/periods?since=1789-01-01&until=1789-12-31").text
    assert "takes a side on an option of the dossier yet" in page
    assert 'href="?kind=together"' in page
