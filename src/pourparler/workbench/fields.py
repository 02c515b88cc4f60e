"""What a page or a form is asked: each field of the kind that its function names, or an answer in words that says which is not."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from pourparler.errors import PourparlerError

MISSING = object()
"""In the place of a value that was not sent, or of a default that there is not."""
ON, OFF = ("true", "1", "on", "yes"), ("false", "0", "off", "no")
"""How an address says yes and no."""
NEEDED = {str: "text", int: "a whole number", bool: "true or false", dict: "an object", list: "a list"}
"""Each kind in words."""


class Field(NamedTuple):
    """``kind``: as the function names it; ``default``: ``MISSING`` where it has to be sent."""

    name: str
    kind: Any
    default: Any


_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NAMED = 100
"""Code points of a name that was sent which a fault repeats."""


class _WrongError(Exception):
    """A value of another kind than is asked for; ``where`` in it, and what is needed there."""

    def __init__(self, where: str, needed: str) -> None:
        super().__init__(f"{where[:_NAMED]}: {needed}")


def fields_asked(function: Callable[..., Any]) -> list[Field]:
    """What a function asks for beside the request, which comes first."""
    kinds = get_type_hints(function)
    _, *asked = inspect.signature(function).parameters.values()
    return [Field(p.name, kinds[p.name], MISSING if p.default is p.empty else p.default) for p in asked]


def values(fields: Sequence[Field], told: Any, *, written: bool) -> dict[str, Any]:
    """The value of each field. ``written``: all of it is text, as addresses have it; else what JSON has is taken as it is.

    Raises PourparlerError where a field is missing or of another kind, and tells all of these.
    """
    read = _from_words if written else _as_kind
    found: dict[str, Any] = {}
    faults: list[str] = []
    if not isinstance(told, Mapping):
        faults, fields = ["it is no object with fields"], ()
    for name, kind, default in fields:
        value = told.get(name, MISSING)
        try:
            found[name] = _or_default(name, default) if value is MISSING else read(kind, value, name)
        except _WrongError as wrong:
            faults.append(str(wrong))
    if faults:
        what = f"this request cannot be understood: {'; '.join(faults)}"
        raise PourparlerError(what, mend="Correct the address" if written else "Reload the page, then try again")
    return found


def _or_default(where: str, default: Any) -> Any:
    if default is MISSING:
        raise _WrongError(where, "it is missing")
    return default


def _from_words(kind: Any, words: str, where: str) -> Any:
    """What words of an address say."""
    if kind is bool:
        said = words.strip().lower()
        if said not in (*ON, *OFF):
            raise _WrongError(where, f"{NEEDED[bool]} is needed")
        return said in ON
    if kind is int:
        if not _WHOLE.fullmatch(words):
            raise _WrongError(where, f"{NEEDED[int]} is needed")
        return int(words)
    return words


def _as_kind(kind: Any, value: Any, where: str) -> Any:
    """A value of JSON, where it is of the kind."""
    whole = get_origin(kind) or kind
    if whole is Any:
        return value
    if whole in (Union, UnionType):
        kinds = get_args(kind)
        if value is None and NoneType in kinds:
            return None
        return _as_kind(next(k for k in kinds if k is not NoneType), value, where)
    if is_dataclass(whole):
        return whole(**dict(_fields_within(whole, _of(dict, value, where), where)))  # type: ignore[operator]
    if whole is dict:
        of = get_args(kind)[1]
        return {name: _as_kind(of, v, f"{where}.{name}") for name, v in _of(dict, value, where).items()}
    if whole in (list, tuple, Sequence):
        return _items(kind, _of(list, value, where), where)
    return _of(whole, value, where)


def _of(kind: type, value: Any, where: str) -> Any:
    # Not isinstance: true is a whole number to Python.
    if type(value) is not kind:
        raise _WrongError(where, f"{NEEDED[kind]} is needed")
    return value


def _items(kind: Any, value: list[Any], where: str) -> list[Any] | tuple[Any, ...]:
    """The items of a list; of a tuple that names the kind of each, as many as it names."""
    kinds: Sequence[Any] = get_args(kind)
    a_tuple = get_origin(kind) is tuple
    if not a_tuple or kinds[-1] is Ellipsis:
        kinds = [kinds[0]] * len(value)
    if len(kinds) != len(value):
        raise _WrongError(where, f"{len(kinds)} items are needed")
    found = [_as_kind(k, v, f"{where}.{n}") for n, (k, v) in enumerate(zip(kinds, value, strict=True))]
    return tuple(found) if a_tuple else found


def _fields_within(kind: Any, value: Mapping[str, Any], where: str) -> Iterator[tuple[str, Any]]:
    """Those of a dataclass that were sent; each has a default."""
    kinds = get_type_hints(kind)
    for name in (f.name for f in fields_of(kind) if f.name in value):
        yield name, _as_kind(kinds[name], value[name], f"{where}.{name}")
