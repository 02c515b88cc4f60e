"""Which kernels a processor may use, and that the others read the same."""

import numpy as np
import pytest

from pourparler.reading import byte_products, model
from pourparler.reading.runtime import onnxruntime


@pytest.mark.parametrize(("lost", "told"), [(0, True), (1, False)])
def test_a_processor_that_loses_something_is_found_out(monkeypatch, lost, told):
    class Session:
        def __init__(self, *_args, **_options):
            pass

        def run(self, _names, given):
            sums = given["bytes"].astype(np.int64) @ np.full((byte_products.SIDE, byte_products.SIDE), 127)
            sums[-1, -1] -= lost
            return [sums]

    monkeypatch.setattr(onnxruntime(), "InferenceSession", Session)
    assert byte_products.exact.__wrapped__() is told


def test_the_probe_is_what_its_name_says():
    session = onnxruntime().InferenceSession(str(byte_products.PROBE), providers=["CPUExecutionProvider"])
    ones = np.ones((2, byte_products.SIDE), dtype=np.uint8)
    assert (session.run(["sums"], {"bytes": ones})[0] == 127 * byte_products.SIDE).all()


def test_slow_kernels_read_the_same(monkeypatch):
    text = "Ada Voss said that the strait would stay open. Kestria rejected the proposal."
    folder = byte_products.PROBE.parent
    monkeypatch.setattr(model, "exact", lambda: False)
    slow = model.Model(folder, 1)
    fast = model.shipped()
    (one,), (other,) = (m.scores(m.encode(text)) for m in (slow, fast))
    assert np.array_equal(one.tags, other.tags)
    assert np.array_equal(one.positions, other.positions)
