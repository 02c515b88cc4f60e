"""The tables of networks: the strongest ties, and all of them where somebody asks."""

import re

import pytest

from pourparler.workbench import network_page


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(network_page, "MOST", 2)


def table(page, kind):
    section = page.partition(f'<section class="network {kind}"')[2].partition("</section>")[0]
    return section, re.findall(r"<tr><th scope=\"row\">(.*?)</th>", section)


def test_a_table_shows_the_strongest_ties_and_leads_to_all(inside):
    short, first = table(inside.get("/network").text, "affiliation")
    assert len(first) == 2
    assert "These are the 2 strongest." in short
    assert "the table below holds the same" not in short
    (link,) = re.findall(r'href="(\?[^"#]*whole=affiliation)#affiliation">Show all (?:\d+)</a>', short)
    whole, every = table(inside.get(f"/network{link.replace('&amp;', '&')}").text, "affiliation")
    assert every[:2] == first
    assert f"As a table ({len(every)} rows)" in short
    assert f"As a table ({len(every)} rows)" in whole
    assert "<details open>" in whole
    assert "the table below holds the same" in whole
    assert "strongest" not in whole


def test_other_tables_stay_short_where_one_is_whole(inside):
    page = inside.get("/network?basis=record&whole=affiliation").text
    assert len(table(page, "affiliation")[1]) > 2
    assert len(table(page, "congruence")[1]) <= 2


def test_all_ties_of_no_network(inside):
    answer = inside.get("/network?whole=together")
    assert answer.status_code == 422
    assert "no network from the positions in the dossier" in answer.text
