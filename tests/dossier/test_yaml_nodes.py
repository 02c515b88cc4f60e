"""A tree that was kept is the parsed one again, and one of its own."""

from io import StringIO

import pytest

from pourparler.dossier import yaml_nodes
from pourparler.dossier.yaml_nodes import parse, yaml
from pourparler.errors import DossierError
from pourparler.limited_yaml import tree

from ..conftest import DEMO, RIYADH

EVERY_KIND = """\
# above all
base: &base {k: 1, l: 2.50, 'm': "q"}   # one

twice: &inner
  # within
  - [0x1F, 1e3, 0o17, -0.0, .inf, ~, true, 1_000]
  - *base


merged:
  <<: *base
  n: 2031-02-18
at: 2031-02-18T10:30:00.25+02:00
zulu: 2031-02-18 10:30:00Z
lines: |
  kept

  apart
folded: >-
  one
  line
again: *inner
# below all
"""


def written(node):
    out = StringIO()
    yaml().dump(node, out)
    return out.getvalue()


def places(node):
    """Each node's kind, place in the text, anchor, comments and, of a scalar, all that ruamel.yaml notes of it."""
    held = {k: str(v) for k, v in vars(node).items()} if hasattr(node, "__dict__") else {}
    told = [(type(node).__name__, str(node), held, getattr(getattr(node, "anchor", None), "value", None))]
    if hasattr(node, "lc"):
        told.append((node.lc.line, node.lc.col, node.lc.data, str(node.ca)))
    inner = node.values() if hasattr(node, "values") else node if isinstance(node, list) else ()
    return [*told, *(place for entry in inner for place in places(entry))]


@pytest.fixture
def parses(monkeypatch):
    """The texts that were parsed."""
    texts = []
    monkeypatch.setattr(yaml_nodes, "tree", lambda text: (texts.append(text), tree(text))[1])
    yaml_nodes._pickled_tree.cache_clear()
    return texts


@pytest.mark.parametrize(
    "text", [EVERY_KIND, (DEMO / "dossier.yaml").read_text(), (RIYADH / "dossier.yaml").read_text()]
)
def test_a_tree_that_was_kept_is_the_parsed_one(text):
    parsed, kept = tree(text), parse(text, "x")
    assert written(kept) == written(parsed)
    assert places(kept) == places(parsed)


def test_a_text_is_parsed_once_and_each_tree_may_be_changed(parses):
    first, second = parse(EVERY_KIND, "x"), parse(EVERY_KIND, "y")
    assert parses == [EVERY_KIND]
    first["twice"][1]["k"] = 2
    assert first["again"][1]["k"] == first["base"]["k"] == 2
    assert second["base"]["k"] == parse(EVERY_KIND, "x")["again"][1]["k"] == 1


def test_what_is_no_yaml_names_the_file_that_was_asked_for():
    for name in ("one.yaml", "other.yaml"):
        with pytest.raises(DossierError, match=name):
            parse("a: [", name)
