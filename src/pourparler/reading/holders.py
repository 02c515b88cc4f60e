"""Who takes a position: from the words that the model points at to parties, by names, by what words mean, and by who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pourparler.model import Holder, Span, Spans, merge_spans
from pourparler.reading.bodies import body_like
from pourparler.reading.coreference import Antecedents
from pourparler.reading.encoding import Encoded
from pourparler.reading.genres import meets
from pourparler.reading.mentions import bare
from pourparler.reading.named_words import LISTS, Listed, NamedWords
from pourparler.reading.names import Names, is_office
from pourparler.reading.new_clauses import begins_with_a_verb
from pourparler.reading.not_names import is_no_name, only_counts
from pourparler.reading.other_side import OtherSide
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.position_chances import holder_chance
from pourparler.reading.positions_taken import SHARE_OF_BEST, PositionTaken, holders_among
from pourparler.reading.speakers import Speaker
from pourparler.reading.subjects import DUTY, FIRST, subject_of, they_before
from pourparler.reading.word_lists import singular

_BACK = frozenset(
    "he she it they him her them his hers its their theirs this that these those who which both neither each himself herself itself themselves".split()
)
_ONE = frozenset("he she him her his hers himself herself".split())
"""Words that mean one person, who speaks for one party."""
_SMALL = frozenset("the a an of for and or by with to in on from at not no all any some other others".split())
LIKELY = 0.25
"""Probability from which a description ("the company") means a name, and does not stand for itself."""
SURELY = 0.5
"""Probability of a plural noun from which it names people, whatever lists of words know."""
OWN_WORDS = 0.3
"""What speaks for the speaker where all around is the speaker's, beside what the model points at."""
SAID = 0.1
"""The same where the position is only said by the speaker, who may tell of another's."""
TOLD_TO = 0.03
"""What is left of the probability of somebody of whom the speaker says what that one must do: "Norland must open the lock" is the speaker's demand."""
LISTED = 0.05
"""Probability from which a name of a list brings the others of the list with it."""
ALL = 0.5
"""Probability of the whole list from which one name is enough."""
_INCLUDING = frozenset({"including", "namely"})
"""Words after which a description names whom it means."""

_AND = re.compile(r",?\s+(?:and|but)\s+")
"""What stands between two things that one does: "Arland has never accepted a toll and proposes a bridge"."""
_LONGEST_SENTENCE = 2_000
_SENTENCE_END = re.compile(r"[^.][.!?;](?=[\s”\"])|\n")
_ADDRESSED = re.compile(
    r"\b(?:urg(?:e[sd]?|ing)|call(?:s|ed|ing)? (?:up)?on|press(?:es|ed|ing)|ask(?:s|ed|ing)|appeal(?:s|ed|ing) to|tell(?:s|ing)?|told|want(?:s|ed)|warn(?:s|ed|ing)"
    r"|order(?:s|ed)|remind(?:s|ed)|invit(?:es|ed))\s+(?:on\s+)?(?:the\s+)?$",
    re.I,
)
"""Words before a name that make it the one who is to do something."""


def _is_told_to(text: str, span: Span) -> bool:
    """Whether a name stands where somebody says what its bearer must do, or whom that one asks."""
    return DUTY.match(text, span[1]) is not None or _ADDRESSED.search(text, max(0, span[0] - 40), span[0]) is not None


def _are_several(noun: str, share: float) -> bool:
    """Whether a plural of which no list knows that it names people does so, because the model surely points at it: "the tenants"."""
    return share >= SURELY and noun.islower() and singular(noun) is not None


@dataclass
class _Known:
    """How likely somebody is the holder, where the text names it, and how likely it is named as an opponent."""

    name: str
    party: str | None
    share: float = 0.0
    opposed: float = 0.0
    words: list[Span] = field(default_factory=list)
    named: list[Span] = field(default_factory=list)
    """Those of the words that name it, describe it or are a pronoun for it; no noun that only the model takes to mean it."""

    def is_of(self, speaker: Speaker) -> bool:
        """Whether it is whoever speaks, or the side that is spoken for."""
        return self.name in (speaker.party, speaker.name)


class Holders:
    """Finds the holders of the positions of one part of a text.

    ``prose``: the text with blanks for headings and bylines, where nobody is named who holds what stands below. ``beside``: in order, what no
    sentence says: bylines, datelines, and the names before turns, of which only the speaker's own counts.
    """

    def __init__(
        self,
        text: str,
        prose: str,
        encoded: Encoded,
        antecedents: Antecedents,
        names: Names,
        beside: Sequence[Span] = (),
    ) -> None:
        self._text, self._prose, self._encoded = text, prose, encoded
        self._antecedents, self._names, self._beside = antecedents, names, beside
        self._words = NamedWords(text, encoded, antecedents, names.bodies())
        self._opposed = OtherSide(text, *encoded.extent)
        self._before: tuple[Holder, ...] = ()
        self._last: tuple[int, tuple[Holder, ...]] = (0, ())
        """Where the position before ends, and who holds it."""

    def of(
        self,
        taken: PositionTaken,
        speaker: Speaker | None,
        source: Spans = (),
        reporter: Spans = (),
        reported_by: Speaker | None = None,
        *,
        own_words: bool = False,
        own_act: bool = False,
        quoted: Spans = (),
    ) -> tuple[tuple[Holder, ...], float]:
        """The holders, the likeliest first, and how likely that one is right (0..1).

        ``speaker``: whose words the position stands in; "we" is whoever that is, and so is "the Secretary" in ``source``, the words that name
        the speaker. ``reporter``: the words that name whoever reports what the speaker says, ``reported_by``, and does not take the position by that.
        ``own_words``: all around is said by the speaker, as in a turn or a letter. ``own_act``: the position is taken by the word of saying itself
        ("Arland opposed the toll"), so whoever that is said of takes it. ``quoted``: what is quoted of the speaker, where the position stands in it: of those named outside it only
        the speaker takes it. Where nobody is named, whoever took the position before.
        """
        known: dict[str, _Known] = {}
        below = not self._prose[taken.words[0]].isspace()
        likely = [
            (word, share)
            for word, share in taken.likely
            if not self._within(word, reporter)
            and not (below and self._in_heading(word))
            and (self._within(word, source) or not meets(self._encoded.places[word], self._beside))
        ]
        for run in self._runs(they_before(self._text, self._encoded, self._words, taken.words) or likely):
            if not self._included(known, run):
                self._add(known, run, speaker, source)
        self._complete(known)
        self._sided(known)
        self._weigh(known, taken, speaker, source, reported_by, own_words=own_words, own_act=own_act, quoted=quoted)
        odds = {key: k.share for key, k in known.items()}
        found = tuple(self._holder(known[key]) for key in holders_among(odds))
        if found and not all(h.opposed for h in found):
            self._before = found
        found = found or self._before
        self._last = taken.words[1], found
        share = max(odds.values()) / max(1.0, sum(odds.values())) if odds else 0.0
        return found, holder_chance(share, bool(found) and found[0].party is not None)

    def _weigh(
        self,
        known: dict[str, _Known],
        taken: PositionTaken,
        speaker: Speaker | None,
        source: Spans,
        reported_by: Speaker | None,
        *,
        own_words: bool,
        own_act: bool,
        quoted: Spans,
    ) -> None:
        """Let who speaks, and whom the words begin with, count beside what the model points at. See ``of``."""
        words = taken.words
        subject = subject_of(self._text, self._encoded, self._words, words)
        of_others = subject is not None and not subject.first
        if speaker is not None and (speaks := _own(speaker)) is not None:
            own = known.setdefault(speaks.name.lower(), _Known(speaks.name, speaks.party))
            third = own_words and of_others and subject is not None and not _named_in(own, subject.spans)
            if third:  # whoever speaks says "I" and "we" of himself
                own.share *= TOLD_TO
            else:
                own.share += OWN_WORDS if own_words else SAID
            for k in known.values():
                told_to = k.words and all(_is_told_to(self._text, span) for span in k.words)
                elsewhere = quoted and not any(_within(span, (*quoted, *source)) for span in k.words)
                if k is not own and (told_to or elsewhere or (subject is not None and subject.first)):
                    k.share *= TOLD_TO
        elif subject is not None and subject.first:  # those whom "we" speaks of are others
            _only(known, [k for k in known.values() if not all(_within(span, (words,)) for span in k.named or k.words)])
        for k in known.values():
            if reported_by is not None and k.is_of(reported_by) and not (speaker and k.is_of(speaker)):
                k.share *= TOLD_TO
        named = subject is None or not subject.spans or any(_within(span, source) for span in subject.spans)
        # Where the model does not point at the source at all, its words may tell of others: "A read a plan of B, intended to …".
        named = named and sum(share for word, share in taken.likely if self._within(word, source)) >= LISTED
        if own_act and named and self._one_sentence(source, words):
            those = [k for k in known.values() if _named_in(k, source) or (speaker and k.is_of(speaker))]
            there = [span for k in those for span in k.named if _within(span, source)]
            beside = [span for _, span in self._words.listed(there).values()]
            _only(known, [k for k in known.values() if k in those or _named_in(k, beside)])
        elif begins_with_a_verb(self._text, words[0]) and _AND.fullmatch(self._text, self._last[0], words[0]):
            _only(known, [k for k in known.values() if k.name in {h.name for h in self._last[1]}])
        elif subject is not None and speaker is None:
            _only(known, [k for k in known.values() if _named_in(k, subject.spans)])

    def _one_sentence(self, source: Spans, words: Span) -> bool:
        """Whether the words that name a speaker stand in the sentence of a position: the model may take them from the next one."""
        if not source:
            return False
        start, end = min(source[0][0], words[0]), max(source[-1][1], words[1])
        return end - start <= _LONGEST_SENTENCE and _SENTENCE_END.search(self._text, start, end) is None

    def _runs(self, likely: Iterable[tuple[int, float]]) -> list[list[tuple[int, float]]]:
        """Words side by side, with their shares."""
        runs: list[list[tuple[int, float]]] = []
        for word, share in sorted(likely):
            goes_on = runs and word == runs[-1][-1][0] + 1 and not self._encoded.signs[word, 2]
            if goes_on and self._words.beside(word - 1, word):
                runs[-1].append((word, share))
            else:
                runs.append([(word, share)])
        return runs

    def _add(
        self, known: dict[str, _Known], run: Sequence[tuple[int, float]], speaker: Speaker | None, source: Spans
    ) -> None:
        """Words side by side are one mention, unless they name several."""
        speaks = _own(speaker) if speaker is not None else None
        named = [(word, share, name) for word, share in run if (name := self._words.name(word)) is not None]
        # A person's name in the source means the speaker; a body's may be followed by the group that it speaks for.
        person = speaker is not None and speaker.party not in (None, speaker.name)
        own = person or all(name.person for _, _, name in named)
        if speaks is not None and own and any(self._within(word, source) for word, _ in run):
            for word, share in run:
                self._put(known, speaks.name, speaks.party, share, self._words.span(word))
            return
        if named:
            total = sum(share for _, share, _ in named)
            for word, share, name in named:
                every = share / total * sum(s for _, s in run)
                self._put(known, name.side, name.party, every, self._words.span(word))
            return
        if len(run) == 1 and self._is_proper(self._text[slice(*self._encoded.places[run[0][0]])]):
            self._describe(known, run, run[0][1])  # a name means nobody else
            return
        for word, share in run:
            if self._words.said(word) in FIRST:
                if speaks is not None:
                    self._put(known, speaks.name, speaks.party, share, self._words.span(word))
                continue
            meant = self._antecedents.of(word)
            if meant and self._words.said(word) in _ONE:
                meant = {max(meant, key=lambda name: meant[name]): sum(meant.values())}
            pronoun = self._words.said(word) in _BACK
            for name, chance in meant.items():
                self._put(known, name.side, name.party, share * chance, self._words.span(word), named=pronoun)
        word, whole = run[-1][0], sum(share for _, share in run)
        meant = self._antecedents.of(word)
        likely = max(meant.values(), default=0.0)
        if self._words.said(word) not in FIRST | _BACK | _SMALL and likely < LIKELY:
            self._describe(known, run, whole * (1 - sum(meant.values())))

    def _describe(self, known: dict[str, _Known], run: Sequence[tuple[int, float]], share: float) -> None:
        """A body that goes by a plain noun phrase: "the union", "the tenants' council"."""
        words = [k for k, _ in run if self._words.said(k) not in _SMALL | _BACK | FIRST]
        span = self._encoded.places[words[0]][0], self._encoded.places[words[-1]][1]
        phrase = bare(self._text[slice(*span)])
        if not phrase or not phrase[0].isalpha() or is_no_name(phrase) or only_counts(self._text, *span):
            return
        if (body := body_like(phrase, self._names)) is not None:
            self._put(known, body.party or body.name, body.party, share, span)
        elif (
            is_body_noun(phrase.split()[-1].lower())
            or self._is_proper(phrase)
            or _are_several(phrase.split()[-1], share)
        ):
            self._put(known, phrase, phrase if self._names.proposes else None, share, span)

    def _is_proper(self, phrase: str) -> bool:
        """Whether one capitalised word is never written small in the text, so that it names somebody of whom nothing else is known."""
        return (
            phrase.isalpha()
            and phrase[0].isupper()
            and not is_office(phrase)
            and not is_body_noun(phrase.lower())
            and phrase.lower() not in FIRST | _BACK | _SMALL
            and phrase.lower() not in self._small_words
        )

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """The words that the text writes without a capital."""
        return frozenset(re.findall(r"\b[^\W\d_A-ZÀ-Þ][^\W\d_]*\b", self._text))

    def _included(self, known: dict[str, _Known], run: Sequence[tuple[int, float]]) -> bool:
        """Whether a description names whom it means, and they are added: "several delegates, including ARLAND and BORLAND, said"."""
        at, words = run[-1][0] + 1, len(self._encoded)
        if at < words and self._words.said(at) == ",":
            at += 1
        if at >= words or self._words.said(at) not in _INCLUDING or any(self._words.name(k) for k, _ in run):
            return False
        found: Listed = {}
        for k in range(at + 1, words):
            if (name := self._words.name(k)) is not None:
                found.setdefault(name.side.lower(), (name, self._words.span(k)))
            elif self._words.said(k) not in LISTS:
                break
        for name, span in found.values():
            self._put(known, name.side, name.party, sum(share for _, share in run), span)
        return bool(found)

    def _complete(self, known: dict[str, _Known]) -> None:
        """Whoever stands in one list holds one position: "MALI, RWANDA and TIMOR-LESTE opposed"."""
        for k in list(known.values()):
            if k.share < LISTED:
                continue
            members = self._words.listed(k.words)
            shares = [known[m].share for m in members if m in known]
            if sum(share >= LISTED for share in shares) >= 2 or (len(members) >= 3 and sum(shares) >= ALL):
                for key, (name, span) in members.items():
                    member = known.setdefault(key, _Known(name.side, name.party))
                    if member.share < k.share:
                        member.share = k.share
                        member.opposed = k.share if self._opposed.holds(span[0]) else 0.0
                        member.words.append(span)

    def _sided(self, known: dict[str, _Known]) -> None:
        """Whom the words behind a holder put on its side, or on the other: "ARLAND, supported by BORLAND and opposed by CORLAND, proposed …"."""
        best = max((k.share for k in known.values()), default=0.0)
        for k in list(known.values()):
            if k.share < max(SHARE_OF_BEST * best, LISTED) or k.opposed > k.share / 2:
                continue
            for name, span in self._words.behind(k.words):
                member = known.setdefault(name.side.lower(), _Known(name.side, name.party))
                if member is not k and member.share < k.share:
                    member.share = k.share
                    member.opposed = k.share if self._opposed.holds(span[0]) else 0.0
                    member.words.append(span)

    def _in_heading(self, word: int) -> bool:
        return self._prose[self._encoded.places[word][0]].isspace()

    def _within(self, word: int, spans: Spans) -> bool:
        return _within(self._encoded.places[word], spans)

    def _put(
        self, known: dict[str, _Known], name: str, party: str | None, share: float, span: Span, *, named: bool = True
    ) -> None:
        k = known.setdefault(name.lower(), _Known(name, party))
        k.share += share
        k.words.append(span)
        if named:
            k.named.append(span)
        if self._opposed.holds(span[0]):
            k.opposed += share

    def _holder(self, k: _Known) -> Holder:
        return Holder(k.name, k.party, merge_spans(k.words), k.opposed > k.share / 2)


def _named_in(k: _Known, spans: Sequence[Span]) -> bool:
    """Whether somebody is named in one of the spans (``_Known.named``)."""
    return any(_within(span, spans) for span in k.named)


def _within(span: Span, spans: Sequence[Span]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _only(known: Mapping[str, _Known], those: Sequence[_Known]) -> None:
    """Leave a position to some of those who may hold it, if there are any."""
    for k in known.values():
        if those and k not in those:
            k.share *= TOLD_TO


def _own(speaker: Speaker) -> _Known | None:
    name = speaker.party or speaker.name
    return _Known(name, speaker.party, 1.0) if name else None
