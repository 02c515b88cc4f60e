"""Who weighs how much, and where that leads: power indices, spatial bargaining. Knows the model only."""

from pourparler.influence.contests import Contested, contested
from pourparler.influence.power import Game, Powers, Rule, powers
from pourparler.influence.spatial import PUBLISHED, Bargaining, Rules, SpatialActor, bargain

__all__ = [
    "PUBLISHED",
    "Bargaining",
    "Contested",
    "Game",
    "Powers",
    "Rule",
    "Rules",
    "SpatialActor",
    "bargain",
    "contested",
    "powers",
]
