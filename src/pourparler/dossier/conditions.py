"""Conditions on moves as people write them: ``a and not b``, ``a or b``, ``a if b``, ``a iff b``, brackets.

``a if b``: a, wherever b (the field's IF; Peng, Hipel, Kilgour 1997); ``a iff b``: both or neither. They stand outside brackets. A word may
also be a term: another condition, named.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from pourparler.model.conflict import Move, Pattern

Choice = dict[int, bool]


class Words:
    """What the words in conditions mean: moves by their ids, and terms made of them."""

    def __init__(self, moves: Iterable[str]) -> None:
        self.moves = {id: k for k, id in enumerate(moves)}
        self.terms: dict[str, ast.expr] = {}

    def define(self, name: str, text: str) -> None:
        """Name a condition. Raises ValueError: it cannot be understood, or has an ``if``."""
        condition = _parsed(text)
        _choices(condition, self, True)
        self.terms[name] = condition

    @property
    def known(self) -> list[str]:
        """All of them."""
        return [*self.moves, *self.terms]


def patterns_of(text: str, words: Words) -> tuple[Pattern, ...]:
    """The condition as patterns, any of which may hold.

    Raises:
        ValueError: it cannot be understood, or names a move that there is not.
    """
    parts = re.split(r"\s+(iff?)\s+", text.strip())
    if len(parts) == 1:
        found = _choices(_parsed(text), words, True)
    elif len(parts) == 3:
        first, word, second = _parsed(parts[0]), parts[1], _parsed(parts[2])
        if word == "if":
            found = [*_choices(first, words, True), *_choices(second, words, False)]
        else:
            both = _joined(_choices(first, words, True), _choices(second, words, True))
            found = [*both, *_joined(_choices(first, words, False), _choices(second, words, False))]
    else:
        raise ValueError("a condition can hold only one `if`")
    return tuple(tuple(sorted(c.items())) for c in _fewest(found))


def words_of(patterns: Iterable[Pattern], moves: Iterable[Move]) -> str:
    """A condition that means the patterns."""
    ids = [m.id for m in moves]
    told = [" and ".join(ids[k] if taken else f"not {ids[k]}" for k, taken in p) for p in patterns]
    return " or ".join(f"({t})" if " and " in t and len(told) > 1 else t for t in told)


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError):  # the last two: brackets without end
        raise ValueError(f"{text.strip()!r} is not a condition") from None


def _choices(node: ast.expr, words: Words, positive: bool) -> list[Choice]:
    """The condition (or its opposite) as alternatives."""
    if isinstance(node, ast.Name):
        if node.id in words.terms:
            return _choices(words.terms[node.id], words, positive)
        if node.id not in words.moves:
            raise UnknownMoveError(node.id)
        return [{words.moves[node.id]: positive}]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _choices(node.operand, words, not positive)
    if isinstance(node, ast.BoolOp):
        parts = [_choices(value, words, positive) for value in node.values]
        if isinstance(node.op, ast.Or) == positive:
            return [choice for part in parts for choice in part]
        found = parts[0]
        for part in parts[1:]:
            found = _fewest(_joined(found, part))
        return found
    raise ValueError(f"{ast.unparse(node)!r} is not a condition")


class UnknownMoveError(ValueError):
    """The name of a move that there is not."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown move {name!r}")
        self.name = name


def _joined(first: Iterable[Choice], second: Iterable[Choice]) -> list[Choice]:
    then = list(second)
    return [{**a, **b} for a in first for b in then if all(b.get(k, taken) == taken for k, taken in a.items())]


def _fewest(choices: Iterable[Choice]) -> list[Choice]:
    """Without those that another one holds already."""
    unique = list({tuple(sorted(c.items())): c for c in choices}.values())
    return [c for c in unique if not any(d is not c and d.items() <= c.items() for d in unique)]
