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

LONGEST = 5_000
"""Characters of a condition."""
MOST_CHOICES = 500
"""Combinations of moves that one condition may stand for, on the way to the fewest as well."""
_WORDS = re.compile(r"[\w\s()]*")
_DEEP = "its brackets and `not` stand too deep within one another"


class Words:
    """What the words in conditions mean: moves by their ids, and terms made of them."""

    def __init__(self, moves: Iterable[str]) -> None:
        self.moves = {id: k for k, id in enumerate(moves)}
        self.terms: dict[str, ast.expr] = {}
        self.choices: dict[tuple[str, bool], list[Choice]] = {}
        """Of a term, or of its opposite, once it was asked for."""

    def define(self, name: str, text: str) -> None:
        """Name a condition. Raises ValueError: it cannot be understood, has an ``if``, or stands for too many combinations."""
        condition = _parsed(text)
        try:
            self.choices[name, True] = _choices(condition, self, True)
        except RecursionError:
            raise ValueError(_DEEP) from None
        self.terms[name] = condition

    def of_term(self, name: str, positive: bool) -> list[Choice]:
        """What a term (or its opposite) stands for."""
        if (name, positive) not in self.choices:
            self.choices[name, positive] = _choices(self.terms[name], self, positive)
        return self.choices[name, positive]

    @property
    def known(self) -> list[str]:
        """All of them."""
        return [*self.moves, *self.terms]


def patterns_of(text: str, words: Words) -> tuple[Pattern, ...]:
    """The condition as patterns, any of which may hold.

    Raises:
        ValueError: it cannot be understood, names a move that there is not, or stands for more than ``MOST_CHOICES`` combinations.
    """
    try:
        found = _of_whole(text, words)
    except RecursionError:
        raise ValueError(_DEEP) from None
    return tuple(tuple(sorted(c.items())) for c in found)


def _of_whole(text: str, words: Words) -> list[Choice]:
    if len(text) > LONGEST:
        raise ValueError(f"a condition of {len(text):,} characters is too long; at most {LONGEST:,}")
    parts = re.split(r"\s+(iff?)\s+", text.strip())
    if len(parts) == 1:
        return _fewest(_choices(_parsed(text), words, True))
    if len(parts) != 3:
        raise ValueError("a condition can hold only one `if`")
    first, word, second = _parsed(parts[0]), parts[1], _parsed(parts[2])
    if word == "if":
        return _fewest([*_choices(first, words, True), *_choices(second, words, False)])
    both = _joined(_choices(first, words, True), _choices(second, words, True))
    return _fewest([*both, *_joined(_choices(first, words, False), _choices(second, words, False))])


def words_of(patterns: Iterable[Pattern], moves: Iterable[Move]) -> str:
    """A condition that means the patterns."""
    ids = [m.id for m in moves]
    told = [" and ".join(ids[k] if taken else f"not {ids[k]}" for k, taken in p) for p in patterns]
    return " or ".join(f"({t})" if " and " in t and len(told) > 1 else t for t in told)


def _parsed(text: str) -> ast.expr:
    words = text.strip()
    try:
        if _WORDS.fullmatch(words) and len(words) <= LONGEST:
            return ast.parse(words, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: brackets without end
        pass
    raise ValueError(f"{words!r} is not a condition") from None


def _choices(node: ast.expr, words: Words, positive: bool) -> list[Choice]:
    """The condition (or its opposite) as alternatives."""
    if isinstance(node, ast.Name):
        if node.id in words.terms:
            return words.of_term(node.id, positive)
        if node.id not in words.moves:
            raise UnknownMoveError(node.id)
        return [{words.moves[node.id]: positive}]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _choices(node.operand, words, not positive)
    if isinstance(node, ast.BoolOp):
        parts = [_choices(value, words, positive) for value in node.values]
        if isinstance(node.op, ast.Or) == positive:
            return _few_enough([choice for part in parts for choice in part])
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
    return _few_enough(
        [{**a, **b} for a in first for b in then if all(b.get(k, taken) == taken for k, taken in a.items())]
    )


def _few_enough(choices: list[Choice]) -> list[Choice]:
    if len(choices) > MOST_CHOICES:
        raise ValueError(f"it stands for more than {MOST_CHOICES} combinations of moves; make several conditions of it")
    return choices


def _fewest(choices: Iterable[Choice]) -> list[Choice]:
    """Without those that another one holds already."""
    unique = list({tuple(sorted(c.items())): c for c in choices}.values())
    return [c for c in unique if not any(d is not c and d.items() <= c.items() for d in unique)]
