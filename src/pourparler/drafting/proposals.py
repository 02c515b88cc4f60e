"""What a person does to proposals: pure edits, each from Proposals to Proposals; what was done is settled, and drafting again leaves it.

``by``: who does it, for the words of ``why``. Every edit raises NotFoundError for an id that there is not, and PourparlerError where it has no
meaning; nothing is changed then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from pourparler.drafting.naming import denial
from pourparler.drafting.proposal_ids import new_id
from pourparler.errors import NotFoundError, PourparlerError, did_you_mean
from pourparler.model import (
    BODIES,
    REFERENCES,
    Body,
    IssueBody,
    OptionBody,
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
    old = _get(proposals, id)
    if old.what not in NAMED_BY:
        raise PourparlerError(
            f"{_called(old.what)} has no name of its own", mend="Rename a party, an issue or an option"
        )
    words = _said(words)
    if isinstance(old.body, PartyBody):
        _unused_name(proposals, words, (id,))
        kept = [a for a in old.body.aliases if a != words]
        aliases = (*kept, *(n for n in (old.body.name,) if n != words and n not in kept))
        new = _set(old, {"name": words, "aliases": aliases}, f"renamed by {by}")
    else:
        new = _set(old, {NAMED_BY[old.what]: words}, f"renamed by {by}")
    return proposals.with_([new])


def change(proposals: Proposals, id: str, *, by: str = YOU, **values: Any) -> Proposals:
    """Set fields of a proposal's body: a party's role, a position's party or stance, a meeting's … References are ids of proposals."""
    old = _get(proposals, id)
    known = [f.name for f in fields(old.body)]
    for name in values:
        if name not in known:
            raise PourparlerError(f"{_called(old.what)} has no {name!r}", mend=did_you_mean(name, known))
    new = _set(old, values, f"changed by {by}")
    _check_references(proposals, new.body)
    if isinstance(new.body, PartyBody):
        _unused_name(proposals, _said(new.body.name), (id,))
    if old.what is What.POSITION and "option" in values:
        new = replace(new, settled=new.settled | {"issue"})
    return proposals.with_([new])


def add(proposals: Proposals, what: What, *, by: str = YOU, **values: Any) -> tuple[Proposals, str]:
    """A proposal that a person makes, with its fields; confirmed with that. Also returns its id."""
    try:
        body = BODIES[what](**values)
    except TypeError as error:
        raise PourparlerError(f"{_called(what)} needs more: {error}", mend="Give what it needs") from error
    _check_references(proposals, body)
    if what in NAMED_BY:
        _said(body.words)
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
    chosen = [_get(proposals, id) for id in dict.fromkeys(ids)]
    proposals = restore(proposals, [p.id for p in chosen if not p.live], by=by)
    wanted: dict[str, None] = {}
    for p in chosen:
        wanted.update(dict.fromkeys((p.id, *_needs(proposals, p))))
        if p.what is What.ISSUE:
            wanted.update((o.id, None) for o in proposals.options_of(p.id))
    rows = (proposals[id] for id in wanted)
    return proposals.with_(
        replace(p, state=State.CONFIRMED, why=_told(p.why, f"confirmed by {by}")) for p in rows if not p.confirmed
    )


def dismiss(proposals: Proposals, ids: Iterable[str], *, by: str = YOU) -> Proposals:
    """Set proposals aside: they are kept so that they are not proposed again. What stands on them goes with them."""
    for id in dict.fromkeys(ids):
        old = _get(proposals, id)
        if not old.live and old.dismissed_with is None:
            continue
        gone = [replace(old, state=State.DISMISSED, dismissed_with=None, why=_told(old.why, f"dismissed by {by}"))]
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
        old = _get(proposals, id)
        if old.merged_into is not None:
            into = proposals.resolved(id)
            raise PourparlerError(f"this was merged into “{into.words}”", mend="Split that one, or undo the merge")
        if old.live:
            continue
        back = {id: replace(old, why=_told(old.why, f"restored by {by}"))}
        back |= {p.id: p for p in proposals if p.dismissed_with == id}
        for needed in (n for p in list(back.values()) for n in _needs(proposals, p)):
            if not proposals[needed].live:
                back[needed] = proposals[needed]
        proposals = proposals.with_(
            replace(p, state=State.CHANGED if p.settled else State.PROPOSED, dismissed_with=None) for p in back.values()
        )
    return proposals


def merge(proposals: Proposals, ids: Iterable[str], into: str, *, by: str = YOU) -> Proposals:
    """Make one of several issues, options or parties: ``into`` keeps its words and takes over what the others have.

    Issues: options and positions; options that have the same words become one. Options: positions. Parties: names, people and positions.
    """
    target = _get(proposals, into, live=True)
    others = [p for p in (_get(proposals, id, live=True) for id in dict.fromkeys(ids)) if p.id != into]
    if not others:
        raise PourparlerError("there is nothing to merge", mend="Choose at least two")
    if target.what not in NAMED_BY or any(p.what is not target.what for p in others):
        raise PourparlerError(
            "only issues, options or parties can be merged, with their like", mend="Choose two of one kind"
        )
    if target.what is What.OPTION and any(proposals.issue_of(p.id) != proposals.issue_of(into) for p in others):
        raise PourparlerError("these options answer different questions", mend="Merge their issues first")
    step = {What.PARTY: _merge_party, What.ISSUE: _merge_issue, What.OPTION: _merge_option}[target.what]
    for other in others:
        proposals = _keep_together(step(proposals, other, proposals[into], by), into)
    return proposals


def _merge_party(proposals: Proposals, other: Proposal, into: Proposal, by: str) -> Proposals:
    first, second = into.body, other.body
    assert isinstance(first, PartyBody)
    assert isinstance(second, PartyBody)
    names = dict.fromkeys((*first.aliases, second.name, *second.aliases))
    have = {a.name for a in first.actors}
    joined = {
        "name": first.name,
        "aliases": tuple(n for n in names if n != first.name),
        "actors": (*first.actors, *(a for a in second.actors if a.name not in have)),
        "evidence": tuple(dict.fromkeys((*first.evidence, *second.evidence))),
    }
    rows = [_set(into, joined, f"merged with “{second.name}” by {by}"), _absorbed(other, into, by)]
    rows += [_point(p, other.id, into.id) for p in proposals if ("party", other.id) in references(p.body)]
    return proposals.with_(rows)


def _merge_issue(proposals: Proposals, other: Proposal, into: Proposal, by: str) -> Proposals:
    assert isinstance(into.body, IssueBody)
    kept = {"name": into.body.name, "question": into.body.question}
    rows = [_set(into, kept, f"merged with “{other.words}” by {by}"), _absorbed(other, into, by)]
    ranked = (p for p in proposals.all(What.PRIORITY) if ("issue", other.id) in references(p.body))
    rows += [_point(p, other.id, into.id) for p in ranked]
    same = {o.words.casefold(): o.id for o in proposals.options_of(into.id)}
    last = next_place(proposals, What.OPTION)
    options = [p for p in proposals.within(other.id) if p.what is What.OPTION]
    rows += [_point(o, other.id, into.id, place=last + k) for k, o in enumerate(options)]
    proposals = proposals.with_(rows)
    for option in options:
        if option.live and (twin := same.get(option.words.casefold())):
            joined = _merge_option(proposals, proposals[option.id], proposals[twin], by)
            proposals = _keep_together(joined, twin)
    return proposals


def _merge_option(proposals: Proposals, other: Proposal, into: Proposal, by: str) -> Proposals:
    kept = _set(into, {"words": into.words}, f"merged with “{other.words}” by {by}")
    rows = [kept, _absorbed(other, into, by)]
    rows += [_point(p, other.id, into.id) for p in proposals if _mentions(p.body, other.id)]
    return proposals.with_(rows)


def split(
    proposals: Proposals, ids: Iterable[str], *, issue: str | None = None, option: str | None = None, by: str = YOU
) -> tuple[Proposals, str]:
    """Put positions apart: into a new issue of these words, their options with them, or into a new option. Also returns the new one's id.

    What stays in the old place stays there when drafting again.
    """
    chosen = _positions(proposals, ids)
    if (issue is None) == (option is None):
        raise PourparlerError("say either the question or the option that these positions get", mend="Give one of them")
    homes = {proposals.issue_of(p.id).id for p in chosen}
    if option is not None:
        if len(homes) > 1:
            raise PourparlerError("these positions answer different questions", mend="Split them into a new issue")
        proposals, made = _new_option(proposals, homes.pop(), _said(option), by)
        return _put(proposals, chosen, dict.fromkeys((p.id for p in chosen), made), f"split off by {by}"), made
    assert issue is not None
    proposals, made = _new_issue(proposals, _said(issue), by)
    goes: dict[str, str] = {}
    twins: dict[str, str] = {}
    for p in chosen:
        words = proposals.option_of(p.id).words
        if words.casefold() not in twins:
            proposals, twins[words.casefold()] = _new_option(proposals, made, words, by)
        goes[p.id] = twins[words.casefold()]
    if len(twins) == 1:
        # Exactly one option of an issue is chosen: the other answer is that the only one does not come.
        proposals, _ = _new_option(proposals, made, denial(proposals[next(iter(twins.values()))].words), by)
    return _put(proposals, chosen, goes, f"split off by {by}"), made


def move(
    proposals: Proposals,
    ids: Iterable[str],
    issue: str,
    option: str | None = None,
    *,
    words: str | None = None,
    by: str = YOU,
) -> Proposals:
    """Put positions into an option of an issue; without one into a new option, of these ``words``, else of those of their old option."""
    chosen = _positions(proposals, ids)
    home = _get(proposals, issue, live=True)
    if home.what is not What.ISSUE:
        raise PourparlerError(f"“{home.words}” is not an issue", mend="Choose an issue")
    if option is not None:
        target = _get(proposals, option, live=True)
        if target.what is not What.OPTION or proposals.issue_of(option).id != issue:
            raise PourparlerError(
                f"“{target.words}” is not an option of “{home.words}”", mend="Choose one of its options"
            )
        goes = dict.fromkeys((p.id for p in chosen), option)
    else:
        goes = {}
        made: dict[str, str] = {}
        for p in chosen:
            told = _said(words) if words is not None else proposals.option_of(p.id).words
            if told.casefold() not in made:
                proposals, made[told.casefold()] = _new_option(proposals, issue, told, by)
            goes[p.id] = made[told.casefold()]
    return _put(proposals, chosen, goes, f"moved by {by}")


def reorder(proposals: Proposals, id: str, before: str | None = None) -> Proposals:
    """Put a proposal before another of its kind; None: at the end."""
    moved = _get(proposals, id)
    like = [p for p in proposals.all(moved.what) if p.id != id]
    if before is not None and _get(proposals, before) not in like:
        raise PourparlerError(
            "a proposal can only be put before another of its kind", mend="Choose one of the same kind"
        )
    at = next((k for k, p in enumerate(like) if p.id == before), len(like))
    like.insert(at, moved)
    return proposals.with_(replace(p, place=k) for k, p in enumerate(like) if p.place != k)


def next_place(proposals: Proposals, what: What) -> int:
    """Behind all others of its kind."""
    return max((p.place for p in proposals.all(what)), default=-1) + 1


def _put(proposals: Proposals, chosen: Sequence[Proposal], goes: dict[str, str], told: str) -> Proposals:
    """Positions into their options. The positions that they are taken from are settled where they are: a person looked at both."""
    rows: dict[str, Proposal] = {}
    for p in chosen:
        option = proposals.option_of(p.id)
        away = proposals.issue_of(goes[p.id]) != proposals.issue_of(p.id)
        left = proposals.within(option.body.issue if away else option.id)  # type: ignore[union-attr]
        stays = {"issue"} if away else {"issue", "option"}
        rows |= {
            q.id: replace(q, settled=q.settled | stays)
            for q in left
            if q.what is What.POSITION and q.id not in goes and q.id not in rows
        }
    for p in chosen:
        new = _set(proposals[p.id], {"option": goes[p.id]}, told)
        rows[p.id] = replace(new, settled=new.settled | {"issue"})
    return proposals.with_(rows.values())


def _keep_together(proposals: Proposals, id: str) -> Proposals:
    """Positions of what was merged stay together."""
    what = proposals[id].what
    names = {What.PARTY: {"party"}, What.ISSUE: {"issue"}, What.OPTION: {"issue", "option"}}[what]
    inside = (p for p in proposals.within(id) if p.what is What.POSITION)
    return proposals.with_(replace(p, settled=p.settled | names) for p in inside)


def _new_issue(proposals: Proposals, question: str, by: str) -> tuple[Proposals, str]:
    id = new_id(proposals, What.ISSUE, (question, by, str(len(proposals))))
    body = IssueBody(question, question)
    place = next_place(proposals, What.ISSUE)
    new = Proposal(id, What.ISSUE, body, State.CHANGED, f"made by {by}", frozenset({"name", "question"}), place=place)
    return proposals.with_([new]), id


def _new_option(proposals: Proposals, issue: str, words: str, by: str) -> tuple[Proposals, str]:
    """A new option; the issue's own of these words where it has one."""
    for o in proposals.options_of(issue):
        if o.words.casefold() == words.casefold():
            return proposals, o.id
    id = new_id(proposals, What.OPTION, (issue, words, by, str(len(proposals))))
    place = next_place(proposals, What.OPTION)
    body = OptionBody(issue, words)
    new = Proposal(id, What.OPTION, body, State.CHANGED, f"made by {by}", frozenset({"words", "issue"}), place=place)
    return proposals.with_([new]), id


def _set(old: Proposal, values: dict[str, Any], told: str) -> Proposal:
    """With fields that a person set."""
    state = State.CHANGED if old.state is State.PROPOSED else old.state
    body = replace(old.body, **values)
    return replace(old, body=body, state=state, settled=old.settled | values.keys(), why=_told(old.why, told))


def _absorbed(old: Proposal, into: Proposal, by: str) -> Proposal:
    told = _told(old.why, f"merged into “{into.words}” by {by}")
    return replace(old, state=State.DISMISSED, merged_into=into.id, dismissed_with=None, why=told)


def _point(p: Proposal, old: str, new: str, **more: Any) -> Proposal:
    """With references to one proposal turned to another; what a draft says of it no longer counts."""
    values: dict[str, Any] = {}
    for f in fields(p.body):
        value = getattr(p.body, f.name)
        if value == old:
            values[f.name] = new
        elif isinstance(value, tuple) and old in value:
            values[f.name] = tuple(dict.fromkeys(new if v == old else v for v in value))
    return replace(p, body=replace(p.body, **values), settled=p.settled | values.keys(), **more)


def _mentions(body: Body, id: str) -> bool:
    values = (getattr(body, f.name) for f in fields(body))
    return any(value == id or (isinstance(value, tuple) and id in value) for value in values)


def _check_references(proposals: Proposals, body: Body) -> None:
    for name, id in references(body):
        if _get(proposals, id, live=True).what is not REFERENCES[name]:
            raise PourparlerError(
                f"{name}: “{proposals[id].words}” is not {_called(REFERENCES[name])}", mend="Choose another"
            )


def _needs(proposals: Proposals, p: Proposal) -> list[str]:
    """The ids of what a proposal cannot be without: what it refers to, and the issues of the options."""
    found = [id for _, id in references(p.body)]
    return [*found, *(proposals.issue_of(id).id for id in found if proposals[id].what is What.OPTION)]


def _standing_on(proposals: Proposals, id: str) -> list[Proposal]:
    """Linkages, priorities and the rest that cannot be without it (positions hold without their conditions)."""
    like = (What.LINKAGE, What.PRIORITY, What.NO_AGREEMENT)
    return [p for p in proposals if p.what in like and p.live and id in _needs(proposals, p)]


def _get(proposals: Proposals, id: str, *, live: bool = False) -> Proposal:
    if id not in proposals:
        raise NotFoundError(f"there is no proposal {id!r}", mend="It may be gone since; look at the proposals again")
    found = proposals[id]
    if live and not found.live:
        raise PourparlerError(f"“{found.words}” is dismissed", mend="Restore it first")
    return found


def _positions(proposals: Proposals, ids: Iterable[str]) -> list[Proposal]:
    chosen = [_get(proposals, id, live=True) for id in dict.fromkeys(ids)]
    if not chosen:
        raise PourparlerError("no position is chosen", mend="Choose at least one")
    for p in chosen:
        if p.what is not What.POSITION:
            raise PourparlerError(f"“{p.words}” is not a position", mend="Only positions are moved and split")
    return chosen


def _unused_name(proposals: Proposals, name: str, mine: Collection[str]) -> None:
    for p in proposals.parties:
        if p.id not in mine and p.words.casefold() == name.casefold():
            raise PourparlerError(f"there is a party “{p.words}” already", mend="Merge the two, or choose another name")


def _said(words: str) -> str:
    """Words without blanks around. Raises PourparlerError where there are none."""
    told = " ".join(words.split())
    if not told:
        raise PourparlerError("there are no words", mend="Write at least one")
    return told


def _told(before: str, now: str) -> str:
    return f"{before}; {now}" if before and now not in before else before or now


def _called(what: What) -> str:
    """With its article."""
    return f"{'an' if what.value[0] in 'io' else 'a'} {what.value.replace('_', ' ')}"
