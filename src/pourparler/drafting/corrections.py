"""A person's correction of a statement, checked against the dossier's words and against the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from pourparler.errors import PourparlerError, did_you_mean, unknown
from pourparler.model import Mode, Negotiation, Spans, Stance, Statement, quote
from pourparler.reading.verbatim import place_words

SPANS = ("source", "cue", "content", "condition")
NAMES = ("speaker", "party", "issue", "option")
KINDS: Mapping[str, type[StrEnum]] = {"mode": Mode, "stance": Stance}
FLAGS = ("hedged", "anonymous")
CORRECTABLE = (*SPANS, *NAMES, *KINDS, *FLAGS)
"""What a person may change of a statement."""


def corrected(statement: Statement, correction: Mapping[str, Any], text: str, negotiation: Negotiation) -> Statement:
    """The statement with some fields changed, by their names; what is not given stays.

    Spans are [start, end) pairs in code points of ``text``, or the words that stand there (see ``place_words``). A name that is None or
    blank means: nobody, nothing. An option belongs to the issue that is given with it, or else to the one that the statement has.

    Raises:
        PourparlerError: a field, mode, stance, party, issue or option that there is not; the message names the nearest or all.
        NotFoundError: words that do not stand in the text.
    """
    changes: dict[str, Any] = {}
    for name, value in correction.items():
        if name not in CORRECTABLE:
            raise PourparlerError(f"a statement has no {name!r} to correct", mend=did_you_mean(name, CORRECTABLE))
        changes[name] = _reader(name)(name, value, statement, text)
    if changes.get("party") is not None and changes["party"] not in negotiation.party:
        raise unknown("party", changes["party"], tuple(negotiation.party))
    if changes.keys() & {"issue", "option"}:
        _check_option(changes, statement, negotiation)
    return replace(statement, **changes)


def _check_option(changes: Mapping[str, Any], statement: Statement, negotiation: Negotiation) -> None:
    issue, option = changes.get("issue", statement.issue), changes.get("option", statement.option)
    if issue is not None and issue not in negotiation.issue:
        raise unknown("issue", issue, tuple(negotiation.issue))
    if option is None:
        return
    if issue is None:
        having = ", ".join(i.id for i in negotiation.issues if option in i.options)
        mend = f"{option!r} is an option of: {having}" if having else "No issue of the dossier has such an option"
        raise PourparlerError(f"the option {option!r} needs its issue, and the statement has none", mend=mend)
    options = tuple(negotiation.issue[issue].options)
    if option not in options:
        if "option" in changes:
            raise PourparlerError(f"{issue} has no option {option!r}", mend=did_you_mean(option, options))
        mend = f"Give the option too, or none. Choose from: {', '.join(options)}"
        raise PourparlerError(f"{issue} has no option {option!r}, which the statement has so far", mend=mend)


def _reader(name: str) -> Callable[[str, Any, Statement, str], Any]:
    if name in SPANS:
        return _spans
    if name in NAMES:
        return _name
    return _kind if name in KINDS else _flag


def _spans(name: str, value: Any, statement: Statement, text: str) -> Spans:
    before: Spans = getattr(statement, name)
    if isinstance(value, str):
        if value.split() == quote(text, before).split():
            return before
        return place_words(value, text, before or statement.content)
    try:
        return tuple((int(start), int(end)) for start, end in value)
    except (TypeError, ValueError):
        raise PourparlerError(
            f"{name}: {value!r} are neither words nor spans", mend="Copy the words, or write spans as [[120, 131]]"
        ) from None


def _name(name: str, value: Any, statement: Statement, text: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise PourparlerError(f"{name}: {value!r} is not a name", mend="Write it as text")
    return (value or "").strip() or None


def _kind(name: str, value: Any, statement: Statement, text: str) -> StrEnum:
    try:
        return KINDS[name](value)
    except ValueError:
        raise unknown(name, value, tuple(kind.value for kind in KINDS[name])) from None


def _flag(name: str, value: Any, statement: Statement, text: str) -> bool:
    if not isinstance(value, bool):
        raise PourparlerError(f"{name}: {value!r} is neither true nor false", mend="Write true or false")
    return value
