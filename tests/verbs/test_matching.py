"""Statements follow the dossier: from what was read once, as often as parties and issues change."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler import verbs
from pourparler.dossier import loads, new_dossier, open_dossier
from pourparler.model import Actor, Decision, Document, Holder, Meaning, Mode, Party, Reading, Stance, Statement
from pourparler.reading.matching_key import matching_key
from pourparler.reading.model import shipped
from pourparler.record import Record
from pourparler.verbs.dossiers import demo_documents
from pourparler.verbs.matching import match_again, matched_record

from ..conftest import DEMO

TEXT = "Norhaven rejects a full toll. Ada Voss said the strait must stay open. Voss demanded a full toll."
DOCUMENT = Document(TEXT, "The strait")
TALKS = loads("""
negotiation: Strait talks
parties: {Norland: {}, Kestria: {actors: [Ada Voss]}}
issues:
  toll: {question: What toll is paid?, options: {full: a full toll, none: no toll}}
  passage: {question: Who may pass the strait?, options: {open: an open strait, closed: a closed strait}}
""").negotiation
EMPTY = replace(TALKS, parties=(), issues=())


def demo_dossier(folder):
    """The example's dossier as people made it, nothing added yet."""
    dossier = new_dossier(folder)
    shutil.copyfile(DEMO / "dossier.yaml", dossier.yaml)
    return dossier


def words(part):
    return ((TEXT.index(part), TEXT.index(part) + len(part)),)


ACT = Statement(
    DOCUMENT.id, (), (), words("rejects a full toll"), Mode.INDIRECT, party="Norhaven", act=True, stance=Stance.REJECTS,
    position=words("rejects a full toll"), holders=(Holder("Norhaven", "Norhaven", words("Norhaven")),),
)  # fmt: skip
SAID = Statement(
    DOCUMENT.id, words("Ada Voss"), words("said"), words("the strait must stay open"), Mode.INDIRECT, speaker="Ada Voss",
    stance=Stance.DEMANDS, position=words("the strait must stay open"), holders=(Holder("Ada Voss", None, words("Ada Voss")),),
)  # fmt: skip


def meant():
    return {s.id: Meaning(*(shipped().meaning(TEXT[slice(*span)]) for span in (s.content[0], s.position[0])))
            for s in (ACT, SAID)}  # fmt: skip


@pytest.fixture(scope="module")
def meanings():
    return meant()


@pytest.fixture
def record(tmp_path, meanings):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_document(DOCUMENT)
        opened.save_reading(Reading(DOCUMENT.id, "test", (ACT, SAID), meanings=meanings), TEXT)
        yield opened


def act(record):
    return record.statement(ACT.id).statement


def test_a_holder_known_by_name_alone_becomes_the_party_and_goes_back_when_the_alias_goes(record):
    match_again(record, EMPTY)
    assert act(record).holders == ACT.holders
    match_again(record, TALKS)
    assert act(record).holders == (Holder("Norhaven", None, words("Norhaven")),)
    assert act(record).party is None
    norland = replace(TALKS.parties[0], aliases=("Norhaven",))
    match_again(record, replace(TALKS, parties=(norland, TALKS.parties[1])))
    assert act(record).holders == (Holder("Norland", "Norland", words("Norhaven")),)
    assert (act(record).party, act(record).issue, act(record).option) == ("Norland", "toll", "full")
    assert [s.actor for s in record.standing().said() if s.issue == "toll"] == ["Norland"]
    match_again(record, EMPTY)
    assert act(record) == ACT
    assert record.standing().said() == []


def test_an_actor_speaks_for_the_party_that_the_dossier_gives(record):
    match_again(record, TALKS)
    said = record.statement(SAID.id).statement
    assert (said.speaker, said.party, said.issue, said.option) == ("Ada Voss", "Kestria", "passage", "open")
    assert [(h.name, h.party) for h in said.holders] == [("Kestria", "Kestria")]
    assert said.is_own_side(said.holders[0])
    moved = (replace(TALKS.parties[0], actors=(Actor("Ada Voss"),)), Party("Kestria"))
    match_again(record, replace(TALKS, parties=moved))
    assert record.statement(SAID.id).statement.party == "Norland"


def test_a_decision_stays_and_taking_it_back_gives_what_the_dossier_says_now(record):
    match_again(record, TALKS)
    corrected = replace(act(record), issue="passage", option="closed")
    record.decide(ACT.id, Decision.CORRECTED, as_corrected=corrected)
    norland = replace(TALKS.parties[0], aliases=("Norhaven",))
    match_again(record, replace(TALKS, parties=(norland, TALKS.parties[1])))
    assert (act(record).issue, act(record).option, act(record).party) == ("passage", "closed", None)
    assert record.undo(ACT.id).statement.party == "Norland"
    assert act(record).issue == "toll"


def test_a_document_taken_out_and_put_back_stands_as_it_did(record):
    match_again(record, TALKS)
    before, said, meanings = record.statements(), record.standing().said(), record.meanings()
    record.remove_document(DOCUMENT.id)
    assert record.meanings() == {}
    record.restore_document(DOCUMENT.id)
    for _ in range(2):
        assert [replace(e, number=0) for e in record.statements()] == [replace(e, number=0) for e in before]
        assert record.standing().said() == said
        match_again(record, TALKS)
    for id, meaning in record.meanings().items():
        assert (meaning.content == meanings[id].content).all()
        assert (meaning.position == meanings[id].position).all()


def test_who_published_a_text_counts(record):
    ours = Document("We demand a full toll.", "Letter", source="Paper")
    record.add_document(ours)
    we = Statement(ours.id, ((0, 2),), ((3, 9),), ((10, 21),), Mode.INDIRECT)
    record.save_reading(Reading(ours.id, "test", (we,)), ours.text)
    match_again(record, TALKS)
    assert record.statement(we.id).statement.party is None
    record.change_document(ours.id, {"source": "Government of Kestria"})
    match_again(record, TALKS)
    assert record.statement(we.id).statement.party == "Kestria"


def test_matching_again_changes_nothing_and_leaves_no_trace(record):
    assert match_again(record, TALKS) == 2
    version = record.version()
    assert match_again(record, TALKS) == 0
    assert record.version() == version
    assert match_again(record, replace(TALKS, title="Other talks")) == 0


def test_a_search_finds_a_statement_by_the_speaker_it_has_now(record):
    match_again(
        record, replace(TALKS, parties=(Party("Kestria", actors=(Actor("Adelheid Voss", aliases=("Ada Voss",)),)),))
    )
    assert [e.statement.id for e in record.search("Adelheid")] == [SAID.id]
    match_again(record, TALKS)
    assert record.search("Adelheid") == []


def test_what_was_read_again_meanwhile_is_left_to_the_next_time(record, meanings):
    key = matching_key(TALKS)
    (found,) = record.to_match(record.unmatched(key))
    record.save_reading(Reading(DOCUMENT.id, "test", (ACT,), meanings={ACT.id: meanings[ACT.id]}), TEXT)
    assert record.keep_matched(key, [(found, found.statements)]) == 0
    assert record.unmatched(key) == [DOCUMENT.id]


def test_without_embeddings_parties_are_matched_and_issues_stay(record):
    known = replace(ACT, issue="toll", option="full")
    record.save_reading(Reading(DOCUMENT.id, "test", (known, SAID)), TEXT)
    match_again(record, TALKS)
    assert (act(record).issue, act(record).option) == ("toll", "full")
    said = record.statement(SAID.id).statement
    assert (said.party, said.issue) == ("Kestria", None)
    match_again(record, EMPTY)
    assert act(record).issue is None


names = st.sampled_from(["Norland", "Kestria", "Norhaven", "Ada Voss", "Voss", "Guild"])
parties = st.lists(
    st.builds(
        lambda name, alias, actor: Party(name, aliases=(alias,), actors=(Actor(actor, party=name),)),
        names,
        names,
        names,
    ),
    max_size=3,
    unique_by=lambda p: p.name,
)
issues = st.lists(st.sampled_from(TALKS.issues), max_size=2, unique_by=lambda i: i.id)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    st.lists(st.builds(lambda p, i: replace(TALKS, parties=tuple(p), issues=tuple(i)), parties, issues), max_size=3),
    st.booleans(),
)
def test_where_one_ends_does_not_hang_on_the_way(record, way, decided):
    """Whatever a dossier was before, the same dossier gives the same statements; matching twice changes nothing; decisions stay."""
    match_again(record, TALKS)
    if decided:
        record.decide(SAID.id, Decision.ACCEPTED)
    before = record.statements()
    for step in (*way, TALKS):
        match_again(record, step)
    assert record.statements() == before
    as_read = {e.statement.id: e.statement for e in record.statements(as_read=True) if e.decision is None}
    assert as_read[ACT.id] == ACT
    changed = {e.statement.id for e in record.statements() if as_read.get(e.statement.id, e.statement) != e.statement}
    assert changed
    entries = {e.statement.id: e for e in record.statements()}
    for told in record.to_draft():
        entry = entries.pop(told.statement.id)
        assert (told.statement, told.alike, told.rejected) == (entry.statement, entry.alike, entry.review == "rejected")
        nobody = None in (told.statement.party, *(h.party for h in told.statement.holders))
        assert (told.as_read is not None) == (nobody and told.statement.id in changed)
        assert told.as_read in (None, as_read.get(told.statement.id))
    assert not entries
    if decided:
        record.undo(SAID.id)


def test_reading_without_the_dossier_and_matching_gives_what_reading_with_it_gives(tmp_path):
    """On the demo's documents: all but a few statements, where the reader without the dossier's names did not find a name at all."""
    first, second = (demo_dossier(tmp_path / name) for name in ("with", "without"))
    whole = second.yaml.read_text(encoding="utf-8")
    empty = "negotiation: Strait of Lorn talks\nparties: {}\nissues: {}\n"
    second.yaml.write_text(empty, encoding="utf-8")
    for dossier in (first, second):
        list(verbs.add(dossier.root, *demo_documents()))
        list(verbs.read(dossier.root))
    second.yaml.write_text(whole, encoding="utf-8")
    with matched_record(first) as one, matched_record(second) as other:
        expected = {e.statement.id: e.statement for e in one.statements()}
        found = {e.statement.id: e.statement for e in other.statements()}
    common = expected.keys() & found.keys()
    assert {s.party for s in expected.values()} >= {"Kestria", "Maravel", "Harbour League", "Port Auvane"}
    assert len(common) >= 0.95 * len(expected)
    parts = ("speaker", "party", "issue", "option")
    same = [id for id in common if all(getattr(expected[id], p) == getattr(found[id], p) for p in parts)]
    assert len(same) >= 0.95 * len(common)


def test_every_verb_and_an_edit_by_hand(tmp_path):
    dossier = demo_dossier(tmp_path / "talks")
    text = (
        DEMO / "documents" / "2031-02-19_Orsina-Press-Office_Press-conference-after-the-first-round.txt"
    ).read_text()
    with Record(dossier.record) as record:
        record.add_document(Document(text, "Press conference"))
    list(verbs.read(dossier.root))
    assert verbs.statements_list(dossier.root, party="Maravel")
    yaml = dossier.yaml.read_text(encoding="utf-8")
    dossier.yaml.write_text(
        yaml.replace("Tomas Rell", "Otto Lind").replace("Maravel", "Lowmark").replace("maravel.", "lowmark."),
        encoding="utf-8",
    )
    assert not verbs.statements_list(dossier.root, party="Maravel")
    dossier.yaml.write_text("parties: [", encoding="utf-8")
    assert not verbs.statements_list(dossier.root, party="Maravel")  # as it was matched last
    dossier.yaml.write_text(yaml, encoding="utf-8")
    assert verbs.statements_list(open_dossier(dossier.root).root, party="Maravel")
