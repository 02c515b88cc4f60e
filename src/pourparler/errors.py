"""One tree of errors. A message says what is wrong, where, and how to mend it."""

from __future__ import annotations

import errno
import math
from collections.abc import Sequence
from dataclasses import dataclass

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""By what a system says that a disk, a quota or a file takes no more."""


class PourparlerError(Exception):
    """Base of every error that is raised on purpose.

    ``what`` is the fault, ``where`` a place such as ``dossier.yaml:12`` or a document's name, ``mend`` the way out.
    """

    exit_code = 2

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = where
        self.mend = mend
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """``where: what. mend`` as one line."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}. {self.mend}" if self.mend else text


class DocumentError(PourparlerError):
    """A text cannot be brought in; the others are not concerned."""


class NoTextError(DocumentError):
    """A document holds no text; pages that only lead on to others are such."""


class ServerBusyError(DocumentError):
    """A server asks to be left alone: too many requests, or it is in trouble.

    ``seconds``: for how long; None where it does not say. ``host``: which server; ``when``: "later", or "in 5 minutes".
    """

    def __init__(self, what: str, seconds: float | None = None, *, host: str) -> None:
        self.seconds, self.host, self.when = seconds, host, _when(seconds)
        super().__init__(what, mend=f"Try again {self.when}")


def _when(seconds: float | None) -> str:
    """In the largest unit of which it is two or more; upwards, so that nobody comes too early."""
    if not seconds:
        return "later"
    units = ((86_400, "days"), (3_600, "hours"), (60, "minutes"))
    size, name = next((unit for unit in units if seconds > 1.5 * unit[0]), (1, "seconds"))
    return f"in {math.ceil(seconds / size):,} {name}"


class RecordError(PourparlerError):
    """The record cannot be read or written."""


class RecordBusyError(RecordError):
    """Another process is writing to the record."""


class RecordVersionError(RecordError):
    """The record was written by a newer pourparler."""


class FormatError(PourparlerError):
    """A file of another program cannot be understood."""


class FormatWarning(UserWarning):
    """Something in another program's file is not used, or not used as it stands."""


class StaleProposalsError(PourparlerError):
    """The proposals are no longer those that a change was made on; nothing was written."""


class ClusterError(PourparlerError):
    """The processes that were to work cannot, or are not there any more; what was done by then is kept."""


class NotFoundError(PourparlerError):
    """Nothing goes by the given identifier."""


class StaleError(PourparlerError):
    """The dossier is no longer the one that an edit was made on, of the revision ``made_on``; nothing was written."""

    def __init__(self, what: str, made_on: str, *, where: str | None = None, mend: str | None = None) -> None:
        self.made_on = made_on
        super().__init__(what, where=where, mend=mend)


class DecidedError(PourparlerError):
    """Somebody decided on a statement since it was looked at; nothing was written. ``statement``: its id."""

    def __init__(self, statement: str) -> None:
        mend = "Look at what was decided. Keep it, or decide again"
        super().__init__(f"somebody has decided on {statement} since; nothing was saved", mend=mend)
        self.statement = statement


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a dossier: what, where (line from 1), and a suggestion where there is one."""

    file: str
    line: int
    what: str
    mend: str | None = None

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.what}"
        return f"{text}. {self.mend}" if self.mend else text


SHOWN = 100
"""The most problems of a dossier that its message tells."""


class DossierError(PourparlerError):
    """The dossier is not valid; ``problems`` holds all faults found, in the order of their lines; the message tells the first ``SHOWN``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if (more := len(self.problems) - SHOWN) > 0:
            lines.append(f"… and {more:,} more")
        super().__init__("\n".join(lines))


class TooManyError(PourparlerError):
    """The answer is too large to compute or to list; everything else remains valid."""


class NotReadyError(PourparlerError):
    """The dossier is valid, and there is nothing in it yet that could be agreed or refused."""

    exit_code = 1


NEAR = 60
"""From which likeness on, 0 to 100, a known name is taken for the one that was meant."""

LONGEST_NAME = 200
"""Characters of a name that are compared."""


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """How to mend an unknown name: the known one that is nearest to it, or what there is."""
    from rapidfuzz import fuzz, process  # only who errs pays for this import

    short = name[:LONGEST_NAME]
    near = process.extractOne(short, known, scorer=fuzz.ratio, processor=str.lower, score_cutoff=NEAR)
    if near:
        return f"Did you mean {near[0]!r}?"
    if not known:
        return "Define one first"
    shown = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"Choose from: {shown}"


def unknown(what: str, name: object, known: Sequence[str]) -> PourparlerError:
    """The error that there is no ``what`` of this name, with the one that may be meant, or all that there are."""
    return PourparlerError(f"there is no {what} {name!r}", mend=did_you_mean(str(name), known))
