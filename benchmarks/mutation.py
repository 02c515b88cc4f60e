"""How many small faults the tests notice: mutmut puts one at a time into the code, and the tests that run that function are run.

A seeded sample of the faults is tried in each package, so that the check ends in sensible time; ``make mutation`` calls this. A fault that no test
runs counts as not noticed, one that makes a test run for ever as noticed. Faults are put into functions, not into tables or patterns outside them.
What is mutated and which tests are run stands in pyproject.toml under ``[tool.mutmut]``.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICED = frozenset({"killed", "timeout", "segfault"})
SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
LEFT_OUT = frozenset({"skipped", "caught by type check", "not checked", "check was interrupted by user"})


def mutmut(*words: str) -> str:
    """What mutmut prints. Ends the program where mutmut does not work."""
    # The tests stand alone: no reference data, the code from here and not from what is installed.
    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "PYTHONPATH")}
    done = subprocess.run(
        [Path(sys.executable).with_name("mutmut"), *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        told = "\n".join(line for line in done.stdout.splitlines() if line and line[0] not in SPINNER)
        sys.exit(f"mutmut {words[0]} ended with {done.returncode}:\n{told[-4000:]}")
    return done.stdout


def outcomes() -> dict[str, str]:
    """Every fault that mutmut can put in, and what came of it."""
    lines = (line.strip().rpartition(": ") for line in mutmut("results", "--all", "true").splitlines())
    return {name: outcome for name, colon, outcome in lines if colon}


def package_of(fault: str) -> str:
    return fault.split(".")[1]


def sample(faults: list[str], size: int, seed: int) -> list[str]:
    """As many faults of each package as ``size`` says, or all where there are fewer."""
    packages: dict[str, list[str]] = defaultdict(list)
    for fault in sorted(faults):
        packages[package_of(fault)].append(fault)
    draw = random.Random(seed)
    return [f for name in sorted(packages) for f in draw.sample(packages[name], min(size, len(packages[name])))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=60, help="faults tried in each package (default: 60)")
    parser.add_argument("--seed", type=int, default=0, help="which faults are drawn (default: 0)")
    parser.add_argument("--only", default="", help="faults whose name begins so, such as pourparler.settlement")
    asked = parser.parse_args()
    begun = time.monotonic()
    shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    print("making the faults, and finding which tests run which function", flush=True)
    mutmut("run", "pourparler.settlement.hard_constraints.*__mutmut_1")
    every = [fault for fault in outcomes() if fault.startswith(asked.only)]
    drawn = sample(every, asked.size, asked.seed)
    print(f"{len(every)} faults, {len(drawn)} of them tried (seed {asked.seed})", flush=True)
    mutmut("run", *drawn)
    found = outcomes()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for fault in drawn:
        told[package_of(fault)][found[fault]] += 1
        if found[fault] not in NOTICED | LEFT_OUT:
            print(f"  {found[fault]}: {fault}")
    print(f"\n{'package':<14}{'faults':>8}{'tried':>8}{'noticed':>9}{'score':>8}")
    total = Counter[str]()
    for name, counts in sorted(told.items()):
        tried = sum(n for outcome, n in counts.items() if outcome not in LEFT_OUT)
        noticed = sum(n for outcome, n in counts.items() if outcome in NOTICED)
        many = sum(package_of(f) == name for f in every)
        total.update(faults=many, tried=tried, noticed=noticed)
        print(f"{name:<14}{many:>8}{tried:>8}{noticed:>9}{noticed / max(tried, 1):>8.0%}")
    whole = total["noticed"] / max(total["tried"], 1)
    print(f"{'together':<14}{total['faults']:>8}{total['tried']:>8}{total['noticed']:>9}{whole:>8.0%}")
    print(f"\n{(time.monotonic() - begun) / 60:.0f} minutes; `mutmut show NAME` shows a fault that was not noticed")


if __name__ == "__main__":
    main()
