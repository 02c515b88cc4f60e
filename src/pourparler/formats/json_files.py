"""JSON files, among them those that say by ``format`` what they are: read, checked, and what is wrong in them named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler.errors import FormatError
from pourparler.model import Negotiation


@dataclass(frozen=True, slots=True)
class Form:
    """A format's name, what makes a negotiation of such a file's data, and the hint where that fails."""

    name: str
    make: Callable[[dict[str, Any]], Negotiation]
    mend: str


def parsed(path: Path) -> Any:
    """What a JSON file holds. Raises FormatError where there is none, it cannot be read, or is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FormatError("there is no such file", where=str(path)) from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FormatError(f"this is not readable JSON ({error})", where=str(path)) from error


def read(path: Path, *forms: Form) -> Negotiation:
    """The negotiation in a file of one of these forms.

    Raises:
        FormatError: not JSON, none of these forms, or the form's ``make`` cannot make anything of it.
    """
    told = parsed(path)
    form = next((f for f in forms if isinstance(told, dict) and told.get("format") == f.name), None)
    if form is None:
        names = " or ".join(f'"{f.name}"' for f in forms)
        raise FormatError(f'the file does not say "format": {names}', where=str(path))
    try:
        return form.make(told)
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as error:
        raise FormatError(
            f"this is not a well-formed {form.name} file ({type(error).__name__}: {error})",
            where=str(path),
            mend=form.mend,
        ) from error
