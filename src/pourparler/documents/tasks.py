"""What the processes that open documents are asked, and what they answer; both sides know these."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.documents.gathered import Gathered, Options
from pourparler.documents.limits import Limits


@dataclass(frozen=True, slots=True)
class Task:
    """A document to open: the arguments of ``open_document``."""

    name: str
    data: bytes
    form: str
    options: Options
    limits: Limits


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer that a task has been begun."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Some of what came of it, in its order."""

    gathered: tuple[Gathered, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """All is told. ``used_up``: the process shall open no other document."""

    used_up: bool


Answer = Taken | Texts | Done
