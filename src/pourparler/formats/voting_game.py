"""Voting games as JSON: ``voters`` with ``weights`` and a ``quota``, or ``rules``, each with weights and a quota."""

from __future__ import annotations

from pathlib import Path

from pourparler.formats.json_files import REMARKS, only, parsed, understood, whole

ANSWERS = ("shapley_shubik", "banzhaf_swings", "banzhaf_normalised", "banzhaf_absolute")
"""Known indices of a game; not read."""

Told = tuple[tuple[str, ...], tuple[tuple[tuple[int, ...], int], ...]]


def read(path: Path) -> Told:
    """The voters, and for each rule the weights and the quota.

    Raises:
        FormatError: not JSON, or a key that is not understood, a weight or quota that is no whole number.
    """
    told = parsed(path)
    mend = (
        "Write {voters: [names], weights: [whole numbers], quota: whole number}, or rules: a list of weights and quota"
    )
    with understood("the voting game cannot be understood", path, mend):
        own = {k: v for k, v in dict(told).items() if k not in REMARKS and k not in ANSWERS}
        only(own, ("voters", "rules") if "rules" in own else ("voters", "weights", "quota"), "the file")
        rules = own.get("rules", [{k: v for k, v in own.items() if k != "voters"}])
        for rule in rules:
            only(rule, ("weights", "quota"), "a rule")
        return tuple(map(str, told["voters"])), tuple(
            (tuple(map(whole, r["weights"])), whole(r["quota"])) for r in rules
        )
