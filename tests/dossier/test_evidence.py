"""References and judgements are read from dossier.yaml and written back the same."""

from datetime import date
from io import StringIO

import pytest

from pourparler.dossier import loads
from pourparler.dossier.evidence import evidence_node
from pourparler.dossier.yaml_nodes import yaml
from pourparler.errors import DossierError
from pourparler.model import Evidence

TEXT = """\
negotiation: Talks
parties: {North: , South: }
issues: {transit: {options: [open, closed]}}
positions:
  - {party: North, issue: transit, demands: open, evidence: EVIDENCE}
"""
JUDGED = Evidence(judgement="She said so in private, twice.", by="Ada Voss", on=date(2031, 2, 3))


def read(written):
    return loads(TEXT.replace("EVIDENCE", written)).negotiation.positions[0].evidence


def test_a_judgement_is_evidence_beside_references():
    written = "[s0123456789ab, {judgement: 'She said so in private, twice.', by: Ada Voss, on: 2031-02-03}]"
    assert read(written) == (Evidence(statement="s0123456789ab"), JUDGED)
    assert read("{judgement: a guess, by: Bo}") == (Evidence(judgement="a guess", by="Bo"),)
    assert not loads(TEXT.replace("EVIDENCE", written)).warnings


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[{judgement: so}]", "the name of who judges"),
        ("[{by: Ada}]", "a judgement needs words"),
        ("[{judgment: so, by: Ada}]", "unknown key 'judgment' in a judgement"),
        ("[{judgement: so, by: Ada, on: soon}]", "'soon' is not a date"),
        ("[so]", "neither a statement's id nor"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(written, message):
    with pytest.raises(DossierError, match=message) as caught:
        read(written)
    assert caught.value.problems[0].line == 5


def test_what_is_written_is_read_back():
    given = (Evidence(document="0123456789ab", spans=((1, 2), (5, 9))), JUDGED, Evidence(judgement="x: y", by="Bo"))
    out = StringIO()
    yaml().dump({"evidence": evidence_node(given)}, out)
    assert read(out.getvalue().removeprefix("evidence:").strip().replace("\n", " ")) == given
