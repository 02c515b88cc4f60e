"""What the form for a position begins with, and what it sends: plain data ⇄ Position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pourparler import wording
from pourparler.dates import day_of
from pourparler.dossier.positions import CONDITION
from pourparler.errors import PourparlerError
from pourparler.model import Bundle, Evidence, Kind, Negotiation, Position, slug
from pourparler.provenance.citations import Citation, Citations
from pourparler.record import who

KINDS: Mapping[Kind, str] = {
    Kind.DEMANDS: "demands: wants this most",
    Kind.REQUIRES: "requires: a red line, nothing without it",
    Kind.REJECTS: "rejects: a red line against it",
    Kind.ACCEPTS: "accepts: would not refuse it",
    Kind.OFFERS: "offers: proposes it to the others",
    Kind.PREFERS: "prefers: an order of options",
    Kind.PACKAGE: "package: one bundle over another",
}
"""The kinds in the order of the form, each with what it says."""
DAYS, WORDS = ("as_of", "until"), ("hedged", "said_by", "note")


def choices(negotiation: Negotiation) -> dict[str, Any]:
    """What the form offers: issues with their options, kinds, and the names of who may have said it."""
    issues = [
        {"id": i.id, "name": wording.issue_name(i.id), "question": i.question, "options": dict(i.options)} for i in negotiation.issues
    ]  # fmt: skip
    return {
        "issues": issues,
        "kinds": [
            {"kind": kind.value, "words": words, "condition": CONDITION.get(kind)} for kind, words in KINDS.items()
        ],
        "who": who(),
        "today": date.today().isoformat(),
    }


def told_of(position: Position, citations: Citations) -> dict[str, Any]:
    """A position as the form takes it; each piece of evidence with its words."""
    told: dict[str, Any] = {
        "party": position.party,
        "kind": position.kind.value,
        "issue": position.issue,
        "option": position.option,
        "ranking": position.ranking,
        "condition": position.condition,
        "better": position.better,
        "worse": position.worse,
        "concession": position.concession,
        "evidence": [evidence_told(c) for c in citations.cite_all(position.evidence)],
    }
    told |= {name: day.isoformat() if (day := getattr(position, name)) else "" for name in DAYS}
    return told | {name: getattr(position, name) or "" for name in WORDS}


def evidence_told(citation: Citation) -> dict[str, Any]:
    """A piece of evidence as the form shows it; ``written`` is what it sends back."""
    e, d = citation.evidence, citation.document
    told: dict[str, Any] = {
        "written": str(e),
        "judgement": None,
        "quote": citation.quotation,
        "title": None,
        "href": None,
    }
    if e.judgement is not None:
        return told | {"judgement": e.judgement, "judge": wording.judge_words(e)}
    if d is not None:
        anchor = f"#{citation.entry.statement.id}" if citation.entry else ""
        told |= {"title": d.title, "day": wording.day(d.date), "href": f"/read?document={d.id}{anchor}"}
    return told


def position_told(told: Mapping[str, Any]) -> Position:
    """What the form sends; whether it fits the dossier is checked where it is written.

    Raises PourparlerError: there is no such kind, no evidence, or a day that cannot be read.
    """
    if told.get("kind") not in list(Kind):
        raise PourparlerError(f"{told.get('kind')!r} cannot be written here", mend=f"Choose from: {', '.join(Kind)}")
    kind = Kind(told["kind"])
    party, issue = str(told.get("party") or ""), str(told.get("issue") or "") or None
    option = str(told.get("option") or "") or None
    ranking = tuple(tuple(map(str, group)) for group in told.get("ranking") or () if group)
    evidence = evidence_from(told.get("evidence") or ())
    if not evidence:
        raise PourparlerError(
            "a position needs evidence", mend="Choose a sentence of the record, or write down your own judgement"
        )
    if kind is Kind.PREFERS and len([o for group in ranking for o in group]) < 2:
        raise PourparlerError("an order needs at least two options", mend="Put them in order, the best first")
    alone, package = kind not in (Kind.PREFERS, Kind.PACKAGE), kind is Kind.PACKAGE
    days: dict[str, Any] = {name: day_of(told.get(name)) for name in DAYS}
    words: dict[str, Any] = {name: str(told.get(name) or "").strip() or None for name in WORDS}
    return Position(
        ".".join(map(slug, filter(None, (party, issue, kind.value, option)))),
        party,
        kind,
        None if package else issue,
        option if alone else None,
        ranking if kind is Kind.PREFERS else (),
        _bundle(told.get("condition")) if kind in CONDITION else (),
        _bundle(told.get("better")) if package else (),
        _bundle(told.get("worse")) if package else (),
        evidence,
        concession=bool(told.get("concession")),
        **days,
        **words,
    )


def evidence_from(written: Iterable[Any]) -> tuple[Evidence, ...]:
    """Evidence as pages send it: the written form, or a judgement as ``{judgement, by, on}``. Raises PourparlerError."""
    found = []
    for item in written:
        try:
            if isinstance(item, Mapping):
                words, by = str(item.get("judgement") or ""), str(item.get("by") or "")
                found.append(Evidence(judgement=words, by=by, on=day_of(item.get("on"))))
            else:
                found.append(Evidence.parse(str(item)))
        except ValueError as error:
            raise PourparlerError(
                f"this evidence cannot be saved: {error}", mend="Write both, then save again"
            ) from error
    return tuple(dict.fromkeys(found))


def _bundle(told: Any) -> Bundle:
    return tuple((str(issue), str(option)) for issue, option in told or ())
