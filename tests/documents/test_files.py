"""Which files a name or a folder stands for. What is no file is never waited for; what is left out is told."""

import os

import pytest

from pourparler.documents import gather
from pourparler.documents.files import shown_name

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."


def told(*names, **how):
    return {g.name.rpartition("/")[2]: g for g in gather([str(n) for n in names], **how)}


def message(name):
    (found,) = gather([str(name)])
    return found.error.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "this is a pipe, not a file" in message(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(WORDS)
    found = told(tmp_path)
    assert (found["a.txt"].notice, found["a.txt"].skipped) == ("a pipe, not a file", True)
    assert found["b.txt"].document


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no /dev/zero")
def test_a_device_is_no_file():
    assert "this is a device, not a file" in message("/dev/zero")


def test_a_link_out_of_a_folder_is_followed_only_when_asked(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(WORDS)
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    found = told(inside)
    assert set(found) == {"file.txt", "folder"}
    assert all(g.skipped and "followed only with --follow-links" in g.notice for g in found.values())
    found = told(inside, follow_links=True)
    assert set(found) == {"file.txt", "secret.txt"}
    assert all(g.document for g in found.values())
    assert told(inside / "file.txt")["file.txt"].document, "who names a link means it"


def test_links_within_a_folder_bring_nothing_twice_and_no_circle_goes_on(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(WORDS)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "sub")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    for follow in (False, True):
        names = [g.name.rpartition("/")[2] for g in gather([str(tmp_path)], follow_links=follow)]
        assert sorted(names) == ["a.txt", "dead.txt", "self.txt"]
    assert "leads nowhere" in told(tmp_path)["dead.txt"].notice


def test_a_subfolder_that_cannot_be_looked_into_is_told(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(WORDS)
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = told(tmp_path)
    assert "the folder cannot be looked into: Permission denied" in found["closed"].error.message
    assert found["open.txt"].document


def test_a_folder_above_the_current_one_is_not_hidden(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / ".hidden.txt").write_text(WORDS)
    (tmp_path / "~$talks.docx").write_bytes(b"who has talks.docx open")
    monkeypatch.chdir(tmp_path / "here")
    assert [g.name for g in gather([".."])] == ["../a.txt"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 5000, "File name too long"),
        ("x" * 200 + "/" + "y" * 5000, "File name too long"),
        ("", "the name is empty"),
        ("a\0b", "cannot be opened"),
        ("nothing.txt", "there is no such file"),
        (
            "ftp://example.org/x",
            "there is no such file. Of the web, give an address that begins with https:// or http://",
        ),
        ("http://[::1/", "this is not a web address"),
        ("https://\udce9/", "this is not a web address"),
    ],
)
def test_a_name_that_nothing_goes_by_is_that_documents_error(tmp_path, monkeypatch, name, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(WORDS)
    bad, good = gather([name, "good.txt"])
    assert words in bad.error.message
    assert len(bad.error.message) < 900
    assert good.document


@pytest.mark.skipif(os.name != "posix", reason="only here are names bytes")
def test_a_name_that_is_not_utf8_is_kept_as_text(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(WORDS)
    (found,) = gather([str(tmp_path)])
    document = found.document
    assert document.path == str(tmp_path / "caf\\xe9.txt")
    assert document.title == "caf\\xe9"
    (document.path + document.title + found.name).encode()


def test_shown_names_are_text_and_not_too_long():
    assert shown_name("a\ud800b") == "a\\ud800b"
    assert shown_name("Zoë.txt") == "Zoë.txt"
    long = shown_name("a" * 5000 + "b.txt")
    assert len(long) < 310
    assert long.endswith("b.txt")
