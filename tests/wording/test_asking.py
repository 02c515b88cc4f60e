"""A question and its answer in words."""

from datetime import date

import pytest

from pourparler.asking.found import Answer, Group, Place, Told
from pourparler.asking.named import Who
from pourparler.asking.question import Question
from pourparler.model import Stance
from pourparler.wording.asking import (
    again_words,
    found_words,
    nothing_words,
    period_words,
    question_words,
    stance_words,
    who_words,
    years_words,
)
from pourparler.wording.views.answers import answer_view

KESTRIA = Who("Kestria", frozenset({"Kestria"}), "party")
HERE = Place(
    "0123456789ab",
    "Talks",
    date(2031, 2, 3),
    None,
    None,
    "Talks › Dues",
    (10, 40),
    "We want, at once, lower dues for all – 50-50.",
)
D = date


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, ""), (None, D(2005, 1, 1), "until 1 January 2005"), (D(2005, 1, 1), None, "from 1 January 2005"),
        (D(2009, 1, 1), D(2009, 12, 31), "in 2009"), (D(2001, 1, 1), D(2005, 12, 31), "from 2001 to 2005"),
        (D(2009, 1, 2), D(2009, 1, 2), "on 2 January 2009"), (D(2009, 1, 2), D(2009, 2, 3), "from 2 January 2009 to 3 February 2009"),
    ],
)  # fmt: skip
def test_periods(since, until, words):
    assert period_words(since, until) == words


def test_what_was_understood():
    q = Question("?", (KESTRIA,), D(2009, 1, 1), D(2009, 12, 31), "SBI", "against", matter="dues")
    told = [
        ("who", "Kestria"),
        ("when", "in 2009"),
        ("heading", "under “SBI”"),
        ("side", "against first"),
        ("matter", "dues"),
    ]
    assert question_words(q) == told
    forms = (("AR4", ("Fourth Assessment Report",)), ("dues commission", ("DC", "DCs")))
    *_, also = question_words(Question("?", matter="AR4 and the dues commission", spelt=forms))
    assert also == ("also", "“Fourth Assessment Report” for “AR4”; “DC” or “DCs” for “dues commission”")
    assert question_words(Question("?", side="for", strict=True)) == [
        ("who", "anybody"),
        ("side", "only for"),
        ("matter", "anything"),
    ]


def test_counts_by_side_and_year():
    found = Answer(Question("?"), found=3, years={2009: 1, 2011: 2}, sides={"": 1, "for": 2})
    assert found_words(found) == "3 sentences fit, each wording counted once: 2 for it and 1 without a side."
    assert years_words(found) == "2009: 1, 2011: 2"
    assert found_words(Answer(Question("?"))) == "Nothing fits."
    many = found_words(Answer(Question("?"), found=1, looked_at=150, left=1200, sides={"against": 1}))
    assert many.endswith("1 against it. Looked at were the 150 nearest; 1,200 more have something of the question.")


def test_a_sentence_of_another_time():
    q = Question("?", since=date(2009, 1, 1), until=date(2009, 12, 31), matter="dues")
    view = answer_view(Answer(q, other_times=Told(HERE, "Kestria")))
    assert view["other_times_words"] == "Not in 2009, but with more words of the question:"
    assert view["other_times"]["date"] == date(2031, 2, 3)
    assert answer_view(Answer(q))["other_times"] is None


def test_what_found_nothing():
    q = Question("?", (KESTRIA,), heading="SBI", matter="dues")
    assert nothing_words(Answer(q)) == ["No sentence of Kestria under “SBI” fits “dues”."]
    group = Group("Kestria", "", "", (Told(HERE),))
    odd = Answer(q, (group,), unknown={"dewes": ("dues",)}, silent={"Kestria": ("Orsina", "Kest")})
    assert nothing_words(odd) == [
        "Nothing in the record is said by Kestria. Did you mean “Orsina” or “Kest”?",
        "No sentence has the word “dewes”. Did you mean “dues”?",
        "What comes nearest is below.",
    ]
    assert nothing_words(Answer(q, (group,), found=1)) == []


def test_who_and_what_he_does():
    assert who_words("Orsina", "Harbour League") == "Orsina for the Harbour League"
    assert who_words("") == "nobody marked"
    said = [Told(HERE, "Kestria", stance=s) for s in (Stance.REJECTS, Stance.REPORTS, None)]
    assert [stance_words(t) for t in said] == ["rejects", "takes no position", "named in the sentence"]
    assert stance_words(Told(HERE)) == "not marked"
    assert again_words(Told(HERE, again=(HERE,))) == "told by 1 document"
    assert again_words(Told(HERE)) == ""


def test_a_sentence_without_a_statement_is_linked_by_its_words():
    view = answer_view(Answer(Question("?"), (Group("Kestria", "", "", (Told(HERE),)),), found=1))
    (told,) = view["groups"][0]["sentences"]
    words = "We%20want%2C%20at%20once%2C,for%20all%20%E2%80%93%2050%2D50."
    assert told["link"] == f"/read?document=0123456789ab#:~:text={words}"
    assert (told["evidence"], told["headings"], told["kind"]) == ("0123456789ab@10-40", ["Dues"], None)
