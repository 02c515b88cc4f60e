"""Would it hold? The graph model for conflict resolution. Knows the model only."""

from pourparler.stability.concepts import CONCEPTS, Stability, analyse
from pourparler.stability.forms import FORMS, Forms, forms
from pourparler.stability.graph import Graph
from pourparler.stability.proposal import propose
from pourparler.stability.reach import Reach, reach
from pourparler.stability.study import Study

__all__ = [
    "CONCEPTS",
    "FORMS",
    "Forms",
    "Graph",
    "Reach",
    "Stability",
    "Study",
    "analyse",
    "forms",
    "propose",
    "reach",
]
