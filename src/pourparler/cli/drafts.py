"""Settlements and drafts as they are written on the command line."""

from __future__ import annotations

from pathlib import Path

from pourparler.errors import PourparlerError
from pourparler.limited_yaml import DETAILS, YAMLFault, plain, text_of


def draft(text: str) -> dict[str, str]:
    """``ISSUE=OPTION,...`` or the name of a YAML file of ``issue: option``.

    Raises:
        PourparlerError: it is neither.
    """
    path = Path(text)
    if path.suffix in (".yaml", ".yml"):
        try:
            told = plain(text_of(path.read_bytes()), DETAILS)
        except (OSError, ValueError) as error:
            raise PourparlerError(f"this draft cannot be read ({error})", where=text) from error
        except YAMLFault as fault:
            raise PourparlerError(fault.what, where=f"{text}:{fault.line}", mend=fault.mend) from fault
        if not isinstance(told, dict):
            raise PourparlerError("a draft has a line `issue: option` for each issue", where=text)
        return {str(issue): str(option) for issue, option in told.items()}
    chosen = {}
    for piece in text.split(","):
        issue, mark, option = (part.strip() for part in piece.partition("="))
        if not mark:
            raise PourparlerError(f"{piece.strip()!r} is not ISSUE=OPTION", mend="Write ISSUE=OPTION,ISSUE=OPTION")
        chosen[issue] = option
    return chosen
