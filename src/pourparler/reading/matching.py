"""Statements as a dossier has them: whose side speakers and holders are on, and which issue and option they speak of.

What a reader finds depends on the text alone and is kept. What follows from the dossier is worked out from that, as often as the dossier
changes: no text is read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pourparler.model import Document, Meaning, Negotiation, Reading, Spans, Statement
from pourparler.reading.issue_matching import IssueMatcher, Match
from pourparler.reading.model import Floats
from pourparler.reading.party_matching import PartyMatcher, Text
from pourparler.reading.protocol import Reader

RULES = 1
"""Counted up where the same dossier and record are to be matched otherwise than before."""


def matching_key(negotiation: Negotiation) -> str:
    """64 hexadecimal digits that stay the same as long as nothing changes in the dossier that matching depends on."""
    told: dict[str, Any] = {
        "rules": RULES,
        "parties": [(p.name, p.aliases, _actors(p.actors)) for p in negotiation.parties],
        "bystanders": [(b.name, b.aliases, _actors(b.actors)) for b in negotiation.bystanders],
        "issues": [(i.id, i.question, list(i.options.items()), i.aliases) for i in negotiation.issues],
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _actors(actors: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [(a.name, a.role, a.aliases) for a in actors]


class Matcher:
    """Matches the statements of any documents to one dossier. ``embed`` gives a phrase's sentence embedding as a unit vector (384,)."""

    def __init__(self, negotiation: Negotiation, embed: Callable[[str], Floats]) -> None:
        self._parties = PartyMatcher(negotiation)
        self._issue = negotiation.issue
        self._issues = IssueMatcher(negotiation.issues, embed)

    def match(
        self, document: Text, statements: Sequence[Statement], meanings: Mapping[str, Meaning]
    ) -> list[Statement]:
        """The statements of one document, in the order in which the reader gave them, as the dossier has them.

        A statement without a meaning keeps the issue that it was read with, if the dossier has it.
        """
        issues = self._issues_of(document.text, statements, meanings)
        sided = self._parties.match(document, statements)
        return [self._on(s, issues[s.id]) if s.id in issues else self._unmatched(s) for s in sided]

    def _issues_of(
        self, text: str, statements: Sequence[Statement], meanings: Mapping[str, Meaning]
    ) -> dict[str, Match | None]:
        """By the words of the position where one is taken, else by all that is said."""
        if not self._issue:
            return {}
        known = [(s, meanings[s.id]) for s in sorted(statements, key=lambda s: (s.content, s.id)) if s.id in meanings]
        if not known:
            return {}
        rows = np.stack([m.content if m.position is None else m.position for _, m in known])
        contents: list[Spans] = [s.position or s.content for s, _ in known]
        matches = self._issues.match(text, contents, rows)
        return {s.id: match for (s, _), match in zip(known, matches, strict=True)}

    def _unmatched(self, s: Statement) -> Statement:
        known = self._issue.get(s.issue) if s.issue is not None else None
        if known is None:
            return replace(s, issue=None, option=None, confidence=None)
        return s if s.option is None or s.option in known.options else replace(s, option=None)

    def _on(self, s: Statement, match: Match | None) -> Statement:
        """On the issue that the reader named, if the dossier has it; else on the one that is likely, or on none."""
        named = self._issue.get(s.issue) if s.issue is not None and s.confidence is None else None
        if named is not None:
            return self._unmatched(s)
        if match is None:
            return replace(s, issue=None, option=None, confidence=None)
        return replace(s, issue=match.issue, option=match.option, confidence=match.confidence)


def read_matched(reader: Reader, document: Document, matcher: Matcher, negotiation: Negotiation) -> Reading:
    """A reading with its statements matched to the dossier; nothing is kept."""
    reading = reader.read(document, negotiation)
    matched = matcher.match(Text(document.text, document.source), reading.statements, reading.meanings)
    return replace(reading, statements=tuple(matched))
