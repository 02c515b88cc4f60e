"""new, check, demo: begin a dossier, and see whether it holds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pourparler.documents import NamePattern, Options
from pourparler.dossier import Dossier, Loaded, new_dossier, open_dossier, write_text
from pourparler.errors import PourparlerError
from pourparler.provenance.citations import citing
from pourparler.record import Record
from pourparler.settlement import Contradiction, contradictions_in
from pourparler.verbs.documents import add
from pourparler.verbs.matching import match_kept
from pourparler.verbs.reading import read

EXAMPLE = "strait-of-lorn"
TITLE = "Strait of Lorn talks"
PATTERN = "{date}_{source}_{*}"
"""How the files of the example are named."""
MARK = ".demo"
"""The file by which a folder is known to be a demo, which may be replaced."""


@dataclass(frozen=True, slots=True)
class Checked:
    """``missing``: (what rests on it, the reference) for evidence that leads to nothing in the record.

    ``documents``: how many that holds.
    """

    loaded: Loaded
    missing: tuple[tuple[str, str], ...]
    contradictions: tuple[Contradiction, ...]
    documents: int


def new(path: Path | str, title: str | None = None) -> Dossier:
    """Make a dossier. Raises PourparlerError where there is one already."""
    return new_dossier(Path(path), title)


def check(path: Path | str) -> Checked:
    """Whether a dossier holds: its warnings, evidence that leads nowhere, contradictions. Raises DossierError where it is not valid."""
    dossier = open_dossier(Path(path))
    loaded = dossier.load()
    match_kept(dossier, loaded.negotiation)
    with citing(dossier) as citations:
        missing = tuple(
            (c.name, str(e)) for c in loaded.negotiation.claims() for e in c.evidence if citations.cite(e).missing
        )
    return Checked(loaded, missing, contradictions_in(loaded.negotiation), _documents(dossier))


def _documents(dossier: Dossier) -> int:
    if not dossier.record.exists():
        return 0
    with Record(dossier.record) as record:
        return len(record.document_ids())


def demo(path: Path | str, *, replace: bool = False) -> Dossier:
    """The bundled example as a dossier of its own, its documents added and read. Raises PourparlerError as ``new_demo``."""
    dossier = new_demo(path, replace=replace)
    for _ in add(dossier.root, *demo_documents()):
        pass
    for _ in read(dossier.root):
        pass
    take_demo_dossier(dossier)
    return dossier


def take_demo_dossier(dossier: Dossier) -> None:
    """Put the dossier.yaml that people made of the example's documents in the place of the one that is there."""
    write_text(dossier.yaml, demo_dossier().read_text(encoding="utf-8"))


def demo_dossier() -> Path:
    """The dossier.yaml that people made of the example's documents."""
    return example_folder(EXAMPLE) / "dossier.yaml"


def new_demo(path: Path | str, *, replace: bool = False) -> Dossier:
    """An empty dossier for the bundled example in a new folder; ``replace``: in the place of an earlier demo, never of somebody's folder.

    Raises:
        PourparlerError: the folder exists.
    """
    path = Path(path)
    if path.exists():
        if not replace or not (path / MARK).is_file():
            raise PourparlerError(
                "this folder exists already", where=str(path), mend="Name another folder: pourparler demo DIR"
            )
        shutil.rmtree(path)
    path.mkdir(parents=True)
    (path / MARK).touch()
    return new_dossier(path, TITLE)


def demo_documents() -> tuple[list[str], Options]:
    """What the example's documents are, and how to add them."""
    return [str(example_folder(EXAMPLE) / "documents")], Options(name_pattern=NamePattern(PATTERN))


def example_folder(name: str) -> Path:
    """A bundled example: inside the installed package, or at the root of a source checkout. Raises PourparlerError where it is neither."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples" / name, package.parent.parent / "examples" / name):
        if (folder / "dossier.yaml").is_file():
            return folder
    raise PourparlerError(f"the example {name!r} is not part of this installation")
