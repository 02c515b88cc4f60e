"""What was not tested is told, and fails the run where CI is set."""

import os
import shutil
import subprocess
import sys

import pytest

from ..conftest import ROOT


@pytest.mark.parametrize(("ci", "code", "workers"), [("true", 1, "0"), ("", 0, "0"), ("true", 1, "1")])
def test_a_skipped_test_is_counted_and_fails_with_ci(tmp_path, ci, code, workers):
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "conftest.py", "kept.py"):
        shutil.copyfile(ROOT / "tests" / name, tmp_path / "tests" / name)
    (tmp_path / "tests" / "test_it.py").write_text(
        "def test_one(reference): ...\ndef test_two(reference): ...\ndef test_three(): ...\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", workers, "tests"],
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")} | {"CI": ci},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "1 passed, 2 skipped" in done.stdout
    assert "SKIPPED 2 TESTS: REFERENCE DATA ABSENT: " in done.stdout
    assert done.returncode == code
