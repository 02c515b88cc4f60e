"""Checkpoint → reader.onnx: the graph written operator by operator, then int8.

The operators are those that ONNX Runtime has fused kernels for (attention, GELU), so nothing depends on what an
exporter or an optimiser recognises. Weights of matrices and the word table become int8, per column.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from network import Reader
from pourparler.reading.byte_products import PROBE, SIDE
from pourparler.reading.encoding import PLACES, QUOTES
from pourparler.reading.halves import FROM_HALVES
from pourparler.reading.model import ENTITIES
from pourparler.reading.positions_taken import COLUMNS
from start import arguments, minilm

MICROSOFT = "com.microsoft"
FLOAT = ["sign", "sign.row", "x.words", "middle.words", "tags.2.product", "position.2.product", "entities.product"]
"""What stays float: lookups that are small, and the last steps of tags, positions and entities, which cost nothing."""
HALVES = ("links", "sources", "antecedents", "holders", "affiliations")
"""What the graph gives out in 16 bits: a long text keeps it until it is decoded, and to make it so elsewhere takes longer."""


class Graph:
    """Nodes and weights, named as they come."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        """Keep a constant; returns its name."""
        self.weights.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def node(self, operator: str, inputs: list[str], out: str, domain: str = "", **attributes: object) -> str:
        """Add an operator with one output; returns its name."""
        self.nodes.append(helper.make_node(operator, inputs, [out], name=out, domain=domain, **attributes))
        return out

    def linear(self, x: str, name: str, state: dict[str, np.ndarray], *, bias: bool = True) -> str:
        """x W' + b for a torch Linear."""
        product = self.node("MatMul", [x, self.weight(f"{name}.weight", state[f"{name}.weight"].T)], f"{name}.product")
        return (
            self.node("Add", [product, self.weight(f"{name}.bias", state[f"{name}.bias"])], f"{name}.out")
            if bias
            else product
        )


def norm(g: Graph, new: str, x: str, name: str, state: dict[str, np.ndarray]) -> str:
    """Add and normalise. Two operators: the fused one (SkipLayerNormalization) takes six times as long on the CPU."""
    weights = [g.weight(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")]
    return g.node("LayerNormalization", [g.node("Add", [new, x], f"{name}.sum"), *weights], name, epsilon=1e-12)


def build(model: Reader, version: str) -> onnx.ModelProto:
    """The float graph. Inputs: pieces (length,), signs (length, 3), first (words,). All outputs are (words, …), those of ``HALVES`` in 16 bits; of the meaning both are there."""
    state = {k: v.detach().float().numpy() for k, v in model.state_dict().items()}
    g, shape = Graph(), model.shape
    axis = g.weight("axis0", np.array([0], dtype=np.int64))
    length = g.node("Shape", ["pieces"], "length")
    at = g.node("Slice", [g.weight("positions", state["positions.weight"]), axis, length, axis], "at")
    x = g.node(
        "Add", [g.node("Gather", [g.weight("words", state["words.weight"]), "pieces"], "word"), at], "x.positions"
    )
    # The three small tables as one, a row for each combination: one lookup, and kept in float.
    table = (
        state["case.weight"][:, None, None]
        + state["quote.weight"][None, :, None]
        + state["place.weight"][None, None, :]
    ).reshape(-1, shape.hidden)
    steps = g.weight("steps", np.array([QUOTES * PLACES, PLACES, 1], dtype=np.int64))
    row = g.node("MatMul", ["signs", steps], "sign.row")
    x = g.node("Add", [x, g.node("Gather", [g.weight("signs.table", table), row], "sign")], "x.signs")
    x = g.node(
        "LayerNormalization",
        [x, g.weight("norm.weight", state["norm.weight"]), g.weight("norm.bias", state["norm.bias"])],
        "x.norm",
        epsilon=1e-12,
    )
    x = g.node("Unsqueeze", [x, axis], "x.batch")
    middle = x
    for k in range(shape.layers):
        name = f"layers.{k}"
        qkv = g.linear(x, f"{name}.qkv", state)
        q, key, value = f"{name}.q", f"{name}.k", f"{name}.v"
        g.nodes.append(helper.make_node("Split", [qkv], [q, key, value], name=f"{name}.split", axis=2, num_outputs=3))
        seen = g.node("MultiHeadAttention", [q, key, value], f"{name}.seen", MICROSOFT, num_heads=shape.heads)
        x = norm(g, g.linear(seen, f"{name}.out", state), x, f"{name}.norm1", state)
        wide = g.linear(x, f"{name}.wide", state, bias=False)
        wide = g.node(
            "BiasGelu", [wide, g.weight(f"{name}.wide.bias", state[f"{name}.wide.bias"])], f"{name}.gelu", MICROSOFT
        )
        x = norm(g, g.linear(wide, f"{name}.narrow", state), x, f"{name}.norm2", state)
        if k == shape.layers // 2 - 1:
            middle = x
    word = g.node("Gather", [g.node("Squeeze", [x, axis], "x.flat"), "first"], "x.words", axis=0)
    early = g.node("Gather", [g.node("Squeeze", [middle, axis], "middle.flat"), "first"], "middle.words", axis=0)
    inner = g.linear(word, "tags.0", state)
    outputs = {
        "tags": (g.linear(g.node("Gelu", [inner], "tags.gelu", MICROSOFT), "tags.2", state), 7),
        "links": (g.linear(word, "link", state), 2 * shape.link),
        "sources": (g.linear(word, "source", state), 2 * shape.link),
        "antecedents": (g.linear(word, "antecedent", state), 2 * shape.link),
        "positions": (
            g.linear(
                g.node("Gelu", [g.linear(word, "position.0", state)], "position.gelu", MICROSOFT), "position.2", state
            ),
            COLUMNS,
        ),
        "holders": (g.linear(word, "holder", state), 2 * shape.link),
        "entities": (g.linear(word, "entities", state), len(ENTITIES)),
        "affiliations": (g.linear(word, "affiliation", state), 2 * shape.link),
        "meaning": (g.linear(g.node("Concat", [early, word], "both", axis=1), "meaning", state), shape.hidden),
    }
    for name, (result, _) in outputs.items():
        if name in HALVES:
            g.node("Cast", [result], name + "_", to=TensorProto.FLOAT16)
        else:
            g.node("Identity", [result], name + "_")
    g.node("Cast", [outputs["meaning"][0]], "meaning_halves_", to=TensorProto.FLOAT16)
    graph = helper.make_graph(
        g.nodes,
        "pourparler-reader",
        [
            helper.make_tensor_value_info("pieces", TensorProto.INT64, ["length"]),
            helper.make_tensor_value_info("signs", TensorProto.INT64, ["length", 3]),
            helper.make_tensor_value_info("first", TensorProto.INT64, ["words"]),
        ],
        [
            *(
                helper.make_tensor_value_info(
                    name + "_", TensorProto.FLOAT16 if name in HALVES else TensorProto.FLOAT, ["words", size]
                )
                for name, (_, size) in outputs.items()
            ),
            helper.make_tensor_value_info("meaning_halves_", TensorProto.FLOAT16, ["words", shape.hidden]),
        ],
        g.weights,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)])
    made.ir_version = 9
    about = {
        "version": version,
        "transitions": np.round(state["transitions"], 4).tolist(),
        "link_distance": np.round(state["link_distance.weight"][:, 0], 4).tolist(),
        "source_distance": np.round(state["source_distance.weight"][:, 0], 4).tolist(),
        "holder_distance": np.round(state["holder_distance.weight"][:, 0], 4).tolist(),
        "affiliation_distance": np.round(state["affiliation_distance.weight"][:, 0], 4).tolist(),
        "nobody": round(float(state["holder_none"]), 4),
        "antecedent_distance": np.round(state["antecedent_distance.weight"][:, 0], 4).tolist(),
    }
    made.metadata_props.add(key="pourparler", value=json.dumps(about))
    return made


def probe() -> onnx.ModelProto:
    """What ``pourparler.reading.byte_products`` asks a processor with."""
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["bytes", "weights"], ["sums"])],
        "byte-products",
        [helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["rows", SIDE])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", SIDE])],
        [numpy_helper.from_array(np.full((SIDE, SIDE), 127, dtype=np.int8), "weights")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    made.ir_version = 9
    return made


def widening() -> onnx.ModelProto:
    """What ``pourparler.reading.halves`` turns numbers of 16 bits into such of 32 with."""
    graph = helper.make_graph(
        [helper.make_node("Cast", ["given"], ["made"], to=TensorProto.FLOAT)],
        "widening",
        [helper.make_tensor_value_info("given", TensorProto.FLOAT16, ["rows", "columns"])],
        [helper.make_tensor_value_info("made", TensorProto.FLOAT, ["rows", "columns"])],
    )
    turning = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    turning.ir_version = 9
    return turning


def average(models: Sequence[Reader]) -> Reader:
    """The first model with the mean of all weights; they must come from one another, or the mean means nothing."""
    states = [m.state_dict() for m in models]
    models[0].load_state_dict({name: sum(s[name] for s in states) / len(states) for name in states[0]})
    return models[0]


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument(
        "--checkpoint", type=Path, required=True, nargs="+", help="several are averaged (Wortsman and others 2022)"
    )
    parser.add_argument("--version", default="4")
    options = parser.parse_args()
    start = options.minilm or minilm()
    options.out.mkdir(parents=True, exist_ok=True)
    model = average([Reader.restore(path) for path in options.checkpoint]).eval()
    full = options.out / "reader-float.onnx"
    onnx.save(build(model, options.version), full)
    quantize_dynamic(
        full,
        options.out / "reader.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=FLOAT,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    onnx.save(probe(), options.out / PROBE.name)
    onnx.save(widening(), options.out / FROM_HALVES.name)
    tokenizer = json.loads((start / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (options.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    print(f"{(options.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
