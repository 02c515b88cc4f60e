"""The parts of a briefing that can be left out. The verdict, the notes and the documents stay: no claim without its source."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.errors import PourparlerError

SECTIONS = {
    "parties": "The parties",
    "timeline": "Who spoke when",
    "positions": "What each party says on each issue",
    "red-lines": "Red lines and conditions",
    "moves": "Who moved",
    "settlements": "What could be agreed",
    "help": "What would help",
    "stability": "Would it hold?",
    "spatial": "Who pulls in which direction",
    "votes": "Voting power",
    "meetings": "Meetings and next steps",
}
"""Each with its title, in the order of the briefing."""


def chosen_sections(names: Iterable[str]) -> tuple[str, ...]:
    """These, in the order of the briefing; all where none is named. Raises PourparlerError on a name that is no section."""
    wanted = set(names)
    if unknown := wanted - set(SECTIONS):
        raise PourparlerError(f"there is no section {min(unknown)!r}", mend=f"Choose from: {', '.join(SECTIONS)}")
    return tuple(name for name in SECTIONS if not wanted or name in wanted)
