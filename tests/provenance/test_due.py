"""Until when a next step would be in time."""

from datetime import date

from pourparler.model import Document, Evidence, NextStep
from pourparler.provenance.citations import Citations
from pourparler.provenance.due import told_on, with_due_days
from pourparler.record import Record


def test_the_last_day_follows_from_the_words_and_the_day_of_the_document(tmp_path):
    old, new = (
        Document(f"Sudia will send its figures, it said {k}.", "T", date(2031, 2, day))
        for k, day in (("then", 1), ("again", 19))
    )
    with Record(tmp_path / "record.sqlite") as record:
        record.add_documents([old, new])
        citations = Citations(record)
        evidence = tuple(Evidence(document=d.id[:12], spans=((0, 5),)) for d in (old, new))
        told = NextStep("send figures", when="within two weeks", evidence=evidence)
        assert told_on(told, citations) == date(2031, 2, 19)
        written = NextStep("send figures", when="in March", due=date(2031, 3, 5), evidence=evidence)
        nowhere = NextStep("send figures", when="within two weeks")
        silent = NextStep("send figures", evidence=evidence)
        found = with_due_days([told, written, nowhere, silent], citations)
    assert [s.due for s in found] == [date(2031, 3, 5), date(2031, 3, 5), None, None]
    assert found[0].id == told.id
