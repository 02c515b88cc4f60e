"""A person's correction of a statement, checked against the dossier's words and against the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from pourparler.errors import PourparlerError, did_you_mean, unknown
from pourparler.model import Holder, Mode, Negotiation, Spans, Stance, Statement, quote
from pourparler.model.stances import KIND, TAKING
from pourparler.reading.verbatim import find, place_words

SPANS = ("source", "cue", "content", "condition", "position")
NAMES = ("speaker", "party", "issue", "option")
KINDS: Mapping[str, type[StrEnum]] = {"mode": Mode, "stance": Stance}
FLAGS = ("hedged", "anonymous")
CORRECTABLE = (*SPANS, *NAMES, *KINDS, *FLAGS, "holders")
"""What a person may change of a statement."""
OPPOSED = "!"
"""Before a holder's name: takes the other side in the same words."""


def corrected(statement: Statement, correction: Mapping[str, Any], text: str, negotiation: Negotiation) -> Statement:
    """The statement with some fields changed, by their names; what is not given stays.

    Spans are [start, end) pairs in code points of ``text``, or the words that stand there (see ``place_words``). A name that is None or
    blank means: nobody, nothing. An option belongs to the issue that is given with it, or else to the one that the statement has.

    Holders are names, with ``!`` before who takes the other side, or {"name": …, "opposed": …}; none: nobody knows. Each is a party of the
    dossier or a name that stands in the text; where the dossier names no parties, any name. Where the statement takes a position and no
    words of it are marked, its content is the position; where it took none before, whoever speaks holds it unless holders are given. A
    stance that takes none leaves no position and no holders; so does a position without words. Whoever spoke for themselves goes on to
    hold the position when the party is corrected.

    Raises:
        PourparlerError: a field, mode, stance, party, issue, option or holder that there is not; the message names the nearest or all. Or
            holders or words of a position are given to a statement that takes none.
        NotFoundError: words that do not stand in the text.
    """
    changes: dict[str, Any] = {}
    for name, value in correction.items():
        if name not in CORRECTABLE:
            raise PourparlerError(f"a statement has no {name!r} to correct", mend=did_you_mean(name, CORRECTABLE))
        if name == "holders":
            changes[name] = _holders(value, statement, text, negotiation)
        else:
            changes[name] = _reader(name)(name, value, statement, text)
    if changes.get("party") is not None and changes["party"] not in negotiation.party:
        raise unknown("party", changes["party"], tuple(negotiation.party))
    if changes.keys() & {"issue", "option"}:
        _check_option(changes, statement, negotiation)
    changed = replace(statement, **changes)
    if changes.keys() & {"party", "speaker"} and "holders" not in changes:
        changed = replace(changed, holders=_holders_after(statement, changed))
    return _whole(statement, changed, correction)


def _holders_after(before: Statement, after: Statement) -> tuple[Holder, ...]:
    """The holders when somebody else speaks, or for another party: whoever held the position for themselves is that side from now on."""
    side = after.own_side
    if not before.holders and after.party is not None and KIND[after.stance] is not None:
        return (side,) if side else ()
    found: dict[str, Holder] = {}
    for h in before.holders:
        own = before.is_own_side(h)
        now = replace(side, words=h.words, opposed=h.opposed) if own and side else h
        if side is not None or not own:
            found.setdefault(now.name, now)
    return tuple(found.values())


def _whole(before: Statement, s: Statement, correction: Mapping[str, Any]) -> Statement:
    """The corrected statement with stance, position and holders that fit each other."""
    emptied = "position" in correction and not s.position
    if KIND[s.stance] is not None and emptied and "stance" not in correction:
        return replace(s, stance=Stance.REPORTS, holders=())
    if KIND[s.stance] is None:
        for name in ("position", "holders"):
            if getattr(s, name) and name in correction:
                mend = f"Give its stance too: {', '.join(TAKING)}"
                raise PourparlerError(f"{name}: the statement takes no position, it {s.stance.value}", mend=mend)
        return replace(s, position=(), holders=()) if "stance" in correction else s
    if emptied:
        mend = "Give the words, or a stance that takes no position, such as reports"
        raise PourparlerError(f"position: a statement that {s.stance.value} something needs the words of it", mend=mend)
    begins = KIND[before.stance] is None
    if (s.position and not begins) or (not correction.keys() & {"stance", "holders"} and s.holders == before.holders):
        return s
    side = s.own_side
    holders = (side,) if side and not s.holders and "holders" not in correction else s.holders
    return replace(s, position=s.position or s.content, holders=holders)


def _holders(value: Any, statement: Statement, text: str, negotiation: Negotiation) -> tuple[Holder, ...]:
    """Those that the statement has stay as the text names them."""
    if not isinstance(value, Sequence | None) or isinstance(value, str):
        raise PourparlerError(f"holders: {value!r} is not a list of names", mend="Write it as a list, [] for nobody")
    found: dict[str, Holder] = {}
    for told in value or ():
        name, opposed = _holder_told(told)
        kept = next((h for h in statement.holders if name in (h.name, h.party)), None)
        if name in found:
            raise PourparlerError(f"holders: {name!r} is named twice", mend="Name each once, on one side")
        holder = kept or _named(name, statement, text, negotiation)
        party = name if name in negotiation.party else None
        found[name] = replace(holder, party=party or holder.party, opposed=opposed)
    return tuple(found.values())


def _named(name: str, statement: Statement, text: str, negotiation: Negotiation) -> Holder:
    """A holder by a name that a person gave; a name that is no party's stands in the text, so that a slip of the pen is no holder."""
    near = (statement.position or statement.content)[0][0]
    place = None if name in negotiation.party else find(name, text, near=near)
    if place is None and negotiation.party and name not in negotiation.party:
        raise unknown("party", name, tuple(negotiation.party))
    return Holder(name, words=(place,) if place else ())


def _holder_told(told: Any) -> tuple[str, bool]:
    """(name, whether opposed) from either way of writing."""
    if isinstance(told, str) and (name := told.removeprefix(OPPOSED).strip()):
        return name, told.startswith(OPPOSED)
    if isinstance(told, Mapping) and (name := str(told.get("name") or "").strip()):
        return name, _flag("opposed", told.get("opposed", False))
    mend = 'Write a name, "!" before one that takes the other side, or {"name": …, "opposed": true}'
    raise PourparlerError(f"holders: {told!r} is no holder", mend=mend)


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


def _flag(name: str, value: Any, *_: Any) -> bool:
    if not isinstance(value, bool):
        raise PourparlerError(f"{name}: {value!r} is neither true nor false", mend="Write true or false")
    return value
