"""What somebody is reported to have said, inside what somebody says."""

import re

import pytest

from pourparler.dossier import load
from pourparler.evaluation.scoring import outermost
from pourparler.model import Document, quote
from pourparler.reading import ModelReader, model_reader
from pourparler.reading.attribution import Attribution
from pourparler.reading.nested_attribution import _in_its_sentence
from pourparler.reading.positions_taken import PositionTaken

from ..conftest import DEMO
from .matched import matched

READER = ModelReader()


def read(text):
    return READER.read(Document(text, "t")).statements


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        (
            "Ada Voss said that Tomas Rell had told her that the truce would hold until June.",
            ("Tomas Rell", "that the truce would hold until June"),
        ),
        (
            "According to the minister, the ambassador had promised that the bridge would open.",
            ("the ambassador", "that the bridge would open"),
        ),
        (
            "Petra Novik said the prime minister had told her he “would rather have twelve dates than twelve speeches.”",
            ("the prime minister", "he “would rather have twelve dates than twelve speeches.”"),
        ),
    ],
)
def test_a_report_in_a_report_is_a_statement_of_its_own(text, inner):
    outer, reported = read(text)
    assert outer.reported_by is None
    assert reported.reported_by == outer.id
    assert (quote(text, reported.source), quote(text, reported.content)) == inner
    assert outermost([outer, reported]) == [outer]


@pytest.fixture
def taking(monkeypatch):
    """Let the model find positions in given words, and point at nobody."""

    def let(words, kind):
        def found(text, *_):
            places = [m.span() for m in re.finditer(re.escape(words), text)]
            return [PositionTaken(place, kind, kind != "rejects", False, 0.9, 0.9) for place in places]

        monkeypatch.setattr(model_reader, "positions_taken", found)

    return let


def test_the_reporter_does_not_take_the_position_that_is_reported(taking):
    taking("had demanded the whole of the northern port", "demands")
    outer, reported = read("Ada Voss said that Tomas Rell had demanded the whole of the northern port.")
    assert (outer.speaker, outer.stance.value, outer.position) == ("Ada Voss", "reports", ())
    assert (reported.speaker, reported.stance.value) == ("Tomas Rell", "demands")
    assert [h.name for h in reported.holders] == ["Tomas Rell"]


def test_what_a_speaker_says_of_its_own_party_is_its_own_statement(taking):
    taking("had agreed to joint patrols", "accepts")
    negotiation = load(DEMO / "dossier.yaml").negotiation
    text = "Ada Voss, foreign minister of Kestria, said that Kestria had agreed to joint patrols. Tomas Rell, chief negotiator of Maravel, said that Kestria had agreed to joint patrols."
    found = matched(Document(text, "t"), negotiation, READER).statements
    assert [(s.speaker, s.stance.value) for s in found] == [
        ("Ada Voss", "accepts"),
        ("Tomas Rell", "reports"),
        ("Kestria", "accepts"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman denied that Ada Voss had offered to pay.",
        "Ada Voss said she had told the council that the port would open.",
        "“I told them that the road stays closed,” Tomas Rell said.",
        "Ada Voss said that the road was closed and the river was low.",
    ],
)
def test_what_is_denied_or_the_speakers_own_is_not_reported(text):
    assert [s for s in read(text) if s.reported_by] == []


def test_what_is_reported_ends_with_its_sentence():
    text = "Ada Voss: Tomas Rell told me that he would never sign. We will go on without him."
    a = Attribution(((10, 20),), ((21, 28),), ((text.index("that"), len(text)),))
    assert quote(text, _in_its_sentence(text, a).content) == "that he would never sign"
