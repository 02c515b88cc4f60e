"""The training corpus: PolNeAR's readings and CoreNLP's layers as labels on words."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pourparler.reading.decoding import TAGS
from pourparler.reading.encoding import Encoded, encode
from pourparler.reading.model import ENTITIES

Ints = NDArray[np.int64]
IGNORE = -100


@dataclass
class Article:
    """One text with its labels. ``tags``, ``links`` and ``sources`` have one row per reading, (readings, words).

    ``links[r, w]`` is the first word of the cue that word w's content belongs to. ``sources[r, w]``, for w the first word
    of a cue, is the first word of its source, or w itself where it has none. ``antecedents[w]`` is the
    head word of the mention before, for w the head of a mention; w itself where the chain begins.
    """

    doc: str
    text: str
    encoded: Encoded
    tags: Ints
    links: Ints
    sources: Ints
    entities: Ints
    parts: Ints
    antecedents: Ints
    sentences: list[tuple[int, int]]
    """First and last word (exclusive) of each sentence."""


def rows(path: Path) -> Iterable[dict]:
    """The lines of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def words_under(encoded: Encoded, start: int, end: int) -> slice:
    """The words that share a character with [start, end)."""
    return slice(*encoded.words(start, end))


def label(encoded: Encoded, attributions: list[dict]) -> tuple[Ints, Ints, Ints]:
    """Tags, links and sources of one reading, each (words,)."""
    tags = np.zeros(len(encoded), dtype=np.int64)
    links, sources = (np.full(len(encoded), IGNORE, dtype=np.int64) for _ in range(2))
    for attribution in attributions:
        if not attribution["cue"]:
            continue
        cue = words_under(encoded, *attribution["cue"][0]).start
        if cue < len(encoded):
            sources[cue] = words_under(encoded, *attribution["source"][0]).start if attribution["source"] else cue
        for role in ("content", "source", "cue"):
            for start, end in attribution[role]:
                at = words_under(encoded, start, end)
                if at.start == at.stop:
                    continue
                tags[at] = TAGS.index(f"I-{role}")
                tags[at.start] = TAGS.index(f"B-{role}")
                links[at] = cue if role == "content" else IGNORE
    return tags, links, sources


def load(folder: Path, split: str, tokenizer: Tokenizer) -> list[Article]:
    """All articles of a split, each with all its readings, the first reading first."""
    readings: dict[str, list[dict]] = defaultdict(list)
    for row in rows(folder / f"polnear-{split}.jsonl.gz"):
        readings[row["doc"]].append(row)
    layers = {row["doc"]: row for row in rows(folder / f"corenlp-{split}.jsonl.gz")}
    pos: dict[str, int] = {}
    articles = []
    for doc, several in sorted(readings.items()):
        several.sort(key=lambda row: row["reading"])
        text = several[0]["text"]
        encoded = encode(text, tokenizer)
        labels = [label(encoded, row["attributions"]) for row in several if row["text"] == text]
        entities = np.full(len(encoded), IGNORE, dtype=np.int64)
        parts, antecedents = entities.copy(), entities.copy()
        sentences = []
        for sentence in layers.get(doc, {}).get("sentences", ()):
            for start, end, part, entity in sentence:
                at = words_under(encoded, start, end)
                entities[at] = ENTITIES.index(entity) if entity in ENTITIES else 0
                parts[at] = pos.setdefault(part, len(pos)) if len(pos) < 48 or part in pos else IGNORE
            sentences.append(
                (
                    words_under(encoded, sentence[0][0], sentence[0][1]).start,
                    words_under(encoded, sentence[-1][0], sentence[-1][1]).stop,
                )
            )
        for chain in layers.get(doc, {}).get("chains", ()):
            heads = sorted({max(words_under(encoded, m[2], m[3]).stop - 1, 0) for m in chain})
            for before, head in zip([heads[0], *heads], heads, strict=False):
                antecedents[head] = before
        articles.append(
            Article(
                doc,
                text,
                encoded,
                *(np.stack(rows) for rows in zip(*labels, strict=True)),
                entities,
                parts,
                antecedents,
                sentences,
            )
        )
    return articles
