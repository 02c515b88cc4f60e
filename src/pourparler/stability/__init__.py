"""Would it hold? The graph model for conflict resolution. Knows the model only."""

from pourparler.stability.concepts import CONCEPTS, Stability, analyse
from pourparler.stability.graph import Graph

__all__ = ["CONCEPTS", "Graph", "Stability", "analyse"]
