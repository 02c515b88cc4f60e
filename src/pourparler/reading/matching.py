"""Statements as a dossier has them: whose side speakers and holders are on, and which issue and option they speak of.

What a reader finds depends on the text alone and is kept. What follows from the dossier is worked out from that, as often as the dossier
changes: no text is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pourparler.model import Document, Meaning, Negotiation, Reading, Spans, Statement
from pourparler.model.stances import Side, side_of
from pourparler.reading.issue_matching import IssueMatcher, Match
from pourparler.reading.model import Floats
from pourparler.reading.party_matching import PartyMatcher, Text
from pourparler.reading.protocol import Reader


class Matcher:
    """Matches the statements of any documents to one dossier. ``embed`` gives a phrase's sentence embedding as a unit vector (384,)."""

    def __init__(self, negotiation: Negotiation, embed: Callable[[str], Floats]) -> None:
        self._parties = PartyMatcher(negotiation)
        self._issue = negotiation.issue
        self._issues = IssueMatcher(negotiation.issues, embed)

    def match(
        self, documents: Sequence[tuple[Text, Sequence[Statement]]], meanings: Mapping[str, Meaning]
    ) -> list[list[Statement]]:
        """The statements of documents as the dossier has them, each document's in the order in which they are given.

        A statement without a meaning keeps the issue that it was read with, if the dossier has it.
        """
        ordered = [
            [s for s in sorted(statements, key=lambda s: (s.content, s.id)) if s.id in meanings]
            for _, statements in documents
        ]
        rows = [_row(meanings[s.id]) for those in ordered for s in those]
        likeness = self._issues.likeness(np.stack(rows)) if rows else np.zeros((0, len(self._issue)), dtype=np.float32)
        found: list[list[Statement]] = []
        at = 0
        for (text, statements), those in zip(documents, ordered, strict=True):
            here = likeness[at : at + len(those)]
            at += len(those)
            issues = dict(zip((s.id for s in those), self._likely(text.text, those, here), strict=True))
            sided = self._parties.match(text, statements)
            found.append([self._on(s, issues[s.id]) if s.id in issues else self._unmatched(s) for s in sided])
        return found

    def _likely(self, text: str, statements: Sequence[Statement], likeness: Floats) -> list[Match | None]:
        """By the words of the position where one is taken, else by all that is said."""
        contents: list[Spans] = [s.position or s.content for s in statements]
        favours = [side_of(s.stance) is not Side.AGAINST for s in statements]
        return self._issues.match(text, contents, likeness, favours) if contents else []

    def _unmatched(self, s: Statement) -> Statement:
        """With the issue and option that the reader named, as far as the dossier has them."""
        known = self._issue.get(s.issue) if s.issue is not None else None
        if known is None:
            return _about(s, None, None, None)
        return s if s.option is None or s.option in known.options else replace(s, option=None)

    def _on(self, s: Statement, match: Match | None) -> Statement:
        """On the issue that a reader named by itself (it states no confidence), if the dossier has it; else on the one that is likely, or on none."""
        if s.confidence is None and s.issue in self._issue:
            return self._unmatched(s)
        return _about(s, match.issue, match.option, match.confidence) if match else _about(s, None, None, None)


def _about(s: Statement, issue: str | None, option: str | None, confidence: float | None) -> Statement:
    if (s.issue, s.option, s.confidence) == (issue, option, confidence):
        return s
    return replace(s, issue=issue, option=option, confidence=confidence)


def _row(meaning: Meaning) -> Floats:
    return meaning.content if meaning.position is None else meaning.position


def read_matched(reader: Reader, document: Document, matcher: Matcher, negotiation: Negotiation) -> Reading:
    """A reading with its statements matched to the dossier; nothing is kept."""
    reading = reader.read(document, negotiation)
    (matched,) = matcher.match([(Text(document.text, document.source), reading.statements)], reading.meanings)
    return replace(reading, statements=tuple(matched))
