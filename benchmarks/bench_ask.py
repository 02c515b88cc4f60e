"""How well and how fast questions are answered.

Without an argument: the time of an answer on a made record of 100,000 statements, against reading all meanings and comparing them in
float32, which is what an exact search would take. With the folder of a dossier of the bulletins (docs/asking.md says how it is made):
also whether a right passage is among the first five, for each file of questions in tests/asking.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from large_record import make
from pourparler.asking import Answer, Known, Nearness, Place, answer
from pourparler.dossier import Dossier, open_dossier
from pourparler.reading.model import shipped
from pourparler.record import Record
from pourparler.verbs.indexing import index_again
from pourparler.verbs.matching import matched_record

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "asking"
FIRST = 5
"""Sentences of an answer among which a right one is looked for."""
ROUNDS = 3


def in_order(found: Answer) -> Iterator[tuple[Place, ...]]:
    """The sentences of an answer as they are shown, each with the places that tell the same."""
    for group in found.groups:
        for told in group.told:
            yield told.place, *told.again


def is_right(place: Place, right: list[list[str]]) -> bool:
    """Whether a sentence is one of those marked: by the bulletin and words that stand in no other sentence of it."""
    words = " ".join(place.words.split()).casefold()
    return any(bulletin in (place.url or "") and some.casefold() in words for bulletin, some in right)


def rank(found: Answer, right: list[list[str]]) -> int | None:
    """The place of the first right sentence, from 1; None where none is right."""
    for k, places in enumerate(in_order(found), start=1):
        if any(is_right(place, right) for place in places):
            return k
    return None


def quality(dossier: Dossier, *, verbose: bool) -> None:
    model = shipped()
    with matched_record(dossier) as record:
        known = Known(dossier.load().negotiation, record.names())
        nearness = Nearness(*record.meaning_rows())
        print(f"{len(record.document_ids())} documents, {len(nearness):,} statements with meanings")
        for file in sorted(QUESTIONS.glob("questions*.json")):
            asked = json.loads(file.read_text(encoding="utf-8"))["questions"]
            ranks, times = [], []
            for q in asked:
                began = time.process_time()
                found = answer(record, q["question"], known, nearness, model.meaning)
                times.append(time.process_time() - began)
                ranks.append(rank(found, q["right"]))
                if verbose:
                    print(f"  {q['id']} {ranks[-1] or '-':>4}  {1000 * times[-1]:5.0f} ms  {q['question']}")
            hits = sum(r is not None and r <= FIRST for r in ranks)
            reciprocal = np.mean([1 / r if r else 0.0 for r in ranks])
            print(
                f"{file.name}: a right passage among the first {FIRST} in {hits} of {len(asked)}, the first in "
                f"{sum(r == 1 for r in ranks)}; mean reciprocal rank {reciprocal:.2f}; "
                f"{1000 * median(times):.0f} ms of processor a question, at most {1000 * max(times):.0f}"
            )


def speed(documents: int, each: int) -> None:
    model = shipped()
    with tempfile.TemporaryDirectory() as folder:
        dossier = make(Path(folder) / "large", documents, each)
        negotiation = dossier.load().negotiation
        with Record(dossier.record, by="benchmark") as record:
            began = time.perf_counter()
            index_again(record)
            print(f"passages of {documents:,} documents kept in {time.perf_counter() - began:.1f} s")
            known = Known(negotiation, record.names())
            began = time.perf_counter()
            nearness = Nearness(*record.meaning_rows())
            print(f"meanings of {len(nearness):,} statements at hand in {time.perf_counter() - began:.2f} s")
            _, rows = nearness.units()
            vector = model.meaning("an open corridor")
            exact = min(_time(lambda: np.argsort(-(rows @ vector))[:10]) for _ in range(ROUNDS))
            first = negotiation.parties[0].name
            for question in (
                f"what did {first} say about the corridor",
                "who opposed the corridor",
                "corridor in 2031",
            ):
                took = min(
                    _time(lambda q=question: answer(record, q, known, nearness, model.meaning)) for _ in range(ROUNDS)
                )
                print(f"{question!r}: {1000 * took:.0f} ms, {took / exact:.1f} times an exact search in float32")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _time(work) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(*words: str) -> None:
    if words and not words[0].isdigit():
        quality(open_dossier(Path(words[0])), verbose="-v" in words)
        return
    speed(*(int(w) for w in words)) if words else speed(5_000, 20)


if __name__ == "__main__":
    main(*sys.argv[1:])
