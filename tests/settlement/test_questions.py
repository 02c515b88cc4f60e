"""What to ask next: the question that removes most doubt comes first."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from pourparler.model import NoAgreement, Party
from pourparler.settlement import Judges
from pourparler.settlement.questions import About, batch, next_questions

from .negotiations import demands, negotiations, talks

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def test_a_question_removes_the_doubt_that_it_says():
    n = talks([demands("0", "B", "x", "yes")], issues=("x",), no_agreement=NoAgreement({"x": "no"}))
    (question,) = next_questions(Judges.of(n))
    # One issue, known without a settlement: which option A likes better decides everything that is open.
    assert (question.party, question.about, question.worth) == ("A", About.OPTIONS, pytest.approx(1.0))
    assert all(r.doubt == pytest.approx(0.0) for r in question.replies)
    yes, no = question.replies
    assert (yes.better, yes.accepts, no.refuses) == ("yes", 1, 1)
    assert question.open_answers == 1
    assert batch(next_questions(Judges.of(n))) == (question,)


@few
@given(negotiations(most_issues=3))
def test_questions_are_ranked_and_expect_to_remove_what_they_remove(negotiation):
    questions = next_questions(Judges.of(negotiation))
    assert list(questions) == sorted(questions, key=lambda q: -q.worth)
    for q in questions:
        assert 0 < q.worth <= 1 + 1e-9
        assert sum(r.chance for r in q.replies) == pytest.approx(1)
        assert q.open_answers <= q.looked_at
    assert sum(q.worth for q in batch(questions)) <= 1 + 1e-9
    assert len({q.party for q in batch(questions)}) == len(batch(questions))


@few
@given(negotiations(most_issues=3))
def test_parties_of_whom_nothing_is_known_are_asked_what_each_is_asked_by_itself(negotiation):
    silent = ("Silent", "Quiet")
    n = replace(negotiation, parties=(*negotiation.parties, *map(Party, silent)))
    judges = Judges.of(n)
    asked = next_questions(judges)
    for name in silent:
        assert tuple(q for q in asked if q.party == name) == next_questions(judges, party=name)
    assert sum(q.party == silent[0] for q in asked) == sum(q.party == silent[1] for q in asked)
