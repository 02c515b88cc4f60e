"""What is counted, told and kept of a visit to a watched source, and which of its texts a visit looks at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from pourparler.documents.gathered import Gathered
from pourparler.documents.listings import Lead, Listing
from pourparler.documents.web import NONE, Validators
from pourparler.errors import ServerBusyError
from pourparler.model import SourceEntry, SourceState, Visit
from pourparler.record import Added, Telling, entry_key

TRIES = 5
"""Visits at which a text is asked for that cannot be brought in; then only when its source says that it has changed."""
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=1)
"""For how long a server that asks to be left alone is; twice as long each time in a row where it does not say."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one text of a source.

    ``outcome``: None where nothing came of it. ``was``: the document that it was before it changed.
    ``story``: all that tell the same story, who was first before the others; empty where no other does.
    """

    source: str
    gathered: Gathered
    outcome: Added | Literal["changed"] | None = None
    was: str | None = None
    story: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of a visit. ``put_off``: the source was not asked, because its server wants to be left alone until ``visit.not_before``."""

    source: str
    visit: Visit
    put_off: bool = False


@dataclass(slots=True)
class Tally:
    """What is counted in a visit. ``again``: what has to be asked for again although nothing changes."""

    visit: Visit
    taken: int = 0
    again: bool = False
    busy: ServerBusyError | None = None
    validators: Validators = NONE

    def count(self, **more: int) -> None:
        """Add to the counts of the visit."""
        self.visit = replace(self.visit, **{name: getattr(self.visit, name) + many for name, many in more.items()})


def state_after(state: SourceState, tally: Tally) -> SourceState:
    """What is kept of a source after a visit."""
    visit, busy = tally.visit, tally.busy
    if busy is not None:
        asked = (
            SHORTEST * 2 ** min(state.busy, 20) if busy.seconds is None else timedelta(seconds=min(busy.seconds, 1e6))
        )
        visit = replace(visit, not_before=visit.at + min(max(asked, SHORTEST), LONGEST))
    many = 0 if busy is None else state.busy + 1
    if visit.fault is not None:
        return SourceState(visit, state.etag, state.last_modified, many)
    # Where something is left the source must tell all of it once more, whether it has changed or not.
    validators = NONE if tally.again or visit.left else tally.validators
    return SourceState(visit, validators.etag, validators.last_modified, many)


def wanted(lead: Lead, old: SourceEntry | None, *, pages: bool) -> bool:
    """Whether a lead is followed at this visit. ``pages``: only its page says whether it has changed."""
    if old is None or old.mark != lead.mark:
        return True
    if old.fault is not None:
        return old.tries < TRIES
    return pages


def in_order(listing: Listing, state: SourceState) -> list[tuple[Lead, SourceEntry | None]]:
    """The leads with what was seen of them; of a list of pages those that were looked at longest ago come first."""
    both = [(lead, state.entries.get(entry_key(lead.key))) for lead in listing.leads]
    if listing.form == "addresses":
        both.sort(key=lambda pair: (pair[1].at or datetime.min) if pair[1] is not None else datetime.min)
    return both
