"""An answer as plain data: what ``--json``, the terminal and the page Ask show."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from pourparler.asking.found import Answer, Group, Place, Told
from pourparler.model.stances import told as stance_told
from pourparler.wording.asking import (
    again_words,
    found_words,
    further_words,
    headings_of,
    nothing_words,
    other_times_words,
    question_words,
    stance_words,
    who_words,
)

View = dict[str, Any]
ENDS = 4
"""Words at either end of a sentence by which it is found."""


def answer_view(answer: Answer) -> View:
    """``understood``: the parts of the question; ``groups``: what one said on one side, the sentence that fits best first.

    ``other_times``: the sentence of another time that has more of the question, None where there is none.
    Where some sentences fit, what is ``further`` off stands after all of them, with how many these are in ``further_words``.
    """
    q = answer.question
    groups = [_group(g, further=answer.answered and not g.told[0].fits) for g in answer.groups]
    further = sum(len(g["sentences"]) for g in groups if g["further"])
    return {
        "question": q.words,
        "understood": {
            "parties": [w.name for w in q.parties],
            "groups": [w.name for w in q.groups],
            "since": q.since,
            "until": q.until,
            "heading": q.heading,
            "side": q.side,
            "only_this_side": q.strict,
            "matter": q.matter,
            "abbreviated": [{"form": form, "others": list(others)} for form, others in q.spelt],
            "words": question_words(q),
        },
        "answered": answer.answered,
        "words": found_words(answer),
        "nothing": nothing_words(answer),
        "found": answer.found,
        "looked_at": answer.looked_at,
        "left": answer.left,
        "sides": {side or "neither": many for side, many in answer.sides.items()},
        "years": answer.years,
        "groups": groups,
        "other_times_words": other_times_words(answer),
        "other_times": _told(answer.other_times) if answer.other_times is not None else None,
        "further_words": further_words(further),
        "more": answer.more,
    }


def _group(group: Group, *, further: bool) -> View:
    return {
        "further": further,
        "who": who_words(group.who, group.speaks_for),
        "side": group.side,
        "sentences": [_told(t) for t in group.told],
    }


def _told(told: Told) -> View:
    kind = stance_told(told.stance)["kind"] if told.stance is not None else None
    return {
        "words": told.words,
        "kind": kind,
        "says": stance_words(told),
        "side": told.side,
        "doubtful": told.doubtful,
        "review": told.review,
        "fits": told.fits,
        **_place(told.place),
        "headings": headings_of(told),
        "told_by": again_words(told),
        "again": [_place(p) for p in told.again],
    }


def _place(place: Place) -> View:
    """``link``: of the page Read, at the statement, or, where none is marked, at the words (a text fragment, WICG)."""
    start, end = place.span
    return {
        "document": place.document,
        "title": place.title,
        "date": place.date,
        "source": place.source,
        "url": place.url,
        "statement": place.statement,
        "start": start,
        "end": end,
        "evidence": place.statement or f"{place.document}@{start}-{end}",
        "link": f"/read?{urlencode({'document': place.document})}#{place.statement or _fragment(place.words)}",
    }


def _fragment(words: str) -> str:
    """The first and the last words of a sentence, by which a browser finds it on a page."""
    several = words.split()
    ends = [several] if len(several) <= 2 * ENDS else [several[:ENDS], several[-ENDS:]]
    return ":~:text=" + ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
