"""Who will do what by when: commitments and next steps that a text mentions, as proposals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.dates import MONTH, WEEKDAY, last_day_named
from pourparler.model import Document, Evidence, Negotiation, NextStep, Span
from pourparler.reading.names import Names, dossier_names, is_office, is_title
from pourparler.reading.plain_bodies import is_body_noun
from pourparler.reading.sentences import sentences
from pourparler.reading.word_lists import word_table
from pourparler.structure.kinds import completed

SEARCHED = 200
"""Documents, the latest, in which next steps are looked for."""
_VERBS = (
    "meet|resume|reconvene|return|convene|host|hold|be held|take place|continue|begin|start|open|visit|travel|send|submit|present|report|table"
    "|publish|exchange|release|appoint|name|set up|establish|ask|invite|consult|brief|speak|talk|sign|follow|gather|deliver|draft|prepare|review"
    "|withdraw|dispatch|announce|respond|reply|answer|be (?:published|signed|released|submitted|presented|exchanged|opened|convened|resumed)"
)
_KNOWN = sorted({verb for verbs in word_table("ends")["acts"].values() for verb in verbs}, key=lambda v: (-len(v), v))
_ACTS = rf"(?:{'|'.join(_KNOWN)}|{_VERBS})\b"
"""What is announced: these verbs, and all of which it can be told later whether it was done."""
_SURE = r"will|shall|(?:have |has |had )?agreed (?:to|that (?:they|it|he|she) will)|(?:is|are|was|were) to|undert(?:ook|akes?) to|committed (?:\w+ )?to|(?<!had )promised to|(?<!had )pledged to"
_UNSURE = r"(?:is|are|was|were) (?:expected|planned|scheduled|due|set|likely) to|plans? to|planned to|intends? to|hopes? to|would|may|might"
_STATES = r"be|have|remain|stay|need|cost|last|mean|not|never|no|always|only"
_STEP = re.compile(
    rf"\b(?P<sure>{_SURE})\s+(?:also\s+|then\s+)?{_ACTS}|\b(?P<unsure>{_UNSURE})\s+(?:also\s+|then\s+)?{_ACTS}"
    rf"|\b(?P<dated>{_SURE}|had (?:also )?(?:promised|pledged|agreed|undertaken) to)\s+(?:also\s+|then\s+)?(?!(?:{_STATES})\b)[a-z]+",
    re.I,
)
"""``dated``: any other act counts where its last day is told, and of what had been promised where that is still to come."""
_CONDITIONAL = re.compile(r"\b(?:if|unless|only when|provided)\b", re.I)
_WHEN = re.compile(
    rf"\b(?:(?:(?:by|before|after|on|in|within|from|until|at the end of|in early|in late|in mid)[ -])?(?:the )?(?:{MONTH})\s\d{{1,2}}(?:, \d{{4}})?"
    rf"|(?:(?:by|before|after|on|within|from|until)\s)?(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTH})(?: \d{{4}})?"
    rf"|(?:(?:by|before|after|until|in) (?:the end of |early |late |mid-? ?)?|at the end of )(?:{MONTH})(?: \d{{4}})?"
    rf"|(?:(?:by|before|after|on|from|until|next|this)\s)?(?:{WEEKDAY})(?: (?:morning|afternoon|evening|night))?"
    r"|(?:within|in) (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:hours?|days?|weeks?|months?|years?)"
    r"|(?:later )?(?:next|this) (?:week|month|year|spring|summer|autumn|winter)|(?:the day after )?tomorrow|today|tonight|in the coming (?:days|weeks|months)"
    r"|(?:before|after|at) the (?:next|first|second|third|fourth|fifth|final) round|by the end of (?:the|this|next) (?:week|month|year|day))\b"
)
_SAYING = re.compile(r"\b(?:said|says?|told(?: [\w’'-]+){1,3}|added|announced|wrote|reported)\s+$", re.I)
"""Words before a day on which something was said, and not on which it is to happen."""
_CLAUSE = re.compile(r"(?:,|;|:\s|\b(?:that|but|while|although|because|says?|said|adds?|added|told \w+)\b)\s*", re.I)
_GROUP = re.compile(
    r"\b(?:parties|sides|delegations?|negotiators?|mediators?|envoys?|experts?|teams?|ministers?|leaders?|officials?|talks|rounds?|negotiations|meetings?"
    r"|summit|sessions?|governments?|commission|committee|council|working group|technical group|observers|inspectors|monitors)\b",
    re.I,
)
"""Subjects that speak of the talks where nobody is named."""
_DEFINITE = re.compile(r"\b(?:the|its|their|our) (?:[\w’'-]+ ){0,3}(?P<noun>[\w’'-]+) (?:also |then )?$", re.I)
_TITLED = re.compile(r"\b(?P<title>[A-ZÀ-Þ][\w’'.-]+) [A-ZÀ-Þ][\w’'-]+ (?:also |then )?$")
_END = re.compile(
    r"[;.!?\n”\"]|,\s+(?:but|and|which|who|where|although|while|said|according|a|he|she|they|it)\b|\s+(?:but|although|because|said)\b"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A next step that a text tells, and where. ``known``: the dossier's that rests on the same words, if it has one."""

    step: NextStep
    document: str
    known: str | None = None

    @property
    def id(self) -> str:
        """The document and where the words stand."""
        return str(self.step.evidence[0])


@dataclass(frozen=True, slots=True)
class Announced:
    """Something that a text announces, whatever the dossier: ``subject`` are the words for who will do it, ``of_the_talks`` whether they
    speak of the talks; ``place``: where it stands in the text; the rest as in ``NextStep``."""

    subject: str
    of_the_talks: bool
    place: Span
    what: str
    when: str | None
    hedged: str | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Announcements:
    """All that a document announces; ``day``: the document's."""

    document: str
    day: date | None
    all: tuple[Announced, ...]


def announcements(document: Document) -> Announcements:
    """Sentences that say what somebody will do; what is denied or hangs on an "if" is left out.

    A "would", "may" or "plans to" counts only with a time, and the step is then hedged by these words.
    """
    text = document.text
    found = []
    for sentence in sentences(text, completed(document).blocks):
        words = text[sentence.start : sentence.end]
        if _CONDITIONAL.search(words):
            continue
        for match in _STEP.finditer(words):
            first, last = _clause(words, match.start(), match.end())
            times = (m for m in _WHEN.finditer(words, match.start()) if not _SAYING.search(words, 0, m.start()))
            when = next(times, None)
            if when is not None and when.start() > last + 40:
                when = None
            if match["unsure"] and when is None:
                continue
            due = last_day_named(when[0], document.date) if when else None
            if match["dated"] and (due is None or (document.date is not None and due < document.date)):
                continue
            if when is not None:
                last = max(last, when.end())
            one = Announced(
                subject=words[first : match.start()],
                of_the_talks=_GROUP.search(words, first, match.start()) is not None
                or (due is not None and _somebody(words[first : match.start()]) is not None),
                place=(sentence.start + first, sentence.start + last),
                what=" ".join(words[first:last].split()),
                when=when[0] if when else None,
                hedged=match["unsure"],
                due=due,
            )
            found.append(one)
    return Announcements(document.id, document.date, tuple(found))


def find_next_steps(document: Document, negotiation: Negotiation) -> list[Step]:
    """What a document announces of the talks or of those that the dossier names."""
    return _steps(announcements(document), negotiation, dossier_names(negotiation))


def _steps(told: Announcements, negotiation: Negotiation, names: Names) -> list[Step]:
    found = []
    for one in told.all:
        who = _who(one.subject, names)
        if who or one.of_the_talks:
            evidence = Evidence(document=told.document, spans=(one.place,))
            step = NextStep(what=one.what, who=who, when=one.when, hedged=one.hedged, evidence=(evidence,), due=one.due)
            found.append(Step(step, told.document, _known(step, evidence, negotiation)))
    return found


def act_begins(what: str) -> int:
    """Where in the words of a step the act that is announced begins: behind "will" and the like; 0 where there is none of these."""
    found = _STEP.search(what)
    return 0 if found is None else next(found.end(how) for how in ("sure", "unsure", "dated") if found[how])


def _clause(words: str, start: int, end: int) -> Span:
    """From the clause's beginning before ``start`` to its end after ``end``."""
    begins = [m.end() for m in _CLAUSE.finditer(words, 0, start)]
    first = begins[-1] if begins else 0
    if not words[first:start].strip():  # "…, who will meet": the subject stands before
        first = begins[-2] if len(begins) > 1 else 0
    stop = _END.search(words, end)
    last = stop.start() if stop else len(words)
    while first < start and not words[first].isalnum():
        first += 1
    return first, last


def _somebody(subject: str) -> str | None:
    """The noun by which a subject speaks of a body or an office without naming it ("the association"), or the title of a person ("Judge Roth")."""
    if (found := _DEFINITE.search(subject)) is not None:
        noun = found["noun"].lower()
        return noun if is_body_noun(noun) or is_office(noun) else None
    titled = _TITLED.search(subject)
    return titled["title"] if titled is not None and is_title(titled["title"]) else None


def _who(subject: str, names: Names) -> tuple[str, ...]:
    """Those named in a subject, else the one party or bystander whose name has its noun: "the association" is the Brewers' Association."""
    named = tuple(dict.fromkeys(name.name for _, _, name in names.mentions(subject, places=False)))
    if named or (noun := _somebody(subject)) is None:
        return named
    fits = {n.name for form, n in names.forms.items() if not n.person and noun.lower() in form.split()}
    return tuple(fits) if len(fits) == 1 else ()


def _known(found: NextStep, evidence: Evidence, negotiation: Negotiation) -> str | None:
    """The dossier's step that rests on the same words: there, or where another document tells them of the same day."""
    (span,) = evidence.spans
    for step in negotiation.next_steps:
        same_day = step.due is None or found.due is None or step.due == found.due
        if same_day and " ".join(step.what.lower().split()) == found.what.lower():
            return step.what
        for e in step.evidence:
            same = (
                e.document is not None and evidence.document is not None and e.document[:12] == evidence.document[:12]
            )
            if same and any(a < span[1] and b > span[0] for a, b in e.spans):
                return step.what
    return None


def suggest_next_steps(documents: Sequence[Document], negotiation: Negotiation) -> tuple[Step, ...]:
    """All documents' next steps, the latest documents first; the same words in two documents once."""
    return steps_announced([announcements(d) for d in documents], negotiation)


def steps_announced(announced: Sequence[Announcements], negotiation: Negotiation) -> tuple[Step, ...]:
    """As ``suggest_next_steps``, of what documents announce: that is found once, whatever becomes of the dossier."""
    names = dossier_names(negotiation)
    seen: set[str] = set()
    result = []
    for told in sorted(announced, key=lambda a: a.day or date.min, reverse=True):
        for step in _steps(told, negotiation, names):
            if (key := step.step.what.lower()) not in seen:
                seen.add(key)
                result.append(step)
    return tuple(result)
