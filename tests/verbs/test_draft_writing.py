"""What is proposed is put into dossier.yaml and follows there; what a person wrote or changed stays; what stands there is valid."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler import verbs
from pourparler.dossier import edit as dossier_edit
from pourparler.dossier import load, open_dossier
from pourparler.drafting import ProposedLinkage, ProposedNoAgreement, ProposedPriority, regrouping
from pourparler.drafting import proposals as edits
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.errors import PourparlerError
from pourparler.model import Document, Evidence, Kind, Meeting, PositionBody, Proposals, Stance, State, What
from pourparler.record import Record
from pourparler.verbs.matching import matched_record
from tests.drafting.drafts import draft_of, drafts, issue, position, touched
from tests.drafting.test_redrafting import named

YAML = """\
negotiation: Tolls   # a working title
parties:
  Zeeland: {at_table: true}   # nobody quotes them
issues:
  seat: {question: Who chairs?, options: {north: the North, south: the South}}
positions:
  - {party: Zeeland, issue: seat, demands: north, as_of: 2031-01-01}   # told to me
"""
FIRST = Evidence(statement=f"s{1:012x}")
DRAFT = draft_of(
    [issue("toll", "ten", "twenty"), issue("pilots", "free", "paid")],
    [
        position(1, "Arland", "toll", "ten"),
        position(2, "Borland", "toll", "twenty"),
        position(3, "Arland", "pilots", "free"),
        position(4, "Borland", "pilots", "free", Stance.REJECTS),
        position(6, "Arland", "toll", "ten"),
    ],
    linkages=(ProposedLinkage((("toll", "ten"), ("pilots", "free")), "both cost too much", (FIRST,)),),
    priorities=(ProposedPriority("Arland", "toll", "what matters", (FIRST,)),),
    no_agreement=(ProposedNoAgreement("toll", "ten", "as now", (FIRST,)),),
    meetings=(Meeting("Round one", date(2031, 1, 1), evidence=(FIRST,)),),
)


class Dossier:
    def __init__(self, folder, yaml: str = YAML) -> None:
        self.folder, self.file = folder, folder / "dossier.yaml"
        folder.mkdir(exist_ok=True)
        self.file.write_text(yaml, encoding="utf-8")

    def do(self, edit) -> Proposals:
        with Record(self.folder / "record.sqlite", by="Ada") as record:
            before = record.proposals()
            return record.keep_proposals(before, edit(before), "edit")

    def draft(self, fresh) -> Proposals:
        return self.do(lambda kept: brought_up_to_date(kept, fresh)[0])

    def write(self, suggested: bool = True):
        return verbs.draft_write(self.folder, suggested=suggested)

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @property
    def negotiation(self):
        return load(self.file).negotiation


@pytest.fixture
def dossier(tmp_path) -> Dossier:
    made = Dossier(tmp_path)
    made.draft(DRAFT)
    return made


def confirm(*words):
    return lambda p: edits.confirm(p, [named(p, w) for w in words])


def told(dossier: Dossier) -> list[tuple[str, str, str | None, bool]]:
    return [(p.party, p.kind.value, p.option, p.suggested) for p in dossier.negotiation.positions]


def test_all_of_it_is_written_as_suggested_and_settles(dossier) -> None:
    said = dossier.write().words
    assert said == "dossier.yaml: 12 added."
    n = dossier.negotiation
    assert [(p.name, p.suggested) for p in n.parties] == [("Zeeland", False), ("Arland", True), ("Borland", True)]
    assert {i.id: (dict(i.options), i.suggested) for i in n.issues[1:]} == {
        "toll": ({"ten": "ten", "twenty": "twenty"}, True), "pilots": ({"free": "free", "paid": "paid"}, True),
    }  # fmt: skip
    first = n.positions[1]
    assert [str(e) for e in first.evidence] == [f"s{1:012x}", f"s{6:012x}"]
    assert told(dossier)[1:] == [
        ("Arland", "demands", "ten", True), ("Borland", "demands", "twenty", True),
        ("Arland", "demands", "free", True), ("Borland", "rejects", "free", True),
    ]  # fmt: skip
    assert [(k.never, k.suggested) for k in n.linkages] == [((("toll", "ten"), ("pilots", "free")), True)]
    assert (n.no_agreement.options, n.no_agreement.suggested) == ({"toll": "ten"}, ("toll",))
    assert (n.priorities, n.suggested_priorities) == ({"Arland": (("toll",),)}, ("Arland",))
    assert [(m.title, m.suggested) for m in n.meetings] == [("Round one", True)]
    assert all(line in dossier.text for line in ("# a working title", "# nobody quotes them", "# told to me"))
    assert verbs.settle(dossier.folder) is not None


def test_a_question_with_one_answer_is_left_out_and_told(dossier) -> None:
    dossier.do(lambda p: edits.dismiss(p, [named(p, "twenty")]))
    done = dossier.write()
    assert "toll" not in dossier.negotiation.issue
    assert done.words.endswith("Left out, because a question needs two answers: toll?.")


def test_writing_again_changes_nothing(dossier) -> None:
    dossier.write()
    before = dossier.text
    assert dossier.write().words == "dossier.yaml has all of it already."
    assert dossier.text == before


def test_only_what_is_confirmed(dossier) -> None:
    dossier.do(confirm("words 1"))
    dossier.write(suggested=False)
    n = dossier.negotiation
    assert [p.name for p in n.parties] == ["Zeeland", "Arland"]
    assert told(dossier)[1:] == [("Arland", "demands", "ten", False)]
    assert n.issue["toll"].suggested_options == ("twenty",)
    assert [str(e) for e in n.positions[1].evidence] == [f"s{1:012x}"]
    assert n.meetings == ()


def test_a_confirmation_takes_the_mark_away(dossier) -> None:
    dossier.write()
    dossier.do(confirm("words 1", "words 4", "Round one", "both cost too much"))
    dossier.write()
    n = dossier.negotiation
    assert [p.suggested for p in n.parties] == [False, False, False]
    assert n.issue["toll"].suggested_options == ("twenty",)
    assert [row[3] for row in told(dossier)] == [False, False, True, True, False]
    assert (n.meetings[0].suggested, n.linkages[0].suggested) == (False, False)


def test_what_is_renamed_merged_and_dismissed_follows(dossier) -> None:
    dossier.write()
    dossier.do(lambda p: edits.rename(p, named(p, "Borland"), "Republic of Borland"))
    dossier.do(lambda p: edits.rename(p, named(p, "toll?"), "What does it cost?"))
    dossier.do(lambda p: edits.rename(p, named(p, "twenty"), "twenty or more"))
    dossier.do(lambda p: edits.dismiss(p, [named(p, "words 4"), named(p, "Round one")]))
    dossier.write()
    n = dossier.negotiation
    assert [p.name for p in n.parties] == ["Zeeland", "Arland", "Republic of Borland"]
    assert (n.issue["toll"].question, n.issue["toll"].options["twenty"]) == ("What does it cost?", "twenty or more")
    assert ("Borland", "rejects", "free", True) not in told(dossier)
    assert "meetings" not in dossier.text
    dossier.do(lambda p: regrouping.merge(p, [named(p, "pilots?")], named(p, "What does it cost?")))
    dossier.write()
    n = dossier.negotiation
    assert list(n.issue) == ["seat", "toll"]
    assert list(n.issue["toll"].options) == ["ten", "twenty", "free", "paid"]
    assert n.priorities == {"Arland": (("toll",), ("seat",))}
    assert n.linkages == ()


def test_what_a_person_changed_in_the_file_stays(dossier) -> None:
    dossier.write()
    changed = (
        dossier.text.replace("demands: twenty,", "rejects: ten,")
        .replace("question: pilots?", "question: Who pays the pilots?")
        .replace("paid: paid", "paid: paid by ships")
        .replace("  Borland:\n    at_table: true", "  Borland:\n    at_table: false")
    )
    dossier.file.write_text(changed)
    dossier.do(confirm("words 2"))
    dossier.do(lambda p: edits.rename(p, named(p, "pilots?"), "Pilots?"))
    dossier.do(lambda p: edits.rename(p, named(p, "Borland"), "Other"))
    done = dossier.write()
    n = dossier.negotiation
    assert n.issue["pilots"].question == "Who pays the pilots?"
    assert n.issue["pilots"].options["paid"] == "paid by ships"
    assert n.party["Borland"].at_table is False
    assert ("Borland", "rejects", "ten", True) in told(dossier)
    assert ("Borland", "demands", "twenty", False) not in told(dossier)
    assert {"pilots", "Borland"} <= set(done.done.left)
    dossier.do(lambda p: edits.dismiss(p, [named(p, "Other")]))
    dossier.write()
    assert "Borland" in dossier.negotiation.party


def test_what_a_person_took_out_is_not_put_back(dossier) -> None:
    dossier.write()
    kept = [line for line in dossier.text.splitlines() if "rejects: free" not in line]
    dossier.file.write_text("\n".join(kept) + "\n")
    dossier.write()
    dossier.write()
    assert ("Borland", "rejects", "free", True) not in told(dossier)


def test_what_a_person_wrote_before_is_not_written_beside_it(tmp_path) -> None:
    yaml = YAML.replace("  Zeeland:", "  Arland: {at_table: false}\n  Zeeland:").replace(
        "issues:\n", "issues:\n  toll: {question: How much?, options: {a: ten, b: none at all}}\n"
    )
    dossier = Dossier(tmp_path, yaml)
    dossier.draft(DRAFT)
    dossier.write()
    n = dossier.negotiation
    assert n.party["Arland"].at_table is False
    assert list(n.issue) == ["toll", "seat", "toll_2", "pilots"]
    dossier.do(lambda p: edits.dismiss(p, [named(p, "Arland")]))
    dossier.write()
    assert "Arland" in dossier.negotiation.party


def test_what_stands_on_it_by_hand_keeps_an_issue(dossier) -> None:
    dossier.write()
    dossier.file.write_text(
        dossier.text.replace("positions:\n", "positions:\n  - {party: Zeeland, issue: pilots, accepts: paid}\n")
    )
    dossier.do(lambda p: edits.dismiss(p, [named(p, "pilots?")]))
    done = dossier.write()
    assert "pilots" in dossier.negotiation.issue
    assert "pilots" in done.done.left


def dated(folder, numbers, first: date) -> dict[int, str]:
    """Documents a day apart: number → id."""
    with Record(folder / "record.sqlite") as record:
        made = {n: Document(f"Text {n}", f"Text {n}", first + timedelta(days=n)) for n in numbers}
        for document in made.values():
            record.add_document(document)
    return {n: d.id for n, d in made.items()}


def in_documents(draft, ids):
    from dataclasses import replace

    return replace(draft, positions=tuple(replace(p, document=ids[k]) for k, p in enumerate(draft.positions, 1)))


def test_dates_hedges_concessions_and_moves(tmp_path) -> None:
    from dataclasses import replace

    dossier = Dossier(tmp_path)
    ids = dated(tmp_path, range(1, 7), date(2031, 3, 1))
    says = [
        position(1, "Arland", "toll", "ten", Stance.REJECTS),
        position(2, "Arland", "toll", "ten", Stance.REJECTS),
        replace(position(3, "Arland", "toll", "ten", Stance.CONCEDES), hedged=True),
        position(4, "Borland", "toll", "twenty", Stance.DEMANDS),
        position(5, "Borland", "toll", "twenty", Stance.REJECTS),
        position(6, "Borland", "toll", "twenty", Stance.DEMANDS),
    ]
    dossier.draft(in_documents(draft_of([issue("toll", "ten", "twenty")], says), ids))
    dossier.write()
    found = {(p.party, p.kind): p for p in dossier.negotiation.positions}
    before, now = found["Arland", Kind.REJECTS], found["Arland", Kind.ACCEPTS]
    assert (before.as_of, before.until) == (date(2031, 3, 3), date(2031, 3, 4))
    assert (now.concession, now.hedged, now.until) == (True, "hedged in every source", None)
    # Said again after the contrary was said: nobody can tell which holds.
    assert found["Borland", Kind.DEMANDS].until is None
    assert found["Borland", Kind.REJECTS].until is None


def test_a_condition_is_one_where_it_is_an_option_else_it_goes_into_the_note(dossier) -> None:
    from dataclasses import replace

    says = [
        replace(position(7, "Borland", "toll", "ten", Stance.ACCEPTS), condition="if pilots are free"),
        *DRAFT.positions,
    ]
    dossier.draft(draft_of(list(DRAFT.issues), says))
    dossier.write()
    accepts = next(p for p in dossier.negotiation.positions if p.kind is Kind.ACCEPTS)
    assert (accepts.condition, accepts.note) == ((), "on the condition: if pilots are free")
    dossier.do(lambda p: edits.change(p, named(p, "words 7"), conditions=(named(p, "free"),)))
    dossier.write()
    accepts = next(p for p in dossier.negotiation.positions if p.kind is Kind.ACCEPTS)
    assert (accepts.condition, accepts.note) == ((("pilots", "free"),), None)


def test_a_preference_between_two_is_an_order_and_among_more_a_demand(tmp_path) -> None:
    dossier = Dossier(tmp_path)
    says = [
        position(1, "Arland", "toll", "ten", Stance.PREFERS),
        position(2, "Arland", "pilots", "free", Stance.PREFERS),
    ]
    dossier.draft(draft_of([issue("toll", "ten", "twenty"), issue("pilots", "free", "half", "paid")], says))
    dossier.write()
    order, demand = dossier.negotiation.positions[1:]
    assert order.ranking == (("ten",), ("twenty",))
    assert (demand.kind, demand.option, demand.note) == (Kind.DEMANDS, "free", "said as a preference")


def test_who_mediates_is_a_bystander_and_takes_no_positions(dossier) -> None:
    dossier.do(lambda p: edits.change(p, named(p, "Borland"), role="mediator"))
    dossier.write()
    n = dossier.negotiation
    assert [(b.name, b.role, b.suggested) for b in n.bystanders] == [("Borland", "mediator", True)]
    assert "Borland" not in {p.party for p in n.positions}
    dossier.do(lambda p: edits.change(p, named(p, "Borland"), role="party"))
    dossier.write()
    assert "Borland" in dossier.negotiation.party
    assert dossier.negotiation.bystanders == ()


def test_a_party_that_stands_there_becomes_a_host_with_nothing_left_of_its_own(dossier) -> None:
    dossier.write()
    assert "Arland" in dossier.negotiation.priorities
    dossier.do(lambda p: edits.change(p, named(p, "Arland"), role="host"))
    dossier.write()
    n = dossier.negotiation
    assert [b.name for b in n.bystanders] == ["Arland"]
    assert "Arland" not in {p.party for p in n.positions}
    assert n.priorities == {}
    dossier.do(lambda p: edits.change(p, named(p, "Arland"), role="party"))
    dossier.write()
    assert {p.issue for p in dossier.negotiation.positions if p.party == "Arland"} == {"toll", "pilots"}


def test_a_party_that_a_persons_entry_needs_stays_a_party(dossier) -> None:
    dossier.write()
    mine = "positions:\n  - {party: Arland, issue: seat, demands: south, as_of: 2031-01-02}\n"
    dossier.file.write_text(dossier.text.replace("positions:\n", mine), encoding="utf-8")
    dossier.do(lambda p: edits.change(p, named(p, "Arland"), role="host"))
    dossier.write()
    n = dossier.negotiation
    assert n.bystanders == ()
    assert {p.issue for p in n.positions if p.party == "Arland"} == {"seat", "toll", "pilots"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_a_person_does_the_file_is_valid_and_settled_the_second_time(tmp_path_factory, data) -> None:
    dossier = Dossier(tmp_path_factory.mktemp("talks"))
    for _ in range(2):
        fresh = data.draw(drafts())
        dossier.do(lambda p, fresh=fresh: data.draw(touched(brought_up_to_date(p, fresh)[0])))
        suggested = data.draw(st.booleans())
        dossier.write(suggested)
        written = dossier.text
        n = dossier.negotiation
        assert "Zeeland" in n.party
        assert "# told to me" in written
        dossier.write(suggested)
        assert dossier.text == written
    with Record(dossier.folder / "record.sqlite") as record:
        proposals = record.proposals()
    sure = {
        proposals[p.body.party].words
        for p in proposals.positions
        if p.state is State.CONFIRMED and isinstance(p.body, PositionBody)
    }
    shown = {p.words for p in proposals.live(What.PARTY) if p.body.role == "party"}
    assert sure & shown <= set(n.party)


class Killed(BaseException):
    """What nothing in the program catches."""


def still_follows(dossier, whole):
    """What the program wrote is the program's: it goes where a person dismisses it, as in a dossier whose file was written undisturbed."""
    for each in (whole, dossier):
        each.do(lambda kept: edits.dismiss(kept, [named(kept, "free")], by="Ada"))
        each.write()
    assert dossier.text == whole.text
    assert "free" not in dossier.text


@pytest.mark.parametrize("before_the_file", [True, False])
def test_killed_beside_the_file_nothing_becomes_a_persons(tmp_path, monkeypatch, before_the_file):
    whole = Dossier(tmp_path / "whole")
    torn = Dossier(tmp_path / "torn")
    for each in (whole, torn):
        each.draft(DRAFT)
    whole.write()

    def killed(*_):
        raise Killed

    with monkeypatch.context() as here:
        if before_the_file:
            here.setattr(dossier_edit, "write_whole", killed)
        else:
            here.setattr(Record, "settle_written", killed)
        with pytest.raises(Killed):
            torn.write()
    assert torn.text == (YAML if before_the_file else whole.text)
    with matched_record(open_dossier(torn.folder)):
        pass
    for each in (torn, whole):
        with each.file.open("a", encoding="utf-8") as file:
            file.write("# seen by Ada\n")  # what a person does next
    assert bool(torn.write().done.added) == before_the_file
    assert torn.text == whole.text
    still_follows(torn, whole)


def test_who_only_looks_before_the_file_is_written_has_nothing_become_a_persons(tmp_path, monkeypatch):
    """Another program looks at the record just when what will stand in the file is announced, and the file not written yet."""
    whole = Dossier(tmp_path / "whole")
    watched = Dossier(tmp_path / "watched")
    for each in (whole, watched):
        each.draft(DRAFT)
    whole.write()
    write = dossier_edit.write_whole

    def seen(path, content):
        looking = threading.Thread(target=lambda: verbs.positions_suggest(watched.folder))
        looking.start()
        looking.join()
        write(path, content)

    with monkeypatch.context() as here:
        here.setattr(dossier_edit, "write_whole", seen)
        watched.write()
    still_follows(watched, whole)


def test_an_edit_before_what_was_written_is_settled_has_nothing_become_a_persons(tmp_path, monkeypatch):
    dossier = Dossier(tmp_path / "talks")
    dossier.draft(DRAFT)
    settle = Record.settle_written
    monkeypatch.setattr(dossier_edit, "PATIENCE", 0.05)
    refused = []

    def edited_before(record, revision):
        def edit():
            try:
                dossier_edit.set_title(dossier.file, "Other talks")
            except PourparlerError as error:
                refused.append(error.what)

        editing = threading.Thread(target=edit)
        editing.start()
        editing.join()
        settle(record, revision)

    with monkeypatch.context() as here:
        here.setattr(Record, "settle_written", edited_before)
        dossier.write()
    assert refused == ["another program is writing this file"]
    with Record(dossier.folder / "record.sqlite") as record:
        assert record.written(load(dossier.file).revision)
