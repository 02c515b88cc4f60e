"""Texts nobody would write: how much longer twice the text takes to add, read and keep; a model without an encoder, so that the rest shows."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from pourparler.documents import Limits, Options
from pourparler.documents.opening import open_document
from pourparler.dossier import load
from pourparler.model import Document
from pourparler.reading import ModelReader
from pourparler.reading.encoding import Encoded, encode, windows
from pourparler.reading.model import Pointer, Scores, shipped
from pourparler.record import Record

ROOT = Path(__file__).resolve().parent.parent
NEGOTIATION = load(ROOT / "examples" / "strait-of-lorn" / "dossier.yaml").negotiation
SAID = "Ada Voss said that the strait would stay open if inspectors may come. “We will stay,” she said. "
SYLLABLES = [c + v for c in "bdfgklmnprst" for v in "aeiou"]


class Plain:
    """What the reader asks of a model, by rule: "said" is a cue, the word before its source, the rest of the sentence its content."""

    name = "plain/1"

    def __init__(self) -> None:
        self.tokenizer, self.transitions = shipped().tokenizer, shipped().transitions
        self.text = ""

    def meaning(self, phrase: str) -> np.ndarray:
        return np.eye(384, dtype=np.float32)[len(phrase) % 384]

    def encode(self, text: str, blocks=()) -> Encoded:
        self.text = text
        return encode(text, self.tokenizer, blocks)

    def scores(self, encoded: Encoded) -> list[Scores]:
        return [self._window(encoded, window) for window in windows(encoded)]

    def _window(self, encoded: Encoded, window) -> Scores:
        words = [self.text[a:b] for a, b in encoded.spans[window.first : window.last]]
        tags = np.zeros((len(words), 7), dtype=np.float32)
        tags[:, 0] = 3
        begins = goes_on = False
        for k, word in enumerate(words):
            if word == "said":
                tags[k, 3], begins, goes_on = 9, True, True
                if k:
                    tags[k - 1, 1] = 9
            elif word in ".?!":
                goes_on = False
            elif goes_on:
                tags[k, 5 if begins else 6], begins = 8, False
        nearest = np.full(32, -4, dtype=np.float32)
        nearest[:4], nearest[16:20] = 4, 3
        none = np.zeros((len(words), 2), dtype=np.float16)
        pointer = Pointer(none, none, nearest)
        return Scores(window, tags, pointer, pointer, pointer, np.zeros((len(words), 384), dtype=np.float16))


def again(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def people(size: int) -> str:
    names = ("".join(SYLLABLES[(k * p + k // 60) % 60] for p in (1, 7, 11)).capitalize() for k in range(size))
    lines, length = [], 0
    while length < size:
        lines.append(f"Minister {next(names)} {next(names)} said that the strait would stay open.\n")
        length += len(lines[-1])
    return "".join(lines)


TEXTS: dict[str, Callable[[int], str]] = {
    "one line": again(SAID),
    "many lines": again(SAID.strip() + "\n"),
    "no stop": again("Ada Voss said that the strait would stay open if they come "),
    "dates in one line": again("on 5 February 2031, "),
    "a date a line": again("5 February 2031\n"),
    "dates in digits": again("2031-02-05 "),
    "stars and a letter": lambda size: "a" + "*" * size,
    "bullets": again("* a\n"),
    "tables only": again("Ada Voss\t12\topen\n"),
    "no letters": again("12 34. "),
    "stops": lambda size: "." * size + "x",
    "hyphens": again("Ab-"),
    "capitals": again("AB-"),
    "marks that open": again("“We will stay\n"),
    "one turn": lambda size: "Q: Why?\nA: Yes.\nQ: What?\nA: No.\n" + again("We go on with it all.\n")(size),
    "conditions": again("if they come "),
    "accents": lambda size: "a" + "\u0301\u0323" * (size // 2),
    "many people": people,
    "meetings": lambda size: "".join(
        f"Ivo Brandt met Ada Voss in {SYLLABLES[k % 60].capitalize()}{k} on 5 May 2031.\n" for k in range(size // 46)
    ),
}


def whole(text: str, model: Plain | None = None) -> float:
    """Seconds of processor time to add a text, read it, and keep what was read twice."""
    reader = ModelReader(model) if model else ModelReader()
    began = time.process_time()
    (gathered,) = open_document("text.txt", text.encode(), "text", Options(), Limits())
    document = gathered.document
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.sqlite") as record:
        if document is None:
            return time.process_time() - began
        record.add_document(document)
        reading = reader.read(document, NEGOTIATION)
        for _ in range(2):
            record.save_reading(reading, document.text)
        return time.process_time() - began


def main() -> None:
    whole(SAID, Plain())
    print("twice the text, whole of add, read and keep, without the encoder (in proportion: 2; processor time):")
    for name, make in TEXTS.items():
        small, large = (whole(make(size), Plain()) for size in (30_000, 60_000))
        print(f"  {name:20} {large / small:4.1f} times as long ({large:.2f} s)", flush=True)
    for name, text in (
        ("150,000 dates, one a line", "5 February 2031\n" * 150_000),
        ("150,000 dates in one line", "2031-02-05 " * 150_000),
        ("50,000 stars", "*" * 50_000),
        ("50,000 stars and a word", "*" * 50_000 + " open"),
    ):
        print(f"  {name}: {whole(text, Plain()):.1f} s", flush=True)
    ModelReader().read(Document(SAID, "t"), NEGOTIATION)
    small, large = (whole("5 February 2031\n" * many) for many in (5_000, 10_000))
    print(f"with the model that ships, 10,000 dates take {large / small:.1f} times as long as 5,000 ({large:.1f} s)")


if __name__ == "__main__":
    main()
