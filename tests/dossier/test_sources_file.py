"""sources.txt: people's file, in which a program adds and removes lines and leaves all others as they are."""

import os

import pytest

from pourparler.dossier.sources_file import (
    NAME,
    add_sources,
    as_listed,
    path_of,
    remove_source,
    sources_in,
    told_of_sources,
)
from pourparler.errors import NotFoundError, PourparlerError

FEED = "https://press.example/feed.xml"


def test_no_file_is_an_empty_list(tmp_path):
    assert sources_in(tmp_path) == []


def test_lines_are_added_and_removed_and_the_others_stay(tmp_path):
    file = tmp_path / NAME
    file.write_bytes(f"# mine\r\n\r\n  {FEED}  \r\nclippings\r\n{FEED}\r\n".encode())
    assert sources_in(tmp_path) == [FEED, "clippings"]
    assert add_sources(tmp_path, [FEED, "more", "more"]) == [FEED]
    assert sources_in(tmp_path) == [FEED, "clippings", "more"]
    remove_source(tmp_path, FEED)
    assert file.read_text() == "# mine\n\nclippings\nmore\n"
    with pytest.raises(NotFoundError, match="Did you mean 'clippings'"):
        remove_source(tmp_path, "clipping")


def test_a_new_file_says_what_it_is_for(tmp_path):
    assert add_sources(tmp_path, [FEED]) == []
    lines = (tmp_path / NAME).read_text().splitlines()
    assert lines[-1] == FEED
    assert all(line.startswith("#") for line in lines[:-1])


def test_what_lies_in_the_dossier_is_named_from_there_so_that_it_can_be_moved(tmp_path, monkeypatch):
    root, other = tmp_path / "talks", tmp_path / "other"
    root.mkdir()
    monkeypatch.chdir(tmp_path)
    assert as_listed(root, "talks/in/") == "in"
    assert as_listed(root, "talks/#in") == "./#in"
    assert as_listed(root, "other") == str(other)
    assert path_of(root, "in") == str(root / "in")
    assert path_of(root, str(other)) == str(other)
    assert as_listed(root, f"{FEED} ") == FEED


@pytest.mark.parametrize("name", ["a\nb", "a\u2028b", "a\udce9", "b ", os.sep + "a\x00"])
def test_names_that_no_line_can_hold(tmp_path, name):
    with pytest.raises(PourparlerError, match="cannot stand in a line"):
        as_listed(tmp_path, name)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xff\xfe\xff", "not UTF-8"), (b"x\n" * 600_000, "longer than 1 MB"), (None, "cannot be read")],
)
def test_a_file_that_is_no_list(tmp_path, data, words):
    file = tmp_path / NAME
    file.mkdir() if data is None else file.write_bytes(data)
    with pytest.raises(PourparlerError, match=words):
        sources_in(tmp_path)
    with pytest.raises(PourparlerError):
        add_sources(tmp_path, [FEED])
    assert data is None or file.read_bytes() == data


def test_what_is_told_of_a_source_stands_below_it_and_goes_with_it(tmp_path):
    file = tmp_path / NAME
    file.write_text(f"clippings\n# of the post\n{FEED}\n    source: Old\n  https://other.example/a: b\n")
    about = {"source": "Lorn Post", "name-pattern": "{date}_{title}"}
    assert add_sources(tmp_path, [FEED, "more"], about) == [FEED]
    assert told_of_sources(tmp_path) == {
        "clippings": {},
        FEED: about,
        "https://other.example/a: b": {},
        "more": about,
    }
    assert add_sources(tmp_path, ["clippings", FEED]) == ["clippings", FEED]  # named again, nothing said: it stays
    assert told_of_sources(tmp_path)[FEED] == about
    remove_source(tmp_path, FEED)
    below = "    source: Lorn Post\n    name-pattern: {date}_{title}\n"
    assert file.read_text() == f"clippings\n# of the post\n  https://other.example/a: b\nmore\n{below}"


@pytest.mark.parametrize(
    ("text", "words"),
    [("a\n  sorce: Post\n", "sources.txt:2: .*Did you mean 'source'"), ("  source: Post\na\n", "no source stands above")],
)
def test_what_cannot_be_told_of_a_source(tmp_path, text, words):
    (tmp_path / NAME).write_text(text)
    with pytest.raises(PourparlerError, match=words):
        sources_in(tmp_path)


@pytest.mark.parametrize("value", ["", " Post", "two\nlines"])
def test_what_no_line_can_hold_is_not_told(tmp_path, value):
    with pytest.raises(PourparlerError, match="cannot be kept"):
        add_sources(tmp_path, [FEED], {"source": value})
    assert sources_in(tmp_path) == []
