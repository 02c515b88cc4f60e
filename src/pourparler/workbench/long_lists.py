"""A sentence that lists many names: the first few stand in it, the others open by a click."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from pourparler.lazy import computed_once
from pourparler.model import Negotiation
from pourparler.wording.english import named, quoted
from pourparler.wording.terms import issue_words

FIRST = 3
"""Names of a long list that are always shown."""
LONG = 6
"""So many names make a list long: with fewer, nothing would be gained by opening it."""


class LongLists:
    """The long lists in sentences about one dossier: of six or more of its issues, options or parties."""

    def __init__(self, negotiation: Negotiation) -> None:
        self._name = _name(negotiation)

    @computed_once
    def _each(self) -> re.Pattern[str]:
        return re.compile(self._name)

    @computed_once
    def _lists(self) -> re.Pattern[str]:
        # Of many names a long pattern, which the first page does without where no sentence on it lists so many.
        return re.compile(rf"(?<!\w){self._name}(?:, {self._name}){{{LONG - 2},}} (?:and|or) {self._name}")

    def folded(self, words: str) -> Markup:
        """The sentence as HTML. A long list in it keeps its first three names; the rest stands behind "… and 7 more"."""
        if words.count(", ") < LONG - 2:
            return escape(words)
        found, at = Markup(), 0
        for match in self._lists.finditer(words):
            first, rest, many = self._split(match[0])
            opened = Markup('<details class="more-names"><summary>… and {} more</summary>{}</details>').format(
                many, rest
            )
            found += escape(words[at : match.start()]) + escape(first) + " " + opened
            at = match.end()
        return found + escape(words[at:])

    def _split(self, listed: str) -> tuple[str, str, int]:
        """The first names of a list, the rest, and how many these are."""
        places = [m.end() for m in self._each.finditer(listed)]
        return listed[: places[FIRST - 1]], listed[places[FIRST - 1] :].removeprefix(", "), len(places) - FIRST


def _name(negotiation: Negotiation) -> str:
    """A pattern for the name of an issue, option or party, perhaps with a number behind it."""
    names = {named(p.name) for p in negotiation.parties}
    for issue in negotiation.issues:
        names |= {issue_words(issue.id), repr(issue.id), *map(quoted, issue.options.values())}
        names |= set(issue.options.values())
    longest_first = sorted((n for n in names if n), key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, longest_first))})(?: \([\d,]+\))?"
