"""Templates are compiled once, anew where they or the settings change, and pages come also where nothing can be kept."""

import sys

import pytest
from jinja2 import Environment, FileSystemLoader

from pourparler.workbench.compiled_templates import CompiledTemplates


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html").write_text("one {{ x }}")
    return tmp_path


@pytest.fixture
def compiled(monkeypatch):
    """The names of the templates that were compiled, each time."""
    found = []
    make = Environment._generate

    def making(self, source, name, filename, *rest, **more):
        found.append(name)
        return make(self, source, name, filename, *rest, **more)

    monkeypatch.setattr(Environment, "_generate", making)
    return found


def shown(folder, made_with="", **settings):
    environment = Environment(
        loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(made_with), autoescape=True, **settings
    )
    return environment.get_template("a.html").render(x="<2>")


def test_a_template_is_compiled_once_and_again_when_it_changes(folder, compiled):
    assert shown(folder) == shown(folder) == "one &lt;2&gt;"
    assert compiled == ["a.html"]
    assert [p.name.split(".")[:2] for p in (folder / "__pycache__").iterdir()] == [["a", "html"]]
    (folder / "a.html").write_text("another {{ x }}")
    assert shown(folder) == "another &lt;2&gt;"
    assert shown(folder, "other settings") == "another &lt;2&gt;"
    assert compiled == ["a.html"] * 3


def test_what_is_kept_and_damaged_is_made_anew(folder, compiled):
    shown(folder)
    (kept,) = (folder / "__pycache__").iterdir()
    whole = kept.read_bytes()
    for cut in (0, 5, 12, 60, len(whole) // 2, len(whole) - 9):
        kept.write_bytes(whole[:cut])
        assert shown(folder) == "one &lt;2&gt;", cut
    assert kept.read_bytes() == whole


def test_code_that_cannot_be_written_whole_leaves_nothing(folder, monkeypatch):
    def full(self, file):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jinja2.bccache.Bucket.write_bytecode", full)
    assert shown(folder) == "one &lt;2&gt;"
    assert list((folder / "__pycache__").iterdir()) == []


def test_where_nothing_can_be_kept_pages_come_all_the_same(folder, compiled, monkeypatch):
    (folder / "__pycache__").write_text("a file where the folder would be")
    assert shown(folder) == shown(folder) == "one &lt;2&gt;"
    (folder / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(folder) == "one &lt;2&gt;"
    assert not (folder / "__pycache__").exists()
    assert compiled == ["a.html"] * 3
