"""JSON files, among them those that say by ``format`` what they are: read, checked, and what is wrong in them named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError, did_you_mean
from pourparler.formats.files import Tell, contents
from pourparler.formats.numbers import twice
from pourparler.model import Negotiation

DEEP = "it is nested too deeply"
LARGEST = 200
"""MB."""
REMARKS = frozenset(
    ("name", "title", "description", "comment", "comments", "note", "notes", "author", "authors", "date", "source", "licence", "id")
)  # fmt: skip
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

    def number(text: str) -> Decimal:
        try:
            return Decimal(text)
        except InvalidOperation:
            raise FormatError(f"{text[:20]}… is too large a number, or too small", where=str(path)) from None

    try:
        text = contents(path, LARGEST).decode("utf-8-sig")
        return json.loads(text, parse_float=number, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        where = f"{path}:{error.lineno}, column {error.colno}"
        raise FormatError(f"this is not readable JSON: {error.msg}", where=where, mend="Mend it there") from error
    except UnicodeDecodeError as error:
        raise FormatError(f"this is not readable JSON: byte {error.start} is not UTF-8", where=str(path)) from error
    except RecursionError as error:
        raise FormatError(f"this is not readable JSON: {DEEP}", where=str(path)) from error
    except ValueError as error:
        raise FormatError("this is not readable JSON: a number has thousands of digits", where=str(path)) from error


@contextmanager
def understood(what: str, path: Path, mend: str | None = None) -> Iterator[None]:
    """Around what makes something of a file's data: where the data do not fit, a FormatError. ``what``: that is wrong then."""
    try:
        yield
    except FormatError as error:
        raise FormatError(error.what, where=str(path), mend=error.mend or mend) from error
    except RecursionError as error:
        raise FormatError(f"{what}: {DEEP}", where=str(path), mend=mend) from error
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise FormatError(f"{what}: {why}", where=str(path), mend=mend) from error


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
    with understood(f"this is not a well-formed {form.name} file", path, form.mend):
        return form.make(told, tell)
