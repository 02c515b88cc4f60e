"""What a command loads before it begins: everybody who types one waits for it."""

import subprocess
import sys

LOADED = "import sys, {0}; print([m for m in {1!r} if m in sys.modules])"


def loaded(module, *heavy):
    return subprocess.run(
        [sys.executable, "-c", LOADED.format(module, heavy)], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_commands_are_known_without_the_engine():
    assert loaded("pourparler.cli", "numpy", "sqlalchemy", "pourparler.model", "pourparler.wording") == "[]"


def test_an_answer_is_worded_without_reading_and_drafting():
    assert loaded("pourparler.wording", "pourparler.reading", "pourparler.drafting", "pourparler.record") == "[]"


def test_a_command_starts_without_what_its_arguments_do_not_need():
    command = "pourparler.cli; sys.argv = ['pourparler', 'check', 'nowhere']\ntry: pourparler.cli.main()\nexcept SystemExit: pass\nimport sys"
    assert loaded(command, "pydantic") == "[]"
