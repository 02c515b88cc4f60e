"""The trained model: word scores for every window of a text, by ONNX Runtime on the CPU.

One graph serves all: tags, links, antecedents and meanings come from one pass of the encoder. Windows run one at a time, without
padding: no mask is needed, and nothing is computed for words that are not there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pourparler.model import Block
from pourparler.reading.byte_products import exact
from pourparler.reading.encoding import Encoded, Window, encode, windows
from pourparler.reading.halves import from_halves
from pourparler.reading.runtime import onnxruntime

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MORE = ("positions_", "holders_", "entities_", "affiliations_")
"""What a graph gives out that knows of positions; of another the fields of ``Scores`` for these are empty."""

ENTITIES = ("O", "PERSON", "ORGANIZATION", "LOCATION", "MISC", "DATE", "DURATION", "TIME", "NUMBER")
"""What a word may be part of, as CoreNLP names it."""


FAR = 512
"""Words; from here on every distance counts the same."""
WINDOWS_AT_HAND = 16
"""Windows whose pointers are kept in the form that is worked with; what a text is decoded from lies close together."""


@dataclass(frozen=True, eq=False)
class Pointer:
    """How well words point to others: a product of two projections and a value for the signed distance."""

    rows: NDArray[np.floating[Any]]
    columns: NDArray[np.floating[Any]]
    """Both in 16 bits as the model gives them: a long text is kept whole until it is decoded."""
    by_distance: Floats

    def scores(self, rows: Ints, columns: Ints) -> Floats:
        """(rows, columns) logits for word numbers within the window."""
        product = self.rows[rows].astype(np.float32) @ wide_columns(self)[columns].T
        product /= np.float32(self.rows.shape[1] ** 0.5)
        return product + self.near(columns[None, :] - rows[:, None])

    def row(self, word: int, columns: int) -> Floats:
        """(columns,) logits of one word for the first so many of the window: as ``scores``, in a fraction of the time."""
        product: Floats = (self.rows[word : word + 1].astype(np.float32) @ wide_columns(self)[:columns].T)[0]
        product /= np.float32(self.rows.shape[1] ** 0.5)
        product += self.near(np.arange(-word, columns - word))
        return product

    def near(self, distance: Ints) -> Floats:
        """What the signed distance adds."""
        values: Floats = self._near[np.minimum(np.maximum(distance, -FAR), FAR) + FAR]
        return values

    @cached_property
    def _near(self) -> Floats:
        """``by_distance`` of every distance from -FAR to FAR."""
        values: Floats = self.by_distance[_buckets(len(self.by_distance))]
        return values


@lru_cache(maxsize=5 * WINDOWS_AT_HAND)
def wide_columns(pointer: Pointer) -> Floats:
    """The columns in the form that is worked with. They are asked for word by word, and making it takes longer than the product."""
    columns = pointer.columns
    return from_halves(columns) if columns.dtype == np.float16 else columns.astype(np.float32)


def no_scores() -> Floats:
    """Of what a graph has no head for."""
    return np.zeros((0, 0), dtype=np.float32)


def no_pointer() -> Pointer:
    """Of what a graph has no head for."""
    return Pointer(no_scores(), no_scores(), np.zeros(0, dtype=np.float32))


@dataclass(frozen=True)
class Scores:
    """What the model says of the words of one window: ``tags`` (words, 7) as logits, pointers, and ``meaning`` (words, 384).

    ``links``: from a word of a content to the first word of its cue. ``sources``: from the first word of a cue to the first
    word of its source, or to itself where it has none. ``antecedents``: from a mention's last word to that of the mention before. The mean of ``meaning`` over the words of a stretch is the stretch's sentence embedding.
    ``positions`` (words, 12) as logits and ``holders``: see ``pourparler.reading.positions_taken``; ``nobody``: the logit of no holder in the window.
    ``entities`` (words, len(ENTITIES)) as logits. ``affiliations``: from the last word of a person's mention to the words of the body the person acts for.
    """

    window: Window
    tags: Floats
    links: Pointer
    sources: Pointer
    antecedents: Pointer
    meaning: NDArray[np.float16]
    positions: Floats = field(default_factory=no_scores)
    holders: Pointer = field(default_factory=no_pointer)
    nobody: float = 0.0
    entities: Floats = field(default_factory=no_scores)
    affiliations: Pointer = field(default_factory=no_pointer)


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    odds: Floats = np.exp(logits - np.maximum.reduce(logits, -1, keepdims=True))
    odds /= np.add.reduce(odds, -1, keepdims=True)
    return odds


def bucket(distance: Ints, buckets: int) -> Ints:
    """Signed distance in words → 0..buckets-1, exact near zero, logarithmic to 256 words."""
    half = buckets // 2
    near = half // 2
    size = np.abs(distance)
    far = near + (np.log(np.maximum(size, 1) / near) / np.log(256 / near) * (half - near - 1)).astype(np.int64)
    value: Ints = np.where(size < near, size, np.minimum(far, half - 1))
    return np.where(distance < 0, value, value + half)


@cache
def _buckets(buckets: int) -> Ints:
    """``bucket`` of every distance from -FAR to FAR."""
    return bucket(np.arange(-FAR, FAR + 1), buckets)


class Model:
    """A model file and its tokenizer. ``threads``: how many windows are worked on at once; as many as there are cores if 0.

    One thread a window: two threads on one window are hardly faster than one.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        from tokenizers import Tokenizer

        runtime = onnxruntime()
        options = runtime.SessionOptions()
        if not exact():
            # Slower kernels, and the same reading everywhere. They take twice as long also where nothing is lost without them.
            options.add_session_config_entry("session.x64quantprecision", "1")
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = runtime.InferenceSession(
            str(folder / "reader.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            # Add and norm as one operator take six times as long as two.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        self._threads = threads or len(
            os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
        )
        self._pool = ThreadPoolExecutor(self._threads, "windows")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        about = json.loads(self._session.get_modelmeta().custom_metadata_map["pourparler"])
        self.name = f"model/{about['version']}"
        """For the record: what read a statement."""
        self.transitions = np.array(about["transitions"], dtype=np.float32)
        self._link_distance = np.array(about["link_distance"], dtype=np.float32)
        self._source_distance = np.array(about["source_distance"], dtype=np.float32)
        self._antecedent_distance = np.array(about["antecedent_distance"], dtype=np.float32)
        # The graph that ships has no heads for positions yet: training/README.md says how they are made.
        self._more = MORE if "nobody" in about else ()
        self._holder_distance = np.array(about.get("holder_distance", ()), dtype=np.float32)
        self._affiliation_distance = np.array(about.get("affiliation_distance", ()), dtype=np.float32)
        self._nobody = float(about.get("nobody", 0.0))

    def encode(self, text: str, blocks: Sequence[Block] = ()) -> Encoded:
        """The text in words and pieces."""
        return encode(text, self.tokenizer, blocks)

    def scores(self, encoded: Encoded) -> list[Scores]:
        """Every window of the text. Time and memory grow in proportion to the text."""
        cut = windows(encoded)
        if self._threads == 1 or len(cut) < 2:
            return [self._window(encoded, window) for window in cut]
        return finished(self.begin(encoded, cut))

    def begin(self, encoded: Encoded, cut: Iterable[Window]) -> list[Future[Scores]]:
        """Some of the text's windows as they come, behind what was begun before."""
        return [self._pool.submit(self._window, encoded, window) for window in cut]

    def meaning(self, phrase: str) -> Floats:
        """(384,) unit vector: the sentence embedding of a phrase by itself; only its first window counts."""
        encoded = self.encode(phrase)
        if not len(encoded):
            return np.zeros(384, dtype=np.float32)
        pieces, signs, first = window_input(encoded, 0, windows(encoded)[0].last)
        (rows,) = self._session.run(["meaning_"], {"pieces": pieces, "signs": np.zeros_like(signs), "first": first})
        return unit(rows.mean(0))

    def _window(self, encoded: Encoded, window: Window) -> Scores:
        pieces, signs, first = window_input(encoded, window.first, window.last)
        tags, links, sources, antecedents, meaning, *more = self._session.run(
            ["tags_", "links_", "sources_", "antecedents_", "meaning_halves_", *self._more],
            {"pieces": pieces, "signs": signs, "first": first},
        )
        read = Scores(
            window,
            tags,
            self._pointer(links, self._link_distance),
            self._pointer(sources, self._source_distance),
            self._pointer(antecedents, self._antecedent_distance),
            meaning,
        )
        if not more:
            return read
        positions, holders, entities, affiliations = more
        return replace(
            read,
            positions=positions,
            holders=self._pointer(holders, self._holder_distance),
            nobody=self._nobody,
            entities=entities,
            affiliations=self._pointer(affiliations, self._affiliation_distance),
        )

    @property
    def at_once(self) -> int:
        """How many windows are worked on at once."""
        return self._threads

    @staticmethod
    def _pointer(values: NDArray[np.float16], by_distance: Floats) -> Pointer:
        half = values.shape[1] // 2
        return Pointer(values[:, :half], values[:, half:], by_distance)


def finished(begun: Sequence[Future[Scores]]) -> list[Scores]:
    """All of what was begun. Whoever waits may be interrupted: what is not yet worked on is then called off."""
    try:
        return [each.result() for each in begun]
    except BaseException:
        call_off(begun)
        raise


def call_off(begun: Iterable[Future[Scores]]) -> None:
    """Leave out the windows that nobody works on yet."""
    for each in begun:
        each.cancel()


def unit(vector: Floats) -> Floats:
    """The vector at length one; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def window_input(encoded: Encoded, first: int, last: int) -> tuple[Ints, Ints, Ints]:
    """Pieces with both ends (length,), their signs (length, 3), and where each word's first piece stands (words,)."""
    starts = encoded.starts[first : last + 1]
    pieces = np.concatenate([[101], encoded.pieces[starts[0] : starts[-1]], [102]])
    signs = np.zeros((len(pieces), 3), dtype=np.int64)
    signs[1:-1] = np.repeat(encoded.signs[first:last], np.diff(starts), axis=0)
    return pieces, signs, starts[:-1] - starts[0] + 1


@lru_cache(maxsize=2)
def shipped(threads: int = 0) -> Model:
    """The model in the package; ``threads``: see ``Model``."""
    return Model(Path(__file__).parent / "weights", threads)
