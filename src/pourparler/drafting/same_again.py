"""What of a new draft is which of the proposals that are kept: positions by their words, parties by names, issues and options by positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from pourparler.drafting.parties import ProposedParty
from pourparler.drafting.proposed import ProposedPosition
from pourparler.model import PartyBody, PositionBody, Proposal, Proposals, What, overlap

G = TypeVar("G", str, tuple[str, str])

SAME = 0.5
"""The share of its words, intersection over union, that a position of a new reading has in common with the one that it is."""


def position_keys(positions: Iterable[ProposedPosition]) -> list[str]:
    """By which each is known again: statement and holder."""
    seen: Counter[str] = Counter()
    keys = []
    for p in positions:
        key = f"{p.statement}|{p.holder}"
        keys.append(key if key not in seen else f"{key}|{seen[key] + 1}")
        seen[key] += 1
    return keys


def same_positions(kept: Proposals, fresh: Sequence[ProposedPosition], keys: Sequence[str]) -> dict[int, str]:
    """Number of a fresh position → the kept one's id: by statement and holder; else the only one left of the statement; else of like words."""
    by_key = {p.key: p.id for p in kept.all(What.POSITION) if p.key}
    found = {k: by_key[key] for k, key in enumerate(keys) if key in by_key}
    taken = set(found.values())
    left = [k for k in range(len(fresh)) if k not in found]
    if not left:
        return found
    unmatched = [p for p in kept.all(What.POSITION) if p.key and p.id not in taken]
    olds: dict[str, list[Proposal]] = {}
    for p in unmatched:
        assert isinstance(p.body, PositionBody)
        olds.setdefault(p.body.statement, []).append(p)
    news: dict[str, list[int]] = {}
    for k in left:
        news.setdefault(fresh[k].statement, []).append(k)
    for statement, numbers in news.items():
        if len(numbers) == 1 == len(olds.get(statement, ())):
            found[numbers[0]] = olds[statement][0].id
            taken.add(olds[statement][0].id)
    return _by_words([p for p in unmatched if p.id not in taken], fresh, [k for k in left if k not in found], found)


def _by_words(
    olds: Sequence[Proposal], fresh: Sequence[ProposedPosition], left: Sequence[int], found: dict[int, str]
) -> dict[int, str]:
    """Words of the same document, read anew with other borders, of the same holder."""
    there: dict[tuple[str, str], list[Proposal]] = {}
    for p in olds:
        assert isinstance(p.body, PositionBody)
        there.setdefault((p.body.document, p.body.holder), []).append(p)
    pairs = []
    for k in left:
        for p in there.get((fresh[k].document, fresh[k].holder), ()):
            assert isinstance(p.body, PositionBody)
            if fresh[k].words and (alike := overlap(fresh[k].words, p.body.spans)) >= SAME:
                pairs.append((-alike, k, p.id))
    taken: set[str] = set()
    for _, k, id in sorted(pairs):
        if k not in found and id not in taken:
            found[k] = id
            taken.add(id)
    return found


def same_parties(kept: Proposals, fresh: Iterable[ProposedParty]) -> dict[str, str]:
    """Name of a fresh party → the kept one's id; what was merged is the party that it was merged into.

    By the name under which it was drafted or goes now, else by the most names in common; where nobody settled a party's names, only one of
    the draft is it.
    """
    olds = kept.all(What.PARTY)
    by_name: dict[str, str] = {}
    for p in sorted(olds, key=lambda p: (p.live, p.id)):
        by_name[p.words.casefold()] = p.id
    by_name |= {p.key.casefold(): p.id for p in olds if p.key}
    order = sorted(fresh, key=lambda new: (-new.positions, new.name))
    found = {new.name: by_name[new.name.casefold()] for new in order if new.name.casefold() in by_name}
    taken = set(found.values())
    names = {p.id: _names(p) for p in olds}
    for new in order:
        if new.name in found:
            continue
        mine = {n.casefold() for n in (new.name, *new.aliases)}
        free = (p for p in olds if p.id not in taken or p.fixed("aliases"))
        common = [(-len(mine & names[p.id]), p.id) for p in free if mine & names[p.id]]
        if common:
            found[new.name] = min(common)[1]
            taken.add(found[new.name])
    return {name: kept.resolved(id).id for name, id in found.items()}


def _names(p: Proposal) -> set[str]:
    assert isinstance(p.body, PartyBody)
    return {n.casefold() for n in (p.body.name, *p.body.aliases, *((p.key,) if p.key else ()))}


def same_groups(
    members: Mapping[G, Collection[str]], home: Mapping[str, str], settled: Collection[str], given: Mapping[G, str]
) -> dict[G, str]:
    """Group of a draft → the kept group that it is. ``members``: kept positions in each; ``home``: where each is; ``settled``: who stays there.

    ``given``: those that are known otherwise.

    A group belongs to where most of its positions are. Where a person settled some of these there, it goes there, as any number may; of
    the others each kept group is only one: the largest overlap first. Ties go by the settled, then by the ids, never by an order of documents.
    """
    votes = {g: Counter(home[m] for m in of if m in home) for g, of in members.items()}
    held = {g: Counter(home[m] for m in of if m in home and m in settled) for g, of in members.items()}
    name = {g: min(of, default="") for g, of in members.items()}
    found: dict[G, str] = dict(given)
    for g, many in votes.items():
        if many and g not in found:
            best = min(many, key=lambda k: (-many[k], -held[g][k], k))
            if held[g][best]:
                found[g] = best
    taken = set(found.values())
    pairs = [(-n, -held[g][k], name[g], k, g) for g, many in votes.items() if g not in found for k, n in many.items()]
    for *_, k, g in sorted(pairs, key=lambda pair: pair[:4]):
        if g not in found and k not in taken:
            found[g] = k
            taken.add(k)
    return found
