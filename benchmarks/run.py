"""Run every benchmark here; each prints ratios against a baseline measured in the same run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path


def main() -> None:
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores", flush=True)
    failed = 0
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n## {script.stem.removeprefix('bench_')}", flush=True)
        failed += subprocess.run([sys.executable, script], check=False).returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
