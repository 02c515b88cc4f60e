"""Documents that tell the same story: found as they come, told anew when one goes, and what people decide stays."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Document, Evidence, Meeting, Reading
from pourparler.record import Record, by_story, story_pairs
from pourparler.record.same_story import Pair, couple, grouped, same_words
from pourparler.record.word_runs import shared, word_runs

from .told_again import edited, story, versions

DAY = date(2031, 3, 4)
NUMBERS = count()


def document(words, title="Talks", day=DAY, **more):
    return Document(" ".join(words), title, day, **{"source": title, **more})


def told(record):
    """The titles of documents that tell one story, story by story, who was first before the others."""
    return [[t.title for t in those] for those in by_story(record.headings()).values()]


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        yield opened


@pytest.fixture
def wire(record):
    """An agency's story, edited by one outlet and shortened by another, and a story of its own."""
    words = story(1, 200)
    made = {
        "Agency": document(words, "Agency", DAY),
        "Courier": document(edited(words, 2), "Courier", DAY + timedelta(1)),
        "Gazette": document(edited(words, 3)[:90], "Gazette", DAY + timedelta(2)),
        "Other": document(story(9, 200), "Other", DAY),
    }
    for name in ("Courier", "Other", "Gazette", "Agency"):
        record.add_document(made[name])
    return made


def test_edited_and_shortened_tellings_are_one_story_and_the_earliest_was_first(record, wire):
    assert told(record) == [["Agency", "Courier", "Gazette"]]


def test_of_one_day_the_time_tells_who_was_first_then_the_order_in_which_they_came(record):
    words = story(1, 200)
    for number, (name, at) in enumerate([("late", 15), ("unknown", None), ("early", 9), ("unknown too", None)]):
        at = datetime(2031, 3, 4, at) if at else None
        record.add_document(document(edited(words, number), name, published_at=at))
    assert told(record) == [["early", "late", "unknown", "unknown too"]]


FAMILIES = [story(k, 120) for k in range(3)]
TEXTS = [
    document(edited(words, seed)[:length], f"{k}/{seed}/{length}", DAY + timedelta(seed))
    for k, words in enumerate(FAMILIES) for seed, length in ((0, 120), (1, 110), (2, 70), (11, 120))
] + [document(FAMILIES[0][:60] + FAMILIES[1][:60] + FAMILIES[2][:60], "digest", DAY)]  # fmt: skip


def by_comparing_all(documents):
    """The stories by exact shares of every pair."""
    runs = {d.id: word_runs(d.text) for d in documents}
    pairs = []
    for k, one in enumerate(documents):
        for other in documents[:k]:
            found = shared(runs[one.id], runs[other.id])
            if same_words(found, one.date, other.date):
                part = min((one, other), key=lambda d: (len(runs[d.id]), d.id)).id if found.length < 0.5 else None
                pairs.append(Pair(*couple(one.id, other.id), found.containment, part))
    return set(grouped([d.id for d in documents], pairs).values())


def stories_of(record):
    groups = {}
    for h in record.headings():
        groups.setdefault(h.story, set()).add(h.id)
    return set(map(frozenset, groups.values()))


@given(st.lists(st.sampled_from(TEXTS), unique=True, min_size=2, max_size=9), st.data())
@settings(max_examples=6, deadline=None)
def test_stories_do_not_depend_on_the_order_and_removing_leaves_them_right(tmp_path_factory, documents, data):
    with Record(tmp_path_factory.mktemp("stories") / "record.sqlite") as record:
        for some in (documents[::2], documents[1::2]):
            record.add_documents(some)
        assert stories_of(record) == by_comparing_all(documents)
        gone = data.draw(st.sampled_from(documents))
        record.remove_document(gone.id)
        assert stories_of(record) == by_comparing_all([d for d in documents if d is not gone])
        record.restore_document(gone.id)
        assert stories_of(record) == by_comparing_all(documents)


def test_with_another_day_it_may_be_another_story(record, wire):
    record.change_document(wire["Gazette"].id, {"date": DAY + timedelta(60)})
    assert told(record) == [["Agency", "Courier"]]
    record.change_document(wire["Gazette"].id, {"date": DAY - timedelta(1)})
    assert told(record) == [["Gazette", "Agency", "Courier"]]


def test_a_person_takes_a_document_out_puts_it_in_and_takes_that_back(record, wire):
    record.take_apart(wire["Courier"].id)
    assert told(record) == [["Agency", "Gazette"]]
    record.add_document(document(edited(story(1, 200), 4), "Late", DAY + timedelta(3)))
    assert "Courier" not in next(those for those in told(record) if "Agency" in those)
    record.undo_story(wire["Courier"].id)
    assert told(record) == [["Agency", "Courier", "Gazette", "Late"]]
    record.put_together(wire["Other"].id, wire["Gazette"].id)
    assert told(record) == [["Agency", "Other", "Courier", "Gazette", "Late"]] or "Other" in told(record)[0]
    assert record.story_decided() == {wire["Other"].id: "ann"}
    last = record.revisions(wire["Other"].id)[-1]
    assert (last["action"], last["before"]["with"], len(last["after"]["with"])) == ("same story", [], 4)


def test_what_was_decided_holds_when_a_document_goes_and_comes_back(record, wire):
    record.take_apart(wire["Courier"].id)
    record.put_together(wire["Other"].id, wire["Courier"].id)
    before = stories_of(record)
    record.remove_document(wire["Courier"].id)
    assert told(record) == [["Agency", "Gazette"]]
    record.restore_document(wire["Courier"].id)
    assert stories_of(record) == before
    assert sorted(map(sorted, told(record))) == [["Agency", "Gazette"], ["Courier", "Other"]]


def test_what_cannot_be_decided_and_what_cannot_be_taken_back(record, wire):
    with pytest.raises(PourparlerError, match="its own story"):
        record.put_together(wire["Agency"].id, wire["Agency"].id)
    with pytest.raises(PourparlerError, match="no other document"):
        record.take_apart(wire["Other"].id)
    with pytest.raises(NotFoundError):
        record.undo_story(wire["Agency"].id)


def test_a_translation_is_the_same_story_and_what_may_be_one_waits_for_a_person(record):
    by_name = {(v.story, v.language): v for v in versions("later") if v.talks == "pensions"}
    for (name, language), v in by_name.items():
        record.add_document(Document(v.text, f"{name} {language}", v.day, language=language))
    assert sorted(map(sorted, told(record))) == [["unions en", "unions es"], ["vote de", "vote en"]]
    titles = {h.id: h.title for h in record.headings()}
    assert sorted(titles[id] for id in record.unread()) == [
        "unions en",
        "vote en",
    ]  # their translations are not waited for
    (first, *_) = record.perhaps_one_story(record.headings())
    assert first.translated
    assert {first.first.title.split()[0], first.other.title.split()[0]} == {"vote", "unions"}
    record.put_together(first.first.document, first.other.document)
    assert record.perhaps_one_story(record.headings()) == []
    record.undo_story(first.first.document)
    record.take_apart(first.first.document, first.other.document)
    assert sorted(map(sorted, told(record))) == [["unions en", "unions es"], ["vote de", "vote en"]]
    assert record.perhaps_one_story(record.headings()) == []


def test_a_meeting_that_a_story_tells_several_times_is_one(record, wire):
    present = ("Ada Voss", "Tomas Brandt")
    for name in ("Courier", "Agency", "Other"):
        document = wire[name]
        evidence = (Evidence(document=document.id, spans=((0, 5),)),)
        met = Meeting(f"talks, says {name}", DAY, present=present, evidence=evidence)
        alone = Meeting(
            f"alone, says {name}", DAY, present=(name,), evidence=(Evidence(document=document.id, spans=((6, 9),)),)
        )
        record.save_reading(Reading(document.id, "test/1", (), (met, alone)), document.text)
    titles = [m.title.partition(", says ") for m in record.meetings()]
    assert [name for what, _, name in titles if what == "talks"] == ["Other", "Agency"]
    assert [name for what, _, name in titles if what == "alone"] == ["Courier", "Other", "Agency"]


def test_tables_hold_nothing_of_a_document_that_was_taken_out(record, wire):
    def rows():
        with record._reading() as db:
            names = ("stories", "word_runs", "story_pairs")
            return Counter({n: db.exec_driver_sql(f"SELECT count(*) FROM {n}").scalar() for n in names})

    before = rows()
    record.remove_document(wire["Gazette"].id)
    assert before["story_pairs"] == 3
    assert rows()["story_pairs"] == 1
    assert rows()["word_runs"] < before["word_runs"]
    record.restore_document(wire["Gazette"].id)
    assert rows() == before


def test_a_story_that_more_tell_than_its_runs_are_kept_of_is_one(record, monkeypatch):
    monkeypatch.setattr(story_pairs, "COMMON", 5)
    words = story(50, 400)
    record.add_documents([document(edited(words, k, 60), f"Outlet {k}") for k in range(20)])
    record.add_documents([document(edited(words, k, 60), f"Outlet {k}") for k in range(20, 24)])
    assert [len(those) for those in told(record)] == [24]


def test_forms_and_footers_that_hundreds_have_connect_nothing_and_cost_little(record, monkeypatch):
    monkeypatch.setattr(story_pairs, "COMMON", 5)
    footer = story(40, 60)
    record.add_documents([document(story(100 + k, 40) + footer, f"Outlet {k}") for k in range(12)])
    with record._reading() as db:
        most = "SELECT max(n) FROM (SELECT count(*) AS n FROM word_runs GROUP BY run)"
        assert db.exec_driver_sql(most).scalar() == 5
    many = len(told(record)[0])
    assert 1 < many < 12  # what had come before it was common stays together
    record.add_documents([document(story(200, 200), "A"), document(edited(story(200, 200), 1), "B")])
    assert ["A", "B"] in told(record)
    for heading in record.headings():
        record.remove_document(heading.id)
    with record._reading() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM word_runs").scalar() == 0
