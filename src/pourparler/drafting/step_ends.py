"""What later statements tell of a next step: that it was done, or that it was not. Suggested, never decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pourparler.drafting.next_steps import act_begins
from pourparler.model import Evidence, NextStep, Stance, Statement, StepStatus
from pourparler.reading.issue_matching import stems
from pourparler.reading.names import Names
from pourparler.reading.word_lists import any_of, verb_forms, word_table

ALIKE = 0.6
"""Likeness (-1..1) of a statement to the words of the step from which it may speak of it."""

_FUTURE = re.compile(
    r"\b(?:(?P<will>will|would|shall|wo|’ll|'ll)|should|may|might|can|could|must|to)(?P<not> not|n[’']t| never)?(?: \w+ly| also| then| soon| now)?"
    r"(?: have(?: been)?| be| been)? $",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:did|does|do|has|have|had|was|were|is|are)(?: still| yet)?(?: not|n[’']t| never)(?: \w+ly| yet)?(?: been| be)? $|\bnever $",
    re.I,
)
_NO_DOER = re.compile(r"\bno(?: \w+){1,3}(?: (?:was|were|has been|have been|had been))? $", re.I)
_WITHOUT = re.compile(r"\bwithout(?: [\w’'-]+){0,4} $", re.I)
_DEADLINE = re.compile(
    r"\bmiss(?:ed|es|ing) (?:the|an?|its|their|his|her) (?:\w+ )?deadline (?:for|to|of)(?: be| being)? $", re.I
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)(?: \w+ly)? $", re.I)
_BY = re.compile(r"[^.;:]{0,60}?\bby (?P<whom>[^.;:]{1,80})", re.I)
_YET = re.compile(r"\byet to (?:be )?$", re.I)
_PERFECT = re.compile(
    r"\b(?:has|have|had|[’']ve|was|were)(?: \w+ly| also| already| now| since| then| just)?(?: been)? $", re.I
)
_WISHED = re.compile(r"(?<!have )(?<!has )(?<!had )\bbe $", re.I)
_ATTRIBUTE = re.compile(
    r"\b(?:the|an?|its|their|his|her|our|your|my|this|that|these|those|of|newly|recently|jointly) $", re.I
)
_HANGS = re.compile(r"\b(?:if|unless|until|before|once|when|whether|had .{1,40}? (?:would|might|could))\b", re.I)
_FIRST_WORD = re.compile(r"\s+(?:(?:also|then) )?(?P<verb>[a-z]+)\b", re.I)
_CLAUSE = re.compile(r"[;:.]|,? (?:but|which|who|that|while|because|although|said|says) |, and ", re.I)
NOT_TAKEN = (
    Stance.DEMANDS,
    Stance.CALLS_ON,
    Stance.DENIES,
    Stance.REQUIRES,
    Stance.OFFERS,
    Stance.PREFERS,
    Stance.CONDITIONS,
)
"""What speaks of what is wanted, or denies, reports no act."""


@dataclass(frozen=True, slots=True)
class Later:
    """Words of a later day that may speak of the step: what a statement says, or a sentence that nobody is quoted in.

    ``own``: the names under which whoever speaks is known, the party's among them; empty of a sentence.
    """

    words: str
    evidence: Evidence
    day: date
    likeness: float
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class End:
    """What later words tell, or seem to tell, of a step."""

    step: NextStep
    became: StepStatus
    evidence: Evidence
    day: date
    likeness: float
    words: str
    """The verb that tells it, with what goes before it."""

    @property
    def id(self) -> str:
        """The step's, and what the evidence is written as."""
        return f"{self.step.id}:{self.evidence}"


def ends_told(step: NextStep, later: Iterable[Later], names: Names, parties: Mapping[str, str]) -> tuple[End, ...]:
    """Of each kind the likeliest, the later day first. ``parties``: the names under which people and parties are known → the party.

    Taken are words in which a verb of the step's act stands in the past, or is denied, of one of those who were to do it: whoever is named
    before it, else whoever speaks. That something was not done tells that it was broken only once its last day is over; that somebody
    refuses to do it, at once.
    """
    best: dict[StepStatus, End] = {}
    for one in sorted(later, key=lambda one: -one.likeness):
        if one.likeness >= ALIKE:
            for became, told in _ends(step, one, names, parties):
                best.setdefault(became, End(step, became, one.evidence, one.day, one.likeness, told))
    return tuple(sorted(best.values(), key=lambda e: e.day, reverse=True))


def tells(step: NextStep, one: Later, names: Names, parties: Mapping[str, str]) -> bool:
    """Whether words tell what became of a step if they speak of it at all, which their meaning says: that takes longer to find out."""
    return any(_ends(step, one, names, parties))


def _ends(step: NextStep, one: Later, names: Names, parties: Mapping[str, str]) -> Iterator[tuple[StepStatus, str]]:
    who = {parties.get(name, name) for name in step.who}
    if not who:
        return
    late = step.due is not None and one.day > step.due
    for became, sure, told, clause, agent in (
        *_told(one.words, acts_of(step.what)),
        *_called_off(step.what, one.words),
    ):
        if (became is StepStatus.KEPT or sure or late) and _doers(clause, agent, one, names, parties) & who:
            yield became, told


def reports(statement: Statement) -> bool:
    """Whether a statement may report what was done: it is not hedged, and neither wants nor denies something."""
    return not statement.hedged and statement.stance not in NOT_TAKEN


def without_time(step: NextStep) -> str:
    """The words of a step without those for its time, which whoever tells of it later seldom says again: by what they mean it is looked for."""
    return " ".join(step.what.replace(step.when, " ").split()) if step.when else step.what


def acts_of(what: str) -> frozenset[str]:
    """The verbs for what a step announces: those that mean as much as the first one in its words that is known, in any of its senses.

    Where none is known, the verb that follows "will" and the like; none where there is none of these.
    """
    begins, acts = act_begins(what), word_table("ends")["acts"]
    places = [(m.start(), name) for name in acts if (m := _any_form(frozenset(acts[name])).search(what, begins))]
    if not places:
        verb = _FIRST_WORD.match(what, begins) if begins else None
        return frozenset({verb["verb"].lower()}) if verb is not None else frozenset()
    first = min(places)[0]
    return frozenset(verb for at, name in places if at == first for verb in acts[name])


@cache
def _any_form(verbs: frozenset[str]) -> re.Pattern[str]:
    return re.compile(any_of(sorted({f for v in verbs for f in (*_forms(v), *_past(v))}, key=len, reverse=True)), re.I)


def _forms(verb: str) -> set[str]:
    first, _, rest = verb.partition(" ")
    return {f"{form} {rest}".strip() for form in verb_forms(first)}


def _past(verb: str) -> set[str]:
    """Its past tense and past participle."""
    first, _, rest = verb.partition(" ")
    irregular: Sequence[str] = word_table("ends")["past"].get(first, ())
    told = set(irregular) or {form for form in verb_forms(first) if form.endswith("ed") and form != first}
    return {f"{form} {rest}".strip() for form in told}


def _told(words: str, verbs: frozenset[str]) -> Iterator[tuple[StepStatus, bool, str, str, str]]:
    """(kept or broken, whether that is so at any time, the words that tell it, what stands before them in the clause, who did it by "by")."""
    past = {form for verb in verbs for form in _past(verb)}
    for verb, clause, agent in _verbs(words, verbs):
        if (found := _end(clause, verb.lower() in past)) is not None:
            yield (*found, f"{clause.strip()[-40:]} {verb}".strip(), clause, agent)


def _verbs(words: str, verbs: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Forms of the verbs in no conditional clause, with what stands before them in their clause, and behind the "by" of a passive."""
    for m in _any_form(verbs).finditer(words) if verbs else ():
        before = words[: m.start()]
        borders = [c.end() for c in _CLAUSE.finditer(before)]
        clause = before[borders[-1] if borders else 0 :]
        if not _HANGS.search(clause):
            by = _BY.match(words, m.end()) if _PASSIVE.search(clause) else None
            yield m[0], clause, by["whom"] if by else ""


def _called_off(what: str, words: str) -> Iterator[tuple[StepStatus, bool, str, str, str]]:
    """As ``_told``, where what was announced is said to be called off: words for it, besides the verb, stand in the sentence."""
    verbs = frozenset(word_table("ends")["called_off"]["verbs"])
    past = {form for verb in verbs for form in _past(verb)}
    for verb, clause, agent in _verbs(words, verbs):
        future, done = _FUTURE.search(clause), verb.lower() in past
        said = future["will"] and not future["not"] if future else done and not _NEGATED.search(clause)
        if said and stems(what[act_begins(what) :]) & stems(words):
            yield StepStatus.BROKEN, True, f"{clause.strip()[-40:]} {verb}".strip(), clause, agent


def _end(clause: str, past: bool) -> tuple[StepStatus, bool] | None:
    """What the words before a verb make of it; None where they tell nothing that happened, or did not."""
    if _YET.search(clause):
        return StepStatus.BROKEN, False
    if _WITHOUT.search(clause):
        return (StepStatus.BROKEN, False) if not past else None
    if _DEADLINE.search(clause) or _implicative("negative").search(clause):
        return StepStatus.BROKEN, True
    if _implicative("positive").search(clause):
        return StepStatus.KEPT, True
    if future := _FUTURE.search(clause):
        return (StepStatus.BROKEN, True) if future["will"] and future["not"] else None
    if _NEGATED.search(clause) or _NO_DOER.search(clause):
        return StepStatus.BROKEN, False
    if past and not (_ATTRIBUTE.search(clause) or _WISHED.search(clause)):
        return StepStatus.KEPT, True
    return None


@cache
def _implicative(which: str) -> re.Pattern[str]:
    verbs = sorted(form for v in word_table("ends")["implicative"][which] for form in (_forms(v) | _past(v)))
    return re.compile(any_of(verbs) + r"(?: \w+){0,2} (?:to|from|of|on) (?:be |being )?$", re.I)


def _doers(clause: str, agent: str, one: Later, names: Names, parties: Mapping[str, str]) -> set[str]:
    """Who may have done it: those named behind the "by" of a passive, else last before the verb, joined by "and" perhaps; else whoever speaks."""
    if agents := list(names.mentions(agent, places=False)):
        return {parties.get(name.name, name.side) for _, _, name in agents}
    found = list(names.mentions(clause, places=False))
    if not found:
        return {parties.get(name, name) for name in one.own}
    last = len(found) - 1
    while last and re.fullmatch(
        r"(?: \([^)]*\))?(?:, | and |, and )(?:the )?", clause[found[last - 1][1] : found[last][0]]
    ):
        last -= 1
    return {parties.get(name.name, name.side) for _, _, name in found[last:]}
