"""How the reader's time grows with the text, and its score where the reference data are present."""

from __future__ import annotations

import time
from pathlib import Path

from pourparler.dossier import load
from pourparler.model import Document
from pourparler.reading import ModelReader, load_gold, roles, score

ROOT = Path(__file__).resolve().parent.parent
UNIT = "Ada Voss said that the strait would stay open. “We will stay,” she said, adding that the due would go.\n"


def growth() -> None:
    negotiation = load(ROOT / "examples" / "strait-of-lorn" / "dossier.yaml").negotiation

    def seconds(size: int) -> float:
        text = UNIT * (size // len(UNIT))
        began = time.perf_counter()
        ModelReader().read(Document(text, "t"), negotiation)
        return time.perf_counter() - began

    seconds(10_000)
    small, large = seconds(100_000), seconds(1_000_000)
    print(f"ten times the text takes {large / small:.1f} times as long (1 MB: {large:.1f} s)")


def dev_score() -> None:
    path = ROOT.parent / "shared" / "reference" / "attribution" / "polnear-dev.jsonl.gz"
    if not path.exists():
        print("score: reference data absent")
        return
    gold = load_gold(path)
    reader = ModelReader()
    found = {g.doc: roles(reader.read(Document(g.text, g.doc)).statements) for g in gold}
    scores = score(gold, found)
    for name in ("who-said-what/overlap", "relation/overlap", "source/overlap", "content/overlap"):
        s = scores[name]
        print(
            f"{reader.name}, dev, {len(gold)} articles, {name}: P {100 * s.precision:.1f} R {100 * s.recall:.1f} F1 {100 * s.f1:.1f}"
        )


if __name__ == "__main__":
    growth()
    dev_score()
