"""What is new since a day, or since the last briefing: gathered from the record and the dossier, nothing laid out yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from pourparler.dossier import loads
from pourparler.drafting import Step
from pourparler.drafting.moves import says
from pourparler.drafting.news import Heard, NewlyHeard, each_once, heard_in, in_dossier, in_order, newly_heard
from pourparler.drafting.next_steps import SEARCHED, Announcements, announcements, steps_announced
from pourparler.drafting.step_ends import End
from pourparler.errors import DossierError, PourparlerError
from pourparler.lazy import computed_once
from pourparler.model import Negotiation, NextStep, Position, StepStatus, as_it_stood
from pourparler.monitor import Monitor
from pourparler.provenance.citations import Citations
from pourparler.provenance.due import with_due_days
from pourparler.provenance.step_ends import suggested_ends
from pourparler.reading.model import shipped
from pourparler.record import By, HandedOver, NewDocument, Newly, ProposedNewly, Record, Since, Spoke, Standing
from pourparler.settlement import Analysis
from pourparler.settlement.asked_before import AskedBefore, what_became
from pourparler.settlement.scenarios import counted
from pourparler.settlement.what_changed import Changed, what_changed
from pourparler.wording.limits import QUESTIONS

PATIENCE = {"deciding": 5.0, "questions": 5.0, "what changed": 5.0}
"""Seconds that parts may take which tell of the time before; what is not found by then is not told."""


@dataclass(frozen=True, slots=True)
class Began:
    """From where on something counts as new: ``since``; ``briefing``: the one it is counted from, where it is."""

    since: Since
    briefing: HandedOver | None = None


@dataclass(frozen=True, slots=True)
class StepThen:
    """A next step of the dossier today, what became of it, and what it was before: None where it was not known then."""

    step: NextStep
    status: StepStatus
    before: StepStatus | None
    fresh: bool
    """Whether it rests on a new document."""

    @property
    def is_news(self) -> bool:
        """Whether it came up, or its status is another."""
        return self.before is None or self.before is not self.status


@dataclass(frozen=True)
class News:
    """What is new.

    ``others``: documents that count as new by the other measure and not by this one (``Since.by``). ``waiting``: positions of new
    documents that are proposed. ``steps``: those of the dossier, all of them; ``proposed_steps``: those that new documents tell and the
    dossier does not hold; ``ends``: what new statements seem to tell of the dossier's. ``left_out``: why a part could not be told.
    """

    began: Began
    today: date
    negotiation: Negotiation
    documents: Sequence[NewDocument]
    others: int
    spoke: Sequence[Spoke]
    positions: Sequence[NewlyHeard]
    changed: Changed
    proposed: Sequence[ProposedNewly]
    waiting: int
    steps: Sequence[StepThen]
    proposed_steps: Sequence[Step]
    ends: Sequence[End]
    asked: Sequence[AskedBefore]
    left_out: str | None = None

    @property
    def unread(self) -> int:
        """New documents that no reader has read."""
        return sum(not d.read for d in self.documents)

    @computed_once
    def _held(self) -> Mapping[tuple[object, ...], Sequence[Position]]:
        found: dict[tuple[object, ...], list[Position]] = {}
        for p in self.negotiation.in_force:
            found.setdefault(says(p), []).append(p)
        return found

    def holding(self, position: Position) -> Sequence[Position]:
        """The dossier's positions in force that say the same."""
        return self._held.get(says(position), ())

    @property
    def nothing(self) -> bool:
        """Whether nothing at all is new."""
        return not (
            self.documents or self.positions or self.changed.came or self.changed.gone or self.changed.changed
            or self.proposed or self.proposed_steps or self.ends or any(s.is_news for s in self.steps)
        )  # fmt: skip


def began(record: Record | None, day: date | None, by: By) -> Began:
    """Since a day; without one since the last briefing.

    Raises:
        PourparlerError: no briefing was handed over yet.
    """
    if day is not None:
        return Began(Since(day, by))
    last = record.last_briefing() if record is not None else None
    if last is None:
        mend = "Give a day with --since, or write a briefing first: pourparler report"
        raise PourparlerError("no briefing of this dossier was written yet", mend=mend)
    here = last.at.replace(tzinfo=UTC).astimezone()
    return Began(Since(here.date(), By.ADDED, last.at), last)


def gather(
    record: Record | None,
    negotiation: Negotiation,
    begun: Began,
    today: date,
    *,
    confirmed_only: bool = False,
    monitor: Monitor | None = None,
    analysis: Analysis | None = None,
    announced: Callable[[Sequence[str]], Sequence[Announcements]] | None = None,
    standing: Standing | None = None,
    analysed: Callable[[Negotiation], Analysis] | None = None,
) -> News:
    """All of it. ``record``: matched to the dossier; None where nothing was added yet. ``confirmed_only``: of the dossier only what
    somebody confirmed counts. ``analysis``: of what counts, where there is one already. ``announced``: what documents announce, by their
    ids, where that is known already. ``standing``: all statements of the record as they stand, where these are at hand.
    ``analysed``: gives the analysis of the state before, where that may be kept.

    Raises PourparlerError where that is not enough for an answer.
    """
    since, watched = begun.since, monitor or Monitor(seconds=PATIENCE)
    now = counted(negotiation, confirmed_only=confirmed_only)
    citations = Citations(record)
    then, left_out = _before(now, begun, citations, confirmed_only=confirmed_only)
    newly = record.newly(since, standing) if record else None
    positions = _positions(record, newly, now, then, since) if record and newly else ()
    changed = what_changed(then, now, watched, analysis, analysed)
    documents = newly.documents() if newly else ()
    told = _said(positions)
    asked = changed.before.to_ask() if changed.before is not None else None
    return News(
        began=begun,
        today=today,
        negotiation=now,
        documents=documents,
        others=_others(record, since, documents) if record else 0,
        spoke=newly.spoke() if newly else (),
        positions=positions,
        changed=changed,
        proposed=record.proposed_newly(since) if record else (),
        waiting=record.positions_waiting(since) if record else 0,
        steps=_steps(now, then, begun, today, documents, citations),
        proposed_steps=_proposed_steps(record, now, documents, announced) if record else (),
        ends=_ends(record, now, citations, begun) if record else (),
        asked=what_became(asked, changed.came, told, now, QUESTIONS) if asked is not None else (),
        left_out=left_out,
    )


def _before(
    now: Negotiation, begun: Began, citations: Citations, *, confirmed_only: bool
) -> tuple[Negotiation, str | None]:
    """The negotiation as it stood then: as the briefing told of it; else at the end of the day before, by the days of its positions."""

    def stood() -> Negotiation:
        return as_it_stood(now, begun.since.day - timedelta(days=1), citations.days(now))

    if begun.briefing is None:
        return stood(), None
    try:
        return counted(loads(begun.briefing.dossier).negotiation, confirmed_only=confirmed_only), None
    except DossierError:
        why = "The dossier of the last briefing can no longer be read; what stood in it is told by the days of its positions."
    except PourparlerError:
        why = "Too little of the last briefing's dossier was confirmed; what stood in it is told by the days of its positions."
    return stood(), why


def _positions(
    record: Record, newly: Newly, now: Negotiation, then: Negotiation, since: Since
) -> tuple[NewlyHeard, ...]:
    new_entries, old_entries = _entries(record, now, since)
    new = each_once((*heard_in(newly.taken(new=True, issues=list(now.issue)), now), *new_entries))
    touched = sorted({h.position.issue or "" for h in new})
    old = heard_in(newly.taken(new=False, issues=touched), now)
    stood = in_dossier(p for p in then.in_force if p.party in now.party and p.issue in now.issue)
    return newly_heard(in_order(new, now), each_once((*old, *stood, *old_entries)))


def _entries(record: Record, now: Negotiation, since: Since) -> tuple[list[Heard], list[Heard]]:
    """The dossier's positions as far as new statements tell them, and as far as others do, each with the days of these statements."""
    entries = in_dossier(now.in_force)
    cited = [e.statement for h in entries for e in h.position.evidence if e.statement is not None]
    told = record.told_in(cited, since)
    found: tuple[list[Heard], list[Heard]] = ([], [])
    for h in entries:
        for which, is_new in zip(found, (True, False), strict=True):
            mine = [e for e in h.position.evidence if e.statement in told and told[e.statement][1] is is_new]
            days = [day for e in mine if (day := told[e.statement or ""][0]) is not None]
            if mine:
                position = replace(h.position, evidence=tuple(mine), as_of=max(days, default=None))
                which.append(Heard(position, min(days, default=None), len(mine), entry=h.entry))
    return found


def _said(positions: Sequence[NewlyHeard]) -> Mapping[tuple[str, str], list[Position]]:
    found: dict[tuple[str, str], list[Position]] = {}
    for n in positions:
        found.setdefault((n.heard.position.party, n.heard.position.issue or ""), []).append(n.heard.position)
    return found


def _others(record: Record, since: Since, documents: Sequence[NewDocument]) -> int:
    """Documents that are new by the other measure alone: of an earlier day and come since, or of a later day and there before."""
    other = replace(since, by=By.ADDED if since.by is By.SAID else By.SAID)
    return len(set(record.new_document_ids(other)) - {d.id for d in documents})


def _steps(
    now: Negotiation,
    then: Negotiation,
    begun: Began,
    today: date,
    documents: Sequence[NewDocument],
    citations: Citations,
) -> tuple[StepThen, ...]:
    """Those of the dossier, as they are and as they were the day before what is new began."""
    new = {d.id for d in documents}
    earlier = {s.id: s for s in then.next_steps}
    found = []
    for step in with_due_days(now.next_steps, citations):
        told = [c.document.id for c in citations.cite_all(step.evidence) if c.document is not None]
        shown = [c.document.id for c in citations.cite_all(step.shown_by) if c.document is not None]
        fresh = bool(told) and set(told) <= new
        known = step.id in earlier and not (fresh and begun.briefing is None)
        became = earlier[step.id].became if step.id in earlier else None
        if begun.briefing is None and shown and set(shown) <= new:
            became = None  # what shows it was not there yet
        before = replace(step, became=became).status(min(begun.since.day, today)) if known else None
        found.append(StepThen(step, step.status(today), before, fresh))
    return tuple(found)


def _ends(record: Record, now: Negotiation, citations: Citations, begun: Began) -> tuple[End, ...]:
    if not any(s.became is None and s.who for s in now.next_steps):
        return ()  # loading the model takes a second
    return suggested_ends(now.next_steps, now, record, citations, shipped().meaning, begun.since)


def _proposed_steps(
    record: Record,
    negotiation: Negotiation,
    documents: Sequence[NewDocument],
    announced: Callable[[Sequence[str]], Sequence[Announcements]] | None,
) -> tuple[Step, ...]:
    english = [d.id for d in documents if d.language == "en"][-SEARCHED:]
    gone = record.dismissed()
    told = announced(english) if announced else [announcements(record.document(id)) for id in english]
    return tuple(s for s in steps_announced(told, negotiation) if s.known is None and s.id not in gone)
