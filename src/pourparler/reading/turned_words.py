"""Turns of phrase that the model still reads the wrong way, each kept because its words leave no doubt.

* A demand denied ("does not demand", "did not insist on") is no demand. Of the 2,784 marks of the training texts 5 hold such words; none is a demand or a requirement.
* A refusal denied ("would not object", "is not opposed to", "has never ruled out") is no refusal. Of 31 such marks 30 accept or concede, one requires, none rejects.
* A refusal kept up ("still opposed", "remains against", "continues to reject") is a refusal, and so is "there will be no" without a condition ("there must be no" asks for something). Of
  twenty invented sentences the model read eight so.
* Assent denied ("does not consent to", "does not want a toll", "could not go along with") is a refusal, and so is the demand that something not be ("that the port
  not be leased", "that no port be leased", "wants it not to be leased"), without a condition. "Must not" and "should not" the model reads so already, as the
  training texts have it (11 of 13 such marks reject).
* What must not be *yet* ("must not be leased before June", "that the port not be leased until then") is refused until then. "Will not" and "no lock be
  built" are another matter: who says that nothing will be signed before the prisoners are home requires the prisoners.
* Whoever rejects, opposes, objects to or rules out something in the first words of a mark, and does not deny it, refuses it: 29 of 29 such marks. A rejected notion or
  claim is another matter, and so is what is opposed by somebody.
* Whoever is against something ("was against a toll", "cautioned against one", "sees no need for one", "there is no question of one") refuses it: 14 of 15 such marks.
* That somebody has not done what was promised or due ("failed to submit its plan", "did not send the draft that it had promised") is told of him: he refuses nothing by it.
* Two turns concern what is told apart from who takes which position: words that give something up ("no longer demands a hard cap", "gives up its plan for a dam") do
  not speak for it, and neither do words that ask for none of it ("take no water", "a ban on Monday matches").
"""

from __future__ import annotations

import re

_RESISTING = r"(?:objections?|opposition|resistance|rejection|refusal|reserv\w*|reserve|veto|ban|boycott|threat\w*)"
_GIVING_UP = re.compile(
    rf"(?:\bno longer (?:demand|insist|ask|want|seek|require|request|call|claim|push|press|plan)\w*"
    rf"|\b(?:giv(?:e|es|en|ing)|gave) up|\b(?:drop|abandon|renounc|relinquish|withdraw|retract|forgo|scrap|shelv)(?:s|es|e|ped|ed|d|n|ing|ping)?\b|\bwithdrew|\bforwent"
    rf"|\b(?:back|walk|mov|step)(?:s|ed|ing|es)? away from|\bstopped (?:demanding|asking|insisting|calling|saying))"
    rf"(?! (?:(?:its|his|her|their|the|all|any) )?(?:\w+ )?{_RESISTING}\b)(?:[^,;.:]|[,.:](?=\d))*?(?=[,;.:](?!\d)| and | but | in return | in exchange | in favou?r of |$)",
    re.I,
)
_TO_THE_CLAUSE = r"(?:[^,;.:]|[,.:](?=\d))*?(?=[,;.:](?!\d)|\b(?:and|but|without|unless|until|till|before|if|while|except|as long as)\b|$)"
_NONE_OF = re.compile(
    r"\b(?:no|not any) (?!(?:more|less|fewer|later|sooner|longer|other|one|doubt|matter|objections?|problems?|quarrel)\b)"
    + _TO_THE_CLAUSE,
    re.I,
)
_CHANGING = re.compile(
    r"\b(?:raise|increase|lower|reduce|cut|improve|change|extend|better|move from|budge from|go beyond) (?:its|their|his|her|our|my|the|that) (?:\w+ )?"
    r"(?:offer|bid|demand|position|stance|figure|proposal|price)s?\b" + _TO_THE_CLAUSE,
    re.I,
)
"""Whoever refuses to change an offer of something does not refuse that."""
_BAN_ON = re.compile(r"\b(?:ban|moratorium|prohibition) (?:on|of) " + _TO_THE_CLAUSE, re.I)
_FAILED = re.compile(r"\b(?:fail(?:s|ed)?|(?:has|have|had) (?:yet|failed)) to\b", re.I)
_NOT_DONE = re.compile(r"\b(?:(?:did|has|have|had)(?: not|n['’]t)|never) (?:\w+ly )?(?!promis|pledg|underta)\w+", re.I)
_PROMISED = re.compile(r"\b(?:promised|pledged|due|overdue|deadline|undertaken|undertook)\b", re.I)
_DEMAND_DENIED = re.compile(
    r"\b(?:(?:does|did|do|has|have|had|would)(?: not|n['’]t)|never)\s+(?:\w+ly\s+)?(?:demand|insist|ask|require|call for|request|seek|press)\w*\b",
    re.I,
)
_REFUSAL_DENIED = re.compile(
    r"(?:\b(?:not|never|nothing|no longer|no)\b(?:\s+\w+){0,2}?|n['’]t)\s+"
    r"(?:object\w*|oppos\w+|refus\w+|reject\w*|rul\w+ out|resist\w*|block\w*|veto\w*|exclud\w+|against)\b",
    re.I,
)

_REFUSAL_KEPT = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|continu(?:e|es|ed|ing) to(?: be)?|kept|keeps?)\s+(?:\w+ly\s+)?"
    r"(?:oppos(?:e|es|ed|ing)|object(?:s|ed|ing)?|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|against)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:(?:am|is|are|was|were|be|been|being)(?: \w+ly)?|(?:argu|caution|speak|advis|campaign|vot)(?:e|es|s|ed|ing)?|spoke|spoken) (?:against|opposed to)\b"
    r"|\b(?:see|sees|saw|seen) no (?:need|point|reason|sense|use|merit)\b|\b(?:not|n['’]t) see (?:any|the|a) (?:need|point|reason|sense|use|merit)\b"
    r"|\b(?<!without )no question of\b",
    re.I,
)
_REFUSING = re.compile(
    r"^(?:[\w’'-]+ ){0,3}?(?<!who )(?<!that )(?<!which )(?<!to )(?<!if )(?<!the )(?<!an )(?<!a )(?<!any )(?<!stopped )(?:(?:also|again|\w+ly) )?"
    r"(?:rejects?|rejected|oppos(?:e|es|ed)|objects? to|objected to|rul(?:e|es|ed) out|refus(?:e|es|ed))\b"
    r"(?! (?:by|to (?:rule|exclude|reject|oppose|object|refuse))\b)"
    r"(?! (?:the|any|all|a) (?:notion|idea|claim|suggestion|charge|accusation|allegation|report)s?\b)",
    re.I,
)
_NONE_TO_BE = re.compile(
    r"\bthere (?:will|would|can|could) (?:be no|never be(?: any)?)"
    r"\b(?! (?:\w+ )?(?:doubts?|objections?|problems?|obstacles?|difficult\w+|harm|resistance|opposition|veto|longer|need|alternative)\b)",
    re.I,
)
_WORD = r"[\w’'-]+"
_AUXILIARY = (
    r"(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|may|might|shall|should|must|to|but|and|or)"
)
_ASSENT_DENIED = re.compile(
    r"(?:\b(?:(?:do|does|did|has|have|had|is|are|was|were|will|would|could)(?: not| never|n['’]t)|can(?:not|['’]t)|won['’]t|never)\s+(?:(?!only)\w+ly\s+)?"
    r"(?:accept(?:ed)?|agree(?:d)? (?:to|with)|support(?:ed|ive of)?|back(?:ed)?|consent(?:ed)? to|favou?r(?:ed)?|in favou?r of|endorse[d]?|approve[d]? of|tolerate[d]?|countenance[d]?"
    r"|go along with|put up with|want(?! (?:\w+ly )?to\b)))\b",
    re.I,
)
_NOT_TO_BE = re.compile(
    rf"\b(?!{_AUXILIARY}\b){_WORD} (?:not|never) be\b"
    rf"|\b(?:want|ask|urge|warn|press|request|expect|call(?:s|ed|ing)? (?:on|for)|push(?:es|ed|ing)? for|ask(?:s|ed|ing)? for)\w* (?:{_WORD} ){{1,5}}not to\b",
    re.I,
)
"""A demand in the subjunctive, or in the infinitive, that is denied. No auxiliary goes before it: "would not be" tells, and does not ask."""
_NONE_BE = re.compile(rf"\bno (?:{_WORD} ){{0,5}}(?!{_AUXILIARY}\b){_WORD} be\b", re.I)
_MUST_NOT_BE = re.compile(r"\b(?:should|must|may|ought to|shall) (?:not|never) (?:\w+ly )?be\b", re.I)
_YET = re.compile(r"\b(?:before|until|till)\b", re.I)
_ONLY_WHEN = re.compile(r"\b(?:without|unless|until|except|other than|before|if|while|as long as)\b", re.I)
_EXCEPTED = re.compile(r"\b(?:that|which|who|with|less|fewer|more|beyond|only|but|any(?:thing|body|one))\b", re.I)
"""What is denied before such a word is perhaps not all of it: "would not accept anything less than a seat"."""
_HANGS_ON = re.compile(r"\b(?:without|unless|except|other than|if|while|as long as)\b", re.I)
"""As ``_ONLY_WHEN``, without what only puts off: what is not to be before June is refused until then."""
_CONDITION = re.compile(
    r"\b(?:without|unless|until|except|other than|before|if|while|as long as|or|with|whose|in which|that)\b", re.I
)


def refuses(words: str, sentence: str) -> bool:
    """Whether the words say that something is still refused, or that there will be none of it whatever happens; their ``sentence`` may say when."""
    if denies_a_refusal(words):
        return False
    if _REFUSAL_KEPT.search(words) is not None or _not_yet(words):
        return True
    if _REFUSING.search(words) is not None and _ONLY_WHEN.search(sentence) is None:
        return True
    against = _AGAINST.search(words)
    if against is not None and not _excepted(words, against.end()) and "without" not in sentence.lower():
        return True
    none = _NONE_TO_BE.search(words)
    if none is not None and _CONDITION.search(sentence) is None:
        return True
    denied = _ASSENT_DENIED.search(words) or _NONE_BE.search(words)
    if denied is not None and _ONLY_WHEN.search(sentence) is None and not _excepted(words, denied.end()):
        return True
    not_to_be = _NOT_TO_BE.search(words)
    return not_to_be is not None and _HANGS_ON.search(sentence) is None and not _excepted(words, not_to_be.end())


def given_up(words: str) -> list[str]:
    """What the words give up, each in its own words: "demands a hard cap" is given up in "no longer demands a hard cap"."""
    return [found[0] for found in _GIVING_UP.finditer(words)]


def asked_for(words: str, *, favours: bool) -> str:
    """The words without what they give up or ask for none of; of a refusal (not ``favours``) "no toll" stays, for what is refused is the toll.

    Of a refusal to raise an offer of 8 percent the 8 percent are left out: they are not refused.
    """
    rest = _BAN_ON.sub(" ", words)
    return _NONE_OF.sub(" ", _GIVING_UP.sub(" ", rest)) if favours else _CHANGING.sub(" ", rest)


def asks_for_none(words: str) -> bool:
    """Whether words ask for none of something, as the name of an option may: "no passage", "a ban on mines"."""
    return _NONE_OF.search(words) is not None or _BAN_ON.search(words) is not None


def _excepted(words: str, at: int) -> bool:
    """Whether the words from ``at`` on say that not all of it is denied."""
    return _EXCEPTED.search(words, at) is not None


def _not_yet(words: str) -> bool:
    """Whether the words say that something must not be before a time, or before something else."""
    denied = _MUST_NOT_BE.search(words)
    return denied is not None and _YET.search(words, denied.end()) is not None and _HANGS_ON.search(words) is None


def denies_a_demand(words: str) -> bool:
    """Whether the words say that something is not demanded."""
    return _DEMAND_DENIED.search(words) is not None


def tells_of_a_failure(words: str, sentence: str) -> bool:
    """Whether the words say that something promised or due was not done; their ``sentence`` may say that it was."""
    return _FAILED.search(words) is not None or (
        _NOT_DONE.search(words) is not None and _PROMISED.search(sentence) is not None and not refuses(words, sentence)
    )


def denies_a_refusal(words: str) -> bool:
    """Whether the words say that something is not refused."""
    return _REFUSAL_DENIED.search(words) is not None
