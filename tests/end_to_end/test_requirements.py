"""Whatever is imported is declared, whatever is declared is pinned."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ..conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED_BY_ANOTHER = {"lxml-html-clean", "cryptography"}
"""Declared for a library that needs it and does not say so (CONTRIBUTING.md)."""
OURS = {
    "pourparler",
    "tests",
    *(path.stem for name in ("benchmarks", "training") for path in (ROOT / name).glob("*.py")),
}
"""What lies in the project; benchmarks borrow from the training."""


def names(requirements):
    return {canonicalize_name(Requirement(r).name) for r in requirements}


def imported(folder):
    """The first words of everything that the Python files under a folder import, but for Python's own and ours."""
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - OURS


def distributions(folder):
    """The distributions that these come from; of one whose files name no module, the module's own name."""
    known = packages_distributions()
    return [{canonicalize_name(d) for d in known.get(name, [name])} for name in sorted(imported(folder))]


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        ("src", ("cluster",)),
        ("tests", ("dev",)),
        ("docs", ("dev",)),
        ("benchmarks", ("dev", "bench", "train")),
        ("training", ("dev", "train")),
    ],
)
def test_everything_imported_is_declared(folder, extras):
    declared = names(PROJECT["dependencies"]).union(*(names(EXTRAS[extra]) for extra in extras))
    assert [d for d in distributions(folder) if not d & declared] == []


def test_everything_declared_is_imported():
    used = set().union(*distributions("src"))
    assert (names(PROJECT["dependencies"]) | names(EXTRAS["cluster"])) - used == NEEDED_BY_ANOTHER


def test_everything_declared_is_pinned_and_fits():
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    pinned = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}
    assert len(pinned) == len(lines)
    for text in [*PROJECT["dependencies"], *(r for extra in EXTRAS.values() for r in extra)]:
        requirement = Requirement(text)
        assert requirement.url is None
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, text


def test_every_dependency_has_its_reason():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text[text.index("## Dependencies") :]
    told = {canonicalize_name(name) for name in re.findall(r"\w[\w.-]*\w", table)}
    assert names(r for extra in (PROJECT["dependencies"], *EXTRAS.values()) for r in extra) <= told
