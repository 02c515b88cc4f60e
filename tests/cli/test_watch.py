"""`pourparler watch`: what is told, for people and as JSON; the list; rounds that go on until they are interrupted."""

import json

import pytest

from pourparler import verbs
from pourparler.record import Record
from pourparler.verbs import watching

from ..growing_site import article, feed, item, page, site


@pytest.fixture
def web():
    with site() as server:
        yield server


@pytest.fixture
def talks(run, tmp_path):
    folder = tmp_path / "talks"
    assert run("new", folder)[0] == 0
    return folder


@pytest.fixture
def clippings(tmp_path):
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "2031-02-03 one.txt").write_text(article(1))
    return folder


def test_what_is_new_is_told_once(run, web, talks):
    web.put("/1", page(1))
    source = web.put("/feed.xml", feed(item(1, "/1")))
    code, out, err = run("watch", talks, source, "--allow-private")
    assert (code, err) == (0, "")
    first, last = out.splitlines()
    assert first.startswith("added     ")
    assert first.endswith("  Talks 1  (Lorn Post, 2031-02-02)")
    assert last == f"{source}: 1 new of 1"
    code, out, _ = run("watch", talks, "--allow-private")
    assert (code, out) == (0, f"{source}: nothing new; it says that it has not changed since the last visit\n")


def test_as_json(run, web, talks, clippings):
    source = web.put("/feed.xml", feed(item(3, description=article(3), guid="")))
    code, out, _ = run("watch", talks, source, clippings, "--allow-private", "--json")
    assert code == 0
    first, second = json.loads(out)
    assert (first["source"], first["new"], first["title"], first["documents"][0]["title"]) == (
        source,
        1,
        "Lorn Post",
        "Talks 3",
    )
    assert (second["total"], second["documents"][0]["date"], second["fault"]) == (1, "2031-02-03", None)


def test_without_allow_private_this_computer_is_not_asked(run, web, talks):
    code, _, err = run("watch", talks, web.put("/feed.xml", feed()))
    assert code == 2
    assert "--allow-private" in err
    assert web.paths() == []


def test_a_source_that_fails_is_told_and_the_others_go_on(run, talks, clippings, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    assert run("watch", talks, gone, clippings)[0] == 0
    gone.rmdir()
    (clippings / "two.txt").write_text(article(2))
    code, out, err = run("watch", talks)
    assert code == 2
    assert "there is no such file" in err
    assert "1 new of 2" in out


def test_the_list_is_shown_and_shortened(run, talks, clippings):
    assert "Nothing is watched yet" in run("watch", talks, "--list")[1]
    assert run("watch", talks)[0] == 2
    run("watch", talks, clippings)
    code, out, _ = run("watch", talks, "--list")
    assert code == 0
    assert out.splitlines()[0] == str(clippings)
    assert "a folder; 1 text seen" in out
    assert "1 new of 1" in out
    (told,) = json.loads(run("watch", talks, "--list", "--json")[1])
    assert (told["source"], told["seen"], told["failing"]) == (str(clippings), 1, False)
    code, _, err = run("watch", talks, "--remove", clippings)
    assert code == 0
    assert "is watched no longer" in err
    assert json.loads(run("watch", talks, "--list", "--json")[1]) == []
    assert run("watch", talks, "--remove", clippings)[0] == 2


@pytest.mark.parametrize(
    "words",
    [("--every", "0"), ("--every", "nan"), ("--every", "5", "--once"), ("--most", "0"), ("nowhere",), ("ftp://x/y",)],
)
def test_what_cannot_be_meant(run, talks, words):
    code, _, err = run("watch", talks, *words)
    assert code == 2
    assert "error" in err


def test_rounds_go_on_until_they_are_interrupted(run, talks, clippings, monkeypatch):
    def rounds(minutes):
        assert minutes == 5
        yield 1
        (clippings / "two.txt").write_text(article(2))
        yield 2
        (talks / "sources.txt").rename(talks / "away.txt")  # what is wrong in a later round does not end them
        yield 3
        (talks / "away.txt").rename(talks / "sources.txt")
        yield 4
        raise KeyboardInterrupt

    run("watch", talks, clippings)
    monkeypatch.setattr(watching, "rounds", rounds)
    code, out, err = run("watch", talks, "--every", "5", "--json")
    assert code == 0
    assert [json.loads(line)["new"] for line in out.splitlines()] == [0, 1, 0]
    assert "no source is watched yet" in err
    assert "ended after 4 whole rounds with 1 document" in err


def test_a_source_that_is_taken_out_between_rounds_is_not_put_back(run, talks, clippings, monkeypatch):
    def rounds(minutes):
        yield 1
        verbs.watch_remove(talks, str(clippings))
        yield 2
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "rounds", rounds)
    code, out, err = run("watch", talks, clippings, "--every", "5", "--json")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "none of the sources that were named is watched any longer" in err
    assert str(clippings) not in (talks / "sources.txt").read_text()


def test_what_came_is_read_and_drafted(run, talks, clippings):
    code, out, err = run("watch", talks, clippings, "--draft")
    assert code == 0, err
    assert "read: 1 document" in out
    assert "drafted: " in out
    with Record(talks / "record.sqlite") as record:
        assert record.unread() == []
    assert "read:" not in run("watch", talks, "--read")[1]


def test_add_takes_a_feed_and_so_many_of_it(run, web, talks, tmp_path):
    for n in range(4):
        web.put(f"/{n}", page(n))
    source = web.put("/feed.xml", feed(*(item(n, f"/{n}") for n in range(4))))
    code, out, err = run("add", talks, source, "--allow-private", "--most", 3, "--json")
    assert code == 0
    assert [row["title"] for row in json.loads(out) if row["document"]] == ["Talks 0", "Talks 1", "Talks 2"]
    assert "more than 3" in err
    file = tmp_path / "feed.xml"
    file.write_bytes(feed(item(3, "/3")))
    code, _, err = run("add", talks, file, "--allow-private")
    assert code == 2
    assert "relative" in err
    assert run("add", talks, file, "--allow-private", "--url", source)[0] == 0
    lines = tmp_path / "addresses.txt"
    lines.write_text(f"{web.root}/0\n{web.root}/nowhere\n")
    code, out, err = run("add", talks, lines, "--allow-private")
    assert code == 2
    assert "404" in err
    assert "known" in out


def test_what_is_said_of_a_source_is_kept_for_it(run, talks, clippings):
    code, out, _ = run("watch", talks, clippings, "--name-pattern", "{date} {title}", "--source", "Lorn Post")
    assert code == 0
    assert "one  (Lorn Post, 2031-02-03)" in out
    (clippings / "2031-02-04 two.txt").write_text(article(2))
    assert "two  (Lorn Post, 2031-02-04)" in run("watch", talks)[1]
    shown = run("watch", talks, "--list")[1]
    assert "  source: Lorn Post\n  name-pattern: {date} {title}\n" in shown
    code, _, err = run("watch", talks, "--source", "Lorn Post")
    assert code == 2
    assert "Name the source" in err


def test_a_story_that_is_there_already_is_told(run, talks, clippings):
    (clippings / "2031-02-04 again.txt").write_text(article(1) + " So much for Monday.")
    code, out, _ = run("watch", talks, clippings, "--name-pattern", "{date} {source}")
    assert code == 0
    assert "    The same story, told by 2: first by one on 3 February 2031; also by again." in out.splitlines()
