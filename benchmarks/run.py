"""The table of measures (``measures.py``), then every benchmark here; each prints ratios against a baseline measured in the same run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path


def main() -> None:
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores", flush=True)
    here = Path(__file__).parent
    failed = subprocess.run([sys.executable, here / "measures.py", *sys.argv[1:2]], check=False).returncode != 0
    for script in sorted(here.glob("bench_*.py")):
        print(f"\n## {script.stem.removeprefix('bench_')}", flush=True)
        failed += subprocess.run([sys.executable, script], check=False).returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
