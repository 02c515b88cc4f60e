"""Edits are one piece, made alone with the file, on the state that they were made for."""

import os
import subprocess
import sys
import threading

import pytest

from pourparler.dossier import (
    add_party,
    change_party,
    editing,
    load,
    remove_party,
    rename_party,
    revision_of,
    set_title,
    write_text,
)
from pourparler.dossier import edit as module
from pourparler.errors import DossierError, PourparlerError, StaleError
from pourparler.model import Issue, Party

from .editing import FULL

TRANSIT = Issue("transit", {"open": "free passage", "closed": "no passage"})


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text(FULL)
    return file


def test_edits_within_one_another_are_written_once_and_together(path, monkeypatch):
    written = []
    monkeypatch.setattr(module, "write_whole", lambda to, text: written.append(text))
    with editing(path, load(path).revision):
        add_party(path, Party("West"))
        rename_party(path, "West", "Far West")
        set_title(path, "Other talks")
    assert len(written) == 1
    assert b"Far West:" in written[0]
    assert b"negotiation: Other talks" in written[0]


def test_one_edit_that_cannot_be_made_takes_the_others_with_it(path):
    def both(second):
        with editing(path):
            set_title(path, "Other talks")
            second()

    with pytest.raises(PourparlerError, match="already"):
        both(lambda: add_party(path, Party("North")))
    with pytest.raises(DossierError, match="colour"), editing(path) as tree:
        tree["colour"] = "red"
    assert path.read_text() == FULL
    set_title(path, "Other talks")  # and the next edit begins anew
    assert load(path).negotiation.title == "Other talks"


def test_what_was_not_asked_for_is_not_left_half_done(path):
    with editing(path):
        with pytest.raises(PourparlerError, match="other entries refer"):
            remove_party(path, "North")
        set_title(path, "Other talks")
    assert path.read_text() == FULL.replace("Grain corridor talks", "Other talks")


def test_an_edit_made_on_another_state_is_refused(path):
    revision = load(path).revision
    assert revision == revision_of(FULL.encode())
    set_title(path, "Other talks")
    after = path.read_text()
    with pytest.raises(StaleError, match="has changed since") as refused, editing(path, revision):
        add_party(path, Party("West"))
    assert refused.value.made_on == revision
    assert path.read_text() == after
    with pytest.raises(StaleError, match="nothing was undone"):
        write_text(path, FULL, revision)
    write_text(path, FULL, revision_of(after.encode()))
    assert path.read_text() == FULL
    with pytest.raises(DossierError):
        write_text(path, "nothing: 1\n")
    assert path.read_text() == FULL


def test_an_edit_without_a_change_leaves_the_file_alone(path):
    stamp = os.stat(path).st_ino
    change_party(path, "North", {"at_table": True})
    with editing(path):
        pass
    assert os.stat(path).st_ino == stamp


def test_writers_of_several_programs_lose_nothing_of_each_other(path):
    code = (
        "import sys; from pathlib import Path; from pourparler.dossier import add_party; from pourparler.model import Party\n"
        "for k in range(4): add_party(Path(sys.argv[1]), Party(f'{sys.argv[2]} {k}'))"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in ("one", "two")]
    threads = [threading.Thread(target=add_party, args=(path, Party(f"three {k}"))) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [run.wait() for run in runs] == [0, 0]
    assert len(load(path).negotiation.parties) == 3 + 12


def test_what_a_killed_program_left_aside_goes_with_the_next_edit(path):
    left, other = path.with_name(".dossier.yaml.abcd1234"), path.with_name(".dossier.yml.abcd1234")
    left.write_text("half of")
    other.write_text("another file's")
    set_title(path, "Other talks")
    assert (left.exists(), other.exists()) == (False, True)


def test_a_file_that_stays_locked_is_said_so(path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    held, done = threading.Event(), threading.Event()

    def hold():
        with editing(path):
            held.set()
            done.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    with pytest.raises(PourparlerError, match="another program is writing"):
        set_title(path, "x")
    done.set()
    other.join()


def test_a_folder_that_cannot_be_written_is_said_so(path, monkeypatch):
    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(PourparlerError, match="Permission denied"):
        set_title(path, "x")


def test_who_comes_to_the_file_through_a_link_is_kept_out_too(path, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    other = tmp_path / "shared"
    other.mkdir()
    (other / "dossier.yaml").symlink_to(path)
    refused = []

    def edit():
        try:
            set_title(other / "dossier.yaml", "Other talks")
        except PourparlerError as error:
            refused.append(error.what)

    with editing(path):
        editor = threading.Thread(target=edit)
        editor.start()
        editor.join()
    assert refused == ["another program is writing this file"]


def test_what_a_person_saves_by_hand_while_an_edit_is_made_stays(path):
    announced = []

    def edit():
        with editing(path, announce=announced.append):
            add_party(path, Party("West"))
            path.write_text(FULL + "# seen by Ada\n")

    with pytest.raises(StaleError, match="has changed since"):
        edit()
    assert path.read_text() == FULL + "# seen by Ada\n"
    assert announced == []
    with editing(path):  # where nothing changed there is nothing to lose
        path.write_text(FULL)
    assert path.read_text() == FULL
