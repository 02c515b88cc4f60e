"""The reading of whole articles against the same encoder in float32 torch, in turns on the same texts and cores."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np

from pourparler.model import Document
from pourparler.reading import ModelReader
from pourparler.reading.encoding import MOST_PIECES
from pourparler.reading.model import shipped, window_input

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
OVERLAP = 96
"""Pieces that two windows of the baseline share."""


def main() -> None:
    try:
        import torch
    except ImportError:
        print("speed against torch: torch absent (`make bench` installs it)")
        return
    sys.path.insert(0, str(ROOT / "training"))
    from network import Reader
    from start import minilm

    network = Reader.from_minilm(minilm() / "model.safetensors").eval()
    paths = sorted((ROOT / "examples" / "strait-of-lorn" / "documents").glob("*")) + sorted(
        (ROOT / "training" / "gold").glob("*/*.txt")
    )
    words = " ".join(p.read_text(encoding="utf-8") for p in paths if p.suffix in (".txt", ".md"))
    texts = [words[k : k + 5_000] for k in range(0, len(words) - 5_000, 5_000)][:24]
    reader, model = ModelReader(), shipped()

    @torch.no_grad()
    def plain() -> None:
        """The encoder alone, over windows as long as it allows: no decoding, no names, nothing else."""
        for text in texts:
            encoded = model.encode(text)
            for start in range(0, max(1, int(encoded.starts[-1]) - OVERLAP), MOST_PIECES - OVERLAP):
                first = np.searchsorted(encoded.starts, start)
                last = np.searchsorted(encoded.starts, start + MOST_PIECES, side="right") - 1
                pieces, signs, _ = window_input(encoded, int(first), int(last))
                network.encode(
                    torch.from_numpy(pieces)[None],
                    torch.from_numpy(signs)[None],
                    torch.ones(1, len(pieces), dtype=torch.bool),
                )

    def whole() -> None:
        for text in texts:
            reader.read(Document(text, "t"))

    def seconds(work) -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    plain(), whole()
    rounds = [(seconds(plain), seconds(whole)) for _ in range(ROUNDS)]
    slow, fast = (min(each) for each in zip(*rounds, strict=True))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(
        f"whole reading, int8, against the encoder alone in float32 torch ({torch.get_num_threads()} threads, {cores} cores): "
        f"{slow / fast:.1f} times as fast; {len(texts) / fast:.1f} articles of 5 kB a second"
    )


if __name__ == "__main__":
    main()
