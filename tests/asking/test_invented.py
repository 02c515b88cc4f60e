"""Questions to invented talks that the shipped reader reads: the right sentence is among the first five."""

import json
from datetime import date
from pathlib import Path

import pytest

from pourparler import verbs
from pourparler.asking import Known, answer
from pourparler.dossier import open_dossier
from pourparler.model import Document
from pourparler.reading.model import shipped
from pourparler.verbs.matching import matched_record

CORPORA = json.loads(Path(__file__).with_name("invented.json").read_text(encoding="utf-8"))["corpora"]
FIRST = 5


def rank(found, right):
    """The place of the first right sentence, from 1; None where none is right."""
    told = [t for group in found.groups for t in group.told]
    for k, t in enumerate(told, start=1):
        if any(title in p.title and words in p.words for p in (t.place, *t.again) for title, words in right):
            return k
    return None


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda c: c["name"])
def test_the_right_sentence_is_among_the_first(corpus, tmp_path):
    verbs.new(tmp_path / "talks", title=corpus["name"])
    dossier = open_dossier(tmp_path / "talks")
    with matched_record(dossier) as record:
        record.add_documents(
            [
                Document(d["text"], d["title"], date.fromisoformat(d["date"]), format="markdown")
                for d in corpus["documents"]
            ]
        )
    list(verbs.read(tmp_path / "talks"))
    with matched_record(dossier) as record:
        known = Known(None, record.names())
        ranks = {
            q["question"]: rank(answer(record, q["question"], known, None, shipped().meaning), q["right"])
            for q in corpus["questions"]
        }
    assert {q: r for q, r in ranks.items() if r is None or r > FIRST} == {}
