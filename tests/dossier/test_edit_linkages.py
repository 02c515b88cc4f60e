"""Linkages and priorities."""

import pytest

from pourparler.dossier import add_linkage, change_linkage, load, remove_linkage, set_priorities
from pourparler.errors import DossierError, NotFoundError
from pourparler.model import Evidence, Linkage

from .editing import FULL


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(FULL)
    return file


def test_linkages_are_added_changed_and_taken_out(path):
    added = Linkage("linkage-2", (("transit", "closed"), ("dues", "full")), "nobody pays for nothing", suggested=True)
    add_linkage(path, added)
    assert load(path).negotiation.linkages[1] == added
    change_linkage(path, "linkage-2", {"never": (("transit", "open"), ("dues", "full")), "because": None})
    assert load(path).negotiation.linkages[1] == Linkage(
        "linkage-2", (("transit", "open"), ("dues", "full")), suggested=True
    )
    change_linkage(path, "linkage-2", {"evidence": (Evidence(statement="s000000000001"),)}, confirmed=True)
    assert load(path).negotiation.linkages[1].evidence
    assert not load(path).negotiation.linkages[1].suggested
    remove_linkage(path, "linkage-2")
    assert path.read_text() == FULL
    change_linkage(path, "linkage-1", {"because": "both say so"})
    assert "# unworkable" in path.read_text()
    remove_linkage(path, "linkage-1")
    assert load(path).negotiation.linkages == ()
    assert "linkages" not in path.read_text()
    with pytest.raises(NotFoundError, match="linkage-1"):
        remove_linkage(path, "linkage-1")


@pytest.mark.parametrize("never", [(("transit", "open"),), (("transit", "open"), ("dues", "half"))])
def test_a_linkage_that_says_nothing_is_not_written(path, never):
    with pytest.raises(DossierError, match=r"at least two issues|unknown option"):
        add_linkage(path, Linkage("", never))
    assert path.read_text() == FULL


def test_priorities_keep_their_form_their_evidence_and_their_mark(path):
    set_priorities(path, "North", (("dues", "patrols"), ("transit",)))
    assert "North: dues = patrols > transit\n" in path.read_text()
    set_priorities(path, "South", (("dues",), ("transit",)))
    made = load(path).negotiation
    assert made.priorities["South"] == (("dues",), ("transit",))
    assert made.suggested_priorities == ("South",)
    set_priorities(
        path, "South", (("dues",), ("transit",)), suggested=False, evidence=(Evidence(statement="s000000000001"),)
    )
    made = load(path).negotiation
    assert made.suggested_priorities == ()
    assert made.priority_evidence["South"] == (Evidence(statement="s000000000001"),)
    set_priorities(path, "East", (("dues",), ("transit",)), suggested=True)
    assert load(path).negotiation.suggested_priorities == ("East",)
    for name in ("North", "South", "East"):
        set_priorities(path, name, ())
    assert load(path).negotiation.priorities == {}
    assert "priorities" not in path.read_text()
    with pytest.raises(DossierError, match="unknown party"):
        set_priorities(path, "West", (("dues",), ("transit",)))
