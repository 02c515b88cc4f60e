"""onnxruntime, which runs the graphs, as a program needs it that promises to send nothing."""

from __future__ import annotations

import os
from typing import Any


def onnxruntime() -> Any:
    """The module, loaded when first asked for.

    Since 1.32 it counts its uses, keeps a number for the machine in the user's folder and sends both to its makers. Only this variable keeps
    it from that altogether, and only before it is loaded: its function to that end comes too late for the first message.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime as module

    return module
