"""What a user names is written whole or not at all, and what stands there is kept where that fails."""

import errno
import os
import pty
import threading
from pathlib import Path

import pytest

from pourparler import verbs
from pourparler.dossier import made_whole, write_whole
from pourparler.errors import PourparlerError


@pytest.fixture
def full(monkeypatch):
    """A disk that takes no more."""

    def refuse(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)


def test_a_full_disk_keeps_the_old_file_and_is_told(tmp_path, full):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(PourparlerError, match=r"out\.csv: cannot be written: No space left.*Nothing was changed"):
        write_whole(path, "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("out.csv", "old")]


@pytest.mark.parametrize("folder", [False, True])
def test_a_new_file_or_folder_that_does_not_fit_leaves_nothing(tmp_path, full, folder):
    def write():
        with made_whole(tmp_path / "new") as aside:
            if folder:
                aside.mkdir()
            (aside / "part" if folder else aside).write_text("new")

    with pytest.raises(PourparlerError, match="cannot be written: No space left"):
        write()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("folder", [False, True])
def test_what_came_there_meanwhile_stays(tmp_path, folder):
    target = tmp_path / "new"

    def put(place, words):
        if folder:
            place.mkdir()
        (place / "part" if folder else place).write_text(words)

    def write():
        with made_whole(target) as aside:
            put(aside, "second")
            put(target, "first")

    with pytest.raises(PourparlerError, match="exists already"):
        write()
    assert (target / "part" if folder else target).read_text() == "first"
    assert list(tmp_path.iterdir()) == [target]


def test_of_several_conversions_to_one_target_one_is_there_whole(read_once, tmp_path):
    told = []

    def convert():
        try:
            verbs.convert(read_once, tmp_path / "t", "tables")
            told.append("written")
        except PourparlerError as error:
            told.append(error.what)

    threads = [threading.Thread(target=convert) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["this file or folder exists already"] * 3 + ["written"]
    verbs.convert(read_once, tmp_path / "alone", "tables")
    assert {p.name: p.read_text() for p in (tmp_path / "t").iterdir()} == {
        p.name: p.read_text() for p in (tmp_path / "alone").iterdir()
    }
    assert sorted(p.name for p in tmp_path.iterdir()) == ["alone", "t"]


def test_through_a_link_the_file_that_it_leads_to_is_written(tmp_path):
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced():
    screen, line = pty.openpty()
    try:
        write_whole(Path(os.ttyname(line)), "words")
        assert os.read(screen, 100) == b"words"
    finally:
        os.close(screen)
        os.close(line)


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    write_whole(tmp_path / ("x" * 255), "words")
    with made_whole(tmp_path / ("y" * 255)) as aside:
        aside.write_text("words")
    with pytest.raises(PourparlerError, match="cannot be written: File name too long"):
        write_whole(tmp_path / ("x" * 256), "words")
    assert sorted(len(p.name) for p in tmp_path.iterdir()) == [255, 255]


def test_files_written_at_once_have_the_rights_that_new_files_have(tmp_path, monkeypatch):
    """Rights are looked up by no thread in a way that another one sees."""
    ask = os.umask

    def while_another_asks(mask):
        monkeypatch.setattr(os, "umask", ask)
        asking = ask(mask)
        other = threading.Thread(target=write_whole, args=(tmp_path / "other", "words"))
        other.start()
        other.join()
        return asking

    before = ask(0o027)
    try:
        monkeypatch.setattr(os, "umask", while_another_asks)
        write_whole(tmp_path / "new", "words")
        monkeypatch.setattr(os, "umask", ask)
        write_whole(tmp_path / "later", "words")
        (tmp_path / "later").chmod(0o600)
        write_whole(tmp_path / "later", "other words")
        rights = {p.name: oct(p.stat().st_mode & 0o777) for p in tmp_path.iterdir() if p.name != "other"}
    finally:
        now = ask(before)
    assert (rights, now) == ({"new": "0o640", "later": "0o600"}, 0o027)
    if (tmp_path / "other").exists():
        assert oct((tmp_path / "other").stat().st_mode & 0o777) == "0o640"
