"""Would it hold? The graph model for conflict resolution. Knows the model only."""

from pourparler.stability.concepts import CONCEPTS, Stability, analyse
from pourparler.stability.graph import Graph
from pourparler.stability.reach import Reach, reach

__all__ = ["CONCEPTS", "Graph", "Reach", "Stability", "analyse", "reach"]
