"""What the report on news says, as plain data; the templates, the terminal and the page lay it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from pourparler import wording
from pourparler.briefing.contents import Briefing, documents_view, note_view, period_words
from pourparler.briefing.news import News, StepThen
from pourparler.briefing.notes import Notes
from pourparler.drafting import Step
from pourparler.drafting.news import Heard, NewlyHeard, Sort
from pourparler.drafting.step_ends import End
from pourparler.model import Evidence, Position, StepStatus, What
from pourparler.provenance.citations import Citations
from pourparler.record import By, Heading
from pourparler.settlement.what_changed import Changed
from pourparler.wording import news as words
from pourparler.wording.confirmation import NOT_CONFIRMED

SENTENCES = 3
"""Sentences that are quoted for a claim; of more the rest is counted."""
LISTED = 150
"""Positions said again that are listed; the rest is counted."""
SOON = 7
"""Days before its last day from which a next step is told as due."""

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Most:
    """How many rows of each long list are told, None: all; of what is left out the number is told.

    ``positions``: of each party, the most telling ones; ``again``: of those said again; ``changes``: of the dossier; ``steps``: proposed.
    """

    positions: int | None = None
    again: int | None = LISTED
    changes: int | None = None
    steps: int | None = None


def build_news(
    news: News, citations: Citations, headings: Sequence[Heading] | None = None, most: Most = Most()
) -> Briefing:
    """Lay out what is new, numbering the notes in the order of reading. ``headings``: of all documents, where these are at hand."""
    notes, headings = Notes(citations), citations.headings if headings is None else headings
    told = _told(news, most)
    citations.expect_all(_soon_cited(news, told))
    since = since_words(news)
    view: View = {
        "title": news.negotiation.title,
        "today": wording.day(news.today),
        "since": since,
        "nothing": words.nothing_words(since) if news.nothing else None,
        "not_confirmed": NOT_CONFIRMED,
        "lines": summary(news),
        "others": None if news.began.briefing else words.others_words(news.others, said=news.began.since.by is By.SAID),
        "verdict": _verdict(news, told, notes),
        "parties": [
            {"party": p.party, "rows": [_row(news, n, notes) for n in p.told], "more": p.more} for p in told.parties
        ],
        "again": {
            "rows": [{"party": n.heard.position.party, **_row(news, n, notes)} for n in told.again],
            "more": told.more_again,
        },
        "spoke": _spoke(news),
        "proposed": [_proposed(p, notes) for p in news.proposed],
        "steps": [_step(s, notes) for s in told_steps(news)],
        "steps_left": len(news.steps) - len(told_steps(news)),
        "ends": [_end(e, notes) for e in news.ends],
        "proposed_steps": [_proposed_step(s, notes) for s in told.steps],
        "proposed_steps_left": len(news.proposed_steps) - len(told.steps),
        "questions": [] if news.nothing else _questions(news, notes),
        "left_out": news.left_out,
    }
    cited = citations.told(n.citation for n in notes.all)
    view["notes"] = [note_view(replace(n, citation=c)) for n, c in zip(notes.all, cited, strict=True)]
    view["documents"] = documents_view(headings, notes, frozenset(d.id for d in news.documents))
    view["documents_all"] = len(headings)
    view["found"] = sum(h.statements for h in headings)
    view["confirmed"] = sum(h.confirmed for h in headings)
    view["period"] = period_words([h.date for h in headings if h.date])
    return Briefing(view, notes.missing, "news")


def since_words(news: News) -> str:
    """From when on something counts as new."""
    since, last = news.began.since, news.began.briefing
    here = last.at.replace(tzinfo=UTC).astimezone() if last else None
    return words.since_words(since.day, said=since.by is By.SAID, briefing=here, by=last.by if last else None)


def summary(news: News) -> list[str]:
    """At most ten lines of counted facts."""
    steps = words.steps_words(_step_counts(news), len(news.proposed_steps))
    if news.nothing:
        return [steps] if steps else []
    days = [d.date for d in news.documents if d.date]
    sources = len({d.source for d in news.documents if d.source})
    found, again = sum(d.statements for d in news.documents), sum(d.told_again for d in news.documents)
    names = {
        what: [p.proposal.words for p in news.proposed if p.proposal.what is what] for what in (What.PARTY, What.ISSUE)
    }
    told = (
        words.documents_words(days, len(news.documents), sources, found, again),
        words.unread_words(news.unread),
        words.positions_words(news.positions, sum(_is_confirmed(news, n) for n in news.positions)),
        words.who_words(news.positions, Sort.MOVED),
        words.who_words(news.positions, Sort.CONTRADICTS),
        words.proposed_words(names[What.PARTY], names[What.ISSUE], news.waiting),
        steps,
        words.verdict_words(news.changed),
        words.questions_words(news.asked),
        news.left_out,
    )
    return [line for line in told if line]


def _is_confirmed(news: News, n: NewlyHeard) -> bool:
    """Whether a person stands behind it: by a statement that tells it, or in the dossier."""
    return bool(n.heard.confirmed) or any(not p.suggested for p in news.holding(n.heard.position))


@dataclass(frozen=True, slots=True)
class _OfParty:
    """Positions of a party that are not only said again, and how many more there are."""

    party: str
    told: Sequence[NewlyHeard]
    more: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What of the long lists is told. ``others``: changed positions that do not decide the verdict."""

    parties: Sequence[_OfParty]
    again: Sequence[NewlyHeard]
    more_again: int
    others: Sequence[Position]
    more_others: int
    steps: Sequence[Step]


def _told(news: News, most: Most) -> _Told:
    parties: dict[str, list[NewlyHeard]] = {}
    for n in news.positions:
        if n.sort is not Sort.REPEATED:
            parties.setdefault(n.heard.position.party, []).append(n)
    first = {party: _most_telling(heard, most.positions) for party, heard in parties.items()}
    again = [n for n in news.positions if n.sort is Sort.REPEATED]
    others = [p for p in (*news.changed.came, *news.changed.gone) if p not in news.changed.decisive]
    return _Told(
        parties=[_OfParty(party, told, len(parties[party]) - len(told)) for party, told in first.items()],
        again=again[: most.again],
        more_again=len(again) - len(again[: most.again]),
        others=others[: most.changes],
        more_others=len(others) - len(others[: most.changes]),
        steps=news.proposed_steps[: most.steps],
    )


def _most_telling(heard: Sequence[NewlyHeard], most: int | None) -> list[NewlyHeard]:
    """Those of the most telling sorts (``Sort``), at most so many, in the order of the dossier."""
    order = {sort: k for k, sort in enumerate(Sort)}
    chosen = sorted(range(len(heard)), key=lambda k: order[heard[k].sort])[:most]
    return [heard[k] for k in sorted(chosen)]


def _soon_cited(news: News, told: _Told) -> Iterator[Evidence]:
    """Most of the evidence that the report leads to."""
    for n in (*(n for p in told.parties for n in p.told), *told.again):
        yield from n.heard.position.evidence[:SENTENCES]
        for heard in (*n.against, *n.later):
            yield from heard.position.evidence[-SENTENCES:]
    for position in (*told.others, *news.changed.decisive):
        yield from position.evidence
    for asked in news.asked:
        yield from _first(asked.by)
    for proposed in told.steps:
        yield from proposed.step.evidence
    for s in told_steps(news):
        yield from (*s.step.evidence, *s.step.shown_by)


def _verdict(news: News, told: _Told, notes: Notes) -> View | None:
    changed = news.changed
    if not (changed.came or changed.gone or changed.changed):
        return None
    return {
        "words": words.verdict_words(changed),
        "changed": changed.changed,
        "which": words.decisive_words(changed) if changed.changed and changed.before is not None else None,
        "decisive": [_entry(news, changed, p, notes) for p in changed.decisive],
        "others": [_entry(news, changed, p, notes) for p in told.others],
        "more": told.more_others,
    }


def _entry(news: News, changed: Changed, p: Position, notes: Notes) -> View:
    return {
        "id": p.id,
        "words": words.came_words(news.negotiation, p, came=p in changed.came)
        if _can_be_told(news, p)
        else f"{p.party}: {p.issue} {p.kind.value} {p.option or ''}".strip(),
        "day": wording.day(p.as_of),
        "notes": notes.of(p.evidence),
        "suggested": p.suggested,
    }


def _can_be_told(news: News, p: Position) -> bool:
    """Whether the dossier of today still has the words of what a position speaks of."""
    named = [(p.issue, p.option), *((p.issue, o) for g in p.ranking for o in g), *p.condition, *p.better, *p.worse]
    issues = news.negotiation.issue
    return all(i in issues and (o is None or o in issues[i].options) for i, o in named if i is not None)


def _row(news: News, n: NewlyHeard, notes: Notes) -> View:
    p, evidence = n.heard.position, n.heard.position.evidence
    against = "before" if n.sort is Sort.MOVED else "against"
    beside = [(against, h) for h in n.against] + [("later", h) for h in n.later]
    return {
        "issue": wording.issue_name(p.issue or ""),
        "words": wording.position_words(news.negotiation, p, with_party=False),
        "sort": n.sort.value,
        "sort_words": words.SORT[n.sort],
        "days": words.days_words(n.heard.first, p.as_of),
        "times": n.heard.times,
        "notes": notes.of(evidence[:SENTENCES]),
        "more": max(0, len(evidence) - SENTENCES),
        "beside": [{"what": what, **_heard(news, h, notes)} for what, h in beside],
        "confirmed": _is_confirmed(news, n),
        "in_dossier": bool(news.holding(p)),
    }


def _heard(news: News, h: Heard, notes: Notes) -> View:
    return {
        "words": words.heard_words(news.negotiation, h),
        "notes": notes.of(h.position.evidence[-SENTENCES:]),
        "suggested": not h.confirmed and (h.entry is None or h.entry.suggested),
    }


def _spoke(news: News) -> list[str]:
    """How much each party said, the dossier's parties first in their order."""
    by_party: dict[str, list[Any]] = {}
    for s in news.spoke:
        by_party.setdefault(s.party, []).append(s)
    told = []
    for party in news.negotiation.party:
        if rows := by_party.get(party):
            on = [(s.issue, s.statements) for issue in news.negotiation.issue for s in rows if s.issue == issue]
            every, sure = sum(s.statements for s in rows), sum(s.confirmed for s in rows)
            told.append(words.spoke_words(party, every, sure, on, every - sum(many for _, many in on)))
    return told


def _proposed(p: Any, notes: Notes) -> View:
    return {
        "what": p.proposal.what.value,
        "id": p.proposal.id,
        "words": p.proposal.words,
        "positions": p.positions,
        "notes": notes.of(p.evidence),
    }


def told_steps(news: News) -> Sequence[StepThen]:
    """The next steps of the dossier that came up, changed, are overdue or due soon; what is settled first."""
    order = (StepStatus.BROKEN, StepStatus.KEPT, StepStatus.OVERDUE, StepStatus.OPEN)
    found = [s for s in news.steps if s.is_news or s.status is StepStatus.OVERDUE or _soon(news, s)]
    return sorted(found, key=lambda s: (order.index(s.status), s.step.due is None, s.step.due or news.today))


def _soon(news: News, s: StepThen) -> bool:
    return s.status is StepStatus.OPEN and s.step.due is not None and (s.step.due - news.today).days <= SOON


def _step_counts(news: News) -> dict[str, int]:
    """By what they are told; each once."""
    steps = news.steps
    changed = [s for s in steps if s.is_news]
    counts = {
        words.STATUS[status]: sum(s.status is status for s in changed)
        for status in (StepStatus.KEPT, StepStatus.BROKEN)
    }
    counts["overdue"] = sum(s.status is StepStatus.OVERDUE for s in steps)
    counts["new and open"] = sum(s.status is StepStatus.OPEN and s.before is None for s in changed)
    for status in (StepStatus.KEPT, StepStatus.BROKEN):
        counts[words.seem_words(status)] = sum(e.became is status for e in news.ends)
    return counts


def _end(end: End, notes: Notes) -> View:
    """What a new statement seems to tell of a step."""
    return {
        "id": end.id,
        "what": end.step.what,
        "who": wording.joined(end.step.who),
        "became": end.became.value,
        "words": words.seems_words(end),
        "notes": notes.of(end.step.evidence),
        "shown_by": notes.of([end.evidence]),
    }


def _step(s: StepThen, notes: Notes) -> View:
    step = s.step
    return {
        "id": step.id,
        "what": step.what,
        "who": wording.joined(step.who),
        "when": step.when,
        "due": wording.day(step.due) if step.due else None,
        "status": s.status.value,
        "before": s.before.value if s.before is not None and s.before is not s.status else None,
        "fresh": s.before is None,
        "hedged": step.hedged,
        "notes": notes.of(step.evidence),
        "shown_by": notes.of(step.shown_by),
        "suggested": step.suggested,
    }


def _proposed_step(s: Any, notes: Notes) -> View:
    step = s.step
    due = wording.day(step.due) if step.due else None
    return {
        "id": s.id,
        "what": step.what,
        "who": wording.joined(step.who),
        "when": step.when,
        "due": due,
        "notes": notes.of(step.evidence),
    }


def _questions(news: News, notes: Notes) -> list[View]:
    before = news.changed.before.negotiation if news.changed.before else news.negotiation
    return [
        {
            "party": a.party,
            "words": words.asked_before_words(before, a),
            "became": a.became.value,
            "became_words": words.became_words(news.negotiation, a),
            "notes": notes.of(_first(a.by)),
        }
        for a in news.asked
    ]


def _first(positions: Sequence[Position]) -> list[Evidence]:
    return [e for p in positions for e in p.evidence[:SENTENCES]]
