"""The trained reader on sentences of our own: who, what, how, for whom; unknown where unsure."""

import pytest

from pourparler.dossier import load
from pourparler.model import Block, BlockKind, Document, Mode, Stance, quote
from pourparler.reading import ModelReader
from pourparler.reading.model_reader import prose

from ..conftest import DEMO
from .matched import matched


@pytest.fixture(scope="module")
def negotiation():
    return load(DEMO / "dossier.yaml").negotiation


def read(text, negotiation=None, **details):
    document = Document(text, "t", **details)
    found = matched(document, negotiation).statements
    return [(quote(text, s.source), quote(text, s.cue), quote(text, s.content), s) for s in found]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "mode"),
    [
        ("Ada Voss said that the strait would stay open.", "Ada Voss", "said", "that the strait would stay open.", Mode.INDIRECT),
        ("The strait would stay open, Ada Voss said.", "Ada Voss", "said", "The strait would stay open", Mode.INDIRECT),
        ("“We will stay,” said Tomas Rell.", "Tomas Rell", "said", "“We will stay,”", Mode.DIRECT),
        ('"We will stay," Tomas Rell, the chief negotiator, said.', "Tomas Rell, the chief negotiator", "said", '"We will stay,"', Mode.DIRECT),
        ("Rell called the plan “a lock on a public road” on Monday.", "Rell", "called", "the plan “a lock on a public road” on Monday.", Mode.MIXED),
        ("According to Ada Voss, the due will stay where it is.", "Ada Voss", "According to", "the due will stay where it is.", Mode.INDIRECT),
        ("The due will stay where it is, according to two officials.", "two officials", "according to", "The due will stay where it is", Mode.INDIRECT),
        ("Maravel would not accept any dues, officials told reporters.", "officials", "told", "Maravel would not accept any dues", Mode.INDIRECT),
    ],
)  # fmt: skip
def test_shapes(text, source, cue, content, mode):
    ((s, c, t, statement),) = read(text)
    # Punctuation at the ends is the model's own choice and not scored.
    assert (s.strip(",."), c, t.strip("."), statement.mode) == (source, cue, content.strip("."), mode)


def test_a_quotation_of_several_sentences_is_one_statement():
    found = read("“We will stay,” said Tomas Rell. “We will fish. Nobody will stop us.”")
    ((source, _, content, statement),) = [f for f in found if f[3].part_of is None]
    assert source == "Tomas Rell"
    assert content == "“We will stay,” … “We will fish. Nobody will stop us.”"
    assert statement.mode is Mode.DIRECT


def test_adding_opens_a_statement_of_its_own():
    found = read("Ada Voss said that the strait was open, adding that the due would stay.")
    assert [(f[1], f[2].strip("."), f[3].speaker) for f in found] == [
        ("said", "that the strait was open", "Ada Voss"),
        ("adding", "that the due would stay", "Ada Voss"),
    ]


def test_a_dateline_is_no_part_of_what_is_said():
    ((_, _, content, _),) = read("NORHAVEN, 3 February 2031 (Agency) – The strait is open to all, Ada Voss said.")
    assert content == "The strait is open to all"


def test_names_are_carried_over_pronouns_and_last_names_where_safe(negotiation):
    text = (
        "Kestria's foreign minister, Ada Voss, said on Monday that the strait would stay open. She said that the due would stay.\n"
        "Voss added that talks would go on."
    )
    assert [(s.speaker, s.party) for *_, s in read(text, negotiation)] == [("Ada Voss", "Kestria")] * 3


def test_names_that_only_the_text_knows():
    found = read("The envoy Maria Lind said that the strait was open. Lind said that the due would stay.")
    assert [s.speaker for *_, s in found] == ["Maria Lind", "Maria Lind"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Voss met Tomas Rell in Aldmoor. The two were seen at the harbour. A gull flew by. He said that it went well.",
        "A spokesman for Ada Voss said that the strait would stay open.",
        "One of her aides said that the strait would stay open.",
        "Talks went on for hours. He said that it went well.",
        "Ada Voss's spokeswoman said that the strait would stay open.",
    ],
)
def test_unknown_where_unsure(negotiation, text):
    assert [s.speaker for *_, s in read(text, negotiation)] == [None]


def test_anonymous_sources_keep_their_party(negotiation):
    ((*_, s),) = read("Kestrian officials said that the due would stay.", negotiation)
    assert (s.speaker, s.party, s.anonymous) == (None, "Kestria", True)


def test_a_question_takes_no_side():
    text = (
        "Reporter: Would you accept League boats?\nAda Voss: No.\nReporter: Must it be so?\n"
        "Ada Voss: We reject League boats in the strait."
    )
    would, _, must, reject = (s for *_, s in read(text))
    assert [s.stance for s in (would, must)] == [Stance.REPORTS] * 2
    assert [s.position for s in (would, must)] == [()] * 2
    assert reject.stance is Stance.REJECTS


def test_positions_in_one_quotation_are_parts_of_what_is_said(negotiation):
    text = "Kestria's envoy Ada Voss said that Kestria rejected a full due; it demanded joint patrols in the whole of the strait."
    said, *parts = (s for *_, s in read(text, negotiation))
    assert {p.part_of for p in parts} == {said.id}
    taken = {quote(text, s.position): s for s in (said, *parts)}
    assert {s.stance for s in taken.values()} == {Stance.DEMANDS, Stance.REJECTS}
    assert {h.party for s in taken.values() for h in s.holders} == {"Kestria"}
    assert all(s.content == s.position for s in parts)


def test_an_act_is_a_statement_without_a_speaker(negotiation):
    text = "Kestria will have no League boats in the strait."
    ((_, cue, _, s),) = read(text, negotiation)
    assert (s.act, s.speaker, s.party, cue, s.source) == (True, None, "Kestria", "", ())
    assert s.stance is Stance.REJECTS
    assert s.content == s.position


def test_hedges_are_marked():
    assert read("Two officials said that Maravel may accept a reduced due.")[0][3].hedged
    assert not read("Ada Voss said that Kestria accepts a reduced due.")[0][3].hedged


def test_issue_and_option_come_with_a_confidence(negotiation):
    ((*_, s),) = read("Ada Voss said that Kestria would accept shared fishing grounds.", negotiation)
    assert (s.issue, s.option) == ("fishing", "shared")
    assert 0 < s.confidence <= 1
    ((*_, s),) = read("Ada Voss said that the soup was cold.", negotiation)
    assert (s.issue, s.option, s.confidence) == (None, None, None)


def test_a_transcript_is_read_by_its_turns(negotiation):
    text = "Reporter: What now?\n\nAda Voss: We go on.\n\nAnd we wait.\n\nReporter: Until when?\n\nTomas Rell: Until it is over."
    found = read(text, negotiation)
    assert [(f[0], f[2]) for f in found] == [
        ("Reporter", "What now?"), ("Ada Voss", "We go on."), ("Ada Voss", "And we wait."),
        ("Reporter", "Until when?"), ("Tomas Rell", "Until it is over."),
    ]  # fmt: skip
    assert {f[3].party for f in found} == {None, "Kestria", "Maravel"}


def test_a_meeting_with_place_duration_date_and_who_was_not_there(negotiation):
    import datetime

    text = (
        "Ada Voss and Tomas Rell held talks in Aldmoor on Tuesday. After nearly five hours of talks they parted.\n"
        "No League officials were present at the meeting."
    )
    document = Document(text, "t", date=datetime.date(2031, 2, 19))
    (met,) = ModelReader().read(document, negotiation).meetings
    assert (met.place, met.duration, met.date) == ("Aldmoor", "nearly five hours", datetime.date(2031, 2, 18))
    assert met.present == ("Ada Voss", "Tomas Rell")
    assert met.absent == ("League officials",)
    assert {e.document for e in met.evidence} == {document.id}


def test_a_meeting_that_is_only_planned_is_none(negotiation):
    assert (
        ModelReader().read(Document("Ada Voss will hold talks in Aldmoor on Tuesday.", "t"), negotiation).meetings == ()
    )


def test_headings_are_blanked_where_they_stand_and_lines_stay():
    text = "The Northern\nLock\n\nArland met Borland.\n\nA Byline\n\n\nCorland left.\n"
    kinds = {
        "The Northern": BlockKind.HEADING,
        "Arland": BlockKind.PARAGRAPH,
        "A Byline": BlockKind.BYLINE,
        "Corland": BlockKind.PARAGRAPH,
    }
    ends = {"The Northern": "Lock", "Arland": "Borland.", "A Byline": "A Byline", "Corland": "left."}
    blocks = [
        Block(kind, text.index(first), text.index(ends[first]) + len(ends[first])) for first, kind in kinds.items()
    ]
    told = prose(Document(text, "t", blocks=tuple(blocks)))
    kept = [any(b.start <= k < b.end and b.kind is BlockKind.PARAGRAPH for b in blocks) for k in range(len(text))]
    assert told == "".join(c if keep or c == "\n" else " " for c, keep in zip(text, kept, strict=True))
