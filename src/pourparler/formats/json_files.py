"""JSON files, among them those that say by ``format`` what they are: read, checked, and what is wrong in them named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError, did_you_mean
from pourparler.formats.numbers import twice
from pourparler.formats.regular import no_device
from pourparler.model import Negotiation

Tell = Callable[[str], None]

LARGEST = 200_000_000
"""Bytes."""
REMARKS = frozenset(
    {
        "name",
        "title",
        "description",
        "comment",
        "comments",
        "note",
        "notes",
        "author",
        "authors",
        "date",
        "source",
        "licence",
        "id",
    }
)
"""Keys that only tell of a file; what they say is in no answer."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format's name, what makes a negotiation of such a file's data, and the hint where that fails."""

    name: str
    make: Callable[[dict[str, Any], Tell], Negotiation]
    mend: str


def parsed(path: Path) -> Any:
    """What a JSON file holds, numbers with a point as the decimals that are written.

    Raises:
        FormatError: there is no such file, it cannot be read, is too large, is no JSON, has a key twice, or a number that is none.
    """

    def pairs(told: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(told)
        if len(found) < len(told):
            again = twice(k for k, _ in told)
            raise FormatError(
                f"the key {again!r} stands twice in one object", where=str(path), mend="Leave the right one"
            )
        return found

    def constant(name: str) -> Any:
        raise FormatError(f"{name} is not a finite number", where=str(path))

    no_device(path)
    try:
        if path.stat().st_size > LARGEST:
            raise FormatError(f"the file has more than {LARGEST:,} bytes", where=str(path))
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, parse_float=Decimal, object_pairs_hook=pairs, parse_constant=constant)
    except FileNotFoundError:
        raise FormatError("there is no such file", where=str(path)) from None
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}, column {error.colno}"
        raise FormatError(f"this is not readable JSON: {error.msg}", where=where, mend="Mend it there") from error
    except (OSError, ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FormatError(f"this is not readable JSON ({what})", where=str(path)) from error


def only(told: Mapping[str, Any], known: Iterable[str], what: str) -> None:
    """Raises ValueError where there is a key that is not known: it might change the answer."""
    keys = tuple(known)
    if spare := [k for k in told if k not in keys]:
        raise ValueError(f"{what}: the key {spare[0]!r} is not understood. {did_you_mean(spare[0], keys)}")


def only_or_told(told: Mapping[str, Any], known: Iterable[str], unused: Iterable[str], tell: Tell, file: str) -> None:
    """As ``only`` for a whole file: keys that only tell of it are left out without a word, ``unused`` ones with one."""
    keys, left = tuple(known), tuple(unused)
    only({k: v for k, v in told.items() if k not in left and k not in REMARKS}, keys, "the file")
    for key in told:
        if key in left and key not in keys:
            tell(f"{file}: {key} is not used")


def whole(number: Any) -> int:
    """A whole number. Raises ValueError where it is none."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"{number} is not a whole number")
    return number


def read(path: Path, tell: Tell, *forms: Form) -> Negotiation:
    """The negotiation in a file of one of these forms; ``tell`` hears what of it is not used.

    Raises:
        FormatError: not JSON, none of these forms, a key that is not understood, or the form's ``make`` cannot make anything of it.
    """
    told = parsed(path)
    form = next((f for f in forms if isinstance(told, dict) and told.get("format") == f.name), None)
    if form is None:
        names = " or ".join(f'"{f.name}"' for f in forms)
        raise FormatError(f'the file does not say "format": {names}', where=str(path))
    try:
        return form.make(told, tell)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError, ArithmeticError) as error:
        lacking = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise FormatError(
            f"this is not a well-formed {form.name} file: {lacking}", where=str(path), mend=form.mend
        ) from error
