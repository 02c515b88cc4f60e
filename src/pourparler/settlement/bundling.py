"""Issues that a bonus ties together as one issue whose options are the combinations: what is not additive becomes additive.

Preferences may depend on one another within a group of issues and do not between groups (generalised additive independence: Fishburn 1967,
International Economic Review 8: 335-342).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np

from pourparler.errors import TooManyError
from pourparler.model import Issue, Negotiation, Number, exact
from pourparler.settlement.decision_diagram import Clause, clause
from pourparler.settlement.hard_constraints import Codes
from pourparler.settlement.value_thresholds import Bools

COMBINATIONS = 100_000
"""The most combinations of options of issues that bonuses tie together."""
BETWEEN = "\x1f"


@dataclass(frozen=True)
class Bundled:
    """``negotiation`` has the bonuses in its values; ``groups``: for each of its issues the numbers of the original ones.

    ``options[k]``: (combinations, issues of the group) the original option numbers of each option of issue k.
    """

    negotiation: Negotiation
    groups: tuple[tuple[int, ...], ...]
    options: tuple[Codes, ...]

    def clauses(self, original: Iterable[Clause]) -> list[Clause]:
        """Forbidden combinations in the new issues."""
        where = {issue: (k, j) for k, group in enumerate(self.groups) for j, issue in enumerate(group)}
        found = []
        for c in original:
            parts: dict[int, Bools] = {}
            for issue, meant in c:
                k, j = where[issue]
                here = np.array(meant)[self.options[k][:, j]]
                parts[k] = parts[k] & here if k in parts else here
            found.append(clause({k: tuple(map(bool, here)) for k, here in parts.items()}))
        return found

    def original(self, codes: Sequence[int]) -> tuple[int, ...]:
        """A settlement in the original issues' option numbers."""
        chosen = {
            issue: int(o)
            for group, options, code in zip(self.groups, self.options, codes, strict=True)
            for issue, o in zip(group, options[code], strict=True)
        }
        return tuple(chosen[k] for k in sorted(chosen))


def bundle(negotiation: Negotiation) -> Bundled:
    """Tie together the issues that bonuses speak of, as far as needed; every party gave numbers for every option.

    Raises:
        TooManyError: more combinations than ``COMBINATIONS`` in one group.
    """
    issues = negotiation.issues
    place = {issue.id: k for k, issue in enumerate(issues)}
    root = list(range(len(issues)))
    for bonus in negotiation.bonuses:
        tied = {root[place[i]] for i, _ in bonus.package}
        root = [min(tied) if r in tied else r for r in root]
    groups = tuple(tuple(k for k, r in enumerate(root) if r == top) for top in sorted(set(root)))
    merged, options = [], []
    values: dict[str, dict[str, dict[str, Number]]] = {p.name: {} for p in negotiation.parties}
    for group in groups:
        sizes = [len(issues[k].options) for k in group]
        if prod(sizes) > COMBINATIONS:
            raise TooManyError(f"bonuses tie issues together that have {prod(sizes):,} combinations of options")
        inside = {issues[k].id for k in group}
        here = [b for b in negotiation.bonuses if b.package[0][0] in inside]
        combinations = [
            tuple(zip((issues[k].id for k in group), chosen, strict=True))
            for chosen in product(*(issues[k].options for k in group))
        ]
        name = BETWEEN.join(issues[k].id for k in group)
        words = {BETWEEN.join(o for _, o in pairs): "" for pairs in combinations}
        merged.append(Issue(name, words))
        options.append(np.indices(sizes).reshape(len(sizes), -1).T)
        for party in negotiation.parties:
            given = negotiation.values[party.name]
            mine = [b for b in here if b.party == party.name]
            values[party.name][name] = {
                word: sum(
                    map(
                        exact,
                        (*(given[i][o] for i, o in pairs), *(b.worth for b in mine if set(b.package) <= set(pairs))),
                    )
                )
                for word, pairs in zip(words, combinations, strict=True)
            }
    known = negotiation.no_agreement
    without = {
        merged[k].id: BETWEEN.join(known.options[issues[j].id] for j in group)
        for k, group in enumerate(groups)
        if all(issues[j].id in known.options for j in group)
    }
    plain = replace(
        negotiation,
        issues=tuple(merged),
        values=values,
        bonuses=(),
        positions=(),
        linkages=(),
        no_agreement=replace(known, options=without),
    )
    return Bundled(plain, groups, tuple(options))
