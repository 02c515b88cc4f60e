"""The dossier as a folder: where its parts lie, and how a new one begins."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pourparler.dossier.edit import alone
from pourparler.dossier.files import write_whole
from pourparler.dossier.load import Loaded, load, loads
from pourparler.errors import PourparlerError
from pourparler.shown import shown

TEMPLATE = """\
# A dossier of pourparler. Everything here may be edited by hand; programs keep your comments.
# Or let it be drafted from documents:  pourparler add .. FILE   ·   pourparler read ..   ·   pourparler draft ..
# What stands behind a # is an example, from talks that never were.
negotiation: {title}

# Sides that can accept or refuse a settlement. Statements of their actors, and under their aliases, count as theirs.
parties: {{}}
#  Northland:
#    at_table: true
#    actors: [{{name: Ada Voss, role: foreign minister}}]
#    aliases: [the North, Norhaven]
#  Port Union: {{at_table: false}}

# Questions to be settled; exactly one option of each is chosen. An issue with fewer than two options is left out until it has two.
issues: {{}}
#  transit:
#    question: Who may use the strait?
#    options: {{open: free passage, escorted: passage under escort, closed: no passage}}

# What the parties said. One of: prefers (a > b), demands, rejects (perhaps unless: ...), requires,
# accepts or offers (perhaps if: ...), package (better: ..., worse: ...); with evidence and as_of.
positions: []
#  - {{party: Northland, issue: transit, rejects: closed, evidence: [s0123456789ab], as_of: 2031-02-18}}
#  - {{party: Port Union, issue: transit, accepts: escorted, if: {{dues: none}}, evidence: [s0123456789ab]}}

# linkages:     [{{never: {{transit: open, dues: none}}}}]
# priorities:   {{Northland: transit > dues}}
# no_agreement: {{transit: closed}}     # what each issue comes to without a settlement
"""


YAML = (".yaml", ".yml")


def is_dossier(path: Path) -> bool:
    """Whether the path means a dossier, and not a file of another format: a folder, or the YAML itself."""
    return path.is_dir() or path.suffix in YAML


@dataclass(frozen=True, slots=True)
class Dossier:
    """A folder with dossier.yaml and a record."""

    root: Path

    @property
    def yaml(self) -> Path:
        """The part that people write."""
        return self.root / "dossier.yaml"

    @property
    def record(self) -> Path:
        """The SQLite file of documents, statements and decisions."""
        return self.root / "record.sqlite"

    def load(self) -> Loaded:
        """Read and validate dossier.yaml. Raises DossierError."""
        return load(self.yaml)


def open_dossier(path: Path) -> Dossier:
    """The dossier in this folder (or of this dossier.yaml).

    Raises:
        PourparlerError: there is none.
    """
    root = path.parent if path.name == "dossier.yaml" else path
    dossier = Dossier(root)
    if not dossier.yaml.is_file():
        raise PourparlerError("there is no dossier here", where=str(root), mend=f"Make one with: pourparler new {root}")
    return dossier


def new_dossier(root: Path, title: str | None = None) -> Dossier:
    """Make a folder with a dossier.yaml to fill in.

    Raises:
        DossierError: the title holds what no dossier.yaml can.
        PourparlerError: there is one already, or the folder cannot be made.
    """
    dossier = Dossier(root)
    name = title or shown(Path(os.path.abspath(root)).name).replace("-", " ").replace("_", " ").capitalize() or "Talks"
    text = TEMPLATE.format(title='"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"')
    loads(text, str(dossier.yaml))  # a title may hold what no file of YAML does
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PourparlerError(f"the folder cannot be made: {error.strerror}", where=str(root)) from error
    with alone(dossier.yaml):
        if dossier.yaml.exists():
            raise PourparlerError("there is a dossier here already; it was not touched", where=str(dossier.yaml))
        write_whole(dossier.yaml, text)
    return dossier
