"""Small random negotiations for property tests, and the definitions applied to them by brute force."""

from __future__ import annotations

from itertools import chain, combinations, pairwise, product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from pourparler.model import Issue, Kind, Linkage, Negotiation, NoAgreement, Party, Position
from pourparler.settlement import Acceptance

OPTIONS = ("a", "b", "c")


@st.composite
def negotiations(draw: st.DrawFn, *, most_issues: int = 3) -> Negotiation:
    sizes = draw(st.lists(st.integers(2, 3), min_size=1, max_size=most_issues))
    issues = tuple(Issue(f"i{k}", {o: o for o in OPTIONS[:n]}) for k, n in enumerate(sizes))
    parties = tuple(Party(f"P{k}", at_table=draw(st.booleans()) or k == 0) for k in range(draw(st.integers(1, 3))))

    def option(issue: Issue) -> str:
        return draw(st.sampled_from(sorted(issue.options)))

    def bundle(exclude: str | None, least: int) -> tuple[tuple[str, str], ...]:
        open_issues = [i for i in issues if i.id != exclude]
        if len(open_issues) < least:
            return ()
        chosen = draw(
            st.lists(st.sampled_from(open_issues), min_size=least, max_size=len(open_issues), unique_by=lambda i: i.id)
        )
        return tuple((i.id, option(i)) for i in chosen)

    positions = []
    for k in range(draw(st.integers(0, 7))):
        party = draw(st.sampled_from(parties)).name
        issue = draw(st.sampled_from(issues))
        kind = draw(st.sampled_from(list(Kind)))
        common = {"id": str(k), "party": party}
        if kind is Kind.PREFERS:
            order = draw(st.permutations(sorted(issue.options)))[: draw(st.integers(2, len(issue.options)))]
            cut = draw(st.integers(1, len(order) - 1))
            ranking = (tuple(order[:cut]), tuple(order[cut:])) if draw(st.booleans()) else tuple((o,) for o in order)
            positions.append(Position(kind=kind, issue=issue.id, ranking=ranking, **common))
        elif kind is Kind.PACKAGE:
            positions.append(Position(kind=kind, better=bundle(None, 1), worse=bundle(None, 1), **common))
        else:
            condition = ()
            if kind in (Kind.REJECTS, Kind.ACCEPTS) and draw(st.booleans()):
                condition = bundle(issue.id, 1)
            positions.append(Position(kind=kind, issue=issue.id, option=option(issue), condition=condition, **common))
    linkages = []
    for k in range(draw(st.integers(0, 2))):
        never = bundle(None, min(2, len(issues)))
        linkages.append(Linkage(f"l{k}", never))
    without = {i.id: option(i) for i in issues if draw(st.booleans())}
    priorities = {}
    for party in parties:
        if len(issues) > 1 and draw(st.booleans()):
            order = draw(st.permutations([i.id for i in issues]))
            priorities[party.name] = tuple((i,) for i in order[: draw(st.integers(2, len(order)))])
    return Negotiation(
        "random",
        parties,
        issues,
        tuple(positions),
        priorities,
        linkages=tuple(linkages),
        no_agreement=NoAgreement(without),
    )


def settlements(negotiation: Negotiation) -> list[dict[str, str]]:
    names = [i.id for i in negotiation.issues]
    return [dict(zip(names, options, strict=True)) for options in product(*(i.options for i in negotiation.issues))]


def breaks(position: Position, settlement: dict[str, str]) -> bool:
    """A hard position's definition, word for word."""
    if not position.hard:
        return False
    has = settlement[position.issue] == position.option
    holds = all(settlement[i] == o for i, o in position.condition)
    if position.kind is Kind.REJECTS:
        return has and not (position.condition and holds)
    if position.kind is Kind.REQUIRES:
        return not has
    return has and not holds


def allowed(negotiation: Negotiation, settlement: dict[str, str]) -> bool:
    return not any(all(settlement[i] == o for i, o in k.never) for k in negotiation.linkages)


def satisfiable(negotiation: Negotiation, positions) -> bool:
    return any(allowed(negotiation, s) and not any(breaks(p, s) for p in positions) for s in settlements(negotiation))


def subsets(items):
    return chain.from_iterable(combinations(items, n) for n in range(len(items) + 1))


def answers(negotiation: Negotiation, party: str) -> list[Acceptance]:
    """Acceptability by the definitions of the polytope, with SciPy's solver and matrices of our own making here."""
    issues = negotiation.issues
    names = (
        [("w", i.id) for i in issues]
        + [("v", i.id, o) for i in issues for o in i.options]
        + [("n", i.id) for i in issues]
    )
    place = {n: k for k, n in enumerate(names)}
    le, eq, eq_rhs = [], [], []

    def row(terms):
        r = np.zeros(len(names))
        for name, x in terms:
            r[place[name]] += x
        return r

    for i in issues:
        for o in i.options:
            le.append(row([(("v", i.id, o), 1), (("w", i.id), -1)]))
        le.append(row([(("n", i.id), 1), (("w", i.id), -1)]))
    eq.append(row([(("w", i.id), 1) for i in issues]))
    eq_rhs.append(1.0)
    mine = [p for p in negotiation.positions if p.party == party]
    for i in issues:
        better = {o: set() for o in i.options}  # strictly better than
        equal = []
        for p in mine:
            if p.issue != i.id:
                continue
            if p.kind is Kind.DEMANDS:
                better[p.option] |= set(i.options) - {p.option}
            if p.kind is Kind.PREFERS:
                for x in range(len(p.ranking)):
                    for a in p.ranking[x]:
                        for later in p.ranking[x + 1 :]:
                            better[a] |= set(later)
                        equal += [(a, b) for b in p.ranking[x] if b != a]
        weak = {(a, b) for a in better for b in better[a]}
        for a, b in weak:
            le.append(row([(("v", i.id, b), 1), (("v", i.id, a), -1)]))
        for a, b in equal:
            eq.append(row([(("v", i.id, a), 1), (("v", i.id, b), -1)]))
            eq_rhs.append(0.0)
        # strict, transitively, over equals
        strict = set(weak)
        as_good = weak | set(equal)
        changed = True
        while changed:
            changed = False
            for a, b in list(as_good):
                for c, d in list(as_good):
                    if b == c:
                        if (a, d) not in as_good:
                            as_good.add((a, d))
                            changed = True
                        if ((a, b) in strict or (c, d) in strict) and (a, d) not in strict:
                            strict.add((a, d))
                            changed = True
        for o in i.options:
            others = set(i.options) - {o}
            if (o, o) in strict:
                continue
            if all((o, x) in strict for x in others):
                eq.append(row([(("v", i.id, o), 1), (("w", i.id), -1)]))
                eq_rhs.append(0.0)
            if all((x, o) in strict for x in others):
                eq.append(row([(("v", i.id, o), 1)]))
                eq_rhs.append(0.0)
    for p in mine:
        if p.kind is Kind.PACKAGE:
            le.append(row([(("v", *item), -1) for item in p.better] + [(("v", *item), 1) for item in p.worse]))
    ranking = negotiation.priorities.get(party, ())
    for above, below in pairwise(ranking):
        for a in above:
            for b in below:
                le.append(row([(("w", b), 1), (("w", a), -1)]))
    base = [
        (
            ("v", i.id, negotiation.no_agreement.options[i.id])
            if i.id in negotiation.no_agreement.options
            else ("n", i.id)
        )
        for i in issues
    ]
    out = []
    for s in settlements(negotiation):
        if any(breaks(p, s) for p in mine):
            out.append(Acceptance.REFUSED)
            continue
        c = row([(("v", i, o), 1) for i, o in s.items()]) - row([(n, 1) for n in base])
        kwargs = {
            "A_ub": np.array(le),
            "b_ub": np.zeros(len(le)),
            "A_eq": np.array(eq),
            "b_eq": np.array(eq_rhs),
            "bounds": (0, 1),
        }
        least = linprog(c, **kwargs)
        if least.status != 0:
            out.append(Acceptance.OPEN)
            continue
        if least.fun >= -1e-9:
            out.append(Acceptance.ACCEPTABLE)
        else:
            never = linprog(-c, **kwargs).fun >= -1e-9
            out.append(Acceptance.UNACCEPTABLE if never else Acceptance.OPEN)
    return out


YES_NO = {"yes": "yes", "no": "no"}


def talks(positions=(), issues=("x", "y"), **more):
    return Negotiation("t", (Party("A"), Party("B")), tuple(Issue(i, YES_NO) for i in issues), tuple(positions), **more)


def demands(id, party, issue, option):
    return Position(id, party, Kind.DEMANDS, issue, option)


QUARREL = (
    demands("0", "A", "x", "yes"), demands("1", "A", "y", "yes"), demands("2", "B", "x", "no"), demands("3", "B", "y", "no"),
)  # fmt: skip
