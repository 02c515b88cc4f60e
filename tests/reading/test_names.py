"""Names that a text introduces, and what else countries are called."""

import pytest

from pourparler.dossier.load import loads
from pourparler.reading.countries import called
from pourparler.reading.names import Name, add_names_in, dossier_names
from pourparler.reading.speakers import Speaker, named

NEGOTIATION = loads(
    """
negotiation: Talks
parties:
  Russia: {at_table: true, actors: [{name: Sergei Lavrov}]}
  Ukraine: {at_table: true, aliases: [Kyiv]}
  Varda: {at_table: true, aliases: [Vardan]}
bystanders:
  Saudi Arabia: {role: host}
issues:
  a: {question: What?, options: {x: one, y: two}}
"""
).negotiation


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Moscow", Speaker("Russia", "Russia")),
        ("the Kremlin", Speaker("Russia", "Russia")),
        ("Russian officials", Speaker(None, "Russia", True)),
        ("a Ukrainian spokesman", Speaker(None, "Ukraine")),
        ("Kyiv", Speaker("Ukraine", "Ukraine")),
        ("Saudi diplomats", Speaker(None, None, True)),
        ("Washington", Speaker("Washington", None)),  # no party here
    ],
)
def test_capitals_seats_and_demonyms_speak_for_their_country(words, speaker):
    assert named(words, dossier_names(NEGOTIATION)) == speaker


def test_a_place_is_no_participant():
    names = dossier_names(NEGOTIATION)
    text = "Sergei Lavrov flew to Riyadh, then to Kyiv and Moscow."
    assert [n.name for _, _, n in names.mentions(text, places=False)] == ["Sergei Lavrov", "Ukraine"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Vardan Prime Minister Rasmus Thorne said no.", "Varda"),
        ("Varda's foreign minister Rasmus Thorne said no.", "Varda"),
        ("The Russian deputy foreign minister, Rasmus Thorne, said no.", "Russia"),
        ("Rasmus Thorne, Ukraine's chief negotiator, said no.", "Ukraine"),
        ("Rasmus Thorne, a former Russian minister, said no.", None),
        ("The former Vardan president Rasmus Thorne said no.", None),
        ("He left Varda. President Rasmus Thorne said no.", None),
        ("Rasmus Thorne, who wrote of Varda, said no.", None),
        ("Mr Rasmus Thorne said no.", None),
        ("Varda's deputy energy minister, Rasmus Thorne, said no.", "Varda"),
        ("The Russian senator Rasmus Thorne said no.", "Russia"),
        ("The Ukrainian cellist Rasmus Thorne said no.", None),  # no office
        ("Rasmus Thorne, speaker of the Vardan parliament, said no.", None),
        ("Varda's Rasmus Thorne said no.", "Varda"),
    ],
)
def test_a_person_has_the_party_that_the_words_beside_the_name_give(text, party):
    names = dossier_names(NEGOTIATION)
    add_names_in(text, ["Rasmus Thorne"], names)
    assert names.forms["thorne"] == Name("Rasmus Thorne", party, True)


def test_only_countries_have_other_names():
    assert "Moscow" in called("Russian Federation")
    assert called("Kestria") == called("in") == called("Norrland Union") == ()


def test_two_that_claim_a_place_both_lose_it():
    names = dossier_names(NEGOTIATION)
    names.add_place("Moscow", Name("Moscow City", None, False))
    assert "moscow" not in names.forms


@pytest.mark.parametrize(
    ("text", "sources", "name"),
    [
        ("President Dana Orr came. Orr said no.", ["Orr"], "Dana Orr"),
        ("“No,” said Ms Dana Orr.", ["Ms Dana Orr"], "Dana Orr"),
        ("Dana Orr, a nurse, said no.", ["Dana Orr, a nurse,"], "Dana Orr"),
        ("Gov. Dana J. Orr said no.", ["Gov. Dana J. Orr"], "Dana J. Orr"),
        ("Deputy Prime Minister Dana Orr said no.", ["Orr"], "Dana Orr"),
        ("General Dana van Orr said no.", ["General Dana van Orr"], "Dana van Orr"),
        ("On Monday Peter King said no.", ["Peter King"], "Peter King"),  # a title as a last name
        (
            "Minister of Sport Dana Orr said no.",
            ["Minister of Sport Dana Orr"],
            "Dana Orr",
        ),  # whatever she is minister of
        ("Corvane's Dana Orr said no.", ["Corvane's Dana Orr"], "Dana Orr"),
    ],
)
def test_people_whom_the_text_introduces(text, sources, name):
    names = dossier_names(None)
    add_names_in(text, sources, names)
    last = name.split()[-1].lower()
    assert names.forms[last] == names.forms[name.lower()] == Name(name, None, True)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Dana Orr came to the market.", ["the mayor"]),  # named, but neither titled nor quoted
        ("The White House said no.", ["The White House"]),
        ("On Monday June King sang.", ["Monday"]),
    ],
)
def test_others_are_no_speakers(text, sources):
    names = dossier_names(None)
    add_names_in(text, sources, names)
    assert not any(n.name in ("Dana Orr", "Monday June King") for n in names.forms.values())


@pytest.mark.parametrize(
    ("dossier", "written", "same"),
    [
        ("Oleh Kravchenko", "Oleg Kravchenko", True),
        ("Mikhail Amari", "Michail Amari", True),
        ("Ines Falk", "Otto Falk", False),
    ],
)
def test_another_spelling_of_a_first_name(dossier, written, same):
    negotiation = loads(
        f"negotiation: T\nparties: {{A: {{actors: [{{name: {dossier}}}]}}}}\nissues: {{a: {{question: W?, options: {{x: one, y: two}}}}}}"
    ).negotiation
    names = dossier_names(negotiation)
    add_names_in(f"Mr {written} said no.", [written], names)
    assert (names.forms.get(written.lower()) == names.forms.get(dossier.lower())) is same


def test_a_form_that_two_share_is_nobodys():
    names = dossier_names(None)
    names.add("Falk", Name("Ines Falk", None, True))
    names.add("Falk", Name("Otto Falk", None, True))
    names.add("Falk", Name("Ines Falk", None, True))
    assert "falk" not in names.forms
    assert list(names.mentions("Falk said no.")) == []


def test_the_longest_form_is_mentioned_and_bodies_are_no_persons():
    names = dossier_names(NEGOTIATION)
    assert [n.name for _, _, n in names.mentions("Sergei Lavrov and the Vardan army")] == ["Sergei Lavrov", "Varda"]
    assert {n.name for n in names.bodies().forms.values()} == {"Russia", "Ukraine", "Varda", "Saudi Arabia"}


def test_parts_of_words_are_no_mentions():
    assert list(dossier_names(NEGOTIATION).mentions("The Vardanians were Lavrovian.")) == []
