"""Whether two dossiers of one document come to the same verdict, whatever their issues, options and positions are called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pourparler as pp
from pourparler.dossier import open_dossier
from pourparler.model import Evidence, Negotiation, Position, Spans
from pourparler.provenance.citations import Citations
from pourparler.record import Record


def facts(folder: Path, like: Negotiation) -> dict[str, Any]:
    """What the verdict of a dossier says, by what it is called here. ``like``: the dossier by whose positions red lines are told apart.

    Raises NotReadyError: there is no party or no issue yet.
    """
    negotiation = open_dossier(folder).load().negotiation
    analysis = pp.settle(folder)
    zopa, sentences = analysis.zopa, spans(folder, negotiation.positions)
    return {
        "at the table": set(negotiation.at_table),
        "absent": set(negotiation.absent),
        "answer": str(analysis.verdict),
        "settlements left": zopa.size,
        "red lines in conflict": {
            frozenset(f"{p.party} ({_called(p, sentences[p.id], like)})" for p in group)
            for group in analysis.blocking.blocking_sets
        },
        "left if one issue is left open": sorted(n for n in zopa.without_issue.values() if n),
        "left for those at the table": zopa.at_table,
        "of these refused by": dict(zopa.lost_to_absent),
    }


def spans(folder: Path, positions: tuple[Position, ...]) -> dict[str, Spans]:
    """By a position's id where the words of its evidence stand, in the one document."""
    path = folder / "record.sqlite"
    if not path.exists():
        return {p.id: tuple(s for e in p.evidence for s in e.spans) for p in positions}
    with Record(path) as record:
        citations = Citations(record)
        return {p.id: tuple(s for e in p.evidence for s in citations.cite(e).spans) for p in positions}


def cited(evidence: tuple[Evidence, ...]) -> Spans:
    """Where the words stand, of evidence that gives places."""
    return tuple(s for e in evidence for s in e.spans)


def touch(first: Spans, second: Spans) -> bool:
    """Whether they share at least half of the shorter one's characters."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)
    shorter = min(sum(end - start for start, end in one) for one in (first, second))
    return 2 * common >= shorter > 0


def refused(negotiation: Negotiation, p: Position) -> set[str]:
    """The options of its issue that a position rules out."""
    if not p.hard or p.issue is None or p.option is None:
        return set()
    every = set(negotiation.issue[p.issue].options)
    return every - {p.option} if p.kind.value == "requires" else {p.option}


def _called(p: Position, words: Spans, like: Negotiation) -> str:
    """The red line of the other dossier that the same party takes in the same words; its own id where there is none."""
    same = (q.id for q in like.positions if q.hard and q.party == p.party and touch(words, cited(q.evidence)))
    return next(same, p.id)
