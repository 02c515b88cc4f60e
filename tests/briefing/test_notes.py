"""Notes: every citation once, numbered in the order in which it is needed, and leading to its words."""

import re

from pourparler.briefing.notes import Notes
from pourparler.model import Document, Evidence
from pourparler.provenance.citations import Citations
from pourparler.record import Record
from pourparler.wording import missing_place_words

from .conftest import words


def unmarked(text):
    """Without the marks that a quotation within a quotation changes."""
    return re.sub("[\"“”‘’']", "", text)


def test_every_note_leads_to_a_sentence_and_back(page, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        texts = {d.id: unmarked(" ".join(d.text.split())) for d in record.documents()}
    notes = page.cssselect(".notes li")
    assert len(notes) > 30
    for note in notes:
        quotation = re.match(r"“(.*?)”(?: \w.*)? ?,? in ", words(note))
        document = note.cssselect("a[href^='#document-']")[0].get("href").removeprefix("#document-")
        for piece in quotation[1].split(" … "):
            assert unmarked(piece) in texts[document]
    ids = {node.get("id") for node in page.iter() if node.get("id")}
    links = [a.get("href") for a in page.cssselect("a[href^='#']")]
    assert all(link[1:] in ids for link in links)


def test_ids_are_used_once(page):
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_a_sentence_has_one_number_however_often_it_is_cited(tmp_path):
    document = Document("Ada said yes.\nBo said never.", "Talks")
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(document)
        notes = Notes(Citations(record))
        first = Evidence(document=document.id, spans=((0, 13),))
        second = Evidence(document=document.id, spans=((14, 28),))
        assert notes.of([second]) == [1]
        assert notes.of([first, second, first]) == [1, 2]
        assert notes.missing == 0
        assert notes.of([Evidence(statement="s000000000000")]) == [3]
        assert notes.missing == 1
        assert [n.number for n in notes.all] == [1, 2, 3]
        assert notes.all[0].citation.quotation == "Bo said never."


def test_a_judgement_has_a_note_in_the_words_of_who_judges_and_is_not_missing():
    notes = Notes(Citations())
    assert notes.of([Evidence(judgement="she will sign", by="Bo"), Evidence(judgement="or not", by="Bo")]) == [1, 2]
    assert notes.missing == 0


def test_nothing_that_people_read_is_an_id(page, written):
    body = page.find("body")
    assert not re.findall(r"\b(?=[0-9a-f]*\d)s?[0-9a-f]{8,}\b", words(body))
    assert "““" not in words(body)
    assert not re.search(r"[“”]\"|\"[“”]", words(body))


def test_a_note_without_its_document_says_where_it_points():
    evidence = Evidence(document="a6c0d0723108", spans=((4268, 4360), (5000, 5010)))
    assert missing_place_words(evidence) == (
        "This note points at characters 4,269 to 4,360 and 5,001 to 5,010 of a document that is not in the record."
    )
    assert "statement" in missing_place_words(Evidence(statement="s0123456789ab"))
