"""Words for what is proposed: a question and an id for an issue, words and an id for an option, all from the documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Protocol

from pourparler.drafting.likeness import NUMBER
from pourparler.reading.issue_matching import stems
from pourparler.reading.turned_words import denies_a_refusal

_A_SENTENCE = 4
"""Spaces from which on a thing is asked after in quotation marks."""
LONGEST = 110
"""Code points of an option's words; what is longer is cut, at a comma where there is one."""
_TOKEN = re.compile(r"[^\W_]+(?:['’\-–.,/][^\W_]+)*|[^\w\s]")
_ENDING = re.compile(r"['’]s?$")
_FUNCTION = frozenset(
    (
        "a an the of to in on for and or nor but if unless until than as at by with without from into onto over under between among through during before "
        "after about against within across towards toward upon per via around along together altogether apart away back up down out off like unlike i he she it we they you him her them us me his its their our your my this that these "
        "those there here who whom whose which what when where why how whether would will shall should can could may might must do does did done be is are "
        "was were been being am has have had having not no never neither either both all any some each every only also even just still yet again very more "
        "most less least much many few other another such same own so too while because since although though whereas however instead rather ever ago "
        "accept reject refuse demand oppose support propose offer urge insist suggest stress emphasize emphasise underscore note prefer favor favour "
        "welcome accepting agreeing endorse endorses endorsed object objects objected objecting "
        "said says say saying told tell called calls call calling wants want wanted demands demanded demanding rejects rejected rejecting refuses refused "
        "supports supported supporting opposes opposed opposing proposes proposed proposing suggests suggested urges urged urging stresses stressed "
        "emphasized emphasised underscored highlighted noted noting insists insisted offers offered offering accepts accepted agreed agree agrees prefers "
        "preferred favors favours favored favoured welcomed requested requests asked asks ask seek seeks sought give gives gave given get gets got take "
        "takes took taken make makes made keep keeps kept let lets put go goes went come comes came need needs needed "
        "s t ll ve re d don doesn didn won wouldn couldn shouldn isn aren wasn weren hasn haven hadn cannot"
    ).split()
)
"""Words that no name of a thing holds, and verbs of saying and wanting."""
_BEFORE_A_THING = frozenset(
    "the a an any its their our his her your this these those that of for on in with no".split()
)
_DETERMINERS = frozenset("the a an any its their our his her your".split())
_WANTING = (
    r"call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)|propos(?:es?|ed|ing)|support(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?(?: on)?|prefer(?:s|red|ring)?|favou?r(?:s|ed|ing)?|suggest(?:s|ed|ing)?|stress(?:es|ed|ing)?|underscor(?:es?|ed|ing)"
    r"|emphasi[sz](?:es?|ed|ing)|highlight(?:s|ed|ing)?|welcom(?:es?|ed|ing)|endors(?:es?|ed|ing)|accept(?:s|ed|ing)?|agre(?:es?|ed|eing)(?: on| with)?|consent(?:s|ed|ing)?"
    r"|offer(?:s|ed|ing)?|want(?:s|ed|ing)?|seek(?:s|ing)?|sought|request(?:s|ed|ing)?|push(?:es|ed|ing)? for"
    r"|note[sd]?|noting|advocat(?:es?|ed|ing)|said|says|asks? for|asked for|asking for|identif(?:ies|ied|ying)|recommend(?:s|ed|ing)?|back(?:s|ed|ing)"
    r"|(?:ready|prepared|willing|able) to(?: (?:accept|offer|agree to))?|in favou?r of"
)
_REFUSING = (
    r"oppos(?:es?|ed|ing)(?: to)?|reject(?:s|ed|ing)?|object(?:s|ed|ing)? to|refus(?:es?|ed|ing)|rul(?:es?|ed|ing) out|resist(?:s|ed|ing)?"
    r"|block(?:s|ed|ing)?|veto(?:es|ed|ing)?|exclud(?:es?|ed|ing)|against"
)
_BETWEEN = r"(?:(?:would|will|must|could|can|has|have|had|was|were|is|are|does|do|did|also|strongly|again|repeatedly|firmly|still|now|once|both|all|clearly)\s+)*"
"""Words between a party and what it wants."""


def _after_holder(verbs: str) -> re.Pattern[str]:
    """What follows the name of whoever wants: perhaps a clause that describes it, and the verb."""
    return re.compile(rf"(?:\s*,\s*(?:which|who|whose)\b[^,]*,)?\s+{_BETWEEN}(?:{verbs})\s+(?!(?:and|but|or)\b)", re.I)


_HOLDER_WANTS, _HOLDER_REFUSES = _after_holder(_WANTING), _after_holder(_REFUSING)
_ARTICLE = re.compile(r"the\s+", re.I)
_CONDITION_ENDS = re.compile(
    r",?\s+(?:but |and )?(?:only |even )?(?:if|unless|provided|as long as|so long as|on condition)\b.*$", re.I | re.S
)
"""A condition after what is wanted: it belongs to a position, not to the option."""
_ON_A_CONDITION = re.compile(r"(?:only |even )?(?:if|unless|without|until|provided|as long as|so long as)\b", re.I)
_OPENS = re.compile(
    rf"^(?:[\s“”\"'‘’,;:–—-]+|(?:that|to|for|on|of|and|but|as|also|again|strongly|the need (?:to|for))\s+"
    rf"|(?:(?:he|she|it|they|we|i)\s+)?{_BETWEEN}(?:{_WANTING})\s+)",
    re.I,
)
_ASSENT = re.compile(rf"\s*(?:(?!only)\w+ly\s+)?(?:{_WANTING})\s+(?!(?:and|but|or)\b)", re.I)
_REFUSES = re.compile(rf"^(?:(?:he|she|it|they|we|i)\s+)?{_BETWEEN}(?:{_REFUSING})\s+(?!(?:and|but|or)\b)", re.I)
_REFUSAL_ENDS = re.compile(
    r",?\s+(?:would be|is|was|are|were|remains?|will be)\s+(?:wholly |entirely |completely |simply )?(?:un(?:acceptable|workable|necessary)|not acceptable|out of the question"
    r"|off the table|impossible)\b.*$",
    re.I,
)
_NOT_ALONE = r"(?!(?:only|just|merely|least|less|more|fewer|later|sooner|earlier|doubt|matter)\b)"
"""Words after which "not" or "no" denies nothing: "no later than May"."""
_DENIALS = (
    (r"\b(?:has|have|had) no (?:intention|plans?) (?:of|to)\b", "would be"),
    (
        r"\b(?:no longer|never|not ever|(?:in no (?:way|event)|by no means|under no circumstances|on no account|at no time),?)\s+",
        "",
    ),
    (r"\bwon['’]t\b", "will"),
    (r"\bshan['’]t\b", "shall"),
    (r"\bcan(?:not|['’]t)\b", "can"),
    (r"n['’]t\b", ""),
    (rf"\bnot\s+{_NOT_ALONE}", ""),
    (r"\bneither\b", "either"),
    (r"\b(?:no one|nobody)\b", "anybody"),
    (r"\bnothing\b", "anything"),
    (r"\bnone of\b", "any of"),
    (rf"(?<=\bbe )no\s+{_NOT_ALONE}", ""),
    (rf"\bno\s+(?=[^\W\d_]){_NOT_ALONE}", "any "),
)
_DENIED = re.compile("|".join(f"({pattern})" for pattern, _ in _DENIALS), re.I)
"""A denial, each kind in a group of its own: what stands there where it is taken away is in ``_DENIALS``."""
_NOR = re.compile(r"\bnor\b", re.I)


_POINTING = re.compile(
    r"(?:(?:i|we|you|he|she|it|they|this|that|these|those|them|him|her|us|is|are|was|were|be)\b|if\b)", re.I
)
_POINTS_ELSEWHERE = 0.5
"""What it takes from the worth of words for an option that they begin with a pronoun, whose meaning stands elsewhere."""


def label(words: str, *, denied: bool = False, holders: Iterable[str] = ()) -> str:
    """A position's words as an option's: without the verb of wanting that opens them, nor whoever wants it.

    ``denied``: the party refuses what they name. ``holders``: the words by which the text names those who take the position.
    """
    text, refused = _opened(words.strip(), holders, refusing=denied)
    if denied and not refused:
        text, _ = _opened(_affirmed(text), holders, refusing=False)
    elif not denied and denies_a_refusal(text):
        wanted, refused = _opened(_affirmed(text), holders, refusing=True)
        text = wanted if refused else text
    rest = _CONDITION_ENDS.sub("", text)
    if NUMBER.search(rest) or any(sure == _SURE for _, sure in _phrases(rest)):
        text = rest
    text = _cut(text.strip(" ,;:.–—-“”\"‘'"))
    return text if len(text) >= 2 else words.strip()


def _opened(text: str, holders: Iterable[str], *, refusing: bool) -> tuple[str, bool]:
    """Words without whoever wants and the verb of wanting at their beginning, where something is left; and whether a verb of refusal went with them.

    ``refusing``: whether the party is against what they name; else a verb of refusal stays, as without it they would say the contrary.
    """
    text, refused = _without_holder(text, holders, refusing=refusing)
    while True:
        shorter = _OPENS.sub("", text, count=1)
        if shorter == text and refusing and not refused:
            shorter = _REFUSES.sub("", text, count=1)
            refused = shorter != text
        if shorter == text or len(shorter) < 4:
            return text, refused
        text = shorter


def _without_holder(text: str, holders: Iterable[str], *, refusing: bool) -> tuple[str, bool]:
    """ "the town still wants a bridge" is about a bridge."""
    article = _ARTICLE.match(text)
    start = article.end() if article else 0
    named = text[start:].lower()
    for holder in sorted({_ARTICLE.sub("", h).lower() for h in holders} - {"", "the"}, key=lambda h: (-len(h), h)):
        if not named.startswith(holder):
            continue
        wants = _HOLDER_WANTS.match(text, start + len(holder))
        refuses = _HOLDER_REFUSES.match(text, start + len(holder)) if refusing and wants is None else None
        if (found := wants or refuses) is not None:
            rest = text[found.end() :]
            return (rest, refuses is not None) if _names_something(rest) else (text, False)
    return text, False


def _names_something(text: str) -> bool:
    """Whether there is a word in it that may name a thing, or a figure: "it" names nothing."""
    return any(map(_of_a_thing, _TOKEN.findall(text)))


def _affirmed(text: str) -> str:
    """What a refusal refuses: without what says that it cannot be, else without the first denial, and what follows it of a verb of wanting."""
    if (shorter := _REFUSAL_ENDS.sub("", text)) != text:
        return shorter
    found = _DENIED.search(text)
    if found is None:
        return text
    kind = found.lastindex or 1
    rest = text[found.end() :]
    assent = _ASSENT.match(rest)
    if assent is not None and _names_something(rest[assent.end() :]):
        return rest[assent.end() :]
    if found[0].lower() == "neither":
        rest = _NOR.sub("or", rest, count=1)
    return text[: found.start()] + _DENIALS[kind - 1][1] + rest


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    comma = max(text.rfind(mark, 30, LONGEST) for mark in (",", ";", " – ", " — "))
    return text[:comma].rstrip() if comma > 0 else text[: text.rfind(" ", 0, LONGEST)].rstrip(" ,;:") + " …"


class Labelling(Protocol):
    """What makes a label, as ``label`` does."""

    def __call__(self, words: str, *, denied: bool = False, holders: Iterable[str] = ()) -> str:
        """See ``label``."""


def option_words(told: Sequence[tuple[str, bool, Sequence[str]]], thing: str = "", labelled: Labelling = label) -> str:
    """The words for an option from its positions: (words, whether against, by which words the text names the holders).

    Of those for it, else of what is refused, the most typical: what shares most words with the others and with ``thing``, which the issue is about, and
    names itself. "We can live with it" tells nobody what, nor does "Norland is in favour of it", "seven" or a condition alone.
    """
    chosen = [one for one in told if not one[1]] or told
    labels = [(labelled(words, denied=against, holders=holders), words, holders) for words, against, holders in chosen]
    if len(labels) == 1:  # as most are
        return labels[0][0]
    made = [made for made, words, holders in labels if _telling(made, words, holders)] or [made for made, *_ in labels]
    bags = [stems(words) for words in made]
    about = stems(thing)

    def worth(k: int) -> tuple[float, int, str]:
        shared = sum(len(bags[k] & bag) / max(1, len(bags[k] | bag)) for bag in bags) / len(bags)
        own = len(bags[k] & about) / max(1, len(about)) - _POINTS_ELSEWHERE * (_POINTING.match(made[k]) is not None)
        return shared + own - len(made[k]) / LONGEST / 2 - (" … " in made[k]), -len(made[k]), made[k]

    return made[max(range(len(made)), key=worth)]


def _telling(made: str, words: str, holders: Iterable[str]) -> bool:
    """Whether a label of words names more than who takes a position, on what condition, or a bare figure."""
    rest = words
    for holder in sorted(holders, key=lambda h: (-len(h), h)):
        rest = _as_a_name(holder).sub(" ", rest)
    return _names_something(rest) and not _ON_A_CONDITION.match(words) and not NUMBER.fullmatch(made)


@lru_cache(maxsize=4096)
def _as_a_name(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(words)}\b", re.I)


def denial(words: str) -> str:
    """The option that an issue has beside its only one."""
    return f"not “{words}”"


class Things:
    """What positions speak of: the phrases that name a thing, and how rare the words of each are in the record."""

    def __init__(
        self, words: Sequence[str], names: Iterable[str], known: Mapping[str, Collection[str]] | None = None
    ) -> None:
        """``known``: the stems of all words, where somebody has them."""
        known = known if known is not None else {text: stems(text) for text in words}
        self._spread = Counter(stem for text in words for stem in known[text])
        self._many = max(1, len(words))
        self._names = frozenset(stem for name in names for stem in stems(name))
        self._units = _units(words)
        self._phrases = {text: tuple(_phrases(text)) for text in words}
        self._heads = frozenset(
            phrase.split()[-1].lower() for told in self._phrases.values() for phrase, sure in told if sure == _SURE
        )
        self._weights: dict[frozenset[str], float] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def _weight(self, found: frozenset[str]) -> float:
        """How much the stems of a phrase tell; names of parties say who wants it, not what it is."""
        if (weight := self._weights.get(found)) is None:
            many, spread, names = self._many, self._spread, self._names
            weight = sum(log(1 + many / spread[s]) * (0.3 if s in names else 1.0) for s in sorted(found)) ** 0.7
            self._weights[found] = weight
        return weight

    def _key(self, phrase: str) -> frozenset[str]:
        """The stems by which a phrase is known; none where it names nothing."""
        if (key := self._keys.get(phrase)) is None:
            key = frozenset() if self._only_counts(phrase) else frozenset(stems(phrase))
            self._keys[phrase] = key
        return key

    def shared(self, words: Sequence[str]) -> str:
        """The phrase that says best what these positions speak of: in most of them, of rare words, and a whole phrase where it can be.

        None where it would be a party's name alone, or has no noun that the record writes after an article or a preposition.
        """
        rows: dict[frozenset[str], set[int]] = {}
        written: dict[frozenset[str], Counter[str]] = {}
        for k, text in enumerate(words):
            for phrase, bonus in self._phrases.get(text) or _phrases(text):
                if key := self._key(phrase):
                    rows.setdefault(key, set()).add(k)
                    written.setdefault(key, Counter())[phrase] += bonus
        if not rows:
            return ""
        best = max(
            rows,
            key=lambda key: (self._score(key, len(rows[key]), len(words), written[key]), sorted(key)),
        )
        if best <= self._names or not self._noun(written[best]):
            return ""
        forms = written[best]
        often = Counter(form.lower() for form in forms.elements())
        # In small letters where the record has both: the capital then comes from the beginning of a sentence.
        return min(forms, key=lambda form: (-often[form.lower()], len(form), form[0].isupper(), form))

    def _only_counts(self, phrase: str) -> bool:
        """Whether a phrase is no more than a figure and what it counts: "9 percent" answers a question and does not name it."""
        return all(NUMBER.fullmatch(word) or word.lower() in self._units for word in phrase.split())

    def _score(self, key: frozenset[str], having: int, of: int, written: Counter[str]) -> float:
        """Of a phrase in ``having`` of ``of`` positions. It counts half where its last word nowhere ends what follows an article, as a noun does."""
        bonus = max(written.values())
        noun = 1.0 if self._noun(written) else 0.5
        return float(having / of * self._weight(key) * (1.0 + 0.15 * min(bonus, 3)) * noun)

    def _noun(self, forms: Iterable[str]) -> bool:
        return any(form.split()[-1].lower() in self._heads for form in forms)


def _units(words: Sequence[str]) -> frozenset[str]:
    """Words that follow a figure at least half of the times they are written: percent, million, crowns."""
    every: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for text in words:
        tokens = [token.lower() for token in _TOKEN.findall(text)]
        every.update(tokens)
        counted.update(after for token, after in pairwise(tokens) if _is_number(token))
    return frozenset(token for token, many in counted.items() if 2 * many >= every[token])


@lru_cache(maxsize=20_000)
def _is_number(token: str) -> bool:
    return NUMBER.fullmatch(token) is not None


_SURE = 4
"""How sure it is of a phrase that it names a thing where it is all that stands between an article and the next small word."""


def _phrases(text: str) -> Iterator[tuple[str, int]]:
    """(phrase, how sure it names a thing) of up to four words in a row: every end of a run of words that are no function words."""
    tokens = _TOKEN.findall(text)
    start = 0
    while start < len(tokens):
        if not _of_a_thing(tokens[start]):
            start += 1
            continue
        stop = start
        while stop < len(tokens) and _of_a_thing(tokens[stop]) and stop - start < 6:
            stop += 1
        # What stands right before an article or "its" may be a verb: "the town builds a bridge".
        before = stop < len(tokens) and tokens[stop].lower() in _DETERMINERS
        after = start > 0 and tokens[start - 1].lower() in _BEFORE_A_THING and not before
        for first in range(start, stop):
            for last in range(first + 1, min(stop, first + 4) + 1):
                whole = 1 + 2 * (first == start and last == stop and after) + (last == stop)
                yield _joined(tokens[first:last]), whole
        start = stop


@lru_cache(maxsize=20_000)
def _of_a_thing(token: str) -> bool:
    return token[0].isalnum() and _ENDING.sub("", token.lower()) not in _FUNCTION and token.lower() not in _FUNCTION


def _joined(tokens: Sequence[str]) -> str:
    return " ".join([*tokens[:-1], _ENDING.sub("", tokens[-1])])


_ARTICLED = re.compile(r"\b(the|an?|its|their|our|his|her)\s+", re.I)
_BORDER = re.compile(r"\b")


def _names(thing: str, text: str, at: int) -> bool:
    """Whether the thing stands there as words of its own, in capitals or not."""
    end = at + len(thing)
    return text[at:end].lower() == thing.lower() and _BORDER.match(text, end) is not None


def question(thing: str, words: Sequence[str]) -> str:
    """A question about a thing, with the article that the documents give it."""
    articles = Counter(
        found[1].lower() for text in words for found in _ARTICLED.finditer(text) if _names(thing, text, found.end())
    )
    first = articles.most_common(1)[0][0] if articles else ""
    article = f"{first} " if first in ("a", "an", "the") else "the " if first else ""
    return f"What about {article}{thing}?" if thing.count(" ") < _A_SENTENCE else f"What about “{thing}”?"


_CONTRACTED = re.compile(r"(?:n['’]t|(?<=can)not)\b")
_DENYING = frozenset("no not never neither nor".split())
"""Function words that an id keeps: without them it names the contrary."""


def name(phrase: str, taken: Collection[str]) -> str:
    """An id in snake_case from a phrase, at most four words and what denies them, unlike the ids that are taken."""
    plain = _CONTRACTED.sub(" not", phrase.lower())
    words = [w for w in re.findall(r"[^\W_]+", plain) if w not in ("the", "a", "an", "s")]
    told = [w for w in words if w not in _FUNCTION or w in _DENYING] or words
    fourth = [k for k, w in enumerate(told) if w not in _DENYING][:4][-1:] or [len(told) - 1]
    base = "_".join(told[: fourth[0] + 1]) or "issue"
    if base[0].isdigit():
        base = f"n{base}"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}_{number}"
    return found
