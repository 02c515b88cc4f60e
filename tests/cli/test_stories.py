"""Stories on the command line: listed, put together, taken apart, taken back; statements once, with all their sources."""

import json
from datetime import date

import pytest

import pourparler as pp
from pourparler.errors import PourparlerError
from pourparler.model import Document, Mode, Reading, Statement
from pourparler.record import Record

from ..record.told_again import edited, story

QUOTE = "We will not accept patrols by the League in the strait, today or ever"
DAYS = {"Agency": date(2031, 3, 3), "Courier": date(2031, 3, 4), "Radio": date(2031, 3, 4)}


@pytest.fixture
def talks(tmp_path):
    """A dossier in which the Courier edits an agency's story, and the radio has one of its own with the same words of Ada Voss."""
    pp.new(tmp_path / "talks")
    with Record(tmp_path / "talks" / "record.sqlite", by="ann") as record:
        for source, words in (("Courier", edited(story(1), 2)), ("Agency", story(1)), ("Radio", story(2))):
            text = f"{' '.join(words)}. Ada Voss said: {QUOTE}."
            document = Document(text, f"{source} on patrols", DAYS[source], source)
            at = text.index(QUOTE)
            said = Statement(document.id, (), (), ((at, at + len(QUOTE)),), Mode.DIRECT, speaker="Ada Voss")
            record.add_document(document)
            record.save_reading(Reading(document.id, "test/1", (said,)), text)
    return tmp_path / "talks"


def ids(talks):
    return {d.source: d.id for d in pp.documents_list(talks)}


def told(talks):
    return [[t.source for t in those] for those in pp.stories_list(talks).told.values()]


def test_stories_are_listed_put_together_taken_apart_and_taken_back(talks, run):
    of = ids(talks)
    _, listed, _ = run("stories", "list", talks)
    assert "The same story, told by 2: first by Agency on 3 March 2031; also by Courier." in listed
    assert "The same story, told by 2" in run("documents", "list", talks)[1]
    assert "told by 3: first by Agency" in run("stories", "together", talks, of["Radio"], of["Agency"][:6])[1]
    assert told(talks) == [["Agency", "Courier", "Radio"]]
    assert "decided on it" in run("stories", "list", talks)[1]
    run("stories", "apart", talks, of["Courier"])
    assert sorted(told(talks)[0]) == ["Agency", "Radio"]
    run("stories", "undo", talks, of["Courier"])
    run("stories", "undo", talks, of["Radio"])
    assert told(talks) == [["Agency", "Courier"]]


def test_programs_get_stories_with_all_sources(talks, run):
    found = json.loads(run("stories", "list", talks, "--json")[1])
    assert [t["source"] for t in found["stories"][0]["told_by"]] == ["Agency", "Courier"]
    documents = {d["source"]: d for d in json.loads(run("documents", "list", talks, "--json")[1])}
    assert documents["Radio"]["story"] is None
    assert documents["Courier"]["story"] == found["stories"][0]


def test_a_statement_is_listed_once_with_its_sources_and_each_time_when_asked(talks, run):
    (once,) = json.loads(run("statements", "list", talks, "--json")[1])
    assert [t["source"] for t in once["told_by"]] == ["Agency", "Courier", "Radio"]
    assert once["told_by"][0]["statement"] == once["id"]
    assert len(json.loads(run("statements", "list", talks, "--json", "--count-each")[1])) == 3
    assert (
        "First told by Agency on 3 March 2031; also told by Courier and Radio." in run("statements", "list", talks)[1]
    )
    shown = run("statements", "show", talks, once["id"])[1]
    assert "told 2031-03-04: Radio" in shown


def test_what_nobody_has_decided_cannot_be_taken_back(talks):
    with pytest.raises(PourparlerError, match="nothing was decided"):
        pp.stories_undo(talks, ids(talks)["Agency"])
    with pytest.raises(PourparlerError, match="no other document"):
        pp.stories_apart(talks, ids(talks)["Radio"])


def test_a_document_that_tells_a_story_again_is_added_with_those_that_tell_it_too(talks, run, tmp_path):
    file = tmp_path / "2031-03-05_Herald_Patrols.txt"
    file.write_text(" ".join(edited(story(1), 9)) + ".\n")
    _, out, _ = run("add", talks, file, "--name-pattern", "{date}_{source}_{title}")
    assert "    The same story, told by 3: first by Agency on 3 March 2031; also by Courier and Herald." in out
    (again,) = json.loads(run("add", talks, file, "--name-pattern", "{date}_{source}_{title}", "--json")[1])
    assert (again["outcome"], [t["source"] for t in again["story"]["told_by"]]) == (
        "known",
        ["Agency", "Courier", "Herald"],
    )
