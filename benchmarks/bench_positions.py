"""Who takes which position, and for which party, from documents alone: a dossier is drafted from each of the annotated negotiations and scored.

The annotated negotiations and the program that scores a draft are no part of this project; without them nothing is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("POURPARLER_REFERENCE", ROOT.parent / "shared"))
"""The folder with ``reference/drafting`` and ``tools/draft_bench.py``."""
GROUPS = {"the Riyadh article": "riyadh-2025*.txt", "uk-eu-2020": "uk-eu-2020*.txt", "six conference bulletins": "enb"}


def main() -> None:
    bench, dev = SHARED / "tools" / "draft_bench.py", SHARED / "reference" / "drafting" / "dev"
    if not bench.exists() or not dev.exists():
        print(f"not measured: no annotated negotiations at {dev}")
        return
    print(
        "| text | marks | positions with party F1 | positions F1 | direction right | parties F1 |\n| --- | --- | --- | --- | --- | --- |"
    )
    for name, pattern in GROUPS.items():
        row = score(bench, [str(path) for path in sorted(dev.glob(pattern))])
        mean = row["mean"]
        shown = (
            mean["mentions_with_party"]["f1"],
            mean["mentions"]["f1"],
            mean["direction"]["accuracy"],
            mean["parties"]["f1"],
        )
        print(f"| {name} | {row['marks']} | " + " | ".join(f"{100 * x:.1f}" for x in shown) + " |", flush=True)


def score(bench: Path, cases: list[str]) -> dict:
    """What ``draft_bench.py`` says of the cases."""
    program = Path(sys.executable).with_name("pourparler")
    done = subprocess.run(
        [sys.executable, str(bench), *cases, "--exe", str(program), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
