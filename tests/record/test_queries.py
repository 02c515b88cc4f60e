"""What pages ask the record for: filters, near-duplicates together, counts; and old records brought up to date."""

import json
import sqlite3
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import PourparlerError
from pourparler.model import Chances, Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record, Wanted
from pourparler.record.near_duplicates import ENOUGH, bands, jaccard, shingles

from .older import made_older

WORDS = "We will not accept patrols by the League in the strait, today or ever"


def told(record, number, words, **more):
    text = f"Ada Voss said: {words}. Number {number}."
    document = Document(text, f"Title {number}", date(2031, 2, number), f"Outlet {number}")
    statement = Statement(
        document.id, ((0, 8),), ((9, 13),), ((15, 15 + len(words)),), Mode.INDIRECT, speaker="Ada Voss", **more
    )
    record.add_document(document)
    record.save_reading(Reading(document.id, "test/1", (statement,)), text)
    return statement.id


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        yield opened


def test_the_same_words_in_three_outlets_are_one_group(record):
    north = {"party": "North", "issue": "patrols", "stance": Stance.REJECTS}
    first = told(record, 1, WORDS, **north)
    told(record, 2, WORDS.replace("today or ever", "today or tomorrow"), **north)
    told(record, 3, WORDS.upper(), **north)
    other = told(record, 4, "The dues are another matter, and we shall speak of them in March", **north)
    found = record.find(Wanted(party="North"))
    assert [(e.statement.id, more) for e, more in found.entries] == [(first, 2), (other, 0)]
    assert (found.statements, found.groups) == (4, 2)
    assert len(record.all(Wanted(alike=record.statement(first).alike))) == 3
    (said,) = record.standing().said()
    assert (said.actor, said.issue, said.stance, said.statements, said.last) == (
        "North", "patrols", Stance.REJECTS, 2, date(2031, 2, 4),
    )  # fmt: skip
    assert [s.statements for s in record.standing().said(count_each=True)] == [4]
    record.decide(first, Decision.ACCEPTED)
    assert [s.confirmed for s in record.standing().said()] == [1]


def test_a_later_text_joins_two_groups(record):
    head, tail = f"On Monday evening {WORDS}", f"{WORDS} and never again"
    assert jaccard(shingles(head), shingles(tail)) < ENOUGH <= jaccard(shingles(head), shingles(WORDS))
    ids = [told(record, k, words) for k, words in enumerate((head, tail), start=1)]
    assert len({e.alike for e in record.statements()}) == 2
    ids.append(told(record, 3, WORDS))
    assert {e.alike for e in record.statements()} == {min(ids)}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_groups_are_the_same_in_whichever_order_documents_were_read(record, order):
    head, tail = f"On Monday evening {WORDS}", f"{WORDS} and never again"
    texts = (head, tail, WORDS, WORDS.upper())
    ids = {k: told(record, k + 1, texts[k]) for k in order}
    assert {e.alike for e in record.statements()} == {min(ids.values())}


def test_every_filter_takes_away_what_does_not_fit(record):
    told(record, 1, "The strait stays open to all who pay what they owe", party="North", issue="transit", option="open")
    told(
        record,
        2,
        "Nobody fishes in the eastern grounds this year",
        party="South",
        issue="fishing",
        stance=Stance.REJECTS,
    )
    everything = record.find(Wanted())
    assert everything.statements == 2
    for asked, wanted in (
        (Wanted(words="strait open"), 1), (Wanted(words='"strait" OR NEAR('), 0), (Wanted(speaker="voss"), 2),
        (Wanted(speaker="%"), 0), (Wanted(party="South"), 1), (Wanted(issue="transit"), 1), (Wanted(stance=("rejects",)), 1),
        (Wanted(source="Outlet 2"), 1), (Wanted(since=date(2031, 2, 2)), 1), (Wanted(until=date(2031, 2, 1)), 1),
        (Wanted(review="proposed"), 2), (Wanted(review="accepted"), 0), (Wanted(party="South", issue="transit"), 0),
    ):  # fmt: skip
        assert record.find(asked).statements == wanted == len(record.all(asked)), asked
    assert [e.statement.party for e, _ in record.find(Wanted(), limit=1, offset=1).entries] == ["South"]
    named = record.find(Wanted(), limit=1, named=9)
    assert [e.statement.id for e, _ in named.entries] == [everything.entries[0][0].statement.id]
    assert list(named.first) == [e.statement.id for e, _ in everything.entries]


def test_of_one_document(record):
    told(record, 1, WORDS)
    second = told(record, 2, "Nobody fishes in the eastern grounds this year")
    document = record.statement(second).statement.document
    assert [e.statement.id for e in record.all(Wanted(document=document))] == [second]
    assert record.all(Wanted(document=document[:6])) == []


def test_what_is_asked_for_in_writing():
    written = {
        "words": " strait ",
        "speaker": None,
        "stance": "rejects, denies",
        "review": "accepted",
        "since": "2031-02-02",
        "until": "",
    }
    assert Wanted.asked(written) == Wanted(
        words="strait", stance=("rejects", "denies"), review="accepted", since=date(2031, 2, 2)
    )
    assert Wanted.asked({}) == Wanted()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"stance": "offers,reject"}, "no stance 'reject'. Did you mean 'rejects'"),
        ({"review": "kept"}, "no review 'kept'. Choose from: proposed, accepted"),
        ({"until": "2031-02-30"}, "'2031-02-30' is not a date"),
        ({"speakr": "Ada"}, "no 'speakr' to choose by. Did you mean 'speaker'"),
    ],
)
def test_what_cannot_be_asked_for_is_told(written, message):
    with pytest.raises(PourparlerError, match=message):
        Wanted.asked(written)


def test_decisions_are_told_for_more_statements_than_one_question_names(record, monkeypatch):
    monkeypatch.setattr("pourparler.record.queries.MOST_NAMED", 2)
    ids = [told(record, k, f"{WORDS} {'again ' * k}") for k in range(1, 6)]
    record.decide(ids[3], Decision.REJECTED)
    reviews = ["proposed", "proposed", "proposed", "rejected", "proposed"]
    assert [e.review for e in record.all(Wanted(speaker="voss"))] == reviews
    assert [e.quote.count("again") for e in record.all(Wanted())] == [1, 2, 3, 4, 5]


def test_what_stands_follows_decisions_and_undo(record):
    id = told(record, 1, WORDS, party="North", issue="patrols")
    before = record.version()
    record.decide(
        id,
        Decision.CORRECTED,
        as_corrected=replace(record.statement(id).statement, party="South", speaker="Tomas Rell"),
    )
    assert record.version() > before
    assert record.find(Wanted(party="South", review="corrected")).statements == 1
    assert record.find(Wanted(party="North")).statements == 0
    assert [e.statement.id for e in record.search("Rell patrols")] == [id]
    assert [(h.statements, h.reviewed, h.confirmed) for h in record.headings()] == [(1, 1, 1)]
    record.undo(id)
    assert record.find(Wanted(party="North", review="proposed")).statements == 1
    assert record.search("Rell") == []
    record.decide(id, Decision.REJECTED)
    assert record.standing().said() == []
    assert record.standing().by_day() == []


def test_reading_again_keeps_what_stands(record):
    id = told(record, 1, WORDS, party="North")
    record.decide(id, Decision.CORRECTED, as_corrected=replace(record.statement(id).statement, party="South"))
    told(record, 1, WORDS, party="West")
    assert record.statement(id).statement.party == "South"
    assert record.find(Wanted(party="South")).statements == 1
    assert record.find(Wanted(party="West")).statements == 0


def test_a_group_is_still_found_when_its_first_is_gone(record):
    text = f"Ada Voss said: {WORDS}. Number 1."
    first = told(record, 1, WORDS)
    second = told(record, 2, WORDS)
    record.save_reading(Reading(Document(text, "").id, "test/2", ()), text)
    third = told(record, 3, WORDS)
    groups = {e.statement.id: e.alike for e in record.statements()}
    assert set(groups) == {second, third}
    assert first not in groups
    assert len(set(groups.values())) == 1


NORTH, SOUTH = Holder("North", "North"), Holder("South", "South")
TAKEN = {"position": ((15, 20),), "party": "North", "issue": "patrols", "option": "joint", "stance": Stance.REJECTS}


def sides(said):
    return {(s.actor, s.stance, s.opposed): s.statements for s in said}


@pytest.mark.parametrize(
    ("more", "parties", "speaker"),
    [
        ({"holders": (NORTH,)}, {("North", False)}, {False}),
        ({"holders": (NORTH, SOUTH)}, {("North", False), ("South", False)}, {False}),
        ({"holders": (NORTH, replace(SOUTH, opposed=True))}, {("North", False), ("South", True)}, {False}),
        ({"holders": (SOUTH,)}, {("South", False)}, set()),
        ({"holders": (replace(NORTH, opposed=True), SOUTH)}, {("North", True), ("South", False)}, {True}),
        ({"holders": (NORTH, replace(NORTH, words=((1, 2),)))}, {("North", False)}, {False}),
        ({"holders": (Holder("the Guild"),)}, set(), set()),
        ({"holders": (Holder("Ada Voss"),), "party": None}, set(), {False}),
        ({"holders": ()}, set(), set()),
        ({"holders": (), "position": ()}, {("North", False)}, {False}),
        ({"holders": (), "position": (), "party": None}, set(), {False}),
    ],
)
def test_a_position_counts_once_for_each_that_takes_it(record, more, parties, speaker):
    told(record, 1, WORDS, **{**TAKEN, **more})
    assert {(s.actor, s.opposed) for s in record.standing().said()} == parties
    assert all(
        (s.issue, s.option, s.stance, s.statements) == ("patrols", "joint", Stance.REJECTS, 1)
        for s in record.standing().said()
    )
    assert {s.opposed for s in record.standing().said("speaker")} == speaker
    assert [(party, many) for _, party, many in record.standing().by_day()] == [
        (party, 1) for party, _ in sorted(parties)
    ]


def test_who_takes_a_position_follows_decisions_undo_and_reading_again(record):
    id = told(record, 1, WORDS, **TAKEN, holders=(NORTH,))
    theirs = replace(record.statement(id).statement, holders=(replace(SOUTH, opposed=True),))
    record.decide(id, Decision.CORRECTED, as_corrected=theirs)
    assert sides(record.standing().said()) == {("South", Stance.REJECTS, True): 1}
    told(record, 1, WORDS, **TAKEN, holders=(NORTH, SOUTH))
    assert sides(record.standing().said()) == {("South", Stance.REJECTS, True): 1}
    record.undo(id)
    assert sides(record.standing().said()) == {("North", Stance.REJECTS, False): 1, ("South", Stance.REJECTS, False): 1}
    text = record.document(theirs.document).text
    record.save_reading(Reading(theirs.document, "test/2", ()), text)
    assert record.standing().said() == []
    assert record.standing().by_day() == []
    record.mark(replace(theirs, holders=(SOUTH,)))
    assert sides(record.standing().said()) == {("South", Stance.REJECTS, False): 1}


def test_a_party_is_asked_for_as_holder_and_as_speaker(record):
    told(record, 1, WORDS, **TAKEN, holders=(replace(SOUTH, opposed=True), Holder("the Guild")))
    told(record, 2, "The dues are another matter, and we shall speak of them in March", party="West", issue="dues")
    for asked, many in (
        (Wanted(party="South"), 1), (Wanted(party="North"), 1), (Wanted(party="West"), 1), (Wanted(party="East"), 0),
        (Wanted(party="South", issue="patrols"), 1), (Wanted(party="South", issue="dues"), 0),
    ):  # fmt: skip
        assert record.find(asked).statements == many == len(record.all(asked)), asked


letters = st.text("abcdefg ", min_size=0, max_size=80)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(letters, letters)
def test_bands_are_shared_by_equals_and_jaccard_is_a_share(first, second):
    a, b = shingles(first), shingles(second)
    assert 0 <= jaccard(a, b) <= 1
    assert jaccard(a, b) == jaccard(b, a)
    assert jaccard(a, a) == (1 if a else 0)
    assert bands(a) == bands(a)
    assert all(-(2**63) <= k < 2**63 for k in bands(a))


def test_like_texts_share_a_band_nearly_always():
    words = (
        "strait",
        "open",
        "patrol",
        "league",
        "harbour",
        "due",
        "monitor",
        "crew",
        "town",
        "fish",
        "bridge",
        "escort",
    )
    shared = tried = 0
    for k in range(120):
        first = [words[(k * 7 + j * j) % 12] + str((k * j) % 17) for j in range(14)]
        second = [*first[:6], "changed", *first[7:]]
        a, b = shingles(" ".join(first)), shingles(" ".join(second))
        if jaccard(a, b) >= 0.75:
            tried += 1
            shared += bool(set(bands(a)) & set(bands(b)))
    assert tried > 50
    assert shared / tried > 0.9


def test_a_record_of_the_first_version_is_brought_up_to_date(tmp_path):
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    import pourparler.record.database as database

    path = tmp_path / "record.sqlite"
    config = Config()
    config.set_main_option("script_location", str(database.Path(database.__file__).parent / "migrations"))
    with create_engine(f"sqlite:///{path}").connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    text = f"Ada said: {WORDS}"
    documents = [Document(text + ".", "One", date(2031, 2, 1)), Document(text + "!", "Two", date(2031, 2, 2))]
    ids = []
    with sqlite3.connect(path) as db:
        for number, d in enumerate(documents, start=1):
            s = Statement(d.id, ((0, 3),), ((4, 8),), ((10, len(text)),), Mode.DIRECT, speaker="Ada", party="North")
            ids.append(s.id)
            body = {
                "source": [[0, 3]], "cue": [[4, 8]], "content": [[10, len(text)]], "mode": "direct", "speaker": "Ada", "party": "North",
                "stance": "rejects", "issue": None, "option": None, "confidence": None, "hedged": False, "anonymous": False,
            }  # fmt: skip
            db.execute(
                "INSERT INTO documents VALUES (?,?,?,?,?,NULL,NULL,'en','utf-8','text',NULL,?,'2031-02-01 00:00:00','ann')",
                (number, d.id, d.sha256, d.title, d.date.isoformat(), d.text),
            )
            db.execute(
                "INSERT INTO statements VALUES (?,?,?,?,?,'test/1',1,NULL)",
                (number, s.id, d.id, json.dumps(body), f"Ada\n{WORDS}"),
            )
        db.execute(
            "INSERT INTO decisions VALUES (1,?,'corrected',?,NULL,'ann','2031-02-01 00:00:00')",
            (ids[1], json.dumps({**body, "party": "South"})),
        )
    with Record(path) as record:
        assert {(day, party) for day, party, _ in record.standing().by_day()} == {
            (date(2031, 2, 1), "North"),
            (date(2031, 2, 2), "South"),
        }
        assert record.find(Wanted(party="South", review="corrected")).statements == 1
        assert record.find(Wanted(party="North", review="proposed")).statements == 1
        assert [(e.statement.id, more) for e, more in record.find(Wanted()).entries] == [(ids[0], 1)]
        assert record.undo(ids[1]).statement.party == "North"
        assert len({e.alike for e in record.statements()}) == 1
        assert record.document(documents[0].id).format == "text"


def test_a_group_is_found_again_when_the_statement_that_held_its_bands_is_gone(record):
    ids = [told(record, k, WORDS) for k in (1, 2)]
    heading = next(h for h in record.headings() if h.id == record.statement(ids[0]).statement.document)
    record.save_reading(Reading(heading.id, "again"), record.document(heading.id).text)
    told(record, 3, WORDS)
    assert len(record.statements()) == 2
    assert len({e.alike for e in record.statements()}) == 1


def test_a_decided_statement_far_from_the_beginning_is_found_again(record):
    text = "x " * 2_000 + WORDS
    document = Document(text, "t")
    record.add_document(document)
    first = Statement(document.id, (), (), ((4_000, len(text)),), Mode.INDIRECT)
    again = Statement(document.id, (), (), ((3_990, len(text) - 5),), Mode.INDIRECT)
    elsewhere = Statement(document.id, (), (), ((0, 40),), Mode.INDIRECT)
    record.save_reading(Reading(document.id, "r", (first,)), text)
    record.decide(first.id, Decision.ACCEPTED)
    saved = record.save_reading(Reading(document.id, "r", (again, elsewhere)), text)
    assert saved.added == 1
    assert {e.statement.id for e in record.statements()} == {first.id, elsewhere.id}


def test_holders_of_a_record_without_their_table_are_those_of_the_bodies(tmp_path):
    path = tmp_path / "record.sqlite"
    cases = [
        {"holders": (NORTH, replace(SOUTH, opposed=True), replace(SOUTH, words=((1, 2),)))},
        {"holders": (Holder("Ada Voss"), Holder("the Guild"))},
        {"holders": ()},
        {"holders": (), "position": (), "stance": Stance.REPORTS},
        {"holders": (), "position": (), "party": None},
        {"holders": (SOUTH,)},
    ]
    with Record(path, by="ann") as record:
        ids = [told(record, k, f"{WORDS} {k}", **{**TAKEN, **more}) for k, more in enumerate(cases, start=1)]
        record.decide(
            ids[-1], Decision.CORRECTED, as_corrected=replace(record.statement(ids[-1]).statement, holders=(NORTH,))
        )
        record.decide(ids[0], Decision.ACCEPTED)
    with sqlite3.connect(path) as db:
        kept = db.execute("SELECT * FROM holders ORDER BY 1, 2").fetchall()
    made_older(path, "0004")
    Record(path).close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT * FROM holders ORDER BY 1, 2").fetchall() == kept
        ends = dict(db.execute('SELECT id, "end" FROM statements').fetchall())
    assert len(kept) == 7
    with Record(path) as record:
        assert ends == {e.statement.id: e.statement.extent[1] for e in record.statements()}


def test_statements_are_counted_by_party_and_issue_as_a_cell_lists_them(record):
    told(record, 1, WORDS, **TAKEN, holders=(replace(SOUTH, opposed=True), Holder("the Guild")))
    told(record, 2, "The dues are another matter, and we shall speak of them in March", party="West", issue="dues")
    told(record, 3, "We met and will meet again before the end of the year in Aldmoor", party="West")
    told(record, 4, "Patrols are for later, and nobody should speak of them until then", party="North", issue="patrols")
    gone = told(record, 5, "The harbour is ours and shall stay ours whatever anybody says", party="West", issue="seat")
    record.decide(gone, Decision.REJECTED)
    doubtful = Chances(position=0.9, holder=0.9, direction=0.5)
    unsure = told(
        record,
        6,
        "There might be dues on some of the ships that pass at night",
        **{**TAKEN, "issue": "dues"},
        chances=doubtful,
    )
    found = record.standing().spoken()
    assert found == {
        ("North", "patrols"): 2, ("South", "patrols"): 1, ("West", "dues"): 1, ("West", None): 1, ("North", "dues"): 1,
    }  # fmt: skip
    assert not any(s.issue == "dues" and s.actor == "North" for s in record.standing().said())  # in doubt, yet said
    assert record.statement(unsure).statement.doubtful
    for (party, issue), many in found.items():
        if issue is not None:
            listed = record.all(Wanted(party=party, issue=issue))
            assert sum(e.review != "rejected" for e in listed) == many
