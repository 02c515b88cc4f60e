"""Words for what is proposed: a question and an id for an issue, words and an id for an option, all from the documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log

from pourparler.reading.issue_matching import stems

LONGEST = 110
"""Code points of an option's words; what is longer is cut, at a comma where there is one."""
_TOKEN = re.compile(r"[^\W_]+(?:['’\-–.,/][^\W_]+)*|[^\w\s]")
_ENDING = re.compile(r"['’]s?$")
_FUNCTION = frozenset(
    (
        "a an the of to in on for and or nor but if unless until than as at by with without from into onto over under between among through during before "
        "after about against within across towards toward upon per via i he she it we they you him her them us me his its their our your my this that these "
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
    "the a an any its their our his her your this these those that of for on in to with no".split()
)
_WANTING = (
    r"call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)|propos(?:es?|ed|ing)|support(?:s|ed|ing)?|oppos(?:es?|ed|ing)|reject(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?(?: on)?|prefer(?:s|red|ring)?|favou?r(?:s|ed|ing)?|suggest(?:s|ed|ing)?|stress(?:es|ed|ing)?|underscor(?:es?|ed|ing)"
    r"|emphasi[sz](?:es?|ed|ing)|highlight(?:s|ed|ing)?|welcom(?:es?|ed|ing)|endors(?:es?|ed|ing)|accept(?:s|ed|ing)?|agre(?:es?|ed|eing)(?: on| with)?"
    r"|offer(?:s|ed|ing)?|want(?:s|ed|ing)?|seek(?:s|ing)?|sought|request(?:s|ed|ing)?|object(?:s|ed|ing)? to|refus(?:es?|ed|ing)|push(?:es|ed|ing)? for"
    r"|note[sd]?|noting|advocat(?:es?|ed|ing)|said|says|asks? for|asked for|asking for|identif(?:ies|ied|ying)|recommend(?:s|ed|ing)?|back(?:s|ed|ing)"
)
_OPENS = re.compile(
    rf"^(?:[\s“”\"'‘’,;:–—-]+|(?:that|to|for|on|of|and|but|as|also|again|strongly|in favou?r of|the need (?:to|for))\s+"
    rf"|(?:(?:he|she|it|they|we|i)\s+)?(?:(?:would|will|must|could|can|has|have|had|was|were|is|are|also|strongly|again|repeatedly|firmly)\s+)*(?:{_WANTING})\s+)",
    re.I,
)
_REFUSAL_ENDS = re.compile(
    r",?\s+(?:would be|is|was|are|were|remains?|will be)\s+(?:wholly |entirely |completely |simply )?(?:un(?:acceptable|workable|necessary)|not acceptable|out of the question"
    r"|off the table|impossible)\b.*$",
    re.I,
)
_DENIED = (
    (re.compile(r"\b(?:has|have|had) no (?:intention|plans?) (?:of|to)\b", re.I), "would be"),
    (re.compile(r"\b(would|will|could|can|should|must|may|does|do|did|is|are|was|were|has|have|had) (?:not|never) (?:be |ever )?", re.I), r"\1 "),
    (re.compile(r"\b(can)not\b", re.I), r"\1"),
    (re.compile(r"\bnot\s+", re.I), ""),
)  # fmt: skip


_POINTING = re.compile(
    r"(?:(?:i|we|you|he|she|it|they|this|that|these|those|them|him|her|us|is|are|was|were|be)\b|if\b)", re.I
)
_POINTS_ELSEWHERE = 0.5
"""What it takes from the worth of words for an option that they begin with a pronoun, whose meaning stands elsewhere."""


def label(words: str, *, denied: bool = False) -> str:
    """A position's words as an option's: without the verb of wanting that opens them. ``denied``: the party refuses what they name."""
    text = words.strip()
    while (shorter := _OPENS.sub("", text, count=1)) != text and len(shorter) >= 4:
        text = shorter
    if denied:
        text = _affirmed(text)
    text = _cut(text.strip(" ,;:.–—-“”\"‘'"))
    return text if len(text) >= 2 else words.strip()


def _affirmed(text: str) -> str:
    """What a refusal refuses."""
    text = _REFUSAL_ENDS.sub("", text)
    for pattern, instead in _DENIED:
        if pattern.search(text):
            return pattern.sub(instead, text, count=1)
    return text


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    comma = max(text.rfind(mark, 30, LONGEST) for mark in (",", ";", " – ", " — "))
    return text[:comma].rstrip() if comma > 0 else text[: text.rfind(" ", 0, LONGEST)].rstrip(" ,;:") + " …"


def option_words(told: Sequence[tuple[str, bool]], thing: str = "") -> str:
    """The words for an option from its positions: (words, whether against). Of those for it, else of what is refused, the most typical.

    Typical is what shares most words with the others and with ``thing``, which the issue is about, and names itself: "We can live with it" tells nobody what.
    """
    positive = [label(words) for words, against in told if not against]
    made = positive or [label(words, denied=True) for words, _ in told]
    bags = [stems(words) for words in made]
    about = stems(thing)

    def worth(k: int) -> tuple[float, int, str]:
        shared = sum(len(bags[k] & bag) / max(1, len(bags[k] | bag)) for bag in bags) / len(bags)
        own = len(bags[k] & about) / max(1, len(about)) - _POINTS_ELSEWHERE * (_POINTING.match(made[k]) is not None)
        return shared + own - len(made[k]) / LONGEST / 2 - (" … " in made[k]), -len(made[k]), made[k]

    return made[max(range(len(made)), key=worth)]


def denial(words: str) -> str:
    """The option that an issue has beside its only one."""
    return f"not “{words}”"


class Things:
    """What positions speak of: the phrases that name a thing, and how rare the words of each are in the record."""

    def __init__(self, words: Sequence[str], names: Iterable[str]) -> None:
        self._spread = Counter(stem for text in words for stem in stems(text))
        self._many = max(1, len(words))
        self._names = frozenset(stem for name in names for stem in stems(name))

    def _weight(self, found: Collection[str]) -> float:
        """Of the stems of a phrase; names of parties say who wants it, not what it is."""
        return sum(log(1 + self._many / self._spread[s]) * (0.3 if s in self._names else 1.0) for s in sorted(found))

    def shared(self, words: Sequence[str]) -> str:
        """The phrase that says best what these positions speak of: in most of them, of rare words, and a whole phrase where it can be."""
        rows: dict[frozenset[str], set[int]] = {}
        written: dict[frozenset[str], Counter[str]] = {}
        for k, text in enumerate(words):
            for phrase, bonus in _phrases(text):
                key = frozenset(stems(phrase))
                if key:
                    rows.setdefault(key, set()).add(k)
                    written.setdefault(key, Counter())[phrase] += bonus
        if not rows:
            return ""
        best = max(
            rows,
            key=lambda key: (self._score(key, len(rows[key]), len(words), max(written[key].values())), sorted(key)),
        )
        forms = written[best]
        return min(forms, key=lambda form: (-forms[form], len(form), form))

    def _score(self, key: frozenset[str], having: int, of: int, bonus: int) -> float:
        share = having / of
        return float(share * self._weight(key) ** 0.7 * (1.0 + 0.15 * min(bonus, 3)))


def _phrases(text: str) -> list[tuple[str, int]]:
    """(phrase, how sure it names a thing) of up to four words in a row: every end of a run of words that are no function words."""
    tokens = _TOKEN.findall(text)
    found: list[tuple[str, int]] = []
    start = 0
    while start < len(tokens):
        if not _of_a_thing(tokens[start]):
            start += 1
            continue
        stop = start
        while stop < len(tokens) and _of_a_thing(tokens[stop]) and stop - start < 6:
            stop += 1
        after = start > 0 and tokens[start - 1].lower() in _BEFORE_A_THING
        for first in range(start, stop):
            for last in range(first + 1, min(stop, first + 4) + 1):
                whole = 1 + 2 * (first == start and last == stop and after) + (last == stop)
                found.append((_joined(tokens[first:last]), whole))
        start = stop
    return found


def _of_a_thing(token: str) -> bool:
    return token[0].isalnum() and _ENDING.sub("", token.lower()) not in _FUNCTION and token.lower() not in _FUNCTION


def _joined(tokens: Sequence[str]) -> str:
    return " ".join([*tokens[:-1], _ENDING.sub("", tokens[-1])])


def question(thing: str, words: Sequence[str]) -> str:
    """A question about a thing, with the article that the documents give it."""
    articles = Counter(
        found[1].lower()
        for text in words
        for found in re.finditer(rf"\b(the|an?|its|their|our|his|her)\s+{re.escape(thing)}\b", text, re.I)
    )
    first = articles.most_common(1)[0][0] if articles else ""
    article = f"{first} " if first in ("a", "an", "the") else "the " if first else ""
    return f"What about {article}{thing}?"


def name(phrase: str, taken: Collection[str]) -> str:
    """An id in snake_case from a phrase, at most four words, unlike the ids that are taken."""
    words = [w for w in re.findall(r"[^\W_]+", phrase.lower()) if w not in ("the", "a", "an", "s")]
    told = [w for w in words if w not in _FUNCTION] or words
    base = "_".join(told[:4]) or "issue"
    if base[0].isdigit():
        base = f"n{base}"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}_{number}"
    return found
