"""Every part of a position can be changed by program; comments, ids and what rests on it follow."""

from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.dossier import add_evidence, add_positions, change_position, load, remove_position
from pourparler.errors import DossierError, NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, Position

TEXT = """\
negotiation: Talks
parties:
  North:
  South:
issues:
  transit: {options: {open: free passage, escorted: passage under escort, closed: no passage}}
  dues: {options: {none: no dues, full: full dues}}
positions:
  # said on the first day
  - {party: North, issue: transit, rejects: open, evidence: [s000000000001]}   # firm
  - {party: South, issue: dues, demands: none, evidence: s000000000002}
  - {party: South, issue: dues, demands: none, as_of: 2031-02-03}
"""
CONFLICT = """\
conflict:
  moves:
    North: {gives_way: {does: gives way, gives_up: [north.transit.rejects.open]}}
    South: {waits: {does: waits, rests_on: [south.dues.demands.none-2]}}
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(TEXT)
    return file


OPTIONS = {"transit": ("open", "escorted", "closed"), "dues": ("none", "full")}
words = st.none() | st.sampled_from(["so", "it is said: perhaps"])


@st.composite
def positions(draw):
    kind = draw(st.sampled_from(list(Kind)))
    issue = draw(st.sampled_from(list(OPTIONS)))
    other = "dues" if issue == "transit" else "transit"
    what = {"issue": issue, "option": draw(st.sampled_from(OPTIONS[issue]))}
    if kind is Kind.PREFERS:
        names = draw(st.permutations(OPTIONS[issue]))
        cut = draw(st.integers(1, len(names)))
        what = {"issue": issue, "ranking": (tuple(names[:cut]), *((n,) for n in names[cut:]))}
    if kind is Kind.PACKAGE:
        what = {
            "better": (("transit", "open"), ("dues", "full")),
            "worse": (("transit", draw(st.sampled_from(OPTIONS["transit"]))),),
        }
    if kind in (Kind.REJECTS, Kind.ACCEPTS, Kind.OFFERS) and draw(st.booleans()):
        what["condition"] = ((other, draw(st.sampled_from(OPTIONS[other]))),)
    evidence = draw(st.sampled_from([(), (Evidence(statement="s000000000009"), Evidence(judgement="so", by="Ada"))]))
    more = {name: draw(words) for name in ("hedged", "said_by", "note")}
    days = {"as_of": draw(st.none() | st.just(date(2031, 2, 1))), "until": draw(st.none() | st.just(date(2031, 3, 1)))}
    flags = {name: draw(st.booleans()) for name in ("concession", "suggested")}
    return Position(
        "", draw(st.sampled_from(["North", "South"])), kind, evidence=evidence, **what, **more, **days, **flags
    )


@settings(max_examples=40, deadline=None)
@given(positions(), positions())
def test_any_position_becomes_any_other(tmp_path_factory, before, after):
    path = tmp_path_factory.mktemp("x") / "dossier.yaml"
    path.write_text(TEXT)
    add_positions(path, [before])
    old = load(path).negotiation.positions[-1]
    assert replace(old, id="") == before
    changes = {name: getattr(after, name) for name in asdict(after) if name != "id"}
    new = change_position(path, old.id, changes)
    assert load(path).negotiation.positions[-1] == replace(after, id=new)
    assert path.read_text().startswith(TEXT.rstrip())


def test_what_is_not_changed_stays_as_it_was_written(path):
    change_position(path, "north.transit.rejects.open", {"condition": (("dues", "none"),), "hedged": "perhaps"})
    expected = "rejects: open, unless: {dues: none}, evidence: [s000000000001], hedged: perhaps} # firm"
    assert path.read_text() == TEXT.replace("rejects: open, evidence: [s000000000001]}   # firm", expected)


def test_what_names_a_position_names_it_still_when_its_id_changes(path):
    path.write_text(TEXT + CONFLICT)
    assert change_position(path, "north.transit.rejects.open", {"kind": Kind.ACCEPTS}) == "north.transit.accepts.open"
    remove_position(path, "south.dues.demands.none")
    (north, south) = load(path).negotiation.conflict.moves
    assert (north.gives_up, south.rests_on) == (("north.transit.accepts.open",), ("south.dues.demands.none",))


def test_a_position_that_something_rests_on_is_not_removed(path):
    path.write_text(TEXT + CONFLICT)
    with pytest.raises(PourparlerError, match=r"rest on north\.transit\.rejects\.open"):
        remove_position(path, "north.transit.rejects.open")
    assert path.read_text() == TEXT + CONFLICT


def test_a_change_that_is_not_valid_is_not_written(path):
    with pytest.raises(DossierError, match="the condition is on the issue itself"):
        change_position(path, "north.transit.rejects.open", {"condition": (("transit", "closed"),)})
    with pytest.raises(NotFoundError, match="no position 'x'"):
        change_position(path, "x", {"note": "so"})
    assert path.read_text() == TEXT


def test_evidence_is_completed_and_not_repeated(path):
    more = [Evidence(statement="s000000000002"), Evidence(judgement="so", by="Ada")]
    add_evidence(path, "south.dues.demands.none", more)
    assert "evidence: [s000000000002, {judgement: so, by: Ada}]}" in path.read_text()
