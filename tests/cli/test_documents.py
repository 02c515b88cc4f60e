"""Documents from the command line: their kinds are told, and can be changed."""

import json
import os
import zipfile
from datetime import date
from inspect import signature

import pytest

from pourparler import verbs
from pourparler.cli import adding
from pourparler.documents import Limits
from pourparler.record import Record

from ..one_page import one_page

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


def test_a_text_that_is_there_already_is_told_as_it_stands_there(run, dossier):
    """Not with the title, date and source with which it comes now, which the record does not take over."""
    (again := dossier.parent / "2031-02-09_Lorn Post.txt").write_text(TALK)
    added(run, dossier)
    pattern = ("--name-pattern", "{date}_{source}")
    told = json.loads(run("add", dossier, again, "--json", *pattern)[1])[0]
    (kept,) = json.loads(run("documents", "list", dossier, "--json")[1])
    assert told["outcome"] == "completed"
    assert (told["title"], told["date"], told["source"]) == ("Good talks", "2031-02-03", "Lorn Post")
    assert (kept["title"], kept["date"], kept["source"]) == ("Good talks", "2031-02-03", "Lorn Post")
    watched = run("watch", dossier, again, *pattern)[1]
    assert "known     " in watched
    assert "(Lorn Post, 2031-02-03)" in watched


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


JUDGED = """\
negotiation: Talks
parties: {North: , South: }
issues: {toll: {options: {gone: no toll, stays: the toll stays}}}
positions:
  - {party: North, issue: toll, demands: gone, evidence: [REFERENCE], as_of: 2031-02-03}
  - {party: South, issue: toll, demands: stays, evidence: [REFERENCE], as_of: 2031-02-09}
"""


@pytest.fixture
def cited(run, dossier):
    """A document that two positions rest on, one of them dated by it."""
    (dossier.parent / "toll.txt").write_text("The toll will go, Ada Voss said on the quay. Nobody else spoke.")
    told = json.loads(run("add", dossier, dossier.parent / "toll.txt", "--date", "2031-02-03", "--json")[1])[0]
    assert run("read", dossier)[0] == 0
    text = JUDGED.replace("REFERENCE", f'"{told["document"]}@0-20"')
    (dossier / "dossier.yaml").write_text(text)
    return told["document"]


def test_details_are_corrected_and_positions_dated_by_the_document_follow(run, dossier, cited):
    code, out, _ = run(
        "documents",
        "set",
        dossier,
        cited,
        "--date",
        "2031-02-05",
        "--title",
        "On the quay",
        "--source",
        "Radio",
        "--json",
    )
    told = json.loads(out)
    assert (code, told["title"], told["date"], told["source"]) == (0, "On the quay", "2031-02-05", "Radio")
    assert told["moved"] == ["north.toll.demands.gone"]
    written = (dossier / "dossier.yaml").read_text()
    assert "as_of: 2031-02-05" in written
    assert "as_of: 2031-02-09" in written
    assert [r["title"] for r in json.loads(run("read", dossier, "--json")[1])] == ["On the quay"]
    assert run("documents", "set", dossier, cited, "--title", "")[0] == 2
    assert run("documents", "set", dossier, cited)[0] == 2


def test_killed_between_positions_and_document_another_run_completes_it(run, dossier, cited, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as here:
        here.setattr(Record, "change_document", killed)
        with pytest.raises(Killed):
            verbs.documents_set(dossier, cited, {"date": date(2031, 2, 5)})
    verbs.documents_set(dossier, cited, {"date": date(2031, 2, 5)})
    assert verbs.documents_show(dossier, cited).date == date(2031, 2, 5)
    assert "as_of: 2031-02-05" in (dossier / "dossier.yaml").read_text()
    before = (dossier / "dossier.yaml").read_bytes()
    assert run("documents", "set", dossier, cited, "--title", "", "--date", "2031-02-07")[0] == 2
    assert (dossier / "dossier.yaml").read_bytes() == before  # what cannot be is refused before anything is written


def test_a_document_is_taken_out_only_when_told_twice_and_put_back(run, dossier, cited):
    code, out, err = run("documents", "remove", dossier, cited)
    assert code == 2
    assert "evidence for north.toll.demands.gone" in out
    assert "nothing was taken out" in err
    assert cited in run("documents", "list", dossier)[1]
    before = run("statements", "list", dossier, "--json")[1]
    assert json.loads(run("documents", "remove", dossier, cited[:6], "--yes", "--json")[1])["removed"]
    assert cited not in run("documents", "list", dossier)[1]
    assert "the record does not have the document for evidence" in "".join(run("check", dossier)[1:])
    assert cited in run("documents", "restore", dossier)[1]
    assert run("documents", "restore", dossier, cited[:6])[0] == 0
    assert run("statements", "list", dossier, "--json")[1] == before
    assert "No document was taken out" in run("documents", "restore", dossier)[1]
    assert run("documents", "restore", dossier, cited)[0] == 2


def test_addresses_of_this_computer_are_fetched_only_where_that_is_asked_for(run, dossier):
    with one_page() as address:
        code, _, err = run("add", dossier, address, dossier.parent / "2031-02-03 talk.txt")
        assert code == 2
        assert "an address of this computer" in err
        assert "--allow-private" in err
        code, out, _ = run("add", dossier, address, "--allow-private", "--json")
        assert code == 0
        assert json.loads(out)[0]["outcome"] == "added"
    assert len(json.loads(run("documents", "list", dossier, "--json")[1])) == 2


def test_odd_addresses_fail_by_themselves(run, dossier):
    odd = ["http://[::1/", "http://user:pw@press.example/", "http://press.example:99999/", "http://x/" + "y" * 70_000]
    code, out, _ = run("add", dossier, *odd, dossier.parent / "2031-02-03 talk.txt", "--json")
    assert code == 2
    assert [row["outcome"] for row in json.loads(out)] == ["failed"] * 4 + ["added"]


def test_what_fails_is_told_and_the_others_are_added(run, dossier, tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "good.txt").write_text(TALK)
    (files / "bad.xlsx").write_bytes(b"PK no table")
    (files / os.fsdecode(b"caf\xe9.txt")).write_text(TALK + " Yes.")
    (files / "link.txt").symlink_to(dossier.parent / "2031-02-03 talk.txt")
    code, out, err = run("add", dossier, "http://[::1/", "x" * 5000, files)
    assert code == 2
    assert out.count("added") == 2
    told = " ".join(err.split())
    assert "http://[::1/" in told
    assert "File name too long" in told
    assert "the XLSX is damaged" in told
    assert "link.txt: a link to something outside the folder" in told
    kept = json.loads(run("documents", "list", dossier, "--json")[1])
    assert len(kept) == 2
    code, out, _ = run("add", dossier, files, "--follow-links", "--json")
    outcomes = {row["name"].rpartition("/")[2]: row["outcome"] for row in json.loads(out)}
    assert outcomes == {"bad.xlsx": "failed", "caf\\xe9.txt": "known", "good.txt": "known", "link.txt": "known"}


def test_limits_are_given_in_seconds_and_megabytes(run, dossier, tmp_path):
    (tmp_path / "long.txt").write_text("Ada Voss: No toll. " * 20_000)
    code, _, err = run("add", dossier, tmp_path / "long.txt", "--size-limit", "0.1")
    assert code == 2
    assert "the limit is 0.1 MB" in " ".join(err.split())
    assert run("add", dossier, tmp_path / "long.txt", "--size-limit", "1")[0] == 0
    for option in ("--time-limit", "--memory-limit", "--size-limit"):
        code, _, err = run("add", dossier, tmp_path / "long.txt", option, "0")
        assert (code, f"{option} is 0" in err) == (2, True)


def test_limits_that_are_not_given_are_those_of_python():
    defaults = {name: p.default for name, p in signature(adding.add).parameters.items() if name.endswith("_limit")}
    assert (
        Limits.of_options(**{name.removesuffix("_limit").replace("time", "seconds"): x for name, x in defaults.items()})
        == Limits()
    )


@pytest.mark.parametrize("option", ["--time-limit", "--memory-limit", "--size-limit"])
@pytest.mark.parametrize("value", ["nan", "inf", "0"])
def test_a_limit_that_is_no_number_is_told(run, dossier, option, value):
    code, _, err = run("add", dossier, dossier.parent / "2031-02-03 talk.txt", option, value)
    assert code == 2
    assert f"{option} is {value}. Give a number above 0" in err


def test_archives_mailboxes_and_a_table_of_details(run, dossier, tmp_path):
    with zipfile.ZipFile(tmp_path / "files.zip", "w") as archive:
        archive.writestr("a/one.txt", TALK + " One.")
        archive.writestr("a/picture.jpg", b"x")
    mail = f"From: Ada <a@b.c>\nSubject: Toll\nDate: Mon, 17 Feb 2031 09:00:00 +0000\nMessage-ID: <1@b>\n\n{TALK}\n"
    (tmp_path / "box.mbox").write_text(f"From a Mon Feb 17 09:00:00 2031\n{mail}\n" * 2)
    (tmp_path / "details.csv").write_text("file,title,date,kind,page\na/one,First,2031-02-10,letter,7\nb,Second,,,8\n")
    names = [tmp_path / "files.zip", tmp_path / "box.mbox"]
    code, out, err = run("add", dossier, *names, "--details", tmp_path / "details.csv", "--json")
    assert code == 0
    rows = json.loads(out)
    kept = [(r["title"], r["date"], r["kind"], r["source"]) for r in rows if r["outcome"] == "added"]
    assert kept == [("First", "2031-02-10", "letter", None), ("Toll", "2031-02-17", "transcript", "Ada")]
    told = " ".join(err.split())
    for words in ("not used: the columns page", "1 × files of kinds that are not read, .jpg", "messages that came before", "b (row 3)"):  # fmt: skip
        assert words in told
    code, _, err = run("add", dossier, tmp_path / "files.zip", "--details", tmp_path / "none.csv")
    assert (code, "none.csv: there is no such file" in " ".join(err.split())) == (2, True)


def test_a_text_in_another_language_is_kept_and_is_no_fault(run, demo, tmp_path):
    text = (
        "El ministro dijo el lunes que el estrecho quedará abierto para todos los barcos mercantes de la región.\n\n"
        * 3
    )
    (tmp_path / "es.txt").write_text(text, encoding="utf-8")
    code, out, err = run("add", demo, tmp_path / "es.txt")
    assert (code, out[:5]) == (0, "added")
    assert "kept but not read: the language is es" in err
    code, _, err = run("read", demo)
    assert code == 0
    assert "written in another language (es)" in " ".join(err.split())
