"""Which issue and option a statement speaks of: shared words with the dossier's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from pourparler.model import Issue

_STOP = frozenset(
    (
        "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it "
        "its may more most must no not of on or our she should so some such than that the their them then there these "
        "they this those to under was we were what when where which while who whom whose why will with would you your any "
        "all one two other between after before over only own talks agreement settlement party parties side sides said "
        "say"
    ).split()
)
THRESHOLD = 0.3
"""Share of the statement's weight that an issue must hold to be suggested."""


@dataclass(frozen=True, slots=True)
class Match:
    """A suggested issue and perhaps option. ``confidence``: the issue's share of all matching words' weight, 0..1."""

    issue: str
    option: str | None
    confidence: float


class IssueMatcher:
    """Compares statements with the words of issues: rare words weigh more (inverse document frequency over issues)."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self._issues = tuple(issues)
        self._words: dict[str, set[str]] = {}
        self._options: dict[str, Mapping[str, set[str]]] = {}
        for issue in self._issues:
            options = {o: stems(f"{o} {words}") for o, words in issue.options.items()}
            own = stems(" ".join((issue.id, issue.question, *issue.aliases)))
            self._words[issue.id] = own.union(*options.values())
            self._options[issue.id] = options
        spread = Counter(word for words in self._words.values() for word in words)
        self._weight = {word: log(1 + len(self._issues) / count) for word, count in spread.items()}

    def match(self, text: str) -> Match | None:
        """The best issue, if it stands out; None where none does."""
        said = stems(text)
        scores = {
            issue.id: sum(self._weight[w] for w in said & self._words[issue.id]) + self._aliased(issue, text)
            for issue in self._issues
        }
        total = sum(scores.values())
        if not total:
            return None
        first, *rest = sorted(scores, key=lambda i: -scores[i])
        second = scores[rest[0]] if rest else 0.0
        share = scores[first] / total
        if share < THRESHOLD or scores[first] < 1.15 * second or scores[first] < log(2):
            return None
        return Match(first, self._option(first, said), round(share, 2))

    def _aliased(self, issue: Issue, text: str) -> float:
        """A phrase that the analyst wrote down as an alias says it outright."""
        lowered = text.lower()
        return 3.0 * sum(re.search(rf"\b{re.escape(a.lower())}", lowered) is not None for a in issue.aliases)

    def _option(self, issue: str, said: set[str]) -> str | None:
        options = self._options[issue]
        shared = set.intersection(*options.values()) if options else set()
        scores = {o: len((said & words) - shared) for o, words in options.items()}
        first, *rest = sorted(scores, key=lambda o: -scores[o])
        return first if scores[first] and (not rest or scores[first] > scores[rest[0]]) else None


def stems(text: str) -> set[str]:
    """Words without their commonest endings; function words left out."""
    found = set()
    for word in re.findall(r"[a-zà-ÿ0-9]+", text.lower().replace("_", " ")):
        if word in _STOP or len(word) < 3:
            continue
        for ending in (
            "ations",
            "ation",
            "ments",
            "ment",
            "ings",
            "ing",
            "ies",
            "ions",
            "ion",
            "ers",
            "er",
            "ed",
            "es",
            "s",
            "ly",
            "al",
            "e",
            "y",
        ):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
        found.add(word)
    return found
