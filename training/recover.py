"""The shipped model back as a checkpoint: the int8 weights times their steps. What is lost is what rounding lost before.

    python training/recover.py --out build/training/recovered.pt

Parts of speech are not shipped: their head starts from nothing.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from network import Reader
from pourparler.reading.encoding import CASES, PLACES, QUOTES

WEIGHTS = Path("src/pourparler/reading/weights/reader.onnx")


def recovered(path: Path) -> Reader:
    """A network with the weights of an exported model."""
    made = onnx.load(path)
    given = {t.name: numpy_helper.to_array(t) for t in made.graph.initializer}
    about = json.loads(next(p.value for p in made.metadata_props if p.key == "pourparler"))
    model = Reader()
    state = model.state_dict()
    for name in state:
        value = _float(given, {"words.weight": "words", "positions.weight": "positions"}.get(name, name))
        if value is None:
            continue
        turned = value.T if value.ndim == 2 and name not in ("words.weight", "positions.weight") else value
        state[name] = torch.from_numpy(np.ascontiguousarray(turned, dtype=np.float32)).reshape(state[name].shape)
    table = given["signs.table"].reshape(CASES, QUOTES, PLACES, -1)
    state["case.weight"] = torch.from_numpy(table[:, 0, 0].copy())
    state["quote.weight"] = torch.from_numpy(table[0, :, 0] - table[0, 0, 0])
    state["place.weight"] = torch.from_numpy(table[0, 0, :] - table[0, 0, 0])
    state["transitions"] = torch.tensor(about["transitions"])
    for name in ("link", "source", "antecedent", "holder", "affiliation"):
        if f"{name}_distance" in about:
            state[f"{name}_distance.weight"] = torch.tensor(about[f"{name}_distance"])[:, None]
    if "nobody" in about:
        state["holder_none"] = torch.tensor(float(about["nobody"]))
    model.load_state_dict(state)
    return model


def _float(given: dict[str, np.ndarray], name: str) -> np.ndarray | None:
    if name in given:
        return given[name]
    if f"{name}_quantized" not in given:
        return None
    value = given[f"{name}_quantized"].astype(np.float32)
    zero, scale = given[f"{name}_zero_point"].astype(np.float32), given[f"{name}_scale"]
    return (value - zero) * scale


def check(model: Reader) -> None:
    """Raise where a part that the package ships was left as it began."""
    for name in ("words.weight", "positions.weight"):
        if float(model.state_dict()[name].std()) > 0.5:
            raise ValueError(f"{name} was not found in the exported model")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    model = recovered(options.weights)
    check(model)
    model.save(options.out)


if __name__ == "__main__":
    main()
