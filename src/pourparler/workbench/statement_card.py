"""A statement as its card on the reading page shows it, and what a person may put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from pourparler.drafting.corrections import OPPOSED
from pourparler.model import Negotiation, Spans, Statement, merge_spans, quote
from pourparler.model.stances import TAKING, stance_of
from pourparler.reading.back_references import pointing_words
from pourparler.record import Entry, Telling
from pourparler.wording.statements import chances_words, said_by, stand_of
from pourparler.workbench.annotated_text import ROLES


def card(entry: Entry, text: str, negotiation: Negotiation, tellings: Sequence[Telling] = ()) -> dict[str, Any]:
    """Spans are in code points of the text. ``fields``: what the form to correct it begins with. ``tellings``: where it stands."""
    s = entry.statement
    issue = negotiation.issue.get(s.issue or "")
    takes = s.stance in TAKING
    return {
        "id": s.id,
        "review": entry.review,
        "last": entry.last,
        "by": entry.by,
        "note": entry.note,
        "quote": quote(text, s.content),
        "pieces": pieces(text, s.content, s.position if takes else ()),
        "content": s.content,
        "stand": stand_of(s),
        "said_by": said_by(s),
        "act": s.act,
        "stance": s.stance.value,
        "turned": stance_of(s.stance, opposed=True).value if takes else None,
        "issue": s.issue,
        "option_words": issue.options.get(s.option or "") if issue else None,
        "mode": s.mode.value,
        "hedged": s.hedged,
        "condition": quote(text, s.condition) if s.condition else None,
        "back": _back(s, text) if _points_back(s) else None,
        "part_of": s.part_of,
        "chances": () if entry.decision else chances_words(s),
        "fields": _fields(s, text),
        "tellings": tellings if len(tellings) > 1 else (),
    }


def _fields(s: Statement, text: str) -> dict[str, str]:
    holders = ", ".join((OPPOSED if h.opposed else "") + (h.party or h.name) for h in s.holders)
    names = {name: getattr(s, name) or "" for name in ("speaker", "party", "issue", "option")}
    words = {name: quote(text, getattr(s, name)) for name in (*ROLES, "condition")}
    return {"holders": holders, "stance": s.stance.value, **names, **words}


def _points_back(s: Statement) -> bool:
    return s.stance in TAKING and bool(s.points_to)


def _back(s: Statement, text: str) -> dict[str, Any]:
    """The words that point back, if it can be told which do, and what they point at."""
    words = pointing_words(quote(text, s.position))
    return {"words": words, "quote": quote(text, s.points_to), "start": s.points_to[0][0]}


def pieces(text: str, content: Spans, position: Spans) -> list[tuple[str, bool]]:
    """(words, whether they belong to the position) of both, in the order of the text; an ellipsis stands for what is left out."""
    found: list[tuple[str, bool]] = []
    for start, end in merge_spans((*content, *position)):
        if found:
            found.append((" … ", False))
        cuts = sorted({start, end, *(place for span in position for place in span if start < place < end)})
        for a, b in pairwise(cuts):
            found.append((re.sub(r"\s+", " ", text[a:b]), any(p <= a and b <= q for p, q in position)))
    return found


def known_names(entries: Iterable[Entry], negotiation: Negotiation) -> list[str]:
    """Who may hold a position of these statements: the dossier's parties, then whoever else speaks or takes one, in their order."""
    named = (n for e in entries for n in (e.statement.speaker, *(h.party or h.name for h in e.statement.holders)) if n)
    return list(dict.fromkeys((*negotiation.party, *named)))


def targets(entries: Iterable[Entry]) -> set[int]:
    """Where in the text the words begin that positions point back to."""
    return {e.statement.points_to[0][0] for e in entries if _points_back(e.statement)}
