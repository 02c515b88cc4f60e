"""Would it hold? The graph model for conflict resolution. Knows the model only."""

from pourparler.stability.analysis import StabilityAnalysis
from pourparler.stability.attitudes import FORMS, Forms, forms
from pourparler.stability.concepts import CONCEPTS, Stability, analyse
from pourparler.stability.graph import Graph
from pourparler.stability.paths import Reach, reach
from pourparler.stability.proposal import propose

__all__ = [
    "CONCEPTS",
    "FORMS",
    "Forms",
    "Graph",
    "Reach",
    "Stability",
    "StabilityAnalysis",
    "analyse",
    "forms",
    "propose",
    "reach",
]
