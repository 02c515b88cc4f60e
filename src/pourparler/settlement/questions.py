"""Which question would settle most of what is open.

A question compares two options of an issue, two issues, or an option with having no settlement there, for one party. Its worth is how much
of the doubt about the party's answers it is expected to remove (expected value of information: Raiffa, Schlaifer 1961, "Applied Statistical
Decision Theory"; doubt about an answer is the variance of yes and no over the value functions that fit, q (1 - q)). Replies count by the
share of the party's value functions that agree with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

import numpy as np

from pourparler.errors import TooManyError
from pourparler.model import Kind, Negotiation, Position
from pourparler.monitor import Monitor
from pourparler.settlement.acceptability import Judges, PartyJudge, refused
from pourparler.settlement.estimation import draw_evenly
from pourparler.settlement.hard_constraints import Codes, Space, broken, holds
from pourparler.settlement.polytope import TOLERANCE, Column
from pourparler.settlement.sampling import ValueSample
from pourparler.settlement.value_thresholds import Bools
from pourparler.settlement.zopa import few_enough

LOOKED_AT = 1_000
"""The most settlements whose answers are looked at, spread evenly over the zone."""
POINTS = 2_048
"""The most value functions that are looked at."""
BATCH = 2_000
"""Questions weighed at once."""
SURE = 1e-9


class About(StrEnum):
    """What a question compares."""

    OPTIONS = "two options of an issue"
    NO_AGREEMENT = "an option with having no settlement on the issue"
    ISSUES = "how much two issues matter"


@dataclass(frozen=True, slots=True)
class Reply:
    """One possible reply: that ``better`` is at least as good, or matters at least as much.

    ``chance``: the share of value functions that agree with it. ``doubt``: what of the party's doubt is left then, 0..1. ``accepts`` and
    ``refuses``: how many of the settlements looked at all drawn value functions then accept, or refuse, that they did not before.
    """

    better: str
    chance: float
    doubt: float
    accepts: int
    refuses: int


@dataclass(frozen=True, slots=True)
class Question:
    """``first`` against ``second``: two options of ``issue``, an option and nothing (None), or two issues (``issue`` is None).

    ``worth``: the part of all parties' doubt that it is expected to remove, 0..1. ``open_answers``: how many answers of the party are open,
    of ``looked_at`` settlements. ``rhat``: of the party's sample.
    """

    party: str
    about: About
    issue: str | None
    first: str
    second: str | None
    worth: float
    replies: tuple[Reply, Reply]
    open_answers: int
    looked_at: int
    rhat: float


def next_questions(judges: Judges, *, party: str | None = None, monitor: Monitor = Monitor()) -> tuple[Question, ...]:
    """All questions that would tell something, the worthiest first.

    Parties whose red lines refuse the whole zone are asked only where ``party`` names them; ``party``: only questions to this party.
    ``monitor`` is asked between parties, and while the value functions of one are drawn; it ends the search with what was found.
    """
    codes = zone_to_ask_about(judges)
    found: list[tuple[float, Question]] = []
    doubt = 0.0
    silent: tuple[float, list[tuple[float, Question]]] | None = None
    for done, judge in enumerate(judges):
        if judge.contradicted or not monitor.step(done, len(judges)):
            continue
        if silent is not None and party is None and _is_silent(judges.negotiation, judge.party):
            doubt += silent[0]
            found += [(removed, replace(q, party=judge.party)) for removed, q in silent[1]]
            continue
        no = broken(judge.rules, codes)
        if no.all():
            if party != judge.party:
                continue
            no = ~no  # asked for by name: what its red lines would leave open if they moved
        sample = judge.sample_within(monitor)
        if sample is None:
            continue
        accepts, still_open, points = _answers(judges.rules.space, judge, sample, codes[~no])
        own = float((accepts.mean(axis=0) * (1 - accepts.mean(axis=0))).sum())
        doubt += own
        asked: list[tuple[float, Question]] = []
        if own > SURE and party in (None, judge.party):
            asked = list(_asked(judges.negotiation, judge, points, accepts, still_open, own))
        found += asked
        if _is_silent(judges.negotiation, judge.party):
            silent = own, asked
    ranked = sorted(found, key=lambda f: -f[0])
    return tuple(replace(q, worth=removed / doubt) for removed, q in ranked if removed > SURE * doubt)


def _is_silent(negotiation: Negotiation, party: str) -> bool:
    """Whether nothing is known of what a party wants. All such parties have the same value functions, and are asked the same."""
    without = negotiation.no_agreement
    told = (negotiation.priorities, negotiation.values, negotiation.ranges, without.values, without.better_than)
    names = {*(p.party for p in negotiation.in_force), *(b.party for b in negotiation.bonuses)}
    return party not in names and not any(party in each for each in told)


def batch(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The worthiest question to each party: their worths add up, because each tells of its own party only."""
    best: dict[str, Question] = {}
    for question in sorted(questions, key=lambda q: -q.worth):
        best.setdefault(question.party, question)
    return tuple(best.values())


def zone_to_ask_about(judges: Judges) -> Codes:
    """The settlements whose answers matter: the zone; where it is empty that of the parties at the table; else all that can be made.

    At most ``LOOKED_AT``, spread evenly.
    """
    groups: list[Sequence[str]] = [judges.parties, judges.negotiation.at_table, []]
    if few_enough(judges):
        everything = judges.rules.space.everything()
        allowed = ~broken(judges.rules.linkages, everything)
        refuses = {j.party: refused(j.answers(everything)) for j in judges}
        for counted in groups:
            blocked = np.any([refuses[p] for p in counted], axis=0) if counted else False
            left = np.flatnonzero(allowed & ~np.asarray(blocked))
            if len(left):
                return np.asarray(everything[left[:: max(len(left) // LOOKED_AT, 1)][:LOOKED_AT]])
        return everything[:0]
    for counted in groups:
        try:
            return draw_evenly(judges.diagram(counted), judges.needs(counted), LOOKED_AT)
        except TooManyError:
            continue
    return np.zeros((0, len(judges.negotiation.issues)), dtype=np.int64)


def _answers(space: Space, judge: PartyJudge, sample: ValueSample, codes: Codes) -> tuple[Bools, int, ValueSample]:
    """(points, settlements) which value functions accept which settlements; how many are open; the sample, thinned to those points."""
    flat = sample.points.reshape(1, -1, sample.points.shape[2])
    thin = ValueSample(sample.party, sample.columns, flat[:, :: max(flat.shape[1] // POINTS, 1)])
    place = {c: k for k, c in enumerate(sample.columns)}
    gains = -thin.of(judge.polytope.baseline)[0][:, None] * np.ones(len(codes))
    for k, issue in enumerate(space.issues):
        worth = thin.points[0][:, [place["v", issue.id, o] for o in issue.options]]
        gains += worth[:, codes[:, k]]
    for package, value in judge.polytope.bonuses:
        held = holds(space.has(tuple(package.items())), codes)
        gains += value * thin.points[0][:, [place["scale",]]] * held
    accepts = gains >= -TOLERANCE
    share = accepts.mean(axis=0)
    return accepts, int(((share > 0) & (share < 1)).sum()), thin


def _asked(
    negotiation: Negotiation, judge: PartyJudge, points: ValueSample, accepts: Bools, still_open: int, own: float
) -> Iterator[tuple[float, Question]]:
    """The questions to a party, each with the doubt that it is expected to remove."""
    before = accepts.mean(axis=0)
    numbers = accepts.astype(np.float32)
    all_told = numbers.sum(axis=0, dtype=np.float64)
    rhat = judge.sample.rhat
    place = {c: k for k, c in enumerate(points.columns)}
    drawn = points.points[0]
    pairs = list(_pairs(negotiation, judge))
    for begin in range(0, len(pairs), BATCH):
        batch = pairs[begin : begin + BATCH]
        agree = drawn[:, [place[p.columns[0]] for p in batch]] >= drawn[:, [place[p.columns[1]] for p in batch]]
        many = agree.sum(axis=0)
        # How many value functions of those that agree accept each settlement; the others are the rest.
        yes = (agree.T.astype(np.float32) @ numbers).astype(np.float64)
        for k, pair in enumerate(batch):
            if not 0 < many[k] < len(drawn):
                continue
            replies, left = [], 0.0
            for better, told, count in (
                (pair.first, yes[k], many[k]),
                (pair.second or "", all_told - yes[k], len(drawn) - many[k]),
            ):
                after = told / count
                doubt = float((after * (1 - after)).sum())
                left += count / len(drawn) * doubt
                sure, never = int(((after == 1) & (before < 1)).sum()), int(((after == 0) & (before > 0)).sum())
                replies.append(Reply(better, float(count / len(drawn)), doubt / own, sure, never))
            yield (
                max(own - left, 0.0),
                Question(
                    judge.party,
                    pair.about,
                    pair.issue,
                    pair.first,
                    pair.second,
                    0.0,
                    (replies[0], replies[1]),
                    still_open,
                    len(before),
                    rhat,
                ),
            )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question before it is weighed: whether the first of two columns is at least as large as the second."""

    about: About
    issue: str | None
    first: str
    second: str | None
    columns: tuple[Column, Column]


def _pairs(negotiation: Negotiation, judge: PartyJudge) -> Iterator[_Pair]:
    given = negotiation.values.get(judge.party, {})
    out = {(p.issue, p.option) for p in negotiation.in_force if p.party == judge.party and _rejects(p)}
    for issue in negotiation.issues:
        asked = [o for o in issue.options if (issue.id, o) not in out]
        if issue.id not in given:
            for a, b in combinations(asked, 2):
                yield _Pair(About.OPTIONS, issue.id, a, b, (("v", issue.id, a), ("v", issue.id, b)))
        if ("n", issue.id) in judge.polytope.baseline:
            for o in asked:
                yield _Pair(About.NO_AGREEMENT, issue.id, o, None, (("v", issue.id, o), ("n", issue.id)))
    for i, j in combinations([x.id for x in negotiation.issues if x.id not in given], 2):
        yield _Pair(About.ISSUES, None, i, j, (("w", i), ("w", j)))


def _rejects(position: Position) -> bool:
    """Whether it rules its option out whatever else is settled: such an option is not worth a question."""
    return position.kind is Kind.REJECTS and not position.condition
