"""A sentence that lists many names: the first few stand in it, the others open by a click."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from pourparler.model import Negotiation
from pourparler.wording.english import named, quoted
from pourparler.wording.terms import issue_words

FIRST = 3
"""Names of a long list that are always shown."""
LONG = 6
"""So many names make a list long: with fewer, nothing would be gained by opening it."""


def folded(words: str, negotiation: Negotiation) -> Markup:
    """The sentence as HTML. A list in it of six or more of the dossier's issues, options or parties keeps its first three names; the rest
    stands behind "… and 7 more"."""
    found, at = Markup(), 0
    for match in _lists(negotiation).finditer(words):
        first, rest = _split(match[0], _name(negotiation))
        opened = Markup('<details class="more-names"><summary>… and {} more</summary>{}</details>').format(
            rest[1], rest[0]
        )
        found += escape(words[at : match.start()]) + escape(first) + " " + opened
        at = match.end()
    return found + escape(words[at:])


def _name(negotiation: Negotiation) -> str:
    names = {named(p.name) for p in negotiation.parties}
    for issue in negotiation.issues:
        names |= {issue_words(issue.id), repr(issue.id), *map(quoted, issue.options.values())}
        names |= set(issue.options.values())
    longest_first = sorted((n for n in names if n), key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, longest_first))})(?: \([\d,]+\))?"


def _lists(negotiation: Negotiation) -> re.Pattern[str]:
    name = _name(negotiation)
    return re.compile(rf"(?<!\w){name}(?:, {name}){{{LONG - 2},}} (?:and|or) {name}")


def _split(listed: str, name: str) -> tuple[str, tuple[str, int]]:
    places = [m.end() for m in re.finditer(name, listed)]
    return listed[: places[FIRST - 1]], (listed[places[FIRST - 1] :].removeprefix(", "), len(places) - FIRST)
