"""Numbers, bonuses, and what there is without a settlement."""

import pytest

from pourparler.dossier import (
    add_bonus,
    change_bonus,
    load,
    remove_bonus,
    set_better_than,
    set_no_agreement,
    set_no_agreement_evidence,
    set_reservation_value,
    set_values,
)
from pourparler.errors import DossierError, NotFoundError
from pourparler.model import Bonus, Evidence

from .editing import FULL

TOGETHER = (("transit", "open"), ("dues", "none"))


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(FULL)
    return file


def without(path):
    return load(path).negotiation.no_agreement


def numbers_for_all(path, party="South"):
    set_values(path, party, "transit", {"open": 3, "escorted": 2, "closed": 0})
    set_values(path, party, "dues", {"none": 1.5, "full": 0})
    set_values(path, party, "patrols", {"none": 0, "joint": (1, 2)})


def test_numbers_are_given_changed_and_taken_out(path):
    numbers_for_all(path)
    made = load(path).negotiation
    assert made.values["South"] == {
        "transit": {"open": 3, "escorted": 2, "closed": 0},
        "dues": {"none": 1.5, "full": 0},
    }
    assert made.ranges["South"]["patrols"] == {"none": (0, 0), "joint": (1, 2)}
    assert "joint: [1, 2]" in path.read_text()
    assert "open: 3," in path.read_text()
    set_values(path, "East", "dues", {"none": (2, 2), "full": 5})
    assert load(path).negotiation.values["East"]["dues"] == {"none": 2, "full": 5}
    with pytest.raises(DossierError, match="some options of dues only"):
        set_values(path, "East", "dues", {"none": 2})
    for issue in ("transit", "dues", "patrols"):
        set_values(path, "South", issue, None)
    set_values(path, "East", "dues", {})
    assert "values" not in path.read_text()
    assert not load(path).negotiation.values


def test_what_holds_without_agreement(path):
    set_no_agreement(path, "dues", "full", suggested=True)
    assert without(path).options == {"transit": "closed", "dues": "full"}
    assert without(path).suggested == ("transit", "dues")
    set_no_agreement(path, "transit", "open")
    assert without(path).suggested == ("transit", "dues"), "a change confirms nothing"
    set_no_agreement(path, "transit", "closed", suggested=False)
    assert without(path).suggested == ("dues",)
    assert "# as now" in path.read_text()
    set_no_agreement(path, "dues", None)
    assert without(path).suggested == ()
    assert without(path).options == {"transit": "closed"}
    set_no_agreement_evidence(path, (Evidence(statement="s000000000001"),))
    assert without(path).evidence == (Evidence(statement="s000000000001"),)
    set_no_agreement_evidence(path, ())
    with pytest.raises(DossierError, match="unknown option"):
        set_no_agreement(path, "dues", "half")


def test_settlements_that_no_agreement_is_better_than(path):
    set_better_than(path, "East", [TOGETHER, (("patrols", "none"),)], suggested=True)
    assert without(path).better_than["East"] == (TOGETHER, (("patrols", "none"),))
    assert set(without(path).suggested) == {"transit", "East"}
    set_better_than(path, "East", [])
    set_better_than(path, "North", [])
    assert without(path).better_than == {}
    assert without(path).suggested == ("transit",)
    set_no_agreement(path, "transit", None)
    assert "no_agreement" not in path.read_text()


def test_a_mark_on_all_of_it_becomes_a_list_without_what_was_confirmed(path):
    path.write_text(FULL.replace("  suggested: [transit]\n", "  suggested: true\n", 1))
    set_no_agreement(path, "transit", "closed", suggested=False)
    assert without(path).suggested == ("North",)


def test_a_reservation_value_needs_numbers(path):
    with pytest.raises(DossierError, match="no numbers for every issue"):
        set_reservation_value(path, "South", 2)
    numbers_for_all(path)
    set_reservation_value(path, "South", 2.5)
    assert without(path).values == {"South": 2.5}
    set_reservation_value(path, "South", None)
    assert without(path).values == {}


def test_bonuses_are_added_changed_and_taken_out(path):
    numbers_for_all(path)
    set_reservation_value(path, "South", 2)
    add_bonus(path, Bonus("South", TOGETHER, 2.0))
    assert load(path).negotiation.bonuses == (Bonus("South", TOGETHER, 2.0),)
    more = {"worth": -1.5, "package": (("transit", "open"), ("patrols", "none"))}
    change_bonus(path, 0, more)
    assert load(path).negotiation.bonuses == (Bonus("South", (("transit", "open"), ("patrols", "none")), -1.5),)
    with pytest.raises(DossierError, match="at least two issues"):
        change_bonus(path, 0, {"package": (("transit", "open"),)})
    remove_bonus(path, 0)
    assert "bonuses" not in path.read_text()
    with pytest.raises(NotFoundError, match="no bonus 1"):
        remove_bonus(path, 0)
