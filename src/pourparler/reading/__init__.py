"""Read documents: statements, speakers, stances, issues, meetings. All of it suggestions."""

from pourparler.reading.endpoint import CutOffError, Endpoint, EndpointError, Price, Usage
from pourparler.reading.language_model import LanguageModelReader
from pourparler.reading.model_reader import ModelReader
from pourparler.reading.protocol import Reader

__all__ = ["CutOffError", "Endpoint", "EndpointError", "LanguageModelReader", "ModelReader", "Price", "Reader", "Usage"]
