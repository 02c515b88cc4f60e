"""Edits by program keep comments and order, and never leave a broken file."""

import os
import re
from datetime import date

import pytest

from pourparler.dossier import add_evidence, add_next_steps, add_positions, change_position, load, write_whole
from pourparler.errors import DossierError, NotFoundError, PourparlerError
from pourparler.model import Evidence, Kind, NextStep, Position

TEXT = """\
# who talks
negotiation: "Talks"   # quoted on purpose

parties:
  South: {at_table: false}   # comes first
  North: {at_table: true}
issues:
  # the only one
  transit: {options: {open: free passage, closed: no passage}}
positions:
  # what North wants
  - {party: North, issue: transit, rejects: open, evidence: [s000000000001]}   # firm
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(TEXT)
    return file


def position(**more):
    given = {"id": "x", "party": "South", "kind": Kind.ACCEPTS, "issue": "transit", "option": "open"} | more
    return Position(**given)


def test_comments_order_and_quotes_survive(path):
    evidence = (Evidence(statement="s0123456789ab"),)
    add_positions(path, [position(evidence=evidence, as_of=date(2031, 2, 18))])
    lines = path.read_text().splitlines()
    assert lines[: len(TEXT.splitlines())] == TEXT.splitlines()
    assert (
        lines[-1].strip()
        == "- {party: South, issue: transit, accepts: open, evidence: [s0123456789ab], as_of: 2031-02-18}"
    )
    assert load(path).negotiation.positions[1].as_of == date(2031, 2, 18)


@pytest.mark.parametrize("tail", ["positions: []\n", "", "positions:\n"])
def test_a_dossier_without_positions_gets_its_first(path, tail):
    path.write_text(TEXT[: TEXT.index("positions:")] + tail)
    add_positions(path, [position()])
    assert len(load(path).negotiation.positions) == 1


def test_an_edit_that_would_not_be_valid_is_not_written(path):
    with pytest.raises(DossierError, match="unknown party"):
        add_positions(path, [position(party="West")])
    assert path.read_text() == TEXT


def test_an_invalid_file_is_not_touched(path):
    path.write_text(TEXT + "oops: 1\n")
    with pytest.raises(DossierError, match="unknown key 'oops'"):
        add_positions(path, [position()])
    assert path.read_text() == TEXT + "oops: 1\n"


def test_evidence_is_completed_once(path):
    id = load(path).negotiation.positions[0].id
    more = [Evidence(statement="s000000000001"), Evidence(statement="s000000000002")]
    for _ in range(2):
        add_evidence(path, id, more)
    assert re.search(r"evidence: \[s000000000001, s000000000002\]\} +# firm", path.read_text())
    with pytest.raises(NotFoundError, match="no position"):
        add_evidence(path, "nothing", more)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_leaves_the_old_file(path, monkeypatch):
    import pourparler.dossier.files as files

    def full(name, flags, mode=0o777, *, real=os.open):
        os.close(real(name, flags, mode))  # it is made, and takes nothing
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(files.os, "open", full)
    with pytest.raises(PourparlerError, match="No space left on device"):
        write_whole(path, "new")
    assert path.read_text() == TEXT
    assert [p.name for p in path.parent.iterdir()] == ["dossier.yaml"]


def test_what_is_suggested_is_written_so_and_stays_so_until_somebody_confirms_it(path):
    add_positions(path, [position(suggested=True), position(option="closed")])
    add_next_steps(path, [NextStep("a second round", suggested=True), NextStep("a third")])
    first, last = load(path).negotiation.positions[1:]
    assert "- {party: South, issue: transit, accepts: open, suggested: true}" in path.read_text()
    assert (first.suggested, last.suggested) == (True, False)
    assert [s.suggested for s in load(path).negotiation.next_steps] == [True, False]
    add_evidence(path, first.id, [Evidence(statement="s000000000001")])
    change_position(path, first.id, {"hedged": "perhaps"})
    assert load(path).negotiation.position[first.id].suggested
    change_position(path, first.id, {"suggested": False})
    assert "suggested" not in path.read_text().split("positions:")[1].split("next_steps:")[0]
