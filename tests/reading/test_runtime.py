"""Reading sends nothing, and leaves nothing outside the dossier."""

import os
import subprocess
import sys

READ = """
import builtins, os
load = builtins.__import__
def loading(name, *rest):
    assert name != "onnxruntime" or os.environ["ORT_DISABLE_TELEMETRY"] == "1"
    return load(name, *rest)
builtins.__import__ = loading
from pourparler.model import Document
from pourparler.reading import ModelReader

assert ModelReader().read(Document("Ada Voss said that the strait would stay open.", "Talks")).statements
"""


def test_onnxruntime_counts_nothing_and_keeps_no_number_of_the_machine(tmp_path):
    places = (
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "TMPDIR",
        "LOCALAPPDATA",
        "USERPROFILE",
    )
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"} | dict.fromkeys(
        places, str(tmp_path)
    )
    subprocess.run([sys.executable, "-c", READ], env=environment, cwd=tmp_path, check=True)
    assert list(tmp_path.iterdir()) == []
