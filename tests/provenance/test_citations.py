"""Evidence leads to its words; words lead to evidence."""

from dataclasses import replace
from datetime import date

import pytest

from pourparler.briefing.notes import Notes
from pourparler.dossier import new_dossier
from pourparler.errors import NotFoundError
from pourparler.model import (
    Decision,
    Document,
    Evidence,
    Issue,
    Kind,
    Mode,
    Negotiation,
    Party,
    Place,
    Position,
    Reading,
    Statement,
    overlap,
)  # fmt: skip
from pourparler.provenance.chains import citation_link
from pourparler.provenance.citations import Citations, citing, find_words, whole_sentence
from pourparler.record import Record

TEXT = "Talks go on\n- Ada said  the strait stays open. Bo said no. Nobody asked."
DOCUMENT = Document(TEXT, "Talks")
STATEMENT = Statement(DOCUMENT.id, ((14, 17),), ((18, 22),), ((24, 46),), Mode.INDIRECT, speaker="Ada")


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(DOCUMENT)
        opened.save_reading(Reading(DOCUMENT.id, "test/1", (STATEMENT,)), TEXT)
        yield opened


def test_a_statement_is_cited_from_its_first_to_its_last_word(record):
    cited = Citations(record).cite(Evidence(statement=STATEMENT.id))
    assert (cited.found, cited.quotation) == (True, "Ada said the strait stays open.")
    assert cited.status == "proposed by the reader"
    record.decide(STATEMENT.id, Decision.ACCEPTED)
    assert Citations(record).cite(Evidence(statement=STATEMENT.id)).status == "accepted by ann"


def test_a_stretch_is_cited_in_its_sentence_with_the_statement_that_it_meets(record):
    cited = Citations(record).cite(Evidence(document=DOCUMENT.id, spans=((28, 34),)))
    assert cited.quotation == "Ada said the strait stays open."
    assert cited.entry.statement == STATEMENT
    alone = Citations(record).cite(Evidence(document=DOCUMENT.id, spans=((47, 49),)))
    assert (alone.quotation, alone.entry, alone.status) == ("Bo said no.", None, "cited by hand")


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(statement="s000000000000"),
        Evidence(document="000000000000", spans=((0, 3),)),
        Evidence(document=DOCUMENT.id, spans=((0, 3000),)),
    ],
)
def test_what_is_not_in_the_record_is_not_found(record, evidence):
    assert not Citations(record).cite(evidence).found
    assert not Citations().cite(evidence).found


def test_words_lead_to_evidence_that_leads_to_the_words(record):
    (found,) = find_words(record.documents(), "the strait stays")
    assert found == Evidence(document=DOCUMENT.id, spans=((24, 40),))
    assert Citations(record).cite(found).found
    assert len(find_words(record.documents(), "said")) == 2
    with pytest.raises(NotFoundError, match="no document has the words 'strai'"):
        find_words(record.documents(), "strai")


def test_citing_a_dossier_makes_no_record(tmp_path):
    dossier = new_dossier(tmp_path / "talks", None)
    with citing(dossier) as citations:
        assert (citations.headings, citations.meetings) == ([], [])
    assert not dossier.record.exists()
    with Record(dossier.record) as record:
        record.add_document(DOCUMENT)
    with citing(dossier) as citations:
        assert [h.id for h in citations.headings] == [DOCUMENT.id]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("that it", "Ada said that it would stay."),
        ("Ada said", "Ada said that it would stay."),
        ("stay.", "Ada said that it would stay."),
        ("First", "First one."),
        ("Last", "“Last.”"),
        ("End", "End"),
        ("one. Ada", "First one. Ada said that it would stay."),
    ],
)
def test_a_quotation_is_shown_in_its_whole_sentence(words, sentence):
    text = "First one. Ada said that it would stay. “Last.” End"
    start, end = whole_sentence(text, (text.index(words), text.index(words) + len(words)))
    assert text[start:end] == sentence


@pytest.mark.parametrize("lead", ["- ", "NORHAVEN, 3 February 2031 (Agency) – ", ""])
def test_a_dash_or_a_dateline_is_no_part_of_the_sentence(lead):
    text = f"Head\n{lead}Ada said that it would stay. More."
    start, end = whole_sentence(text, (text.index("that"), text.index("stay")))
    assert text[start:end] == "Ada said that it would stay."


def test_a_judgement_is_no_quotation_and_nothing_is_missing_behind_it(record):
    cited = Citations(record).cite(Evidence(judgement="she will sign", by="Bo"))
    assert (cited.found, cited.missing, cited.quotation) == (False, False, "")
    assert Citations(record).cite(Evidence(statement="s000000000000")).missing


def test_all_that_tell_a_statement_are_cited_with_it_who_was_first_before_the_others(tmp_path):
    ids = []
    with Record(tmp_path / "record.sqlite") as record:
        for day, source in ((9, "Courier"), (3, "Agency"), (5, "Radio")):
            text = f"Ada said that the strait stays open as long as nobody closes it, reports {source}."
            document = Document(text, "Talks", date(2031, 2, day), source)
            said = Statement(document.id, ((0, 3),), ((4, 8),), ((9, 63),), Mode.INDIRECT, speaker="Ada")
            record.add_document(document)
            record.save_reading(Reading(document.id, "test/1", (said,)), text)
            ids.append(said.id)
        citations = Citations(record)
        cited = citations.told(citations.cite_all([Evidence(statement=ids[0]), Evidence(judgement="no", by="Bo")]))
        assert [t.source for t in cited[0].tellings] == ["Agency", "Radio", "Courier"]
        assert cited[1].tellings == ()
        assert citation_link(cited[0]).words.endswith(
            "First told by Agency on 3 February 2031; also told by Radio and Courier."
        )
        assert citations.standing.counted().statements == 1
        notes = Notes(citations)
        assert notes.of([Evidence(statement=id) for id in ids]) == [1]  # one note, however many documents tell it


def test_evidence_has_the_place_and_the_day_of_its_document(tmp_path):
    dated = Document(TEXT + " Dated.", "Talks", date(2031, 2, 3))
    said = replace(STATEMENT, document=dated.id, id="")
    judged = Evidence(judgement="so it was", by="Ada", on=date(2031, 5, 1))
    unknown = Evidence(statement="s000000000000")
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        for document, s in ((DOCUMENT, STATEMENT), (dated, said)):
            record.add_document(document)
            record.save_reading(Reading(document.id, "test/1", (s,)), document.text)
        spans = Evidence(document=dated.sha256[:20], spans=((0, 3),))
        told = [Evidence(statement=said.id), spans, Evidence(statement=STATEMENT.id), judged, unknown]
        assert Citations(record).places(told) == {
            told[0]: Place(dated.id, dated.date, said.id),
            spans: Place(dated.id, dated.date),
            told[2]: Place(DOCUMENT.id, None, STATEMENT.id),
            judged: Place(None, judged.on),
        }
        near = Evidence(document=dated.id, spans=((28, 34),))
        assert Citations(record).places([near, spans], nearest=True) == {
            near: Place(dated.id, dated.date, said.id),
            spans: Place(dated.id, dated.date),
        }
        positions = (Position("p", "A", Kind.REJECTS, "x", "a", evidence=tuple(told)),)
        n = Negotiation("n", (Party("A"),), (Issue("x", {"a": "", "b": ""}),), positions)
        assert Citations(record).days(n) == {told[0]: dated.date, spans: dated.date, judged: judged.on}
        early = Citations(record, date(2031, 2, 2))
        assert [h.id for h in early.headings] == [DOCUMENT.id]
        assert {h.id for h in Citations(record, date(2031, 2, 3)).headings} == {DOCUMENT.id, dated.id}
    assert Citations().places(told) == {judged: Place(None, judged.on)}


def test_the_statement_beside_a_stretch_of_text_is_the_one_that_has_most_of_its_words(read_demo):
    """Asked for those that reach into the stretch alone, it is the one that is found among all of the document."""
    with Record(read_demo / "record.sqlite") as record:
        citations = Citations(record)
        for heading in record.headings()[:6]:
            entries = record.statements(document=heading.id)
            text = record.document(heading.id).text
            for start in range(0, len(text) - 60, 97):
                spans = ((start, start + 25), (start + 40, start + 60))
                best = max(entries, key=lambda e: overlap(e.statement.content, spans), default=None)
                told = best if best is not None and overlap(best.statement.content, spans) else None
                assert citations.cite(Evidence(document=heading.id, spans=spans)).entry == told


def test_what_is_expected_is_cited_as_what_is_asked_for_by_itself(read_demo):
    with Record(read_demo / "record.sqlite") as record:
        some = record.statements()[::7]
        evidence = [Evidence(statement=e.statement.id) for e in some]
        evidence += [Evidence(statement=some[0].statement.id[:9]), Evidence(statement="s000000000000")]
        evidence += [Evidence(document=e.statement.document, spans=e.statement.content) for e in some[:5]]
        together, alone = Citations(record), Citations(record)
        together.know(some[:3])
        assert together.cite_all(evidence) == tuple(alone.cite(e) for e in evidence)
        assert [c.found for c in together.cite_all(evidence[len(some) :])] == [True, False, *[True] * 5]


def test_documents_as_they_are_cited_lack_their_blocks_alone(read_demo):
    with Record(read_demo / "record.sqlite") as record:
        whole = {d.id: replace(d, blocks=()) for d in record.documents()}
        assert record.cited([*whole, "0" * 12]) == whole
