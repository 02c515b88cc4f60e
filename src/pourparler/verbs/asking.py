"""ask: who said what on a matter, when and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from pourparler.asking import Answer, Given, Known, answer
from pourparler.asking.periods import day_from, day_until
from pourparler.dates import check_order, day_of
from pourparler.dossier import open_dossier
from pourparler.errors import DossierError, PourparlerError
from pourparler.reading.model import shipped
from pourparler.verbs.matching import matched_record

MOST = 20
"""Groups of sentences that an answer has, unless more are asked for."""


def ask(
    path: Path | str,
    question: str,
    *,
    party: Iterable[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    heading: str | None = None,
    side: str | None = None,
    groups: bool = False,
    as_written: bool = False,
    most: int = MOST,
) -> Answer:
    """Sentences that answer a question in plain words, as "what did Kestria say about the toll before 2031".

    What is given goes before what the question is understood to say; empty means that this part does not matter. ``party``: those
    asked after. ``since``, ``until``: a year, a month or a day. ``heading``: words of the document's title or of a heading above the
    sentence. ``side``: for or against. ``groups``: also what groups of states said for which the parties spoke.
    ``as_written``: without what documents abbreviate the words to, or spell them out as.

    Raises:
        NotFoundError: a party is nobody who is known.
        PourparlerError: the question has no word, or something is given that cannot be.
    """
    given = given_from(party, since, until, heading, side, groups=groups, as_written=as_written)
    dossier = open_dossier(Path(path))
    with matched_record(dossier) as record, record.at_one_moment():
        try:
            negotiation = dossier.load().negotiation
        except (
            DossierError
        ):  # what it says is wrong with it is told by other commands; the record can be asked all the same
            negotiation = None
        return answer(
            record, worded(question), Known(negotiation, record.names()), None, shipped().meaning, given, most=most
        )


def worded(question: str) -> str:
    """The question. Raises PourparlerError where there is no letter or digit in it, or more than a question."""
    if not any(map(str.isalnum, question)):
        raise PourparlerError("the question has no word", mend='Ask as in: "what did Kestria say about the toll"')
    if len(question) > LONGEST:
        raise PourparlerError(f"the question is longer than {LONGEST} characters", mend="Ask one thing at a time")
    return question


LONGEST = 1_000
"""Characters of a question."""


def given_from(
    party: Iterable[str] | None,
    since: str | None,
    until: str | None,
    heading: str | None,
    side: str | None,
    *,
    groups: bool = False,
    as_written: bool = False,
) -> Given:
    """What a person gave in writing; None: not given.

    Raises DocumentError where a date is none, PourparlerError where the days are in the wrong order.
    """
    timed = since is not None or until is not None
    first, last = _day(since, day_from), _day(until, day_until)
    check_order(first, last)
    return Given(
        parties=tuple(filter(None, (p.strip() for p in party))) if party is not None else None,
        since=first,
        until=last,
        heading=heading.strip() if heading is not None else None,
        side=side.strip() if side is not None else None,
        anytime=timed,
        groups=groups,
        as_written=as_written,
    )


def _day(written: str | None, read: Callable[[str], date | None]) -> date | None:
    """A year, a month or a day that is written alone, else a date in any form."""
    if written is None or not written.strip():
        return None
    return read(written) or day_of(written)
