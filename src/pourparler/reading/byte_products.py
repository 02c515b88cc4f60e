"""Whether this processor adds up products of bytes without loss: what tells fast kernels that may be used from those that may not.

Processors without VNNI add two products in 16 bits, and what goes over is cut off: the same weights would read another text there. Asked is
the processor itself, by a product of two matrices so large that every pair of products goes over; lists of features differ by system.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from pourparler.reading.runtime import onnxruntime

PROBE = Path(__file__).parent / "weights" / "byte_products.onnx"
"""Unsigned bytes (rows, SIDE) times a matrix of 127, both sides SIDE; ``training/export.py`` writes it."""
SIDE = 64
LARGEST = 255 * 127


@cache
def exact() -> bool:
    """Whether the kernels that ONNX Runtime takes here for unsigned times signed bytes give the true sums."""
    runtime = onnxruntime()
    session = runtime.InferenceSession(str(PROBE), providers=["CPUExecutionProvider"])
    (sums,) = session.run(["sums"], {"bytes": np.full((SIDE, SIDE), 255, dtype=np.uint8)})
    return bool((sums == SIDE * LARGEST).all())
