"""What verbs work on: a dossier, another program's file, or a negotiation that a program made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pourparler import formats
from pourparler.dossier import YAML, is_dossier, load, open_dossier
from pourparler.errors import FormatError, PourparlerError
from pourparler.formats import bargaining_instance, gmcr, json_files, partial_case
from pourparler.formats import conflict as conflict_file
from pourparler.model import Negotiation
from pourparler.model.conflict import Conflict
from pourparler.provenance.citations import citing
from pourparler.settlement import Spoken
from pourparler.settlement.scenarios import counted

Source = Path | str | Negotiation
"""What ``load_negotiation`` takes, or a negotiation itself."""


def load_negotiation(
    path: Path | str, lost: Callable[[str], None] = lambda what: None, *, confirmed_only: bool = False
) -> Negotiation:
    """The negotiation in a dossier's folder, a dossier.yaml, or another program's file or folder.

    Read are partial-case/1 and bargaining-instance/1 (JSON), GENIUS domains, NegMAS scenario folders, tables (XLSX, a folder of CSV), and a
    CSV of numbers. ``lost`` is called for everything in them that has no place in a negotiation. ``confirmed_only``: without what is only
    suggested (``model.confirmed``).

    Raises DossierError, FormatError or PourparlerError.
    """
    return counted(_load(Path(path), lost), confirmed_only=confirmed_only)


def _load(path: Path, lost: Callable[[str], None]) -> Negotiation:
    if path.suffix in YAML and path.is_file():
        return load(path).negotiation
    if not path.exists():
        raise FormatError("there is no such file or folder", where=str(path))
    if (path / "dossier.yaml").exists() or not (form := formats.reader(path)):
        if path.is_dir():
            return open_dossier(path).load().negotiation
        return _whole(json_files.read(path, partial_case.FORM, bargaining_instance.FORM), path)
    negotiation: Negotiation
    negotiation, left_out = form.read(path)
    for what in left_out:
        lost(what)
    return _whole(negotiation, path)


def _whole(negotiation: Negotiation, path: Path) -> Negotiation:
    """Of another program's file: a dossier may be begun empty, such a file may not."""
    if not negotiation.parties or not negotiation.issues:
        lacking = "no party" if not negotiation.parties else "no issue"
        raise FormatError(
            f"there is {lacking} in it", where=str(path), mend="Write the file again, or choose another one"
        )
    return negotiation


def negotiation_of(source: Source, *, confirmed_only: bool = False) -> Negotiation:
    """The negotiation itself, or the one that ``load_negotiation`` reads; ``confirmed_only``: without what is only suggested."""
    if isinstance(source, Negotiation):
        return counted(source, confirmed_only=confirmed_only)
    return load_negotiation(source, confirmed_only=confirmed_only)


def spoken_in(path: Path | str) -> Spoken | None:
    """How many statements a dossier's record has of which party on which issue; None where there is no record, or no dossier."""
    path = Path(path)
    if not is_dossier(path) or not (path / "dossier.yaml").exists():
        return None
    with citing(open_dossier(path)) as citations:
        return citations.spoken


def load_conflict(path: Path | str, *, confirmed_only: bool = False) -> Conflict:
    """A conflict from a .gmcr file, one in the format conflict/1, or the section of a dossier.

    Raises:
        FormatError: the file is neither, or is broken.
        DossierError: the dossier is not valid.
        PourparlerError: the dossier has no such section.
    """
    path = Path(path)
    if is_dossier(path):
        return conflict_of(load_negotiation(path, confirmed_only=confirmed_only), path)
    return gmcr.read(path) if path.suffix == ".gmcr" else conflict_file.read(path)


def conflict_of(negotiation: Negotiation, path: Path | str) -> Conflict:
    """The conflict in a dossier. Raises PourparlerError where it has none."""
    if negotiation.conflict is None:
        mend = f"To propose one from the positions: pourparler stability {path} --propose"
        raise PourparlerError("the dossier has no `conflict:`", where=str(path), mend=mend)
    return negotiation.conflict
