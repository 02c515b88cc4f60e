"""The answers of a language model about parts of a record, checked word by word and joined into one draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pourparler.drafting.naming import denial, name
from pourparler.drafting.parties import ProposedActor, ProposedParty
from pourparler.drafting.proposed import (
    Draft,
    ProposedIssue,
    ProposedLinkage,
    ProposedNoAgreement,
    ProposedOption,
    ProposedPosition,
    ProposedPriority,
)
from pourparler.model import Document, Evidence, Meeting, Negotiation, Spans, Statement, overlap, quote
from pourparler.model.stances import TAKING
from pourparler.reading.hedges import is_hedged
from pourparler.reading.verbatim import find

SAME_WORDS = 0.5
"""From this overlap (intersection over union) on, words are those of a statement of the record."""
STANCES = {s.value: s for s in TAKING}


@dataclass
class Dropped:
    """What was not kept: what rests on words that are not in the text, or on names and ids that nobody knows; what a person rejected."""

    words: int = 0
    names: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document, by which the model knows it: ``number``."""

    number: int
    document: Document
    start: int
    end: int


@dataclass
class _Party:
    name: str
    role: str
    aliases: dict[str, None] = field(default_factory=dict)
    actors: dict[str, None] = field(default_factory=dict)
    known: bool = False


@dataclass
class _Issue:
    id: str
    question: str
    options: dict[str, str] = field(default_factory=dict)
    known: bool = False


class Joined:
    """What the answers so far come to. ``dropped`` is counted up as answers are taken."""

    def __init__(
        self,
        statements: Sequence[Statement],
        rejected: Sequence[Statement],
        negotiation: Negotiation | None,
        dropped: Dropped,
    ) -> None:
        self._statements = _by_document(s for s in statements if s.position)
        self._rejected = _by_document(s for s in rejected if s.position)
        self._dropped = dropped
        self._parties: list[_Party] = []
        self._issues: dict[str, _Issue] = {}
        self._positions: dict[tuple[Any, ...], ProposedPosition] = {}
        self._linkages: dict[Any, ProposedLinkage] = {}
        self._priorities: dict[Any, ProposedPriority] = {}
        self._no_agreement: dict[Any, ProposedNoAgreement] = {}
        for party in negotiation.parties if negotiation else ():
            forms = dict.fromkeys(party.aliases), dict.fromkeys(a.name for a in party.actors)
            self._parties.append(_Party(party.name, party.role or "party", *forms, known=True))
        for bystander in negotiation.bystanders if negotiation else ():
            forms = dict.fromkeys(bystander.aliases), dict.fromkeys(a.name for a in bystander.actors)
            self._parties.append(_Party(bystander.name, bystander.role, *forms, known=True))
        for issue in negotiation.issues if negotiation else ():
            self._issues[issue.id] = _Issue(issue.id, issue.question, dict(issue.options), known=True)

    def known(self) -> str:
        """What the next part is told of those before."""
        lines = [f"PARTY {p.name} ({p.role})" for p in self._parties]
        for issue in self._issues.values():
            options = "; ".join(f"{id} = {words}" for id, words in issue.options.items())
            lines.append(f"ISSUE {issue.id}: {issue.question} {options}")
        return "\n".join(["KNOWN", *(lines or ["nothing yet"])])

    def take(self, answer: Mapping[str, Any], passages: Sequence[Passage]) -> None:
        """One answer about these passages; ids of its new issues are made unlike those that are known."""
        texts = {p.document.id: p.document.text for p in passages}
        for told in _objects(answer, "parties"):
            self._party(told, list(texts.values()))
        renamed = {told_id: id for told in _objects(answer, "issues") for told_id, id in self._issue(told)}
        for told in _objects(answer, "positions"):
            self._position(told, passages, renamed)
        for told in _objects(answer, "linkages"):
            self._linkage(told, passages, renamed)
        for told in _objects(answer, "priorities"):
            self._priority(told, passages, renamed)
        for told in _objects(answer, "no_agreement"):
            self._without(told, passages, renamed)

    def draft(self, meetings: Sequence[Meeting]) -> Draft:
        """What is left: parties, issues and options that some words are about; of an issue of one option its denial, too."""
        positions = tuple(self._positions.values())
        cells = {(p.issue, p.option) for p in positions}
        cells |= {cell for k in self._linkages.values() for cell in k.never}
        cells |= {(n.issue, n.option) for n in self._no_agreement.values()}
        backed = {issue for issue, _ in cells}
        issues = tuple(_proposed(i, cells) for i in self._issues.values() if i.id in backed)
        priorities = tuple(p for p in self._priorities.values() if p.issue in backed)
        takers = {p.party for p in positions} | {p.party for p in priorities}
        return Draft(
            tuple(self._proposed_party(p, positions) for p in self._parties if p.name in takers or p.role != "party"),
            issues,
            positions,
            tuple(self._linkages.values()),
            priorities,
            tuple(self._no_agreement.values()),
            meetings=tuple(meetings),
        )

    # Names and ids

    def _party(self, told: Mapping[str, Any], texts: Sequence[str]) -> None:
        given = [told.get("name"), *_list(told, "aliases")]
        names = [n for n in given if isinstance(n, str) and (self._party_of(n) or _stands(n, texts))]
        if not names:
            self._dropped.names += 1
            return
        found = next((p for n in names if (p := self._party_of(n))), None)
        if found is None:
            role = told.get("role")
            found = _Party(names[0], role if role in ("mediator", "host", "observer") else "party")
            self._parties.append(found)
        taken = {form.lower() for p in self._parties for form in (p.name, *p.aliases)}
        found.aliases |= {n: None for n in names if n.lower() not in taken}
        found.actors |= {a: None for a in _list(told, "actors") if _stands(a, texts)}

    def _party_of(self, words: object) -> _Party | None:
        if not isinstance(words, str):
            return None
        asked = " ".join(words.split()).lower()
        return next((p for p in self._parties if asked in {f.lower() for f in (p.name, *p.aliases)}), None)

    def _issue(self, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The id that the answer gives it, and the one that it has here."""
        id, asked = told.get("id"), told.get("question")
        if not isinstance(id, str) or not id.strip() or not (id in self._issues or isinstance(asked, str)):
            self._dropped.names += 1
            return
        issue = self._issues.get(id)
        if issue is None:
            issue = _Issue(name(id, self._issues), str(asked).strip())
            self._issues[issue.id] = issue
        for option in _objects(told, "options"):
            label, option_id = option.get("label"), option.get("id")
            if isinstance(option_id, str) and option_id.strip() and isinstance(label, str) and label.strip():
                issue.options.setdefault(option_id.strip(), " ".join(label.split()))
        yield id, issue.id

    def _cell(self, told: Mapping[str, Any], renamed: Mapping[str, str]) -> tuple[str, str] | None:
        """(issue, option) where both are known."""
        issue = self._issues.get(renamed.get(str(told.get("issue")), str(told.get("issue"))))
        option = told.get("option")
        return (issue.id, str(option)) if issue and isinstance(option, str) and option in issue.options else None

    # What rests on words

    def _place(self, told: Mapping[str, Any], passages: Sequence[Passage]) -> tuple[Document, Spans] | None:
        """Where the quote stands in the passages of the document that it names; counted as dropped where it does not."""
        words = told.get("quote")
        for p in passages:
            if isinstance(words, str) and str(p.number) == str(told.get("document")):
                place = find(words, p.document.text, p.start, p.end)
                if place is not None:
                    return p.document, (place,)
        self._dropped.words += 1
        return None

    def _position(self, told: Mapping[str, Any], passages: Sequence[Passage], renamed: Mapping[str, str]) -> None:
        party, cell, stance = (
            self._party_of(told.get("party")),
            self._cell(told, renamed),
            STANCES.get(str(told.get("stance"))),
        )
        if party is None or cell is None or stance is None:
            self._dropped.names += 1
            return
        placed = self._place(told, passages)
        if placed is None:
            return
        document, words = placed
        if _same_words(self._rejected.get(document.id, ()), words):
            self._dropped.rejected += 1
            return
        statement = _same_words(self._statements.get(document.id, ()), words)
        hedged = is_hedged(quote(document.text, statement.cue) if statement else "", quote(document.text, words))
        made = ProposedPosition(
            party.name, *cell, stance, party.name, statement.id if statement else "", document.id, words,
            quote(document.text, words), self._condition(told, document, passages), hedged,
        )  # fmt: skip
        self._positions.setdefault((party.name, document.id, words), made)

    def _condition(self, told: Mapping[str, Any], document: Document, passages: Sequence[Passage]) -> str | None:
        words = told.get("condition")
        if not isinstance(words, str) or not words.strip():
            return None
        for p in passages:
            if p.document is document and (place := find(words, document.text, p.start, p.end)) is not None:
                return quote(document.text, (place,))
        self._dropped.words += 1
        return None

    def _linkage(self, told: Mapping[str, Any], passages: Sequence[Passage], renamed: Mapping[str, str]) -> None:
        cells = [self._cell(one, renamed) for one in _objects(told, "never")]
        never = tuple(dict.fromkeys(c for c in cells if c))
        if None in cells or len({issue for issue, _ in never}) < 2:
            self._dropped.names += 1
        elif placed := self._place(told, passages):
            self._linkages.setdefault(frozenset(never), ProposedLinkage(never, *_because(placed)))

    def _priority(self, told: Mapping[str, Any], passages: Sequence[Passage], renamed: Mapping[str, str]) -> None:
        party, asked = self._party_of(told.get("party")), str(told.get("issue"))
        issue = self._issues.get(renamed.get(asked, asked))
        if party is None or issue is None:
            self._dropped.names += 1
        elif placed := self._place(told, passages):
            key = (party.name, issue.id)
            self._priorities.setdefault(key, ProposedPriority(*key, *_because(placed)))

    def _without(self, told: Mapping[str, Any], passages: Sequence[Passage], renamed: Mapping[str, str]) -> None:
        cell = self._cell(told, renamed)
        if cell is None:
            self._dropped.names += 1
        elif placed := self._place(told, passages):
            self._no_agreement.setdefault(cell[0], ProposedNoAgreement(*cell, *_because(placed)))

    def _proposed_party(self, p: _Party, positions: Sequence[ProposedPosition]) -> ProposedParty:
        mine = [q for q in positions if q.party == p.name]
        return ProposedParty(
            p.name, tuple(p.aliases), tuple(ProposedActor(a) for a in p.actors), len(mine), p.role,
            evidence=tuple(dict.fromkeys(q.statement for q in mine if q.statement))[:3], known=p.known,
        )  # fmt: skip


def _proposed(issue: _Issue, cells: set[tuple[str, str]]) -> ProposedIssue:
    kept = {o: words for o, words in issue.options.items() if issue.known or (issue.id, o) in cells}
    if len(kept) == 1:
        # Exactly one option of an issue is chosen, so a single one would be agreed already: the other is that it does not come.
        ((only, words),) = kept.items()
        kept[f"not_{only}"] = denial(words)
    options = tuple(ProposedOption(o, words) for o, words in kept.items())
    return ProposedIssue(issue.id, issue.question, options, known=issue.known)


def _stands(words: object, texts: Sequence[str]) -> bool:
    """Whether one of the texts has the name."""
    return isinstance(words, str) and any(find(words, text, 0, len(text)) is not None for text in texts)


def _because(placed: tuple[Document, Spans]) -> tuple[str, tuple[Evidence, ...]]:
    document, words = placed
    return quote(document.text, words), (Evidence(document=document.id, spans=words),)


def _by_document(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for s in statements:
        found.setdefault(s.document, []).append(s)
    return found


def _same_words(statements: Sequence[Statement], words: Spans) -> Statement | None:
    """The statement whose position has most of these words, from ``SAME_WORDS`` on."""
    best = max(statements, key=lambda s: overlap(s.position, words), default=None)
    return best if best is not None and overlap(best.position, words) >= SAME_WORDS else None


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    found = told.get(name)
    return found if isinstance(found, list) else []


def _objects(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [one for one in _list(told, name) if isinstance(one, Mapping)]
