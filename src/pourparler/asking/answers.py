"""From hits to an answer: words told again count once, those of one position stand together, and what found nothing is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from pourparler.asking.fit import Sought, naming_words, sought
from pourparler.asking.found import Answer, Told
from pourparler.asking.grouping import LOOKED_AT, answering_first, sides_of, together, told_once
from pourparler.asking.named import LIKE, Known, Who
from pourparler.asking.nearness import Floats, Nearness
from pourparler.asking.question import Given, Question, understood, with_abbreviations, with_groups
from pourparler.asking.search import Hit, beyond, naming_of, search, under
from pourparler.asking.word_forms import other_forms
from pourparler.record import Record
from pourparler.record.passages import MOST_RANKED, quoted_terms

SHORT = 4
"""Letters up to which a stem is looked for whole; of a longer one the last letter may be another than the word's ("policies", "polici")."""
SPEAKING_FOR = ("for", "on behalf of", "speaking for", "also for")
"""What stands between who speaks and the group that he speaks for."""


def answer(
    record: Record,
    words: str,
    known: Known,
    nearness: Nearness | None,
    embed: Callable[[str], Floats],
    given: Given | None = None,
    *,
    most: int = 20,
) -> Answer:
    """The answer to a question, at most so many groups of it.

    ``nearness``: of all statements, where they are at hand; else what is needed is fetched. ``embed``: a phrase's embedding, (384,).

    Raises:
        NotFoundError: a party that is given is nobody who is known.
        PourparlerError: the question has no word, or a side that is given is no side.
    """
    given = given or Given()
    question = understood(words, known, given, is_heading=lambda heading: _any_under(record, heading))
    if given.groups:
        question = with_groups(question, _groups_of(record, question, known))
    if question.matter and not given.as_written:
        question = with_abbreviations(question, record.long_forms, record.short_forms)
    asked_for, whose = sought(record, question), naming_words(naming_of(question, known))
    vector = embed(question.matter) if question.matter else None
    hits = search(record, question, nearness, vector, asked_for, whose)
    told = told_once(record, question, hits, known)
    groups = answering_first(together(record, told), question)
    fitting = [t for t in told if t.fits]
    years = Counter(t.place.date.year for t in fitting if t.place.date is not None)
    return Answer(
        question,
        tuple(groups[:most]),
        len(fitting),
        min(len(hits), LOOKED_AT),
        max(0, len(hits) - LOOKED_AT),
        dict(sorted(years.items())),
        dict(Counter(t.side for t in fitting)),
        max(0, len(groups) - most),
        _unknown(record, question),
        {w.name: tuple(known.like(w.name)) for w in question.parties if not w.names},
        _of_other_times(record, question, hits, known, asked_for, whose),
    )


def _of_other_times(
    record: Record, question: Question, hits: Sequence[Hit], known: Known, asked_for: Sequence[Sought], whose: str
) -> Told | None:
    """The sentence whose words fit best of all, where a time is asked for and it is of another: people mistake years, and so do tables."""
    if not question.matter or question.strict or not (question.since or question.until):
        return None
    than = max((hit.words for hit in hits), default=0.0)
    found = beyond(record, question, asked_for, whose, than)[:LOOKED_AT]
    rows = record.passage_rows([hit.passage for hit in found])
    best = next((hit for hit in found if not question.in_time(rows[hit.passage].date)), None)
    if best is None:
        return None
    marked = next((placed.statement for placed in record.statements_in([best.passage])), None)
    return told_once(record, question, [replace(best, statement=marked)], known)[0]


def _any_under(record: Record, heading: str) -> bool:
    return bool(record.ranked_passages(under(heading), most=1))


def _groups_of(record: Record, question: Question, known: Known) -> list[Who]:
    """The groups of states for which those asked after spoke, as the words before a statement tell: "Kestria, for the League, said"."""
    found: list[Who] = []
    for who in question.parties:
        hits = _speaking_for(record, known.forms(who))
        entries = record.statements(ids=[p.statement for p in record.statements_in(hits)])
        found += [
            group for e in entries for group in map(known.who, sides_of(e.statement)) if group and group.kind == "group"
        ]
    return [who for who in dict.fromkeys(found) if who not in question.parties]


def _speaking_for(record: Record, forms: Sequence[str]) -> list[int]:
    """Passages in which one of the names stands before words of speaking for somebody; where there are too many, the best ones."""
    forms = [form for form in forms if quoted_terms([form])]
    heads = [quoted_terms(f"{form} {link}" for link in SPEAKING_FOR) for form in forms]
    # Names are many, few of them stand in the texts, and each is looked up with four links; capitals make no difference.
    folded = {form.lower(): head for form, head in zip(forms, heads, strict=True)}
    written = [head for form, head in folded.items() if _stands(record, form)]
    if not written:
        return []
    hits = record.passages_fitting(_in_words(chain.from_iterable(written)), MOST_RANKED + 1)
    if len(hits) <= MOST_RANKED:
        return hits
    return [n for n, _ in record.ranked_passages(_in_words(chain.from_iterable(heads)), most=MOST_RANKED)]


def _stands(record: Record, name: str) -> bool:
    return bool(record.passages_fitting(_in_words(quoted_terms([name])), 1))


def _in_words(quoted: Iterable[str]) -> str:
    return f"words : ({' OR '.join(quoted)})"


def _unknown(record: Record, question: Question) -> dict[str, tuple[str, ...]]:
    """Words of the matter that no passage has, with those that are spelt alike."""
    lacking = [word for word in question.terms if not _any_having(record, word)]
    if not lacking:
        return {}
    known = record.terms()
    found = {}
    for word in lacking:
        like = process.extract(word.lower(), known, scorer=JaroWinkler.similarity, score_cutoff=LIKE, limit=3)
        found[word] = tuple(dict.fromkeys(written for stem, _, _ in like if (written := _written(record, stem))))
    return found


def _any_having(record: Record, word: str) -> bool:
    terms = quoted_terms((word, *other_forms(word)))
    return bool(terms and record.passages_fitting(" OR ".join(terms), 1))


def _written(record: Record, stem: str) -> str | None:
    """A word as some passage writes it, of which the search keeps the stem."""
    hits = record.ranked_passages(" OR ".join(quoted_terms([stem])), most=1)
    words = " ".join(row.words for row in record.passage_rows([n for n, _ in hits]).values())
    begun = re.search(rf"\b{re.escape(stem[:-1] if len(stem) > SHORT else stem)}\w*", words, re.I)
    return begun[0].lower() if begun else None
