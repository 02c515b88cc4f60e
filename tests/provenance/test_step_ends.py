"""From next steps to the later words that tell what became of them, in a record."""

from datetime import date

import numpy as np
import pytest

from pourparler.model import (
    Document,
    Evidence,
    Meaning,
    Mode,
    Negotiation,
    NextStep,
    Party,
    Reading,
    Statement,
    StepStatus,
)
from pourparler.provenance.citations import Citations
from pourparler.provenance.step_ends import WATCHED, suggested_ends
from pourparler.record import By, Record, Since

TALKS = Negotiation("Talks", (Party("Sudia"), Party("Northland")), ())
PROMISE = Document("Sudia will send its list of crews by 12 March.", "Promise", date(2031, 3, 1))
STEP = NextStep(
    "Sudia will send its list of crews",
    ("Sudia",),
    "by 12 March",
    evidence=(Evidence(document=PROMISE.id, spans=((0, 33),)),),
)


def meant(words):
    """Of words that speak of a list one direction, of all others another."""
    return np.eye(384, dtype=np.float32)[0 if "list" in words else 1]


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="Ada") as opened:
        opened.add_document(PROMISE)
        yield opened


def add(record, text, day, said=None, party="Sudia"):
    document = Document(text, text[:20], day)
    record.add_document(document)
    if said is not None:
        at = text.index(said)
        s = Statement(document.id, (), ((at - 5, at - 1),), ((at, at + len(said)),), Mode.INDIRECT, party=party)
        record.save_reading(Reading(document.id, "test/1", (s,), (), {s.id: Meaning(meant(said))}), text)
        return s.id
    return document.id


def ends(record, step=STEP, until=None, since=None):
    found = suggested_ends([step], TALKS, record, Citations(record), meant, since, until)
    return [(e.became, str(e.evidence)) for e in found]


def test_a_statement_and_a_sentence(record):
    assert ends(record) == []
    sentence = add(record, "Nothing else. Sudia sent its list on Friday.", date(2031, 3, 14))
    assert ends(record) == [(StepStatus.KEPT, f"{sentence}@14-44")]
    said = add(
        record,
        "An official told us that we never sent the list to anyone.",
        date(2031, 3, 20),
        "we never sent the list to anyone",
    )
    assert ends(record) == [(StepStatus.BROKEN, said), (StepStatus.KEPT, f"{sentence}@14-44")]


def test_only_of_later_days_up_to_some_time_after_the_last_day_and_of_new_documents(record):
    add(record, "Sudia sent its list of crews, as in every year.", date(2031, 3, 1))
    late = date(2031, 3, 12).toordinal() + WATCHED + 1
    add(record, "Sudia sent its list at the very end.", date.fromordinal(late))
    assert ends(record) == []
    id = add(record, "Sudia sent its list of crews.", date(2031, 3, 14))
    assert ends(record) == [(StepStatus.KEPT, f"{id}@0-29")]
    assert ends(record, until=date(2031, 3, 13)) == []
    assert ends(record, since=Since(date(2031, 3, 15))) == []
    assert ends(record, since=Since(date(2031, 3, 14), By.SAID)) == ends(record)


def test_what_a_person_has_settled_or_dismissed_is_not_suggested(record):
    id = add(record, "Sudia sent its list of crews.", date(2031, 3, 14))
    done = NextStep(STEP.what, STEP.who, STEP.when, evidence=STEP.evidence, became=StepStatus.BROKEN)
    assert ends(record, done) == []
    assert ends(record, NextStep(STEP.what, (), STEP.when, evidence=STEP.evidence)) == []
    record.dismiss(f"{STEP.id}:{id}@0-29")
    assert ends(record) == []
    record.dismiss(f"{STEP.id}:{id}@0-29", back=True)
    assert len(ends(record)) == 1
