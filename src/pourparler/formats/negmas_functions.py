"""What an option is worth in a NegMAS utility function: the value functions of one issue that can be computed exactly.

The formulas are those of NegMAS 0.16 (``negmas.preferences.value_fun``). Functions that need sines, powers of e or a program are refused
by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pourparler.errors import FormatError, did_you_mean
from pourparler.formats.numbers import finite
from pourparler.model import Issue

CLASS = ("type", "__python_class__")
"""Keys by which NegMAS names the class of a part."""
FUNCTIONS: Mapping[str, tuple[tuple[str, ...], Mapping[str, int]]] = {
    "TableFun": (("mapping",), {}),
    "IdentityFun": ((), {}),
    "ConstFun": (("bias",), {}),
    "LinearFun": (("slope",), {}),
    "AffineFun": (("slope",), {"bias": 0}),
    "QuadraticFun": (("a2", "a1"), {"bias": 0}),
    "PolynomialFun": (("coefficients",), {"bias": 0}),
    "TriangularFun": (("start", "middle", "end"), {"bias": 0, "scale": 1}),
}
"""Name to the keys that it must have, and to those that it may have with what they are otherwise."""


def class_of(told: Mapping[str, Any]) -> str:
    """The name of the class, without its module; empty where none is told."""
    return next((str(told[k]).rpartition(".")[2] for k in CLASS if told.get(k)), "")


def known_keys(told: Mapping[str, Any], known: Sequence[str], what: str, where: str) -> None:
    """Raises FormatError where there is another key."""
    if spare := [str(k) for k in told if k not in known and k not in CLASS]:
        raise FormatError(
            f"{what}: the key {spare[0]!r} is not understood", where=where, mend=did_you_mean(spare[0], known)
        )


def worth(told: Any, issue: Issue, where: str) -> dict[str, Fraction]:
    """Each option to what the function says.

    Raises:
        FormatError: a function that is not known, a key that is not understood or is missing, no value for an option.
    """
    if told is None:
        raise FormatError(f"there are no values of {issue.id!r}", where=where)
    if isinstance(told, list):
        return _table(told, issue, where)
    if not isinstance(told, dict):
        raise FormatError(f"the values of {issue.id!r} are not a table", where=where)
    kind = class_of(told)
    if not kind:
        return _table(told["mapping"] if set(told) == {"mapping"} else told, issue, where)
    if kind not in FUNCTIONS:
        raise FormatError(
            f"the values of {issue.id!r} are a {kind}, which is not read",
            where=where,
            mend=f"Read are {', '.join(FUNCTIONS)}",
        )
    needed, optional = FUNCTIONS[kind]
    known_keys(told, (*needed, *optional), f"the {kind} of {issue.id!r}", where)
    if missing := [k for k in needed if told.get(k) is None]:
        raise FormatError(f"the {kind} of {issue.id!r} has no {missing[0]}", where=where)
    if kind == "TableFun":
        return _table(told["mapping"], issue, where)
    if kind == "PolynomialFun":
        p = {"bias": finite(told.get("bias", 0), where)}
        factors = [finite(c, where) for c in told["coefficients"]]
        return {
            o: p["bias"] + sum(c * x ** (k + 1) for k, c in enumerate(factors))
            for o, x in _numbers(issue, where).items()
        }
    p = {k: finite(told.get(k, otherwise), where) for k, otherwise in {**dict.fromkeys(needed, 0), **optional}.items()}
    if kind == "ConstFun":
        return dict.fromkeys(issue.options, p["bias"])
    return {o: _at(kind, x, p) for o, x in _numbers(issue, where).items()}


def _at(kind: str, x: Fraction, p: Mapping[str, Fraction]) -> Fraction:
    if kind == "TriangularFun":
        return _triangular(x, p)
    if kind == "QuadraticFun":
        return p["a2"] * x * x + p["a1"] * x + p["bias"]
    return x if kind == "IdentityFun" else p["slope"] * x + p.get("bias", Fraction(0))


def _triangular(x: Fraction, p: Mapping[str, Fraction]) -> Fraction:
    if x <= p["start"] or x >= p["end"]:
        return p["bias"]
    if x <= p["middle"]:
        return p["bias"] + p["scale"] * (x - p["start"]) / (p["middle"] - p["start"])
    return p["bias"] + p["scale"] * (p["end"] - x) / (p["end"] - p["middle"])


def _numbers(issue: Issue, where: str) -> dict[str, Fraction]:
    return {o: finite(o, where) for o in issue.options}


def _table(told: Any, issue: Issue, where: str) -> dict[str, Fraction]:
    if isinstance(told, list):
        if len(told) != len(issue.options):
            raise FormatError(f"{len(told)} values for {len(issue.options)} options of {issue.id!r}", where=where)
        told = dict(zip(issue.options, told, strict=True))
    if not isinstance(told, dict):
        raise FormatError(f"the values of {issue.id!r} are not a table", where=where)
    given = {str(o): x for o, x in told.items()}
    if missing := [o for o in issue.options if o not in given]:
        raise FormatError(f"no value for {missing[0]!r} of {issue.id!r}", where=where)
    if spare := [o for o in given if o not in issue.options]:
        raise FormatError(f"a value for {spare[0]!r}, which is no option of {issue.id!r}", where=where)
    return {o: finite(given[o], where) for o in issue.options}
