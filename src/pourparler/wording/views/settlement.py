"""What could be agreed: `settle`, one settlement judged, scenarios side by side, two drafts compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from pourparler.model import Negotiation, Position
from pourparler.settlement import Acceptance, Analysis, Judged, Spoken
from pourparler.settlement.drafts import Comparison
from pourparler.settlement.gaps import told_apart
from pourparler.settlement.scenarios import Scenario
from pourparler.wording.as_of import as_of_view
from pourparler.wording.confirmation import doubt_words, resting
from pourparler.wording.drafts import change_words, party_change_words
from pourparler.wording.gaps import contradiction_words, missing_words, question_words
from pourparler.wording.limits import BLOCKING_SETS
from pourparler.wording.next_action import left_out
from pourparler.wording.positions import blocking_words, reasons_words, set_words
from pourparler.wording.terms import ACCEPTANCE, FITTING, settlement_words, share_words
from pourparler.wording.verdict import (
    answer_words,
    basis_words,
    if_confirmed_words,
    left_words,
    not_confirmed_words,
    set_aside_words,
    table_words,
    unlisted_words,
    verdict_basis,
    verdict_words,
    without_words,
)

View = dict[str, Any]


def ids(positions: Iterable[Position]) -> list[str]:
    """What a claim rests on."""
    return [p.id for p in positions]


def rests_on(positions: Iterable[Position]) -> View:
    """The ids of the positions behind a claim, and of those among them that nobody has confirmed."""
    behind = list(positions)
    return {"rests_on": ids(behind), "rests_on_suggested": ids(p for p in behind if p.suggested)}


def analysis_view(analysis: Analysis, spoken: Spoken | None = None) -> View:
    """The whole answer to "what could they agree on?". ``spoken``: how many statements of whom on what a record has, where there is one."""
    negotiation, blocking = analysis.negotiation, analysis.blocking
    hard = [p for p in negotiation.in_force if p.hard]
    beside = (
        if_confirmed_words(analysis),
        set_aside_words(analysis),
        table_words(analysis),
        basis_words(analysis),
        left_out(analysis.left_out),
    )
    return {
        "verdict": {
            "answer": analysis.verdict.value,
            "at_table": analysis.at_table_verdict.value,
            "words": verdict_words(analysis),
            "answer_words": answer_words(analysis),
            "not_confirmed": not_confirmed_words(analysis),
            "beside": [words for words in beside if words],
            **rests_on(verdict_basis(analysis)),
        },
        "zopa": _zopa_view(analysis, hard, spoken),
        "blocking_sets": [{"words": blocking_words(negotiation, g), **rests_on(g)} for g in blocking.blocking_sets],
        "concession_sets": None
        if blocking.concessions is None
        else concessions_view(negotiation, blocking.concessions),
        "unlisted": unlisted_words(analysis),
        "contradictions": [
            {"party": c.party, "words": contradiction_words(negotiation, c), **rests_on(c.positions)}
            for c in analysis.contradictions
        ],
        "open_questions": [
            {
                "id": q.id,
                "parties": q.parties,
                "issues": q.issues,
                "gap": q.gap.value,
                "open_settlements": q.open_settlements,
                "statements": dict(zip(q.issues, q.statements, strict=False)),
                "words": question_words(negotiation, q),
                **rests_on(q.rests_on),
            }
            for q in told_apart(negotiation, analysis.gaps, spoken)
        ],
        **as_of_view(negotiation),
    }


def _zopa_view(analysis: Analysis, hard: Sequence[Position], spoken: Spoken | None) -> View:
    negotiation, zopa = analysis.negotiation, analysis.zopa
    # Of a party the same for all settlements.
    missing = cache(lambda party: missing_words(negotiation, party, spoken))
    return {
        "basis": zopa.basis.value,
        "settlements": zopa.settlements,
        "allowed_by_linkages": zopa.allowed,
        "size": zopa.size,
        "agreed": zopa.agreed,
        "without_party": zopa.without_party,
        "without_party_words": without_words(analysis),
        "without_issue": zopa.without_issue,
        "at_table": zopa.at_table,
        "lost_to_absent": zopa.lost_to_absent,
        "examples": [judged_view(negotiation, j, spoken, missing) for j in zopa.examples],
        "examples_at_table": [judged_view(negotiation, j, spoken, missing) for j in zopa.table_examples],
        **rests_on(hard),
    }


def concessions_view(negotiation: Negotiation, sets: Iterable[Sequence[Position]]) -> list[View]:
    """Sets of positions each of which, given up, would leave a settlement."""
    return [{"words": set_words(negotiation, s), **rests_on(s)} for s in sets]


def judged_view(
    negotiation: Negotiation,
    judged: Judged,
    spoken: Spoken | None = None,
    missing: Callable[[str], str] | None = None,
) -> View:
    """What each party says to one settlement, and why. ``spoken``: as for ``analysis_view``; ``missing``: ``missing_words`` of a party, for
    who asks for many settlements."""
    missing = missing or (lambda party: missing_words(negotiation, party, spoken))
    return {
        "settlement": judged.settlement,
        "words": settlement_words(negotiation, judged.settlement),
        "parties": {
            j.party: {
                "answer": ACCEPTANCE[j.acceptance],
                "because": missing(j.party)
                if j.acceptance is Acceptance.OPEN
                else reasons_words(negotiation, j.party, j.broken),
                "broken": ids(j.broken),
                **rests_on(j.rests_on),
                "doubt": doubt_words(j.rests_on),
                "share": j.share,
                "share_words": j.share
                and f"at least as good for it as no agreement in {share_words(j.share)} {FITTING}",
            }
            for j in judged.judgements
        },
    }


def scenario_view(scenario: Scenario) -> View:
    """One column of several scenarios."""
    analysis = scenario.analysis
    blocking = analysis.blocking.blocking_sets
    return {
        "verdict": analysis.verdict.value,
        "words": verdict_words(analysis),
        "left": left_words(analysis),
        "size": analysis.zopa.size,
        "agreed": analysis.zopa.agreed,
        "at_table": analysis.zopa.at_table,
        "blocking_sets": [ids(g) for g in blocking],
        "blocking_words": [blocking_words(analysis.negotiation, g) for g in blocking[:BLOCKING_SETS] if g],
        **as_of_view(analysis.negotiation),
    }


def comparison_view(negotiation: Negotiation, found: Comparison) -> View:
    """Two drafts: what changed and for whom."""
    return {
        "changed": {i: {"from": a, "to": b} for i, (a, b) in found.changed.items()},
        "words": change_words(negotiation, found),
        "parties": [
            {
                "words": resting(party_change_words(c), [p for p in negotiation.in_force if p.party == c.party]),
                "party": c.party,
                "change": c.change.value,
                "least": c.least,
                "greatest": c.greatest,
                "share": c.share,
                "before": c.before and ACCEPTANCE[c.before],
                "after": c.after and ACCEPTANCE[c.after],
            }
            for c in found.parties
        ],
        **as_of_view(negotiation),
    }
