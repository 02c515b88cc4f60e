"""From the names that a text gives to the parties of a dossier."""

import pytest

from pourparler.dossier import loads
from pourparler.model import Holder, Mode, Stance, Statement
from pourparler.reading.bodies import forms_of
from pourparler.reading.party_matching import PartyMatcher, Text

TALKS = loads("""
negotiation: Strait talks
parties:
  Kestria: {aliases: [Kestrian, Norhaven], actors: [{name: Ada Voss, role: foreign minister}]}
  Harbour League: {aliases: [the League], actors: [Ines Okafor]}
bystanders: {Orsina: {role: host, actors: [Miriam Castellan]}}
issues: {}
""").negotiation


def statement(text, source="", speaker=None, party=None, holders=(), **more):
    at = text.find(source) if source else -1
    spans = ((at, at + len(source)),) if source else ()
    return Statement("d" * 12, spans, (), ((len(text) - 1, len(text)),), Mode.INDIRECT, speaker=speaker, party=party,
                     holders=holders, **more)  # fmt: skip


def matched(text, *told, talks=TALKS, publisher=None, **more):
    (found,) = PartyMatcher(talks).match(Text(text, publisher), [statement(text, *told, **more)])
    return found


@pytest.mark.parametrize(
    ("text", "source", "speaker", "party", "expected"),
    [
        ("Ada Voss said no", "Ada Voss", "Ada Voss", None, ("Ada Voss", "Kestria")),
        ("She said no", "She", "Ada Voss", None, ("Ada Voss", "Kestria")),
        ("He said no", "He", "Otto Lind", "Norhaven", ("Otto Lind", "Kestria")),
        ("The foreign minister said no", "The foreign minister", None, None, ("Ada Voss", "Kestria")),
        ("Kestrian officials said no", "Kestrian officials", None, None, (None, "Kestria")),
        ("Berta Voss said no", "Berta Voss", "Berta Voss", None, ("Berta Voss", None)),
        ("Otto Lind of the League came. Lind said no", "Lind", "Otto Lind", None, ("Otto Lind", "Harbour League")),
        ("Miriam Castellan said no", "Miriam Castellan", "Miriam Castellan", "Orsina", ("Miriam Castellan", None)),
        ("Arland said no", "Arland", "Arland", "Arland", ("Arland", None)),
    ],
)
def test_speakers(text, source, speaker, party, expected):
    found = matched(text, source, speaker, party)
    assert (found.speaker, found.party) == expected


def test_we_is_whoever_published_the_text():
    found = matched("We said no", "We", publisher="The Harbour League")
    assert (found.speaker, found.party) == ("Harbour League", "Harbour League")


def test_holders_by_their_words_then_by_name_and_each_side_once():
    text = "The League and Norhaven and Arland reject it"
    words = {w: ((text.index(w), text.index(w) + len(w)),) for w in ("League", "Norhaven", "Arland")}
    held = (
        Holder("Something", "Something", words["League"]),
        Holder("Kestria", None, words["Norhaven"]),
        Holder("Arland", "Arland", words["Arland"]),
        Holder("Ada Voss"),
    )
    found = matched(text, "", holders=held, stance=Stance.REJECTS, act=True)
    assert [(h.name, h.party) for h in found.holders] == [
        ("Harbour League", "Harbour League"),
        ("Kestria", "Kestria"),
        ("Arland", None),
    ]
    assert found.party == "Harbour League"


def test_whoever_speaks_takes_the_position_as_the_dossier_has_it():
    text = "She said no"
    found = matched(text, "She", "Ines Okafor", "Guild", holders=(Holder("Guild", "Guild"),))
    assert found.holders == (Holder("Harbour League", "Harbour League"),)
    assert found.is_own_side(found.holders[0])


def test_without_parties_the_reader_s_own_stay():
    text = "Arland said no"
    own = statement(text, "Arland", "Arland", "Arland", (Holder("Arland", "Arland"),))
    for told in ("", "bystanders: {Orsina: {role: host}}\n"):
        empty = loads(f"negotiation: x\n{told}").negotiation
        assert PartyMatcher(empty).match(Text(text), [own]) == [own]


def test_a_reader_knows_the_dossier_s_forms_but_not_whose_they_are():
    names = forms_of(TALKS)
    assert names.forms["norhaven"].name == "Norhaven"
    assert names.forms["kestria"].name == "Kestria"
    assert names.forms["league"].name == "Harbour League"  # the words tell that
    assert names.forms["voss"].name == "Ada Voss"
    assert names.forms["ada voss"].party is None


def test_an_office_is_of_whom_the_text_names_where_it_changed_hands():
    talks = loads("""
negotiation: Strait talks
parties: {Kestria: {actors: [{name: Ada Voss, role: president}, {name: Otto Lind, role: president until 2030}]}, League: {actors: [Ines Okafor]}}
issues: {}
""").negotiation
    for text, name in (
        ("Otto Lind came. The president of Kestria said no", "Otto Lind"),
        ("Ada Voss followed Otto Lind. The president of Kestria said no", "Ada Voss"),
        ("Ines Okafor came. The president of Kestria said no", "Ada Voss"),
    ):
        found = matched(text, "The president of Kestria", talks=talks)
        assert (found.speaker, found.party) == (name, "Kestria")
