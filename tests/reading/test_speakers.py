"""Who is meant by the words of a source: names, roles, stand-ins, pronouns; unknown where unsure."""

import pytest

from pourparler.dossier import loads
from pourparler.model import Document, Mode, Statement
from pourparler.reading.attribution import Attribution
from pourparler.reading.coreference import Antecedents
from pourparler.reading.model import shipped
from pourparler.reading.names import add_names_in, dossier_names
from pourparler.reading.party_matching import PartyMatcher, Text
from pourparler.reading.speakers import Speaker, resolve

NEGOTIATION = loads("""
negotiation: Test
parties:
  Kestria:
    at_table: true
    aliases: [Kestrian, Norhaven]
    actors: [{name: Ada Voss, role: foreign minister}, {name: Jon Arl, role: president}]
  Maravel:
    at_table: true
    aliases: [Sant Elmo]
    actors: [{name: Tomas Rell, role: chief negotiator}, {name: Oleg Zelensky, role: defence minister}]
issues:
  transit: {question: Who may pass?, options: {open: open, closed: closed}}
""").negotiation


def who(source, text=None, negotiation=NEGOTIATION, **details):
    text = text or f"{source} said no."
    at = text.index(source)
    document = Document(text, "t", **details)
    encoded = shipped().encode(text)
    names = dossier_names(negotiation)
    add_names_in(text, [source], names)
    antecedents = Antecedents(text, encoded, shipped().scores(encoded), names)
    found = [Attribution(((at, at + len(source)),), (), ((at + len(source), len(text)),))]
    (found_here,) = resolve(document, found, names, antecedents)
    statement = Statement(
        document.id,
        found[0].source,
        (),
        found[0].content,
        Mode.INDIRECT,
        speaker=found_here.name,
        party=found_here.party,
        anonymous=found_here.anonymous,
    )
    (s,) = PartyMatcher(negotiation).match(Text(text, document.source), [statement])
    return Speaker(s.speaker, s.party, s.anonymous)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ada Voss", Speaker("Ada Voss", "Kestria")),
        ("Ms Voss", Speaker("Ada Voss", "Kestria")),
        ("Kestria's foreign minister, Ada Voss,", Speaker("Ada Voss", "Kestria")),
        ("Norhaven", Speaker("Kestria", "Kestria")),
        ("Kestria's foreign minister", Speaker("Ada Voss", "Kestria")),
        ("the Kestrian president", Speaker("Jon Arl", "Kestria")),
        ("The foreign minister", Speaker("Ada Voss", "Kestria")),
        ("the minister", Speaker()),  # two have the word in their role
        ("Maravel's minister", Speaker("Oleg Zelensky", "Maravel")),
        ("Kestrian officials", Speaker(None, "Kestria", anonymous=True)),
        ("two officials", Speaker(anonymous=True)),
        ("A spokesman for Ada Voss", Speaker(None, "Kestria")),
        ("Ada Voss's aide", Speaker(None, "Kestria", anonymous=True)),
        ("A Maravel diplomat", Speaker(None, "Maravel", anonymous=True)),
        ("Question", Speaker(anonymous=True)),
        ("HOST", Speaker(anonymous=True)),
        ("Interviewer", Speaker(anonymous=True)),
        ("a schoolteacher", Speaker(anonymous=True)),
        ("villagers", Speaker(anonymous=True)),
        ("two economists", Speaker(anonymous=True)),
        ("officials familiar with the talks", Speaker(anonymous=True)),
        ("A person close to Ada Voss", Speaker(None, "Kestria", anonymous=True)),
        ("Maravel farmers", Speaker(None, "Maravel", anonymous=True)),
        ("the economists", Speaker()),  # known to the reader of the text, not to us
        ("Kestria's negotiators", Speaker(None, "Kestria")),
        ("The president's lawyer", Speaker()),
        ("Jon Arl's office", Speaker(None, "Kestria")),
        ("the General Assembly", Speaker("General Assembly")),
        ("the Justice Department", Speaker("Justice Department")),
        ("Ada Voss and Jon Arl", Speaker(None, "Kestria")),
        ("Ada Voss and Tomas Rell", Speaker()),
        ("Kestria and Maravel", Speaker()),
        ("the trade union", Speaker("trade union")),
        ("the Lorn Fishermen", Speaker("Lorn Fishermen")),
        ("", Speaker()),
    ],
)
def test_words_of_a_source(source, speaker):
    assert who(source) == speaker


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Ada Voss came to the port. She said that it was late.", "She", Speaker("Ada Voss", "Kestria")),
        ("It rained all day. She said no.", "She", Speaker()),
        ("Jon Arl sent a letter. His spokeswoman said no.", "His spokeswoman", Speaker(None, "Kestria")),
    ],
)
def test_what_points_back(text, source, speaker):
    assert who(source, text) == speaker


def test_another_spelling_is_the_same_person():
    assert who("Oleg Zelenskyy").name == "Oleg Zelensky"
    assert who("Zelenskyy", "President Oleg Zelenskyy came. Zelenskyy said no.").name == "Oleg Zelensky"


def test_another_person_of_the_same_last_name_is_another():
    assert who("Berta Voss", "Berta Voss said no.").name == "Berta Voss"
    assert who("Voss", "The baker Berta Voss came. Ada Voss left. Then Voss said no.", NEGOTIATION).name != "Berta Voss"


def test_we_is_the_body_that_wrote_the_text():
    text = "We said no."
    document = Document(text, "t", source="Government of Kestria")
    encoded = shipped().encode(text)
    names = dossier_names(NEGOTIATION)
    antecedents = Antecedents(text, encoded, shipped().scores(encoded), names)
    found = [Attribution(((0, 2),), (), ((3, 10),))]
    assert resolve(document, found, names, antecedents) == [Speaker("Kestria", "Kestria")]


def test_a_name_ends_with_its_sentence():
    text = "“No,” said Mara Lind. She left. She said no."
    names = dossier_names(None)
    add_names_in(text, ["Mara Lind", "She"], names)
    assert {n.name for n in names.forms.values()} == {"Mara Lind"}


def test_he_is_nobody_whom_he_names():
    """Whom a pronoun points at is set by hand."""
    text = "Ada Voss met Tomas Rell. “I saw Rell,” he said."
    names = dossier_names(NEGOTIATION)
    at, saw = text.index("he said"), text.index("“I saw")

    class Pointing:
        def words(self, start, end):
            return (0, 1)

        def of(self, word):
            return {names.forms["tomas rell"]: 0.7, names.forms["jon arl"]: 0.2}

    def said(content):
        (found,) = resolve(Document(text, "t"), [Attribution(((at, at + 2),), (), (content,))], names, Pointing())
        return found.name

    assert said((saw, at)) is None
    assert said((saw, saw + 2)) == "Tomas Rell"
