"""pourparler news, and next-steps list, confirm, reopen, dismiss."""

import json

import pytest

from pourparler.dossier import load


def test_news_in_words_in_json_and_in_a_file(read_demo, run, tmp_path):
    code, out, _ = run("news", read_demo, "--since", "2031-03-01", "--as-of", "2031-03-20")
    assert code == 0
    assert out.startswith("Since 1 March 2031, by the day of the documents:")
    assert "Moved: Maravel on dues." in out
    code, out, _ = run("news", read_demo, "--since", "2031-03-01", "--json", "-o", tmp_path / "news.html")
    told = json.loads(out)
    assert code == 0
    assert told["lines"][0] in (tmp_path / "news.html").read_text(encoding="utf-8")
    assert set(told["files"]) == {"html", "markdown"}
    assert all(note["quotation"] for note in told["notes"])


def test_nothing_new_is_the_answer_no(read_demo, run):
    code, out, _ = run("news", read_demo, "--since", "2040-01-01", "--as-of", "2031-03-20")
    assert (code, out) == (1, "Nothing new since 1 January 2040, by the day of the documents.\n")


def test_since_the_last_briefing(read_demo, run, tmp_path):
    code, _, err = run("news", read_demo)
    assert code == 2
    assert "no briefing of this dossier was written yet" in err
    assert run("report", read_demo, "-o", tmp_path / "briefing.md", "--section", "moves")[0] == 0
    code, out, _ = run("news", read_demo, "--since-briefing", "--as-of", "2031-03-20")
    assert code == 1
    assert out.startswith("Nothing new since the last briefing")


def test_before_anything_was_added(run, tmp_path):
    assert run("new", tmp_path / "talks")[0] == 0
    code, out, _ = run("news", tmp_path / "talks", "--since", "2031-03-01")
    assert (code, out.splitlines()[0][:22]) == (1, "Nothing new since 1 Ma")
    assert not (tmp_path / "talks" / "record.sqlite").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--since", "soon"), "is not a date"),
        (("--since", "2031-03-01", "--since-briefing"), "two days are given"),
        (("--since", "2031-03-01", "--by", "ear"), "there is no measure 'ear'"),
        (("--since", "2031-03-01", "-o", "news.exe"), "cannot be written as .exe"),
    ],
)
def test_what_cannot_be_asked(read_demo, run, options, words):
    code, _, err = run("news", read_demo, *options)
    assert code == 2
    assert words in err


def test_a_step_is_said_to_be_broken_and_opened_again(read_demo, run):
    path = read_demo / "dossier.yaml"
    before = path.read_bytes()
    code, out, _ = run("next-steps", "list", read_demo, "--as-of", "2031-05-20", "--json")
    steps = {s["what"]: s for s in json.loads(out)}
    assert code == 0
    assert (steps["a third round"]["status"], steps["a third round"]["due"]) == ("overdue", "2031-04-30")
    assert all(s["evidence"][0]["sentence"] for s in steps.values())
    id = steps["a third round"]["id"]
    assert run("next-steps", "confirm", read_demo, id, "--broken")[0] == 2
    assert run("next-steps", "confirm", read_demo, id, "--judgement", "nobody came")[0] == 2
    assert run("next-steps", "confirm", read_demo, id, "--kept", "--broken", "--judgement", "nobody came")[0] == 2
    assert path.read_bytes() == before
    code, out, _ = run("next-steps", "confirm", read_demo, id, "--broken", "--judgement", "nobody came")
    assert code == 0
    assert "broken" in out
    assert "nobody came" in out
    told = next(s for s in load(path).negotiation.next_steps if s.id == id)
    assert told.shown_by[0].judgement == "nobody came"
    assert [s["what"] for s in json.loads(run("next-steps", "list", read_demo, "--status", "broken", "--json")[1])] == [
        "a third round"
    ]
    assert run("next-steps", "reopen", read_demo, id)[0] == 0
    assert path.read_bytes() == before
    assert run("next-steps", "reopen", read_demo, "n000000000000")[0] == 2
    assert run("next-steps", "list", read_demo, "--status", "lost")[0] == 2
