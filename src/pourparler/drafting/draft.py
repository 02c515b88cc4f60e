"""A first draft of a dossier from the record: parties, issues with options, and every position with who takes it, of which kind, and where it is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pourparler.drafting.issues import Group, compared, grouped
from pourparler.drafting.kept_labels import Labels
from pourparler.drafting.kept_steps import announced_in
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.likeness import Positions
from pourparler.drafting.linkages import linkages, no_agreement, priorities
from pourparler.drafting.mediators import held_by_mediators, mediators_in
from pourparler.drafting.naming import Things, denial, name, option_words, question
from pourparler.drafting.next_steps import Step, steps_announced
from pourparler.drafting.parties import Parties, ProposedParty
from pourparler.drafting.proposed import Draft, ProposedIssue, ProposedOption, ProposedPosition
from pourparler.drafting.seats import AtMeetings, seated
from pourparler.model import (
    Actor,
    Document,
    Holder,
    Meaning,
    Meeting,
    Negotiation,
    Party,
    Spans,
    Statement,
    quote,
)
from pourparler.model.stances import Side, side_of, stance_of
from pourparler.spread import HERE, Spread

_ARTICLES = re.compile(r"\b(?:the|an?)\s+")


def draft(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    *,
    meanings: Mapping[str, Meaning],
    meetings: Sequence[Meeting] = (),
    negotiation: Negotiation | None = None,
    alike: Mapping[str, str] | None = None,
    on: Spread = HERE,
    kept: KeptWork | None = None,
) -> Draft:
    """Parties, issues, options and positions from statements that take positions. The order of statements and documents does not matter.

    ``statements``: those that nobody rejected. ``documents``: by their ids. ``meanings``: of every statement that takes a position.
    ``negotiation``: the dossier as it is; positions on its issues and options stay there, and others may join them. ``alike`` maps
    statements to the first one that tells the same: each telling is a source of its position, and all of them count once. ``on``: where
    positions are compared; ``kept``: what an earlier draft left, and this one leaves. The result is the same with either.
    """
    kept = kept or KeptWork()
    taking = sorted((s for s in statements if s.position and s.holders), key=lambda s: _place(s, documents))
    mediating = mediators_in(statements, documents)
    in_dossier = {p.name for p in negotiation.parties} if negotiation is not None else set()
    taking = held_by_mediators(taking, documents, mediating, in_dossier)
    quotes = [
        (holder, words)
        for s in taking
        for holder in s.holders
        for words in _names_in(holder, documents[s.document].text)
    ]
    parties = Parties(statements, quotes, documents, negotiation, mediators=mediating, kept=kept)
    takers = [frozenset(parties.of(holder) for holder in s.holders) for s in taking]
    positions = Positions(taking, documents, meanings, takers, kept)
    known = _known(taking, negotiation)
    pairs, words = compared(positions, on=on, kept=kept), positions.words
    stemmed = dict(zip(words, positions.stems, strict=True))
    del positions
    tellings = _tellings(taking, alike or {})
    groups = grouped(pairs, [issue for issue, _ in known], [option for _, option in known], tellings)
    labels = Labels(kept)
    named = _Named(taking, documents, words, stemmed, parties, negotiation, labels)
    issues = [named.issue(group, known) for group in groups]
    labels.keep(kept)
    where = {k: (issue.id, option) for issue, options in issues for option, members in options.items() for k in members}
    made = tuple(
        position
        for k, s in enumerate(taking)
        for position in _of(s, documents[s.document].text, parties, where[k], tellings[k])
    )
    by_party: dict[str, list[ProposedPosition]] = {}
    for position in made:
        by_party.setdefault(position.party, []).append(position)
    told = tuple(issue for issue, _ in issues)
    named_at = AtMeetings.of(meetings)
    proposed = tuple(
        seated(replace(p, positions=len({q.telling for q in by_party[p.name]})), by_party[p.name], named_at)
        for p in parties.proposed()
        if p.name in by_party
    )
    return Draft(
        proposed,
        told,
        made,
        linkages=linkages(made, told, stemmed),
        priorities=priorities(made, {s.id: s for s in taking}, documents),
        no_agreement=no_agreement(made),
        meetings=tuple(meetings),
        next_steps=_steps(documents, proposed, negotiation, kept),
        unheld=tuple(s.id for s in statements if s.position and not s.holders),
    )


def _tellings(taking: Sequence[Statement], alike: Mapping[str, str]) -> list[str]:
    """For each statement what it tells: the first with the same words, and which of the positions in them."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for s in taking:
        words = alike.get(s.id, s.id)
        found.append(f"{words}/{seen[words, s.document]}")
        seen[words, s.document] += 1
    return found


def _names_in(holder: Holder, text: str) -> list[str]:
    """The words by which a text names a holder; whoever published it need not be named in it."""
    return [quote(text, (words,)) for words in holder.words] or [holder.name]


def _steps(
    documents: Mapping[str, Document],
    parties: Sequence[ProposedParty],
    negotiation: Negotiation | None,
    kept: KeptWork,
) -> tuple[Step, ...]:
    """Next steps that the English documents tell, with the parties of the dossier or, where it has none, those proposed."""
    if negotiation is None or not negotiation.parties:
        known = tuple(Party(p.name, actors=tuple(Actor(a.name) for a in p.actors), aliases=p.aliases) for p in parties)
        negotiation = Negotiation("", known, ())
    in_order = sorted(documents.values(), key=lambda d: d.id)
    return steps_announced(announced_in([d for d in in_order if d.language == "en"], kept), negotiation)


def _place(s: Statement, documents: Mapping[str, Document]) -> tuple[str, str, Spans, str]:
    """Where a statement stands in the record: the oldest document first, those without a date last."""
    day = documents[s.document].date
    return day.isoformat() if day else "9999", s.document, s.position, s.id


def _known(taking: Sequence[Statement], negotiation: Negotiation | None) -> list[tuple[str | None, str | None]]:
    """The issue and the option of the dossier that each statement is on."""
    issues = negotiation.issue if negotiation is not None else {}
    found: list[tuple[str | None, str | None]] = []
    for s in taking:
        issue = issues.get(s.issue or "")
        found.append((issue.id, s.option if s.option in issue.options else None) if issue is not None else (None, None))
    return found


class _Named:
    """Names for what was put together, each id once."""

    def __init__(
        self,
        taking: Sequence[Statement],
        documents: Mapping[str, Document],
        words: Sequence[str],
        stemmed: Mapping[str, frozenset[str]],
        parties: Parties,
        negotiation: Negotiation | None,
        labels: Labels,
    ) -> None:
        self._words = words
        self._labels = labels
        self._holders = [
            [quote(documents[s.document].text, (span,)) for h in s.holders for span in h.words] for s in taking
        ]
        self._against = [side_of(s.stance) is Side.AGAINST for s in taking]
        self._sides = [
            {(parties.of(h), against != h.opposed) for h in s.holders}
            for s, against in zip(taking, self._against, strict=True)
        ]
        names = [name for party in parties.proposed() for name in (party.name, *party.aliases)]
        self._things = Things(words, names, stemmed)
        self._dossier = negotiation.issue if negotiation is not None else {}
        self._taken = set(self._dossier)

    def _told(self, members: Sequence[int], thing: str = "") -> str:
        """Words for the option that these positions are."""
        return option_words(
            [(self._words[k], self._against[k], self._holders[k]) for k in members], thing, self._labels
        )

    def _of_two_minds(self, members: Sequence[int]) -> bool:
        """Whether a party is for these positions in one of them and against them in another."""
        sides = {side for k in members for side in self._sides[k]}
        return any((party, not side) in sides for party, side in sides)

    def issue(
        self, group: Group, known: Sequence[tuple[str | None, str | None]]
    ) -> tuple[ProposedIssue, dict[str, tuple[int, ...]]]:
        """The issue that a group is, and the group's members by option."""
        words = [self._words[k] for k in group.members]
        there = next((self._dossier[i] for i, _ in (known[k] for k in group.members) if i is not None), None)
        if there is None:
            thing = self._things.shared(words) or self._told(group.members)
            id = name(thing, self._taken)
            self._taken.add(id)
            asked = question(thing, words)
        else:
            id, asked, thing = there.id, there.question, there.question
        options = {o: ProposedOption(o, told) for o, told in there.options.items()} if there is not None else {}
        named = {_plain(o.words): o.id for o in options.values()}
        members: dict[str, tuple[int, ...]] = {}
        for those in group.options:
            option = next((o for _, o in (known[k] for k in those) if o is not None), None)
            if option is None:
                told = self._told(those, thing)
                # Two options of the same words would be one answer told twice.
                option = named.get(_plain(told))
                if option is not None and self._of_two_minds((*members.get(option, ()), *those)):
                    option = None
            if option is None:
                option = name(told, options)
                options[option] = ProposedOption(option, told)
                named.setdefault(_plain(told), option)
            members[option] = (*members.get(option, ()), *those)
        if len(options) == 1:
            # Exactly one option of an issue is chosen, so a single one would be agreed already: the other is that it does not come.
            (only,) = options.values()
            other = f"not_{only.id}"
            options[other] = ProposedOption(other, denial(only.words))
        return ProposedIssue(id, asked, tuple(options.values()), group.chance, known=there is not None), members


def _plain(words: str) -> str:
    """Words without capitals, articles and marks around them: by which they are the same."""
    return _ARTICLES.sub("", words.casefold()).strip(" .,;:“”‘’\"'")


def _of(s: Statement, text: str, parties: Parties, where: tuple[str, str], telling: str) -> list[ProposedPosition]:
    """One position for each party that a statement names as a holder."""
    sides = {parties.of(holder): (holder.name, stance_of(s.stance, opposed=holder.opposed)) for holder in s.holders}
    condition = quote(text, s.condition) if s.condition else None
    return [
        ProposedPosition(
            party,
            *where,
            stance,
            holder,
            s.id,
            s.document,
            s.position,
            quote(text, s.position),
            condition,
            s.hedged,
            s.chances,
            telling,
        )
        for party, (holder, stance) in sides.items()
    ]
