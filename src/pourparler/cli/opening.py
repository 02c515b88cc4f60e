"""What several commands open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pourparler.dossier import open_dossier
from pourparler.errors import NotFoundError
from pourparler.record import Record

T = TypeVar("T")


def record_at(path: Path) -> Record:
    """The record of the dossier there, made if there is none yet."""
    return Record(open_dossier(path).record)


def chosen_of(found: Mapping[str, T], ids: Iterable[str], what: str, command: str) -> Sequence[T]:
    """The suggestions with these ids, each once.

    Raises:
        NotFoundError: one of them is not suggested; ``command`` shows which are.
    """
    for id in ids:
        if id not in found:
            raise NotFoundError(f"no {what} {id!r} is proposed", mend=f"`pourparler {command}` lists the proposed ones")
    return [found[id] for id in dict.fromkeys(ids)]
