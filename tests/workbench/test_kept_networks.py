"""Networks and pictures are made anew when something changes that they show, and only then: always as a fresh workbench makes them."""

import pytest
from jinja2 import Environment
from markupsafe import Markup
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.model import Decision
from pourparler.record import Record
from pourparler.verbs.networks import sides_taken
from pourparler.workbench import kept_networks, network_page, timeline_page
from pourparler.workbench.app import create_app
from pourparler.workbench.network_page import rows_of

from .conftest import COOKIE, HOST, TOKEN

PICTURES = (
    "/network/affiliation.svg?basis=record",
    "/network/support.svg?basis=record",
    "/network/meetings.svg?basis=record",
    "/network/congruence.svg?basis=confirmed",
    "/network/affiliation.svg?basis=dossier",
    "/timeline.svg",
)


@pytest.fixture
def drawings(monkeypatch):
    """What is drawn, a line each time."""
    found = []
    drawn, figure = network_page._drawn, timeline_page.timeline_figure

    def network(kind, *rest):
        found.append(kind)
        return drawn(kind, *rest)

    def timeline(*rest, **more):
        found.append("timeline")
        return figure(*rest, **more)

    monkeypatch.setattr(network_page, "_drawn", network)
    monkeypatch.setattr(timeline_page, "timeline_figure", timeline)
    return found


def afresh(folder):
    with TestClient(create_app(open_dossier(folder), TOKEN), base_url=HOST) as client:
        client.cookies.set(COOKIE, TOKEN)
        return [client.get(path).text for path in PICTURES]


def test_what_confirms_draws_nothing_anew_and_what_rejects_draws_what_it_changes(inside, read_demo, drawings):
    before = [inside.get(path).text for path in PICTURES]
    assert len(drawings) == len(PICTURES)
    with Record(read_demo / "record.sqlite", by="ann") as record:
        # A decision on what is in doubt takes the doubt away, and with it a side is taken.
        taking = [e.statement.id for e in record.statements() if e.statement.holders and not e.statement.doubtful]
    done = {}
    for decision in (Decision.ACCEPTED, Decision.REJECTED):
        drawings.clear()
        with Record(read_demo / "record.sqlite", by="bo") as record:
            for id in taking:
                record.decide(id, decision)
        after = [inside.get(path).text for path in PICTURES]
        done[decision] = list(drawings)
        assert after == afresh(read_demo)
    assert done[Decision.ACCEPTED] == ["congruence"]
    assert {"affiliation", "congruence", "timeline"} <= set(done[Decision.REJECTED])
    assert "meetings" not in done[Decision.REJECTED]
    assert done[Decision.REJECTED].count("affiliation") == 1  # that of the dossier rests on no statement
    assert after[0] != before[0]


def test_sides_are_taken_once_for_all_pages_that_take_the_same(inside, monkeypatch):
    taken = []
    monkeypatch.setattr(
        kept_networks, "sides_taken", lambda *rest, **more: (taken.append(rest[2:]), sides_taken(*rest, **more))[1]
    )
    for path in (
        "/network?",
        "/network?confirmed=only&",
        "/network/periods?kind=balance&",
        "/network/periods?kind=together&",
    ):
        for dates in ("", "since=2031-01-01&"):
            assert inside.get(f"{path}{dates}basis=record").status_code == 200
    assert [who for *_, who in taken] == ["party", "party"]  # on options, and on statements
    assert inside.get("/network?basis=record&who=speaker").status_code == 200
    assert [who for *_, who in taken] == ["party", "party", "speaker"]


def test_what_networks_of_statements_are_made_from_is_at_hand_after_the_start(inside, monkeypatch):
    kept_networks.get_ready(inside.app.state.session)
    taken = []
    monkeypatch.setattr(
        kept_networks, "sides_taken", lambda *rest, **more: (taken.append(rest[2]), sides_taken(*rest, **more))[1]
    )
    once, each = (inside.get(f"/network?basis=record&copies={c}").text for c in ("once", "each"))
    assert taken == ["affiliation"]
    assert "Who is named together" in once
    assert "Who is named together" in each


def test_where_everything_is_confirmed_networks_of_what_is_are_those_of_all(inside, read_demo, monkeypatch):
    made, make = [], kept_networks.verbs.all_networks
    monkeypatch.setattr(
        kept_networks.verbs, "all_networks", lambda *rest, **more: (made.extend(more["kinds"]), make(*rest, **more))[1]
    )
    for asked in ("", "&confirmed=only"):
        assert inside.get(f"/network?basis=record{asked}").status_code == 200
    assert len(made) == len(set(made)) > 4
    path = read_demo / "dossier.yaml"
    path.write_text(path.read_text().replace("rejects: league,", "rejects: league, suggested: true,", 1))
    assert inside.get("/network?basis=record&confirmed=only").status_code == 200
    assert len(made) == 2 * len(set(made))


TEMPLATES = {
    "affiliation": '<tr><th scope="row">{{ r.first }}</th><td>{{ r.second }}</td><td>{{ r.agree or "–" }}</td><td>{{ r.disagree or "–" }}</td></tr>',
    "meetings": '<tr><th scope="row">{{ r.first }} and {{ r.second }}</th><td>{{ r.weight }}</td><td>{{ r.meetings|truncate(300) }}</td></tr>',
    "support": '<tr><th scope="row">{{ r.first }} and {{ r.second }}</th><td>{{ r.weight }}</td><td>{{ "%.2f"|format(r.normalised) }}</td></tr>',
    "conflict": '<tr><th scope="row">{{ r.first }} and {{ r.second }}</th><td>{{ r.weight }}</td><td>{{ "%.2f"|format(r.normalised) }}</td>'
    "<td>{{ r.options|truncate(300) }}</td></tr>",
}  # fmt: skip


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("letters", [2, 301, 305, 306, 900])
def test_lines_of_a_table_are_those_of_a_template(kind, letters):
    long = ("toll & <dues> " * 100)[:letters]
    rows = [
        {"first": "A & B", "second": "<i>", "agree": 0, "disagree": 3, "weight": -2, "normalised": 0.125, "meetings": long}
        | ({} if kind == "support" else {"options": long}),
        {"first": "C", "second": "D", "agree": 12, "disagree": 0, "weight": 1.5, "normalised": 1, "meetings": ""}
        | ({} if kind == "support" else {"options": ""}),
    ]  # fmt: skip
    template = Environment(autoescape=True).from_string(f"{{% for r in rows %}}{TEMPLATES[kind]}{{% endfor %}}")
    assert rows_of(kind, rows) == Markup(template.render(rows=rows))
