"""Who will do what by when."""

from datetime import date

import pytest

from pourparler.dossier import load
from pourparler.dossier.load import loads
from pourparler.drafting.next_steps import find_next_steps, suggest_next_steps
from pourparler.model import Document, quote

from ..conftest import DEMO

NEGOTIATION = loads(
    """
negotiation: Talks
parties:
  Northland: {actors: [{name: Ada Voss}]}
  Sudia: {}
issues:
  a: {question: What?, options: {x: one, y: two}}
"""
).negotiation
WRITTEN = date(2031, 2, 19)  # a Wednesday


def steps(text):
    return find_next_steps(Document(text, "t", WRITTEN), NEGOTIATION)


@pytest.mark.parametrize(
    ("text", "what", "who", "when", "day", "hedged"),
    [
        ("Ada Voss said that Sudia will send its figures by Friday.", "Sudia will send its figures by Friday", ("Sudia",), "by Friday", date(2031, 2, 21), None),
        ("Northland and Sudia agreed to meet again on 3 January.", "Northland and Sudia agreed to meet again on 3 January", ("Northland", "Sudia"), "on 3 January", date(2032, 1, 3), None),
        ("The parties are to exchange drafts tomorrow, she said.", "The parties are to exchange drafts tomorrow", (), "tomorrow", date(2031, 2, 20), None),
        ("Talks are expected to resume within two weeks.", "Talks are expected to resume within two weeks", (), "within two weeks", date(2031, 3, 5), "are expected to"),
        ("Ada Voss pledged to publish the map before the next round.", "Ada Voss pledged to publish the map before the next round", ("Ada Voss",), "before the next round", None, None),
        ("The delegations will meet in Orsina on March 4, 2031.", "The delegations will meet in Orsina on March 4, 2031", (), "on March 4, 2031", date(2031, 3, 4), None),
        ("The ministers will sign the fishing treaty on 5 March.", "The ministers will sign the fishing treaty on 5 March", (), "on 5 March", date(2031, 3, 5), None),
        ("Sudia undertook to publish its emission figures by May 2, 2031.", "Sudia undertook to publish its emission figures by May 2, 2031", ("Sudia",), "by May 2, 2031", date(2031, 5, 2), None),
        ("Northland is to pay the arrears by the end of March.", "Northland is to pay the arrears by the end of March", ("Northland",), "by the end of March", date(2031, 3, 31), None),
        ("Northland promised to hand over the maps by mid-April.", "Northland promised to hand over the maps by mid-April", ("Northland",), "by mid-April", date(2031, 4, 30), None),
        ("The working group may present a wage table next Monday.", "The working group may present a wage table next Monday", (), "next Monday", date(2031, 2, 24), "may"),
        ("Ada Voss plans to visit the border on the 1st of March.", "Ada Voss plans to visit the border on the 1st of March", ("Ada Voss",), "on the 1st of March", date(2031, 3, 1), "plans to"),
        ("Rents rise, but the delegations will resume talks in spring.", "the delegations will resume talks in spring", (), None, None, None),
        ("Northland said Sudia will report on Wednesday.", "Sudia will report on Wednesday", ("Sudia",), "on Wednesday", date(2031, 2, 26), None),
    ],
)  # fmt: skip
def test_found(text, what, who, when, day, hedged):
    (step,) = steps(text)
    assert (step.step.what, step.step.who, step.step.when, step.step.due, step.step.hedged) == (
        what,
        who,
        when,
        day,
        hedged,
    )
    assert quote(text, step.step.evidence[0].spans) == what


@pytest.mark.parametrize(
    "text",
    [
        "Sudia will send its figures if Northland does.",
        "Sudia will not send its figures by Friday.",
        "Sudia may send its figures.",  # no time
        "The weather will send its bill by Friday.",  # nobody of the talks
        "Both sides had promised to meet.",
        "Northland will send its figures unless Sudia leaves.",
        "Sudia would present a plan.",
        "The delegations met on Friday and signed the lease.",
        "The rent will follow the harvest by Friday.",
        "The delegations will meet on 31 February.".replace("will meet", "met"),
    ],
)
def test_not_taken(text):
    assert steps(text) == []


def test_a_date_that_does_not_exist_is_words_only():
    (step,) = steps("The delegations will meet on 31 February.")
    assert (step.step.when, step.step.due) == ("on 31 February", None)


def test_what_the_dossier_has_is_known(read_demo):
    from pourparler import verbs

    known = {s.known for s in verbs.next_steps_suggest(read_demo)}
    assert known >= {"experts on monitoring meet in Orsina", None}


@pytest.mark.parametrize(("due", "known"), [("2031-02-21", True), ("", True), ("2031-03-21", False)])
def test_what_another_document_tells_in_the_same_words_is_known(due, known):
    """An article that two outlets print makes one step of the dossier; the same words weeks later make another."""
    told = f"""
negotiation: Talks
parties: {{Sudia: {{}}, Northland: {{}}}}
issues:
  a: {{question: What?, options: {{x: one, y: two}}}}
next_steps:
  - {{what: Sudia will send its figures by Friday, who: [Sudia], evidence: [0123456789ab@10-50]{f", due: {due}" if due else ""}}}
"""
    (step,) = find_next_steps(Document("Sudia will send its figures by Friday.", "t", WRITTEN), loads(told).negotiation)
    assert (step.known is not None) is known


def test_the_commands(read_demo, run):
    import json

    code, out, _ = run("next-steps", "suggest", read_demo, "--json")
    assert code == 0
    rows = json.loads(out)
    new, old = (next(r for r in rows if (r["known"] is None) is wanted) for wanted in (True, False))
    assert run("next-steps", "apply", read_demo, new["id"], old["id"])[0] == 0
    steps = load(read_demo / "dossier.yaml").negotiation.next_steps
    assert len(steps) == len(load(DEMO / "dossier.yaml").negotiation.next_steps) + 1
    assert str(steps[-1].evidence[0]) == new["id"]
    assert "(in the dossier: " in run("next-steps", "suggest", read_demo)[1]
    assert run("next-steps", "apply", read_demo, "x")[0] == 2


def test_the_latest_document_first_and_the_same_words_once():
    old = Document("Sudia will publish the map by Friday. Sudia will send a list.", "a", date(2031, 2, 1))
    new = Document("Sudia will publish the map by Friday. Northland will host talks.", "b", date(2031, 2, 10))
    found = suggest_next_steps([old, new], NEGOTIATION)
    assert [s.step.what for s in found] == [
        "Sudia will publish the map by Friday",
        "Northland will host talks",
        "Sudia will send a list",
    ]
    assert [s.document for s in found] == [new.id, new.id, old.id]
    assert found[0].step.due == date(2031, 2, 14)
    assert suggest_next_steps([], NEGOTIATION) == ()


def test_a_step_goes_by_where_its_words_stand():
    first, second = steps("Sudia will send a list. Northland will host talks.")
    assert first.id == str(first.step.evidence[0]) != second.id


def test_documents_without_a_date_come_last():
    dated = Document("Sudia will send a list.", "a", date(2031, 2, 1))
    undated = Document("Northland will host talks.", "b", None)
    assert [s.document for s in suggest_next_steps([undated, dated], NEGOTIATION)] == [dated.id, undated.id]


BODIES = loads(
    """
negotiation: Talks
parties: {Brewers' Association: {}, Ministry of Sport: {}, Coopers' Union: {}, Carters' Union: {}}
issues:
  a: {question: What?, options: {x: one, y: two}}
"""
).negotiation


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The association will pay the first share by 1 May.", ("Brewers' Association",)),
        ("The ministry will present a bill on 1 May.", ("Ministry of Sport",)),
        ("The union will publish its list by 1 May.", ()),
        ("Judge Roth will present a paper within three weeks.", ()),
        ("Ada Lind: The association promised to send us a draft by 1 May.", ("Brewers' Association",)),
        ("The Brewers' Association will circulate a draft by 1 May.", ("Brewers' Association",)),
        ("She said the association had promised to build a school by August.", ("Brewers' Association",)),
    ],
)
def test_a_body_or_an_office_without_a_name_does_what_has_a_last_day(text, who):
    (step,) = find_next_steps(Document(text, "t", WRITTEN), BODIES)
    assert step.step.who == who
    assert step.step.due is not None


@pytest.mark.parametrize(
    "text",
    [
        "The harvest will be stored by 1 May.",
        "She said the association had promised to build a school by 1 January 2031.",
        "The Brewers' Association will circulate a draft.",
    ],
)
def test_without_a_last_day_to_come_it_is_no_step(text):
    assert find_next_steps(Document(text, "t", WRITTEN), BODIES) == []


def test_the_day_on_which_something_was_said_is_no_last_day():
    text = "The Brewers' Association will sign the treaty, the ministry said on Tuesday."
    (step,) = find_next_steps(Document(text, "t", WRITTEN), BODIES)
    assert step.step.due is None
