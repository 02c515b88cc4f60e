"""What verbs work on: a dossier, another program's file, or a negotiation that a program made."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from pourparler import formats
from pourparler.dossier import YAML, is_dossier, load, open_dossier
from pourparler.errors import FormatError, FormatWarning, PourparlerError
from pourparler.formats import bargaining_instance, gmcr, json_files, partial_case
from pourparler.formats import conflict as conflict_file
from pourparler.formats.chosen import Chosen
from pourparler.formats.files import no_device
from pourparler.model import Negotiation, exact
from pourparler.model.conflict import Conflict
from pourparler.provenance.citations import citing
from pourparler.settlement import Spoken
from pourparler.settlement.scenarios import counted

Source = Path | str | Negotiation
"""What ``load_negotiation`` takes, or a negotiation itself."""

LARGEST = 10.0**300
"""What a settlement may be worth to a party: beyond it doubles end."""


def _warn(what: str) -> None:
    warnings.warn(what, FormatWarning, stacklevel=4)


def load_negotiation(
    path: Path | str,
    tell: Callable[[str], None] = _warn,
    *,
    domain: str | None = None,
    profiles: Iterable[str] = (),
    confirmed_only: bool = False,
) -> Negotiation:
    """The negotiation in a dossier's folder, a dossier.yaml, or another program's file or folder.

    Read are partial-case/1 and bargaining-instance/1 (JSON), GENIUS domains, GeniusWeb profiles, NegMAS scenario folders, tables (XLSX, a
    folder of CSV), and a CSV of numbers. ``tell`` is called with a sentence for everything in them that is not used, or not used as it
    stands; without it, these are warnings (``FormatWarning``). ``domain``, ``profiles``: the names of the files that are meant in a
    GENIUS, GeniusWeb or NegMAS folder. ``confirmed_only``: without what is only suggested (``model.confirmed``).

    Raises DossierError, FormatError or PourparlerError.
    """
    return counted(_load(Path(path), tell, Chosen.of(domain, profiles)), confirmed_only=confirmed_only)


def _load(path: Path, tell: Callable[[str], None], chosen: Chosen) -> Negotiation:
    if path.suffix in YAML and path.is_file():
        chosen.none_here(path)
        return load(path).negotiation
    if not path.exists():
        raise FormatError("there is no such file or folder", where=str(path))
    no_device(path)
    if (path / "dossier.yaml").exists() or not (form := formats.reader(path)):
        chosen.none_here(path)
        if path.is_dir():
            return open_dossier(path).load().negotiation
        return _whole(json_files.read(path, tell, partial_case.FORM, bargaining_instance.FORM), path)
    negotiation: Negotiation
    negotiation, told = form.read(path, chosen)
    for what in told:
        tell(what)
    return _whole(negotiation, path)


def _whole(negotiation: Negotiation, path: Path) -> Negotiation:
    """Of another program's file: a dossier may be begun empty, such a file may not."""
    if not negotiation.parties or not negotiation.issues:
        lacking = "no party" if not negotiation.parties else "no issue"
        raise FormatError(
            f"there is {lacking} in it", where=str(path), mend="Write the file again, or choose another one"
        )
    for party, issues in negotiation.values.items():
        most = [max(map(abs, map(exact, options.values())), default=0) for options in issues.values()]
        if sum(most) + abs(exact(negotiation.no_agreement.values.get(party, 0))) > LARGEST:
            raise FormatError(
                f"the numbers of {party} come to more than {LARGEST:.0e}",
                where=str(path),
                mend="Divide all of them by a common number",
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


def load_conflict(path: Path | str, tell: Callable[[str], None] = _warn, *, confirmed_only: bool = False) -> Conflict:
    """A conflict from a .gmcr file, one in the format conflict/1, or the section of a dossier; ``tell`` as in ``load_negotiation``.

    Raises:
        FormatError: the file is neither, or is broken.
        DossierError: the dossier is not valid.
        PourparlerError: the dossier has no such section.
    """
    path = Path(path)
    if is_dossier(path):
        return conflict_of(load_negotiation(path, confirmed_only=confirmed_only), path)
    conflict, told = gmcr.read(path) if path.suffix == ".gmcr" else conflict_file.read(path)
    for what in told:
        tell(what)
    return conflict


def conflict_of(negotiation: Negotiation, path: Path | str) -> Conflict:
    """The conflict in a dossier. Raises PourparlerError where it has none."""
    if negotiation.conflict is None:
        mend = f"To propose one from the positions: pourparler stability {path} --propose"
        raise PourparlerError("the dossier has no `conflict:`", where=str(path), mend=mend)
    return negotiation.conflict
