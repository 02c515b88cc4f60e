"""What stands in a record, brought up to date by what was decided since: the same as asked for anew, whatever was done."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Chances, Decision, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import PROPOSED, Record, Standing, Wanted, told_once

WORDS = (
    "We will not accept patrols by the League in the strait, today or ever",
    "We will not accept patrols by the League in the strait, today or tomorrow",
    "The dues are another matter, and we shall speak of them in March",
    "No",
)


def read(record, number, words, *, varied=False):
    """A document in which Ada Voss says all of the words; ``varied``: one of them hedged, and of all but one the reader is sure."""
    text = f"Number {number}. " + " ".join(f"Ada Voss said: {w}." for w in words)
    document = Document(text, f"Title {number}", date(2031, 2, 1 + number % 20) if number % 5 else None, "Outlet")
    found = []
    at = 0
    for k, w in enumerate(words):
        at = text.index("Ada", at)
        content = (at + 15, at + 15 + len(w))
        north, south = Holder("North", "North"), Holder("South", "South", opposed=k % 2 == 1)
        found.append(
            Statement(
                document.id, ((at, at + 8),), ((at + 9, at + 13),), (content,), Mode.INDIRECT, speaker="Ada Voss", party="North",
                issue="patrols", option="joint", stance=Stance.REJECTS, position=(content,), holders=(north, south), hedged=varied and k == 2,
                chances=Chances(position=0.9, holder=0.9, direction=0.99) if varied and k != 1 else None,
            )
        )  # fmt: skip
        at += 1
    record.add_document(document)
    record.save_reading(Reading(document.id, "test/1", tuple(found)), text)


STEPS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "correct", "mark", "undo", "read"]), st.integers(0, 7), st.sampled_from(WORDS)),
    max_size=7,
)  # fmt: skip


def waiting(standing):
    """The ids of the statements that nobody decided on, wherever they are told."""
    ids = [(d, s.id) for d, those in standing.documents.items() for s in those]
    return {id for document, id in ids if standing.telling(document, id) not in standing.decided()}


def do(record, step, which, words, number):
    entries = record.statements()
    entry = entries[which % len(entries)]
    s = entry.statement
    if step == "accept":
        record.decide(s.id, Decision.ACCEPTED)
    elif step == "reject":
        record.decide(s.id, Decision.REJECTED)
    elif step == "correct":
        record.decide(
            s.id,
            Decision.CORRECTED,
            as_corrected=replace(s, party="South", speaker="Tomas Rell", option="none", hedged=not s.hedged),
        )
    elif step == "mark":
        start = record.document(s.document).text.index("Number") + which
        at = ((start, start + 3),)
        if not any(e.statement.content == at for e in entries):
            record.mark(replace(s, id="", content=at, position=at, stance=Stance.DEMANDS))
    elif step == "undo" and entry.decision is not None:
        record.undo(s.id)
    elif step == "read":
        read(record, number, (words,), varied=True)


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_brought_up_to_date_it_is_as_asked_for_anew(tmp_path_factory, steps):
    with Record(tmp_path_factory.mktemp("standing") / "record.sqlite", by="ann") as record:
        read(record, 0, WORDS, varied=True)
        read(record, 1, WORDS[:2], varied=True)
        kept, listed = record.standing(), record.headings_since(0, ())
        for number, (step, which, words) in enumerate(steps, start=2):
            do(record, step, which, words, number)
            if which % 2:  # now and then several changes come together
                before, kept, listed = kept, record.standing(kept), record.headings_since(*listed)
                assert kept.told != before.told or sides(kept) == sides(before)
        assert list(record.headings_since(*listed)[1]) == record.headings()
        kept, anew = record.standing(kept), record.standing()
        assert kept.revision == anew.revision
        assert {d: s for d, s in kept.documents.items() if s} == dict(anew.documents)
        assert kept.days == anew.days
        assert (kept.tellings, kept.counted()) == (anew.tellings, anew.counted())
        for by in ("party", "speaker"):
            for each in (False, True):
                assert kept.said(by, count_each=each) == anew.said(by, count_each=each)
        assert (kept.by_day(), kept.spoken()) == (anew.by_day(), anew.spoken())
        for day in (None, date(2031, 2, 1), date(2031, 2, 3)):
            of_north = {key: many for key, many in anew.until(day).spoken().items() if key[0] == "North"}
            assert record.spoken(["North", "West"], ["patrols", "dues"], day) == of_north
        for wanted in (Wanted(), Wanted(party="South"), Wanted(review="proposed"), Wanted(since=date(2031, 2, 3))):
            assert found(record, wanted) == told_together(record.all(wanted))


def sides(standing):
    """Who said and took what, in which words, and on which days."""
    taking = [[one._replace(confirmed=False) for one in standing.taking(by)] for by in ("party", "speaker")]
    return taking, standing.by_day(), standing.spoken()


def test_confirming_changes_nothing_that_is_told_and_rejecting_does(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        read(record, 0, WORDS)
        before, first = record.standing(), record.statements()[0].statement
        settled = record.settled_revision()
        record.decide(first.id, Decision.ACCEPTED)
        confirmed = record.standing(before)
        assert (confirmed.told, confirmed.revision > before.revision) == (before.told, True)
        record.decide(first.id, Decision.REJECTED)
        rejected = record.standing(confirmed)
        assert rejected.told > confirmed.told
        record.undo(first.id)
        assert record.standing(rejected).told > rejected.told
        assert record.settled_revision() == settled
        read(record, 1, WORDS[:1])
        assert record.settled_revision() > settled
        assert record.standing(confirmed).told > confirmed.told


def found(record, wanted):
    """What a search finds, three groups at a time."""
    pages = [record.find(wanted, limit=3, offset=k) for k in range(0, len(record.all(wanted)) + 1, 3)]
    (counted,) = {(p.statements, p.groups) for p in pages}
    return [(e.statement.id, more) for p in pages for e, more in p.entries], counted


def told_together(entries):
    """The same by one statement after another: a group for each wording, and one more where a document has it once more."""
    groups = {}
    for e in entries:
        before = sum(
            f.alike == e.alike and f.statement.document == e.statement.document
            for some in groups.values()
            for f in some
        )
        groups.setdefault((e.alike, before), []).append(e)
    return [(some[0].statement.id, len(some) - 1) for some in groups.values()], (len(entries), len(groups))


def test_after_a_decision_only_its_document_is_asked_for(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        for number, words in enumerate((WORDS[0], *WORDS[2:])):
            read(record, number, (words,))
        before, listed = record.standing(), record.headings_since(0, ())
        assert record.standing(before) is before
        first = record.statements()[0].statement
        record.decide(first.id, Decision.ACCEPTED)
        after = record.standing(before)
        same = {d for d in before.documents if after.documents[d] is before.documents[d]}
        assert set(before.documents) - same == {first.document}
        now = record.headings_since(*listed)[1]
        assert [h.id for h, was in zip(now, listed[1], strict=True) if h is not was] == [first.document]


def test_taking_can_be_asked_for_some_issues(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        read(record, 0, WORDS)
        s = record.statements()[0].statement
        record.decide(s.id, Decision.CORRECTED, as_corrected=replace(s, issue="dues", option="none"))
        all_of_it = list(record.standing().taking())
        assert {t.issue for t in all_of_it} == {"patrols", "dues"}
        for on in ({"dues"}, {"patrols"}, {"patrols", "dues"}, ()):
            assert list(record.standing().taking(on=on)) == [t for t in all_of_it if t.issue in on]


def test_statements_of_a_party_are_those_that_a_search_finds(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        read(record, 0, WORDS)
        record.decide(record.statements()[0].statement.id, Decision.REJECTED)
        for (party, issue), many in record.standing().spoken().items():
            found = record.all(Wanted(party=party, issue=issue or ""))
            assert many == sum(e.review != "rejected" for e in found)


def test_the_first_that_wait_are_those_that_a_search_finds(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        for number in (3, 0, 1):
            read(record, number, WORDS[number:])
        order = [h.id for h in record.headings()]
        for most in (1, 3, 50):
            standing = record.standing()
            first = standing.first_waiting(standing.decided(), order, most)
            assert {("North", "patrols"), ("South", "patrols"), ("", "patrols"), ("", None)} == set(first)
            for (party, issue), ids in first.items():
                page = record.find(Wanted(party=party, issue=issue or "", review=PROPOSED), limit=most)
                assert ids == [e.statement.id for e, _ in page.entries]
        one, *others = first["", None]
        record.decide(one, Decision.ACCEPTED)
        standing = record.standing()
        assert standing.first_waiting(standing.decided(), order, 50)["", None] == others


def test_what_is_told_again_counts_once_on_the_day_on_which_it_was_told_first(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        for number in (3, 1, 2):
            read(record, number, WORDS[:1])
        read(record, 4, WORDS[2:3])
        standing = record.standing()
        assert standing.by_day() == [
            (date(2031, 2, 2), "North", 1), (date(2031, 2, 2), "South", 1), (date(2031, 2, 5), "North", 1), (date(2031, 2, 5), "South", 1),
        ]  # fmt: skip
        each = standing.by_day(count_each=True)
        assert [many for day, party, many in each if party == "North"] == [1, 1, 1, 1]
        assert standing.spoken()["North", "patrols"] == 2
        assert standing.counted() == (2, 0, 0)
        first, second, *_ = record.statements()
        record.decide(second.statement.id, Decision.ACCEPTED)
        after = record.standing(standing)
        assert Standing.tellings.is_computed(after)
        assert after.counted() == (2, 1, 1)
        assert first.statement.id not in waiting(record.standing())
        assert len(waiting(record.standing())) == 1
        record.decide(record.statements()[3].statement.id, Decision.REJECTED)
        assert record.standing(standing).counted() == record.standing().counted() == (2, 2, 1)


def test_a_sentence_that_takes_two_positions_is_two_statements_however_many_tell_it(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        for number in (1, 2):
            read(record, number, (WORDS[0], WORDS[0]))
        standing = record.standing()
        assert standing.counted() == (2, 0, 0)
        assert standing.spoken()["North", "patrols"] == 2
        assert record.find(Wanted()).groups == 2
        assert [more for _, more in record.find(Wanted()).entries] == [1, 1]
        assert len(told_once(record.statements())) == 2
        record.decide(record.statements()[3].statement.id, Decision.ACCEPTED)
        assert [e.statement.id for e in told_once(record.statements())] == [
            record.statements()[0].statement.id, record.statements()[3].statement.id,
        ]  # fmt: skip
        assert waiting(record.standing(standing)) == {
            record.statements()[0].statement.id,
            record.statements()[2].statement.id,
        }


def test_as_of_a_day_later_documents_are_not_seen_and_undated_ones_are(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        for number in (0, 1, 2):  # the first without a date, then of 2 and 3 February
            read(record, number, WORDS[number : number + 1] if number else WORDS[3:])
        whole = record.standing()
        assert whole.until(None) is whole
        then = whole.until(date(2031, 2, 2))
        assert sorted(map(str, then.days.values())) == ["2031-02-02", "None"]
        assert set(then.documents) == set(then.days)
        assert whole.until(date(2031, 2, 3)) == whole


def test_what_is_hedged_or_on_a_condition_is_known_as_decided(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as record:
        read(record, 1, WORDS)
        plain, hedged, conditional, none = [e.statement for e in record.statements()]

        def softened():
            return {s.id for some in record.standing().documents.values() for s in some if s.softened}

        assert softened() == set()
        for s, more in (
            (hedged, {"hedged": True}),
            (conditional, {"condition": conditional.content}),
            (none, {"hedged": True, "option": None}),
        ):
            record.decide(s.id, Decision.CORRECTED, as_corrected=replace(s, **more))
        assert softened() == {hedged.id, conditional.id}
        record.decide(hedged.id, Decision.CORRECTED, as_corrected=replace(hedged, hedged=False))
        assert softened() == {conditional.id}
        record.undo(hedged.id)
        assert softened() == {hedged.id, conditional.id}
        text = record.document(plain.document).text
        record.save_reading(Reading(plain.document, "test/2", (replace(plain, hedged=True),)), text)
        assert softened() == {plain.id, hedged.id, conditional.id}
