"""What changed in a dossier is said by sections."""

import pytest

from pourparler.dossier import differences

BEFORE = """\
negotiation: Talks
parties: {North: {}, South: {role: x}, East: {}}
issues: {transit: {options: [open, closed]}, dues: {options: [none, full]}}
positions:
  - {party: North, issue: transit, accepts: open}
  - {party: South, issue: transit, rejects: open}
no_agreement: {transit: closed}
"""


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("", "", []),
        ("negotiation: Talks", "negotiation: Other talks", ["the name of the negotiation: now 'Other talks'"]),
        ("East: {}", "West: {}", ["parties: 1 added (West), 1 taken out (East)"]),
        ("role: x", "role: y", ["parties: 1 changed (South)"]),
        ("rejects: open}", "rejects: closed}", ["positions: 1 changed"]),
        (
            "accepts: open}\n",
            "accepts: open}\n  - {party: North, issue: dues, accepts: none}\n",
            ["positions: 1 added"],
        ),
        ("  - {party: North, issue: transit, accepts: open}\n", "", ["positions: 1 taken out"]),
        ("no_agreement: {transit: closed}\n", "", ["no-agreement: 1 taken out (transit)"]),
        ("{North: {}, South: {role: x}, ", "{South: {role: x}, North: {}, ", ["parties: the order changed"]),
        ("negotiation: Talks", "# a remark\nnegotiation: Talks", ["comments or the layout only"]),
        ("positions:", "positions: [", ["the file is no valid YAML now"]),
    ],
)
def test_each_section_that_differs_has_a_line(old, new, lines):
    assert differences(BEFORE, BEFORE.replace(old, new, 1)) == lines


def test_a_new_section_counts_its_entries():
    assert differences(BEFORE, BEFORE + "linkages: [{never: {transit: open, dues: full}}]\n") == ["linkages: 1 added"]
