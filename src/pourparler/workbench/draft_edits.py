"""What a page asks for, as an edit of proposals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pourparler.drafting import proposals as edits
from pourparler.drafting import regrouping
from pourparler.errors import PourparlerError
from pourparler.model import PositionBody, Proposals, Stance, What
from pourparler.model.stances import TAKING, Side, side_of, stance_of
from pourparler.wording.terms import plural


@dataclass(frozen=True, slots=True)
class Asked:
    """An edit by its name, who asks for it, the proposals that it is about, and what else it needs."""

    edit: str
    by: str
    ids: Sequence[str] = ()
    words: str = ""
    into: str = ""
    issue: str | None = None
    option: str | None = None
    what: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """The proposals now, what was done in words, and the proposal to look at next, where it is another than before."""

    proposals: Proposals
    said: str
    focus: str | None = None


def done(proposals: Proposals, asked: Asked) -> Done:
    """Raises PourparlerError, NotFoundError: nothing is changed then."""
    if asked.edit not in EDITS:
        raise PourparlerError(f"{asked.edit!r} is no edit of a draft", mend=f"Choose from: {', '.join(EDITS)}")
    return EDITS[asked.edit](proposals, asked)


def _all(proposals: Proposals, asked: Asked) -> list[str]:
    """What is asked for, each position with those that are one with it; what is told counts what a person chose."""
    return edits.with_tellings(proposals, asked.ids)


def _one(asked: Asked) -> str:
    if len(asked.ids) != 1:
        raise PourparlerError(f"to {asked.edit} takes one proposal, not {len(asked.ids)}", mend="Select one")
    return asked.ids[0]


def _rename(proposals: Proposals, asked: Asked) -> Done:
    return Done(edits.rename(proposals, _one(asked), asked.words, by=asked.by), "renamed")


def _merge(proposals: Proposals, asked: Asked) -> Done:
    after = regrouping.merge(proposals, asked.ids, asked.into, by=asked.by)
    return Done(after, f"merged into “{after[asked.into].words}”", asked.into)


def _split(proposals: Proposals, asked: Asked) -> Done:
    into = {"option" if asked.what == "option" else "issue": asked.words}
    after, made = regrouping.split(proposals, _all(proposals, asked), by=asked.by, **into)
    return Done(after, f"{plural(len(asked.ids), 'position')} split off as “{after[made].words}”", made)


def _move(proposals: Proposals, asked: Asked) -> Done:
    after = regrouping.move(proposals, _all(proposals, asked), asked.issue or "", asked.option, by=asked.by)
    now = after.option_of(asked.ids[0]).words
    return Done(after, f"{plural(len(asked.ids), 'position')} moved to “{now}”", asked.ids[0])


def _add(proposals: Proposals, asked: Asked) -> Done:
    what = What(asked.what)
    if what is What.ISSUE:
        values: dict[str, Any] = {"name": asked.words, "question": asked.words}
    elif what is What.OPTION:
        values = {"issue": asked.issue, "words": asked.words}
    else:
        values = {"name": asked.words}
    after, made = edits.add(proposals, what, by=asked.by, **values)
    return Done(after, f"“{asked.words}” added", made)


def _confirm(proposals: Proposals, asked: Asked) -> Done:
    """An issue and an option with all that stands in them; a party alone."""
    wanted: dict[str, None] = {}
    for id in _all(proposals, asked):
        wanted[id] = None
        if id in proposals and proposals[id].what in (What.ISSUE, What.OPTION):
            wanted.update((p.id, None) for p in proposals.within(id) if p.live)
    many = len(proposals.once(proposals[id] for id in wanted if id in proposals))
    return Done(edits.confirm(proposals, wanted, by=asked.by), f"{plural(many, 'proposal')} confirmed")


def _dismiss(proposals: Proposals, asked: Asked) -> Done:
    many = plural(len(asked.ids), "proposal")
    return Done(edits.dismiss(proposals, _all(proposals, asked), by=asked.by), f"{many} dismissed; u takes it back")


def _restore(proposals: Proposals, asked: Asked) -> Done:
    return Done(
        edits.restore(proposals, _all(proposals, asked), by=asked.by), f"{plural(len(asked.ids), 'proposal')} restored"
    )


def _change(proposals: Proposals, asked: Asked) -> Done:
    values = dict(asked.fields)
    if "stance" in values:
        if values["stance"] not in TAKING:
            raise PourparlerError(f"{values['stance']!r} takes no position", mend=f"Choose from: {', '.join(TAKING)}")
        values["stance"] = Stance(values["stance"])
    if "at_table" in values:
        values["at_table"] = values["at_table"] in (True, "true")
    for id in _all(proposals, asked):
        proposals = edits.change(proposals, id, by=asked.by, **values)
    return Done(proposals, "changed")


def _turn(proposals: Proposals, asked: Asked) -> Done:
    """To the other side of the option."""
    for id in _all(proposals, asked):
        body = proposals[id].body if id in proposals else None
        if not isinstance(body, PositionBody):
            raise PourparlerError("only a position has a direction", mend="Select a position")
        proposals = edits.change(proposals, id, by=asked.by, stance=stance_of(body.stance, opposed=True))
    now = side_of(proposals[asked.ids[0]].body.stance) if asked.ids else None  # type: ignore[union-attr]
    return Done(proposals, f"now {'against' if now is Side.AGAINST else 'for'}")


EDITS: Mapping[str, Callable[[Proposals, Asked], Done]] = {
    "rename": _rename,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "add": _add,
    "confirm": _confirm,
    "dismiss": _dismiss,
    "restore": _restore,
    "change": _change,
    "turn": _turn,
}
