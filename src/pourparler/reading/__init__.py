"""Read documents: statements, speakers, stances, issues, meetings. All of it suggestions.

Loaded when first used: a page that only asks whether statements are matched to the dossier needs no reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.lazy import loaded_when_asked

if TYPE_CHECKING:
    from pourparler.reading.endpoint import CutOffError, Endpoint, EndpointError, Price, Usage
    from pourparler.reading.language_model import LanguageModelReader
    from pourparler.reading.model_reader import ModelReader
    from pourparler.reading.protocol import Reader

_HOMES = {
    **dict.fromkeys(("CutOffError", "Endpoint", "EndpointError", "Price", "Usage"), "endpoint"),
    "LanguageModelReader": "language_model",
    "ModelReader": "model_reader",
    "Reader": "protocol",
}

__all__ = ["CutOffError", "Endpoint", "EndpointError", "LanguageModelReader", "ModelReader", "Price", "Reader", "Usage"]


__getattr__ = loaded_when_asked(__name__, _HOMES)
