"""Parties and bystanders are added, changed, renamed and taken out; what refers to them follows or goes with them."""

from difflib import unified_diff

import pytest

from pourparler.dossier import (
    ReferredToError,
    add_actor,
    add_bystander,
    add_party,
    change_actor,
    change_bystander,
    change_party,
    load,
    remove_actor,
    remove_bystander,
    remove_party,
    rename_bystander,
    rename_party,
    reorder_parties,
)
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Actor, Bystander, Party

from .editing import FULL


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(FULL)
    return file


def party(path, name):
    return load(path).negotiation.party[name]


def changed_lines(path):
    lines = unified_diff(FULL.splitlines(), path.read_text().splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    "start", ["negotiation: T\n", "negotiation: T\nparties: {}\nissues: {}\n", "negotiation: T\nparties:\n"]
)
def test_an_empty_dossier_gets_its_first_party_and_bystander(path, start):
    path.write_text(start)
    add_party(
        path, Party("North", False, (Actor("Ada Voss", "minister"),), ("Norhaven",), "coastal state", suggested=True)
    )
    add_bystander(path, Bystander("Orsina", "host"))
    made = load(path).negotiation
    assert made.parties == (
        Party(
            "North", False, (Actor("Ada Voss", "minister", "North"),), ("Norhaven",), "coastal state", suggested=True
        ),
    )
    assert made.bystanders == (Bystander("Orsina", "host"),)


def test_a_new_party_stands_behind_the_others_and_changes_nothing_else(path):
    add_party(path, Party("West"))
    assert changed_lines(path) == ["+  West:", "+    at_table: true"]


@pytest.mark.parametrize("name", ["North", "Orsina", "transit", "  "])
def test_a_name_that_is_taken_or_empty_is_refused(path, name):
    for edit in (lambda: add_party(path, Party(name)), lambda: rename_party(path, "South", name)):
        with pytest.raises(PourparlerError, match=r"already|needs a name"):
            edit()
    assert path.read_text() == FULL


def test_a_party_is_changed_where_it_stands(path):
    change_party(path, "North", {"at_table": False, "aliases": ("Norhaven",), "role": "coastal state"})
    change_party(path, "East", {"role": "neighbour"})  # `East:` alone has no fields yet
    north = party(path, "North")
    assert (north.at_table, north.aliases, north.role) == (False, ("Norhaven",), "coastal state")
    assert party(path, "East").role == "neighbour"
    assert party(path, "East").at_table
    assert all("#" not in line for line in changed_lines(path))
    with pytest.raises(NotFoundError, match="North"):
        change_party(path, "Nord", {"role": "x"})


def test_a_suggestion_stays_one_until_it_is_confirmed(path):
    add_party(path, Party("West", suggested=True))
    change_party(path, "West", {"role": "neighbour"})
    assert party(path, "West").suggested
    change_party(path, "West", {}, confirmed=True)
    assert not party(path, "West").suggested
    assert party(path, "West").role == "neighbour"


def test_a_new_name_is_followed_everywhere_and_the_old_one_brings_back_the_same_text(path):
    rename_party(path, "South", "Southern League")
    made = load(path).negotiation
    assert "South" not in made.party
    assert "League" in path.read_text()
    assert [p.party for p in made.positions] == ["North", "North", "Southern League", "Southern League", "East"]
    assert set(made.priorities) == {"North", "Southern League"}
    assert made.suggested_priorities == ("Southern League",)
    assert made.next_steps[0].who == ("North", "Southern League")
    assert made.conflict.moves[0].gives_up == ("southern-league.transit.rejects.closed",)
    assert made.conflict.orders[0].wishes[0][0].rests_on == ("southern-league.transit.rejects.closed",)
    assert [p.actor for p in made.contests[0].pulls] == ["North", "Southern League"]
    rename_party(path, "Southern League", "South")
    assert path.read_text() == FULL


def test_what_a_party_has_without_agreement_and_its_meetings_follow_its_name(path):
    rename_party(path, "North", "Norhaven Union")
    made = load(path).negotiation
    assert set(made.no_agreement.better_than) == {"Norhaven Union"}
    assert made.meetings[0].present == ("Norhaven Union", "Ada Voss")
    rename_party(path, "East", "Levant")
    assert set(load(path).negotiation.ranges) == {"Levant"}
    rename_bystander(path, "Orsina", "Republic of Orsina")
    assert load(path).negotiation.meetings[0].host == "Republic of Orsina"


def test_what_is_a_partys_own_is_named_before_it_goes_with_it(path):
    with pytest.raises(ReferredToError) as refused:
        remove_party(path, "North")
    assert refused.value.references == {"positions": 2, "priorities": 1, "no_agreement": 1, "contests": 1}
    assert path.read_text() == FULL
    path.write_text(
        FULL.replace("East:\n", "East:\n  West:\n").replace(
            "South: {capability", "West: {capability: 1, position: open}, South: {capability"
        )
    )
    remove_party(path, "North", with_references=True)
    made = load(path).negotiation
    assert "North" not in made.party
    assert all(p.party != "North" for p in made.positions)
    assert set(made.priorities) == {"South"}
    assert not made.no_agreement.better_than
    assert "# the northern coast" in path.read_text()
    assert "# what was said" in path.read_text()
    with pytest.raises(PourparlerError, match="has moves"):
        remove_party(path, "South", with_references=True)


def test_a_party_that_nothing_refers_to_just_goes(path):
    add_party(path, Party("West"))
    remove_party(path, "West")
    assert path.read_text() == FULL
    remove_bystander(path, "Orsina")
    assert load(path).negotiation.bystanders == ()
    with pytest.raises(NotFoundError, match="Orsina"):
        remove_bystander(path, "Orsina")


def test_people_are_added_changed_and_taken_out(path):
    add_actor(path, "North", Actor("Ines Okafor", aliases=("Okafor",)))
    change_actor(path, "North", "Ada Voss", Actor("Ada Voss", "prime minister"))
    assert [(a.name, a.role, a.aliases) for a in party(path, "North").actors] == [
        ("Ada Voss", "prime minister", ()),
        ("Tom", None, ()),
        ("Ines Okafor", None, ("Okafor",)),
    ]
    remove_actor(path, "North", "Tom")
    change_actor(path, "North", "Ines Okafor", Actor("Ines Okafor"))
    assert [(a.name, a.aliases) for a in party(path, "North").actors] == [("Ada Voss", ()), ("Ines Okafor", ())]
    assert "# in office" in path.read_text()
    add_actor(path, "Orsina", Actor("Mia Castellan"))
    change_bystander(path, "Orsina", {"role": "host and mediator", "aliases": ("the host",)})
    assert load(path).negotiation.bystanders == (
        Bystander("Orsina", "host and mediator", (Actor("Mia Castellan"),), ("the host",)),
    )
    remove_actor(path, "Orsina", "Mia Castellan")
    with pytest.raises(NotFoundError, match="nobody"):
        remove_actor(path, "Orsina", "Mia Castellan")
    with pytest.raises(PourparlerError, match="cannot be added"):
        add_actor(path, "North", Actor("Ada Voss"))


def test_the_order_of_parties(path):
    reorder_parties(path, ["East", "North", "South"])
    assert list(load(path).negotiation.party) == ["East", "North", "South"]
    assert path.read_text().count("#") == FULL.count("#")
    with pytest.raises(PourparlerError, match="each once"):
        reorder_parties(path, ["East", "North"])
