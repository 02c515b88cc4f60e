"""What a person does to a proposal (``regrouping``: to several together): pure edits, each from Proposals to Proposals; what was done is settled, and drafting again leaves it.

``by``: who does it, for the words of ``why``. Every edit raises NotFoundError for an id that there is not, and PourparlerError where it has no
meaning; nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from pourparler.drafting.proposal_ids import new_id
from pourparler.errors import NotFoundError, PourparlerError, did_you_mean
from pourparler.model import (
    BODIES,
    REFERENCES,
    Body,
    PartyBody,
    Proposal,
    Proposals,
    State,
    What,
    references,
)

NAMED_BY = {What.PARTY: "name", What.ISSUE: "question", What.OPTION: "words"}
"""The field that ``rename`` sets."""
YOU = "you"


def find(proposals: Proposals, prefix: str) -> Proposal:
    """The one whose id begins so, dismissed ones too. Raises NotFoundError where there is none, or more than one."""
    if prefix in proposals:
        return proposals[prefix]
    found = [p for p in proposals if p.id.startswith(prefix)] if prefix else []
    if len(found) != 1:
        mend = "Give more of its letters" if found else "`pourparler proposals list` shows them"
        raise NotFoundError(f"there is no single proposal {prefix!r}", mend=mend)
    return found[0]


def rename(proposals: Proposals, id: str, words: str, *, by: str = YOU) -> Proposals:
    """Give a party another name, an issue another question, an option other words. What it was called stays an alias of a party."""
    old = get(proposals, id)
    if old.what not in NAMED_BY:
        raise PourparlerError(
            f"{called(old.what)} has no name of its own", mend="Rename a party, an issue or an option"
        )
    words = plain_words(words)
    if isinstance(old.body, PartyBody):
        _unused_name(proposals, words, (id,))
        kept = [a for a in old.body.aliases if a != words]
        aliases = (*kept, *(n for n in (old.body.name,) if n != words and n not in kept))
        new = set_fields(old, {"name": words, "aliases": aliases}, f"renamed by {by}")
    else:
        new = set_fields(old, {NAMED_BY[old.what]: words}, f"renamed by {by}")
    return proposals.with_([new])


def change(proposals: Proposals, id: str, *, by: str = YOU, **values: Any) -> Proposals:
    """Set fields of a proposal's body: a party's role, a position's party or stance, a meeting's … References are ids of proposals."""
    old = get(proposals, id)
    known = [f.name for f in fields(old.body)]
    for name in values:
        if name not in known:
            raise PourparlerError(f"{called(old.what)} has no {name!r}", mend=did_you_mean(name, known))
    new = set_fields(old, values, f"changed by {by}")
    _check_references(proposals, new.body)
    if isinstance(new.body, PartyBody):
        _unused_name(proposals, plain_words(new.body.name), (id,))
    if old.what is What.POSITION and "option" in values:
        new = replace(new, settled=new.settled | {"issue"})
    return proposals.with_([new])


def add(proposals: Proposals, what: What, *, by: str = YOU, **values: Any) -> tuple[Proposals, str]:
    """A proposal that a person makes, with its fields; confirmed with that. Also returns its id."""
    try:
        body = BODIES[what](**values)
    except TypeError as error:
        raise PourparlerError(f"{called(what)} needs more: {error}", mend="Give what it needs") from error
    _check_references(proposals, body)
    if what in NAMED_BY:
        plain_words(body.words)
    if isinstance(body, PartyBody):
        _unused_name(proposals, body.name, ())
    id = new_id(proposals, what, (by, body.words, str(len(proposals))))
    settled = frozenset(f.name for f in fields(body)) | ({"issue"} if what is What.POSITION else set())
    new = Proposal(
        id, what, body, State.PROPOSED, f"added by {by}", settled=frozenset(settled), place=next_place(proposals, what)
    )
    return confirm(proposals.with_([new]), [id], by=by), id


def confirm(proposals: Proposals, ids: Iterable[str], *, by: str = YOU) -> Proposals:
    """Stand behind proposals, and behind what they need: a position its party, issue and option; an issue its options.

    What was dismissed is restored with it.
    """
    chosen = [get(proposals, id) for id in dict.fromkeys(ids)]
    proposals = restore(proposals, [p.id for p in chosen if not p.live], by=by)
    wanted: dict[str, None] = {}
    for p in chosen:
        wanted.update(dict.fromkeys((p.id, *_needs(proposals, p))))
        if p.what is What.ISSUE:
            wanted.update((o.id, None) for o in proposals.options_of(p.id))
    rows = (proposals[id] for id in wanted)
    return proposals.with_(
        replace(p, state=State.CONFIRMED, why=told_after(p.why, f"confirmed by {by}")) for p in rows if not p.confirmed
    )


def dismiss(proposals: Proposals, ids: Iterable[str], *, by: str = YOU) -> Proposals:
    """Set proposals aside: they are kept so that they are not proposed again. What stands on them goes with them."""
    for id in dict.fromkeys(ids):
        old = get(proposals, id)
        if not old.live and old.dismissed_with is None:
            continue
        gone = [replace(old, state=State.DISMISSED, dismissed_with=None, why=told_after(old.why, f"dismissed by {by}"))]
        gone += [
            replace(p, state=State.DISMISSED, dismissed_with=id)
            for p in (*proposals.within(id), *_standing_on(proposals, id))
            if p.live
        ]
        proposals = proposals.with_(gone)
    return proposals


def restore(proposals: Proposals, ids: Iterable[str], *, by: str = YOU) -> Proposals:
    """Take a dismissal back, with what was dismissed with it, and with what the proposal needs."""
    for id in dict.fromkeys(ids):
        old = get(proposals, id)
        if old.merged_into is not None:
            into = proposals.resolved(id)
            raise PourparlerError(f"this was merged into “{into.words}”", mend="Split that one, or undo the merge")
        if old.live:
            continue
        back = {id: replace(old, why=told_after(old.why, f"restored by {by}"))}
        back |= {p.id: p for p in proposals if p.dismissed_with == id}
        for needed in (n for p in list(back.values()) for n in _needs(proposals, p)):
            if not proposals[needed].live:
                back[needed] = proposals[needed]
        proposals = proposals.with_(
            replace(p, state=State.CHANGED if p.settled else State.PROPOSED, dismissed_with=None) for p in back.values()
        )
    return proposals


def reorder(proposals: Proposals, id: str, before: str | None = None) -> Proposals:
    """Put a proposal before another of its kind; None: at the end."""
    moved = get(proposals, id)
    like = [p for p in proposals.all(moved.what) if p.id != id]
    if before is not None and get(proposals, before) not in like:
        raise PourparlerError(
            "a proposal can only be put before another of its kind", mend="Choose one of the same kind"
        )
    at = next((k for k, p in enumerate(like) if p.id == before), len(like))
    like.insert(at, moved)
    return proposals.with_(replace(p, place=k) for k, p in enumerate(like) if p.place != k)


def next_place(proposals: Proposals, what: What) -> int:
    """Behind all others of its kind."""
    return max((p.place for p in proposals.all(what)), default=-1) + 1


def set_fields(old: Proposal, values: dict[str, Any], told: str) -> Proposal:
    """A proposal with fields that a person set; ``told``: that it was so, in words."""
    state = State.CHANGED if old.state is State.PROPOSED else old.state
    body = replace(old.body, **values)
    return replace(old, body=body, state=state, settled=old.settled | values.keys(), why=told_after(old.why, told))


def _check_references(proposals: Proposals, body: Body) -> None:
    for name, id in references(body):
        if get(proposals, id, live=True).what is not REFERENCES[name]:
            raise PourparlerError(
                f"{name}: “{proposals[id].words}” is not {called(REFERENCES[name])}", mend="Choose another"
            )


def _needs(proposals: Proposals, p: Proposal) -> list[str]:
    """The ids of what a proposal cannot be without: what it refers to, and the issues of the options."""
    found = [id for _, id in references(p.body)]
    return [*found, *(proposals.issue_of(id).id for id in found if proposals[id].what is What.OPTION)]


def _standing_on(proposals: Proposals, id: str) -> list[Proposal]:
    """Linkages, priorities and the rest that cannot be without it (positions hold without their conditions)."""
    like = (What.LINKAGE, What.PRIORITY, What.NO_AGREEMENT)
    return [p for p in proposals if p.what in like and p.live and id in _needs(proposals, p)]


def with_tellings(proposals: Proposals, ids: Iterable[str]) -> list[str]:
    """Each position together with those that are one with it: whoever settles one of them settles all. Ids of other proposals, and unknown ones, as they are."""
    found: dict[str, None] = {}
    for id in ids:
        found[id] = None
        if id in proposals:
            found.update((p.id, None) for p in proposals.told_again(id))
    return list(found)


def get(proposals: Proposals, id: str, *, live: bool = False) -> Proposal:
    """By its whole id. Raises NotFoundError where there is none, PourparlerError where it has to be ``live`` and is dismissed."""
    if id not in proposals:
        raise NotFoundError(f"there is no proposal {id!r}", mend="It may be gone since; look at the proposals again")
    found = proposals[id]
    if live and not found.live:
        raise PourparlerError(f"“{found.words}” is dismissed", mend="Restore it first")
    return found


def _unused_name(proposals: Proposals, name: str, mine: Collection[str]) -> None:
    for p in proposals.parties:
        if p.id not in mine and p.words.casefold() == name.casefold():
            raise PourparlerError(f"there is a party “{p.words}” already", mend="Merge the two, or choose another name")


def plain_words(words: str) -> str:
    """Words without blanks around. Raises PourparlerError where there are none."""
    told = " ".join(words.split())
    if not told:
        raise PourparlerError("there are no words", mend="Write at least one")
    return told


def told_after(before: str, now: str) -> str:
    """Why something is proposed, with what was done to it now."""
    return f"{before}; {now}" if before and now not in before else before or now


def called(what: What) -> str:
    """The name of a kind of proposal, with its article."""
    return f"{'an' if what.value[0] in 'io' else 'a'} {what.value.replace('_', ' ')}"
