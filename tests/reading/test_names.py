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
