"""Meetings and next steps are added, changed where they stand, and taken out."""

from datetime import date

import pytest

from pourparler.dossier import add_meetings, add_next_steps, change_told, load, remove_told, set_became
from pourparler.errors import DossierError, NotFoundError
from pourparler.model import Evidence, Meeting, NextStep, StepStatus

TEXT = """\
negotiation: Talks
parties: {North: , South: }
issues: {transit: {options: [open, closed]}}
meetings:
  # the first of them
  - title: first round   #in the old town hall
    date: 2031-02-03
    present: North
    evidence: [s000000000001]
next_steps:
  - {what: a second round, when: in March}
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(TEXT)
    return file


def test_new_ones_are_read_back_with_all_that_was_told(path):
    judged = (Evidence(judgement="I was there", by="Ada", on=date(2031, 3, 9)),)
    meeting = Meeting(
        "second round", date(2031, 3, 8), "Aldmoor", "two days", "Orsina", ("North", "Ada Voss"), ("South",), judged
    )
    step = NextStep("a third round", ("North",), "in April", "perhaps", judged)
    add_meetings(path, [meeting])
    add_next_steps(path, [step])
    found = load(path).negotiation
    assert (found.meetings[1], found.next_steps[1]) == (meeting, step)


def test_one_is_changed_where_it_stands_and_keeps_its_comments(path):
    (before,) = load(path).negotiation.meetings
    change_told(
        path, 0, Meeting("first round", before.date, "Aldmoor", None, None, ("North",), ("South",), before.evidence)
    )
    expected = TEXT.replace("    present: North\n", "    place: Aldmoor\n    present: North\n    absent: [South]\n")
    assert path.read_text() == expected
    change_told(path, 0, NextStep("a second round", (), None, None, ()))
    assert path.read_text() == expected.replace(", when: in March", "")


def test_one_is_taken_out(path):
    remove_told(path, NextStep, 0)
    assert load(path).negotiation.next_steps == ()
    with pytest.raises(NotFoundError, match="there is no entry 2 under meetings"):
        remove_told(path, Meeting, 1)


def test_one_without_a_title_is_not_written(path):
    with pytest.raises(DossierError, match="a meeting without a title"):
        add_meetings(path, [Meeting("")])
    assert path.read_text() == TEXT


def test_what_became_of_a_step_is_written_where_it_stands_and_taken_back(path):
    (step,) = load(path).negotiation.next_steps
    shown_by = (Evidence(statement="s000000000002"), Evidence(judgement="I was there", by="Ada"))
    set_became(path, step.id, StepStatus.KEPT, shown_by)
    (told,) = load(path).negotiation.next_steps
    assert (told.became, told.shown_by, told.id) == (StepStatus.KEPT, shown_by, step.id)
    assert "became: kept" in path.read_text()
    set_became(path, step.id[:6], None)
    assert path.read_text() == TEXT
    with pytest.raises(NotFoundError, match="no single next step"):
        set_became(path, "n000000000000", StepStatus.BROKEN, shown_by)


def test_what_became_of_a_suggested_step_confirms_it(path):
    add_next_steps(path, [NextStep("a third round", suggested=True, due=date(2031, 4, 30))])
    step = load(path).negotiation.next_steps[1]
    assert step.suggested
    assert step.due == date(2031, 4, 30)
    set_became(path, step.id, StepStatus.BROKEN, [Evidence(statement="s000000000002")])
    assert not load(path).negotiation.next_steps[1].suggested


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("became: overdue", "unknown end of a next step"),
        ("shown_by: [s000000000002]", "`shown_by` without `became`"),
        ("due: soon", "is not a date"),
    ],
)
def test_an_end_that_nobody_could_say_is_refused_with_its_line(path, told, words):
    path.write_text(TEXT.replace("when: in March", f"when: in March, {told}"))
    with pytest.raises(DossierError, match=words) as refused:
        load(path)
    assert refused.value.problems[0].line == 11
