"""Documents from the command line: their kinds are told, and can be changed."""

import json

import pytest

TALK = "Good talks\n\nAda Voss: No toll.\n\nQuestion: None?\n\nAda Voss: None."


@pytest.fixture
def dossier(run, tmp_path):
    folder = tmp_path / "talks"
    assert run("new", folder)[0] == 0
    (tmp_path / "2031-02-03 talk.txt").write_text(TALK)
    return folder


def added(run, dossier, *options):
    code, out, _ = run("add", dossier, dossier.parent / "2031-02-03 talk.txt", "--json", *options)
    assert code == 0
    return json.loads(out)[0]


def test_the_kind_is_recognised_and_the_date_taken_from_the_name(run, dossier):
    told = added(run, dossier)
    assert (told["kind"], told["date"], told["date_guessed"], told["title"]) == (
        "transcript",
        "2031-02-03",
        False,
        "Good talks",
    )


def test_a_kind_that_is_given_goes_before(run, dossier):
    assert added(run, dossier, "--kind", "letter")["kind"] == "letter"
    (told,) = json.loads(run("documents", "list", dossier, "--json")[1])
    assert told["kind"] == "letter"
    assert told["kind_reason"].startswith("given by")


def test_list_show_set(run, dossier):
    id = added(run, dossier)["document"]
    assert "transcript" in run("documents", "list", dossier)[1]
    assert json.loads(run("documents", "list", dossier, "--kind", "news", "--json")[1]) == []
    code, out, _ = run("documents", "show", dossier, id[:5], "--json")
    blocks = json.loads(out)["blocks"]
    assert code == 0
    assert [b["kind"] for b in blocks] == ["title", "paragraph", "paragraph", "paragraph"]
    assert "Good talks" in run("documents", "show", dossier, id)[1]
    assert (
        json.loads(run("documents", "set", dossier, id, "--kind", "joint-communique", "--json")[1])["kind"]
        == "joint communiqué"
    )
    assert json.loads(run("documents", "set", dossier, id, "--kind", "recognise", "--json")[1])["kind"] == "transcript"


def test_an_unknown_kind_is_told_with_those_there_are(run, dossier):
    id = added(run, dossier)["document"]
    code, _, err = run("documents", "set", dossier, id, "--kind", "poem")
    assert code == 2
    assert "no kind of document 'poem'" in err
    assert "transcript" in err


def test_statements_tell_their_block_and_what_it_stands_under(run, dossier):
    (dossier.parent / "b.txt").write_text("Talks\n\n# The toll\n\nThe toll will go, Ada Voss said on the quay.")
    assert run("add", dossier, dossier.parent / "b.txt")[0] == 0
    assert run("read", dossier)[0] == 0
    rows = json.loads(run("statements", "list", dossier, "--json")[1])
    assert [r["block"]["under"] for r in rows if r["block"]["kind"] == "paragraph"] == [["The toll"]]
