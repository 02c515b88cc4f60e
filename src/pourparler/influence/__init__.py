"""Who weighs how much: power indices of voting games. Knows the model only."""

from pourparler.influence.power import Game, Powers, Rule, powers

__all__ = ["Game", "Powers", "Rule", "powers"]
