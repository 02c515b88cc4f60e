"""The bodies and people that a text itself names, from scores made by hand."""

from __future__ import annotations

from collections import Counter
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pourparler.reading import bodies
from pourparler.reading.bodies import (
    SURELY_POINTED,
    _likeliest,
    body_like,
    initials,
    learn,
    learn_states,
    stands_for,
    states_in,
    untitled,
)
from pourparler.reading.names import Name, Names

from .scores_by_hand import encoded, scores

TEXT = "The Dockers Union met Orm Shipping. Ivo Brandt was there. The Union left. Brandt said Minister Pia Lind smiled. Orm waited."
ENTITIES = {
    "Dockers Union": "ORGANIZATION", "Orm Shipping": "ORGANIZATION", "Ivo Brandt": "PERSON", "Union": "ORGANIZATION", "Brandt": "PERSON",
    "Pia Lind": "PERSON", "Minister": "PERSON", "Orm": "ORGANIZATION",
}  # fmt: skip


def learnt(text: str = TEXT, *, proposes: bool = True, **said: object) -> Names:
    names = Names(proposes=proposes)
    made = scores(text, entities=said.pop("entities", ENTITIES), **said)  # type: ignore[arg-type]
    learn_states(text, encoded(text), names)
    learn(text, encoded(text), [made], names)
    return names


def test_short_forms_mean_the_longer_name_and_last_names_the_person() -> None:
    forms = {form: (n.name, n.person) for form, n in learnt().forms.items()}
    assert forms["union"] == forms["dockers union"] == ("Dockers Union", False)
    assert forms["orm"] == forms["orm shipping"] == ("Orm Shipping", False)
    assert forms["brandt"] == forms["ivo brandt"] == ("Ivo Brandt", True)
    assert forms["pia lind"] == ("Pia Lind", True)
    assert "minister" not in forms


def test_a_person_acts_for_the_body_that_the_model_surely_points_to() -> None:
    sure = learnt(acts_for={"Brandt": ("Union", 0.99)}).forms["ivo brandt"]
    assert (sure.party, sure.body) == ("Dockers Union", "Dockers Union")
    assert learnt().forms["ivo brandt"].body is None


@pytest.mark.parametrize(("share", "body"), [(0.2, None), (0.4, None), (0.6, "Dockers Union")])
def test_what_points_to_no_body_is_a_vote_too(share: float, body: str | None) -> None:
    assert learnt(acts_for={"Brandt": ("Union", share)}).forms["ivo brandt"].body == body


@pytest.mark.parametrize(
    ("votes", "body"),
    [
        ({"Union": 0.4, "Orm": 0.3, "": 0.3}, "Union"),
        ({"Union": 0.34, "Orm": 0.33, "": 0.33}, None),  # too little of all
        ({"Union": 0.4, "": 0.6}, None),  # nowhere has most
        ({}, None),
    ],
)
def test_the_likeliest_body_has_most_of_the_votes_and_enough(votes: dict[str, float], body: str | None) -> None:
    assert _likeliest(votes, SURELY_POINTED) == body


def test_its_chairman_is_of_the_body_named_last_before_and_goes_before_the_pointer() -> None:
    text = TEXT.replace("Ivo Brandt was there", "Ivo Brandt, its chairman, was there")
    assert learnt(text, acts_for={"Brandt": ("Union", 0.99)}).forms["ivo brandt"].body == "Orm Shipping"


def test_the_words_beside_a_name_go_before_the_models_pointer() -> None:
    text = "Orm Shipping's director Ivo Brandt met the Dockers Union."
    named = learnt(text, acts_for={"Brandt": ("Dockers", 0.99)})
    assert named.forms["ivo brandt"].body == "Orm Shipping"


def test_where_a_dossier_names_the_parties_no_others_are_proposed() -> None:
    names = learnt(proposes=False, acts_for={"Brandt": ("Union", 0.99)})
    assert names.forms["dockers union"].party is None
    assert (names.forms["ivo brandt"].party, names.forms["ivo brandt"].body) == (None, "Dockers Union")


def test_offices_alone_are_no_bodies() -> None:
    text = "The Secretary met the Prime Minister. The Chairman left."
    named = dict.fromkeys(("Secretary", "Prime Minister", "Chairman"), "ORGANIZATION")
    assert learnt(text, entities=named).forms == {}


def test_states_are_known_without_the_model() -> None:
    text = "Swiss envoys met the French government in Berlin; the Kremlin waited."
    assert dict(states_in(text, encoded(text))) == {
        "Swiss": "Switzerland", "French government": "France", "Berlin": "Germany", "Kremlin": "Russia",
    }  # fmt: skip
    names = learnt(text, entities={})
    assert names.forms["swiss"] == Name("Switzerland", "Switzerland", person=False)


@pytest.mark.parametrize(
    ("form", "longer", "meant"),
    [
        ("brenna", ["republic of brenna"], ["republic of brenna"]),
        ("council", ["students' council", "harbour board"], ["students' council"]),
        ("council", ["students' council", "town council"], []),
        ("orbeck", ["orbeck group"], ["orbeck group"]),
        ("kestrian", ["kestria"], ["kestria"]),
        ("cwa", ["communications workers of america"], ["communications workers of america"]),
        ("palm", ["rally of the palm"], []),
        ("brenna", ["brenna"], []),
    ],
)
def test_which_longer_form_a_short_one_stands_for(form: str, longer: list[str], meant: list[str]) -> None:
    assert stands_for(form, {other: other for other in longer}) == meant


def test_a_description_means_the_one_body_with_these_words() -> None:
    names = learnt()
    assert body_like("the dockers", names).name == "Dockers Union"  # type: ignore[union-attr]
    names.add("tenants union", Name("Tenants Union", None, person=False))
    assert body_like("the union", names) is None
    assert body_like("the", names) is None


def test_titles_and_initials() -> None:
    assert untitled("Prime Minister Ada Voss") == ["Ada", "Voss"]
    assert untitled("Minister") == ["Minister"]
    assert initials("Communications Workers of America") == "cwa"


def test_of_many_names_the_commonest_are_compared(monkeypatch) -> None:
    monkeypatch.setattr(bodies, "MOST_NAMES", 2)
    forms = {name: bodies._Form(Counter({name: many})) for name, many in (("orm", 1), ("arland", 3), ("borland", 2))}
    assert list(bodies._commonest(forms)) == ["arland", "borland"]
    assert bodies._commonest({"orm": forms["orm"]}) == {"orm": forms["orm"]}


FRAGMENTS = [
    *"the The of and & , . ( ) / - ’ ' ’s 's Government government delegation side A Ö In St St. Saint U.S U S".split(),
    *(
        "Korea Republic Côte d’Ivoire Kitts Nevis European Union Dutch Timor-Leste G-77 G-77/China Netherlands Gambia Iran Islamic Congo".split()
        * 2
    ),
    "\n",
    "     ",
]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " "])), min_size=1, max_size=14))
def test_words_are_passed_over_that_begin_or_end_no_state_and_nothing_else(pieces):
    text = "".join(piece + gap for piece, gap in pieces)
    assume(text.strip())
    words = encoded(text)
    with mock.patch.multiple(bodies, may_begin=lambda word: True, may_end=lambda word: True):
        wanted = list(states_in(text, words))
    assert list(states_in(text, words)) == wanted


@pytest.mark.parametrize(("title", "person"), [("Ms. ", True), ("Ms ", True), ("", False)])
def test_a_name_of_one_word_is_a_persons_where_a_title_stands_before_it(title: str, person: bool) -> None:
    text = f"{title}Parry left."
    found = learnt(text, entities={"Parry": "PERSON"}).forms.get("parry")
    assert (found is not None and found.person) is person


def test_a_title_before_a_full_name_tells_more_than_the_model() -> None:
    text = "The talks failed, said councillor Idun Strand. A spokesman, Per Aas, agreed. Aas left."
    names = learnt(text, entities={"Idun Strand": "ORGANIZATION", "Aas": "ORGANIZATION"})
    assert names.forms["idun strand"].person
    assert names.forms["aas"] == names.forms["per aas"] == Name("Per Aas", None, person=True)


def test_people_act_for_a_body_that_has_no_name_and_it_is_known_from_then_on() -> None:
    text = "Idun Strand of the regional council refused. So did union chair Ada Voss."
    names = learnt(text, entities={"Idun Strand": "PERSON", "Ada Voss": "PERSON"})
    assert names.forms["idun strand"].body == names.forms["idun strand"].party == "regional council"
    assert names.forms["ada voss"].body == "union"
    assert names.forms["regional council"] == Name("regional council", "regional council", person=False)
    assert "union" not in names.forms  # of one word: another union may be meant elsewhere


def test_a_title_of_the_sentence_before_makes_nobody_a_person() -> None:
    text = "Nobody told the minister. Port Auvane refused."
    assert not learnt(text, entities={"Port Auvane": "ORGANIZATION"}).forms["port auvane"].person
