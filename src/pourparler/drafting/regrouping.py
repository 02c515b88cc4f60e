"""What a person does to several proposals together: merges them, splits them, moves positions to another option. Edits as in ``proposals``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from pourparler.drafting.naming import denial
from pourparler.drafting.proposal_ids import new_id
from pourparler.drafting.proposals import NAMED_BY, YOU, get, next_place, plain_words, set_fields, told_after
from pourparler.errors import PourparlerError
from pourparler.model import Body, IssueBody, OptionBody, PartyBody, Proposal, Proposals, State, What, references


def merge(proposals: Proposals, ids: Iterable[str], into: str, *, by: str = YOU) -> Proposals:
    """Make one of several issues, options or parties: ``into`` keeps its words and takes over what the others have.

    Issues: options and positions; options that have the same words become one. Options: positions. Parties: names, people and positions.
    """
    target = get(proposals, into, live=True)
    others = [p for p in (get(proposals, id, live=True) for id in dict.fromkeys(ids)) if p.id != into]
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
    rows = [set_fields(into, joined, f"merged with “{second.name}” by {by}"), _absorbed(other, into, by)]
    rows += [_point(p, other.id, into.id) for p in proposals if ("party", other.id) in references(p.body)]
    return proposals.with_(rows)


def _merge_issue(proposals: Proposals, other: Proposal, into: Proposal, by: str) -> Proposals:
    assert isinstance(into.body, IssueBody)
    kept = {"name": into.body.name, "question": into.body.question}
    rows = [set_fields(into, kept, f"merged with “{other.words}” by {by}"), _absorbed(other, into, by)]
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
    kept = set_fields(into, {"words": into.words}, f"merged with “{other.words}” by {by}")
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
        proposals, made = _new_option(proposals, homes.pop(), plain_words(option), by)
        return _put(proposals, chosen, dict.fromkeys((p.id for p in chosen), made), f"split off by {by}"), made
    assert issue is not None
    proposals, made = _new_issue(proposals, plain_words(issue), by)
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
    home = get(proposals, issue, live=True)
    if home.what is not What.ISSUE:
        raise PourparlerError(f"“{home.words}” is not an issue", mend="Choose an issue")
    if option is not None:
        target = get(proposals, option, live=True)
        if target.what is not What.OPTION or proposals.issue_of(option).id != issue:
            raise PourparlerError(
                f"“{target.words}” is not an option of “{home.words}”", mend="Choose one of its options"
            )
        goes = dict.fromkeys((p.id for p in chosen), option)
    else:
        goes = {}
        made: dict[str, str] = {}
        for p in chosen:
            told = plain_words(words) if words is not None else proposals.option_of(p.id).words
            if told.casefold() not in made:
                proposals, made[told.casefold()] = _new_option(proposals, issue, told, by)
            goes[p.id] = made[told.casefold()]
    return _put(proposals, chosen, goes, f"moved by {by}")


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
        new = set_fields(proposals[p.id], {"option": goes[p.id]}, told)
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


def _absorbed(old: Proposal, into: Proposal, by: str) -> Proposal:
    told = told_after(old.why, f"merged into “{into.words}” by {by}")
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


def _positions(proposals: Proposals, ids: Iterable[str]) -> list[Proposal]:
    chosen = [get(proposals, id, live=True) for id in dict.fromkeys(ids)]
    if not chosen:
        raise PourparlerError("no position is chosen", mend="Choose at least one")
    for p in chosen:
        if p.what is not What.POSITION:
            raise PourparlerError(f"“{p.words}” is not a position", mend="Only positions are moved and split")
    return chosen
