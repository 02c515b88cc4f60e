"""What a question asks, understood without a language model: who, when, under which heading, for or against; the rest is the matter.

Nothing of it is hidden: what was understood is shown, and each part can be said otherwise or taken away (``Given``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pourparler.asking.named import Known, Mention, Who
from pourparler.asking.periods import Period, period_in
from pourparler.asking.question_words import ASKING, EARLIER, FUNCTION_WORDS, NEGATED, OPPOSING, SUPPORTING
from pourparler.asking.word_forms import other_forms
from pourparler.errors import NotFoundError, did_you_mean, unknown
from pourparler.model import Span
from pourparler.structure.abbreviations import key

LONGEST_FORM = 12
"""Words of a long form that a question is looked through for."""
Forms = Callable[[Collection[str]], Mapping[str, Sequence[str]]]

SIDES = ("for", "against")
Side = Literal["", "for", "against"]

_WORD = re.compile(r"[^\W_](?:[\w.'’/\-]*[^\W_])?")
_BODY = re.compile(
    r"\b(?:in|at|under|during|before|within) (?:the )?(?P<body>[A-Z][A-Z0-9]+(?:[/\-][A-Z0-9]+)*(?: \d+(?:[-.]\d+)?)?)(?= |[?,.]|$)"
)
_AND = re.compile(r"\s*(?:,|and|or|&|with|, and|as well as)?\s*(?:the )?")
_ASKS_WHO = re.compile(
    r"\s*(?:who\b(?! (?:did|does|do))|(?:which|what)\b(?! (?:did|does|do|has|have|had|is|was|were|are)))", re.I
)
_OF_WHOM = re.compile(r"\b(?:by|from|of) (?:the )?$", re.I)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the parts of a question, in place of what would be understood; None: not said; empty: no such part.

    ``parties``: as they are called. ``side``: for, against. ``groups``: whether what the parties' groups said is wanted too.
    ``as_written``: only the words themselves are searched for, not what they abbreviate or are abbreviated to.
    """

    parties: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    heading: str | None = None
    side: str | None = None
    anytime: bool = False
    groups: bool = False
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is understood. Dates are those of documents, both ends included, None is open.

    ``heading``: words of the document's title or a heading above the sentence. ``side``: only, or, unless ``strict``, first those for or
    against. ``matter``: what it is about, in the question's words; ``terms``: those of its words that are searched for, and
    those that tell the side. ``groups``: the
    groups of states for which the parties spoke, where what these said is wanted too. ``spelt``: (form, others) of what in the matter
    documents abbreviate or spell out: the others are searched for too. ``people``: those by whose names parties are asked after, as
    "what did Ada Voss say": what they said themselves comes first.
    """

    words: str
    parties: tuple[Who, ...] = ()
    since: date | None = None
    until: date | None = None
    heading: str = ""
    side: str = ""
    strict: bool = False
    matter: str = ""
    terms: tuple[str, ...] = ()
    groups: tuple[Who, ...] = ()
    spelt: tuple[tuple[str, tuple[str, ...]], ...] = ()
    people: frozenset[str] = frozenset()

    def in_time(self, day: date | None) -> bool:
        """Whether a document of this day is of the time asked for; one without a date is of none."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    @property
    def concepts(self) -> tuple[tuple[str, ...], ...]:
        """For each of the terms, what stands for it in documents: its irregular forms, and abbreviations, or what is abbreviated."""
        return tuple(
            tuple(
                dict.fromkeys(
                    (
                        term,
                        *other_forms(term),
                        *(o for form, others in self.spelt if term in _terms(form) for o in others),
                    )
                )
            )
            for term in self.terms
        )


def understood(
    words: str, known: Known, given: Given | None = None, *, is_heading: Callable[[str], bool] = bool
) -> Question:
    """The parts of a question. ``is_heading``: whether anything stands under a heading with these words.

    Raises:
        NotFoundError: a party that is given is nobody whom dossier, tables or record know.
        PourparlerError: a side that is given is neither for nor against.
    """
    given = given or Given()
    words = " ".join(words.split())
    taken: list[Span] = []
    period = None if given.anytime else period_in(words)
    if period is not None:
        taken.append(period.words)
    body = None if given.heading is not None else _body(words, known, is_heading)
    if body is not None:
        taken.append(body.span())
    mentions = [m for m in known.mentions(words) if not _meets(m.span, taken)]
    subjects = (
        _subjects(words, mentions) if given.parties is None else [m for m in mentions if m.who in _given(given, known)]
    )
    taken += [m.span for m in subjects]
    side, said = _side(words, [m.span for m in mentions])
    taken += said
    parties = _given(given, known) if given.parties is not None else tuple(dict.fromkeys(m.who for m in subjects))
    matter = _matter(words, taken, [m.span for m in mentions if m not in subjects])
    return Question(
        words,
        parties,
        _chosen(given.since, period, "since") if not (given.since or given.until) else given.since,
        _chosen(given.until, period, "until") if not (given.since or given.until) else given.until,
        given.heading if given.heading is not None else body["body"] if body else "",
        _known_side(given.side) if given.side is not None else side,
        strict=bool(given.side),
        matter=matter,
        people=known.people(" | ".join(given.parties or [words[slice(*m.span)] for m in subjects])),
        terms=_terms(f"{matter} {' '.join(words[slice(*span)] for span in said)}" if matter else ""),
    )


def _chosen(day: date | None, period: Period | None, end: Literal["since", "until"]) -> date | None:
    found: date | None = getattr(period, end) if period is not None else None
    return day or found


def _known_side(side: str) -> str:
    """Raises PourparlerError where there is no such side."""
    if side and side not in SIDES:
        raise unknown("side", side, SIDES)
    return side


def _given(given: Given, known: Known) -> tuple[Who, ...]:
    """Raises NotFoundError where one is nobody who is known."""
    found = []
    for name in given.parties or ():
        who = known.who(name)
        if who is None:
            like = known.like(name)
            mend = (
                did_you_mean(name, like)
                if like
                else "Name a party, a state, a group or somebody who speaks in the record"
            )
            raise NotFoundError(f"nobody here is called {name!r}", mend=mend)
        found.append(who)
    return tuple(dict.fromkeys(found))


def _body(words: str, known: Known, is_heading: Callable[[str], bool]) -> re.Match[str] | None:
    """Where the question names a body or a meeting in capitals under whose headings to look: "in the SBI", "at COP 15"."""
    for found in _BODY.finditer(words):
        who = known.who(found["body"])
        if (who is None or who.kind == "speaker") and is_heading(found["body"]):
            return found
    return None


def _subjects(words: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Those whose words are asked for: the first who are named, several with "and" between.

    Whoever is named after them, or with 's, or as what is opposed ("who opposed Kestria"), belongs to the matter. Speakers who are no
    party, state or group count only where nothing but words of asking, or another with "and", stands before them: other words in capitals
    name matters too.
    """
    if _ASKS_WHO.match(words) and not any(_OF_WHOM.search(words[: m.span[0]]) for m in mentions):
        first = next(iter(mentions), None)
        before = words[: first.span[0]] if first else words
        if OPPOSING.search(before) or SUPPORTING.search(before) or first is None or len(before.split()) > 2:
            return []
    found: list[Mention] = []
    for m in mentions:
        if m.possessive and not re.match(
            r" (?:positions?|views?|stances?|opinions?|statements?|objections?|opposition)\b", words[m.span[1] :]
        ):
            continue
        joined = bool(found) and _AND.fullmatch(words[found[-1].span[1] : m.span[0]]) is not None
        if m.who.kind == "speaker" and not joined and not _leads(words, m):
            continue
        if not found or joined:
            found.append(m)
    return found


def _leads(words: str, mention: Mention) -> bool:
    """Whether nothing but words of asking stands before a name."""
    return _asks_until(words, mention.span[0], ())


def _side(words: str, named: Sequence[Span]) -> tuple[str, list[Span]]:
    """The side that the words ask for, and where they say so: before the matter, not in it ("demands before a protocol is agreed")."""
    if found := NEGATED.search(words):
        return "against", [found.span()]
    against, supporting = OPPOSING.search(words), SUPPORTING.search(words)
    if against and supporting:
        return "", []
    found = against or supporting
    if found is None or not _asks_until(words, found.start(), named):
        return "", []
    return ("against" if against else "for"), [found.span()]


def _asks_until(words: str, place: int, named: Sequence[Span]) -> bool:
    """Whether nothing but words of asking and names stands before a place."""
    before = [t for t in _WORD.finditer(words, 0, place) if not _meets(t.span(), named)]
    return all(t[0].lower() in FUNCTION_WORDS | ASKING for t in before)


def _matter(words: str, taken: Sequence[Span], named: Sequence[Span]) -> str:
    """What is left of the words without what was understood and without words of asking around it. ``named``: belongs to it."""
    left = list(words)
    for start, end in taken:
        left[start:end] = " " * (end - start)
    tokens = list(_WORD.finditer("".join(left)))
    while tokens and tokens[0][0].lower() in FUNCTION_WORDS | ASKING and not _meets(tokens[0].span(), named):
        tokens.pop(0)
    while tokens and tokens[-1][0].lower() in FUNCTION_WORDS | EARLIER:
        tokens.pop()
    return " ".join("".join(left)[tokens[0].start() : tokens[-1].end()].split()) if tokens else ""


def _terms(matter: str) -> tuple[str, ...]:
    """The words of a matter that are searched for; all of them where none counts."""
    words = [t[0] for t in _WORD.finditer(matter)]
    kept = [w for w in words if w.lower() not in FUNCTION_WORDS]
    return tuple(dict.fromkeys(w.removesuffix("'s").removesuffix("’s") for w in kept or words))


def with_groups(question: Question, groups: Sequence[Who]) -> Question:
    """The question asked of the groups too for which its parties spoke."""
    return replace(question, groups=tuple(groups))


def with_abbreviations(question: Question, long_forms: Forms, short_forms: Forms) -> Question:
    """The question with what its matter abbreviates spelt out, and the other way round, as documents do.

    ``long_forms``, ``short_forms``: the other forms of some, by ``structure.abbreviations.key``.
    """
    tokens = list(_WORD.finditer(question.matter))
    spans = [
        (tokens[first].start(), tokens[first + many - 1].end())
        for many in range(LONGEST_FORM, 0, -1)
        for first in range(len(tokens) - many + 1)
    ]
    keys = {span: key(question.matter[slice(*span)]) for span in spans}
    telling = {k for span, k in keys.items() if any(c.isupper() or c.isdigit() for c in question.matter[slice(*span)])}
    others = {**short_forms(set(keys.values())), **long_forms(telling)}
    found: dict[Span, Sequence[str]] = {}
    for span in spans:  # the longest first: "assessment report" in "fourth assessment report" is another
        if keys[span] in others and not _meets(span, list(found)):
            found[span] = others[keys[span]]
    return replace(question, spelt=tuple((question.matter[slice(*s)], tuple(found[s])) for s in sorted(found)))


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
