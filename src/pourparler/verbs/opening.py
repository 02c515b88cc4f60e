"""What verbs work on: a dossier as it stands or stood, another program's file, or a negotiation that a program made."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from pourparler import formats
from pourparler.dates import day_of
from pourparler.dossier import YAML, is_dossier, load, open_dossier
from pourparler.errors import FormatError, FormatWarning, PourparlerError
from pourparler.formats import bargaining_instance, gmcr, json_files, partial_case
from pourparler.formats import conflict as conflict_file
from pourparler.formats.chosen import Chosen
from pourparler.formats.files import no_device
from pourparler.model import Days, Negotiation, exact
from pourparler.model.conflict import Conflict
from pourparler.provenance.citations import citing
from pourparler.settlement import Spoken
from pourparler.settlement.scenarios import counted

Source = Path | str | Negotiation
"""What ``load_negotiation`` takes, or a negotiation itself."""

Day = date | str | None
"""A day as a date or as people write it; None for today."""

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
    as_of: Day = None,
) -> Negotiation:
    """The negotiation in a dossier's folder, a dossier.yaml, or another program's file or folder.

    Read are partial-case/1 and bargaining-instance/1 (JSON), GENIUS domains, GeniusWeb profiles, NegMAS scenario folders, tables (XLSX, a
    folder of CSV), and a CSV of numbers. ``tell`` is called with a sentence for everything in them that is not used, or not used as it
    stands; without it, these are warnings (``FormatWarning``). ``domain``, ``profiles``: the names of the files that are meant in a
    GENIUS, GeniusWeb or NegMAS folder. ``confirmed_only``: without what is only suggested (``model.confirmed``). ``as_of``: as it stood at
    the end of that day (``model.as_it_stood``).

    Raises DossierError, FormatError or PourparlerError: also where no dated position had been said by that day.
    """
    negotiation, day = _load(Path(path), tell, Chosen.of(domain, profiles)), day_in(as_of)
    days = None if day is None else _days(Path(path), negotiation)
    return counted(negotiation, confirmed_only=confirmed_only, as_of=day, days=days)


def day_in(written: Day) -> date | None:
    """The day that somebody gave, as a date or as people write one. Raises DocumentError: there is no such day."""
    return day_of(written) if isinstance(written, str) else written


def _days(path: Path, negotiation: Negotiation) -> Days:
    """Of which days the dossier's evidence is, as far as its record tells."""
    folder = path.parent if path.suffix in YAML else path
    if not _in_folder(folder):
        return {}
    with citing(open_dossier(folder)) as citations:
        return citations.days(negotiation)


def _in_folder(path: Path) -> bool:
    return is_dossier(path) and (path / "dossier.yaml").exists()


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


def negotiation_of(source: Source, *, confirmed_only: bool = False, as_of: Day = None) -> Negotiation:
    """The negotiation itself, or the one that ``load_negotiation`` reads; ``confirmed_only``: without what is only suggested.

    ``as_of``: as it stood on that day; of a negotiation that a program made the dates of its positions tell, for there is no record.
    """
    if isinstance(source, Negotiation):
        return counted(source, confirmed_only=confirmed_only, as_of=day_in(as_of))
    return load_negotiation(source, confirmed_only=confirmed_only, as_of=as_of)


def spoken_in(path: Path | str, as_of: Day = None) -> Spoken | None:
    """How many statements a dossier's record has of which party on which issue; None where there is no record, or no dossier.

    ``as_of``: only those in documents of that day or before, and in undated ones.
    """
    path = Path(path)
    if not _in_folder(path):
        return None
    with citing(open_dossier(path), day_in(as_of)) as citations:
        return citations.spoken


def load_conflict(
    path: Path | str, tell: Callable[[str], None] = _warn, *, confirmed_only: bool = False, as_of: Day = None
) -> Conflict:
    """A conflict from a .gmcr file, one in the format conflict/1, or the section of a dossier; ``tell`` as in ``load_negotiation``.

    Raises:
        FormatError: the file is neither, or is broken.
        DossierError: the dossier is not valid.
        PourparlerError: the dossier has no such section.
    """
    path = Path(path)
    if is_dossier(path):
        return conflict_of(load_negotiation(path, confirmed_only=confirmed_only, as_of=as_of), path)
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
