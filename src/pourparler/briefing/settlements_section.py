"""The briefing's part on what could be agreed: how many settlements each party would accept, and some of those that are left."""

from __future__ import annotations

from typing import Any

from pourparler import wording
from pourparler.briefing.notes import Notes
from pourparler.figures.acceptability import SHAPES, acceptance_bars, answers_found
from pourparler.model import Negotiation
from pourparler.settlement import Acceptance, Analysis, Count, Judged
from pourparler.wording.confirmation import doubt_words, resting, rests_words
from pourparler.wording.limits import SETTLEMENTS


def settlements_view(analysis: Analysis, notes: Notes) -> dict[str, Any]:
    """What the templates show of it; ``examples`` of all parties where there are any, else of those at the table."""
    negotiation, zopa = analysis.negotiation, analysis.zopa
    size, judged = (zopa.size, zopa.examples) if zopa.examples else (zopa.at_table, zopa.table_examples)
    return {
        "bars": acceptance_bars(analysis),
        "bars_answers": answers_found(analysis),
        "examples": _examples(negotiation, judged, size, notes),
        "examples_title": wording.examples_title(analysis),
        "without_party": [
            {"party": wording.named(p), "count": wording.counted(n)} for p, n in zopa.without_party.items()
        ],
        "settlements": wording.number(zopa.settlements),
        "settlements_rest": rests_words(negotiation, negotiation.in_force),
    }


def _answers(negotiation: Negotiation, judged: Judged, notes: Notes) -> list[dict[str, Any]]:
    """What each party says to one settlement, and which of its positions the settlement breaks."""
    answers = []
    for j in judged.judgements:
        word = wording.ACCEPTANCE[j.acceptance]
        broken = wording.joined(wording.position_words(negotiation, p, with_party=False) for p in j.broken)
        answers.append(
            {
                "party": j.party,
                "word": word,
                "shape": SHAPES[word],
                "why": resting(broken, j.broken) if broken else doubt_words(j.rests_on),
                "notes": notes.of(e for p in j.broken for e in p.evidence),
            }
        )
    return answers


def _examples(negotiation: Negotiation, judged: tuple[Judged, ...], size: Count, notes: Notes) -> dict[str, Any] | None:
    """A table of settlements, some of ``size``: what they share once, then a row each with what differs and what each party says to it."""
    chosen = judged[:SETTLEMENTS]
    if not chosen:
        return None
    common = {i: o for i, o in chosen[0].settlement.items() if all(g.settlement[i] == o for g in chosen)}
    differing = [i for i in chosen[0].settlement if i not in common]

    def words(issue: str, option: str) -> str:
        return wording.option_words(negotiation, issue, option)

    rows = [
        {"options": [words(i, e.settlement[i]) for i in differing], "answers": _answers(negotiation, e, notes)}
        for e in chosen
    ]
    return {
        "common": [{"issue": wording.issue_name(i), "words": words(i, o)} for i, o in common.items()],
        "differing": [wording.issue_name(i) for i in differing],
        "parties": [j.party for j in chosen[0].judgements],
        "rows": rows,
        "missing": [
            f"{wording.capital(wording.named(p.name))}: not known, {wording.missing_words(negotiation, p.name, notes.citations.spoken)}."
            for p in negotiation.parties
            if any(j.party == p.name and j.acceptance is Acceptance.OPEN for e in chosen for j in e.judgements)
        ],
        "some": wording.shown_words(len(chosen), size),
    }
