"""What is made when it is first asked for: properties, once even where several threads ask at the same time, and names of a package."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class computed_once(Generic[T]):
    """As ``functools.cached_property``, with a lock of its own for each object and property.

    Other threads wait while the first computes. Where it raises an error nothing is kept, and who asks next tries again. Properties may
    ask for one another as long as no circle comes of it.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> computed_once[T]: ...

    @overload
    def __get__(self, instance: object, owner: type | None = None) -> T: ...

    def __get__(self, instance: object | None, owner: type | None = None) -> T | computed_once[T]:
        if instance is None:
            return self
        kept = instance.__dict__  # where Python looks before it comes here
        with kept.setdefault(f"{self._name} lock", threading.RLock()):
            if self._name not in kept:
                kept[self._name] = self._compute(instance)
        value: T = kept[self._name]
        return value

    def know(self, instance: object, value: T) -> None:
        """Take what somebody knows already for the object's value."""
        instance.__dict__[self._name] = value

    def is_computed(self, instance: object) -> bool:
        """Whether the object has the value already, so that nobody has to wait for it."""
        return self._name in instance.__dict__


def names_of(kind: type) -> tuple[str, ...]:
    """The properties of a class that are computed once, in the order in which they are written."""
    return tuple(name for name, value in vars(kind).items() if isinstance(value, computed_once))


def loaded_when_asked(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's ``__getattr__`` (PEP 562): each name comes from that module of the package that ``homes`` gives.

    The function that is returned raises AttributeError for other names.
    """

    def found(name: str) -> Any:
        if name in homes:
            return getattr(import_module(f"{package}.{homes[name]}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return found
