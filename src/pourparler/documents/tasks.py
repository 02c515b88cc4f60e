"""What the processes that open documents are asked, and what they answer; both sides know these."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.documents.details import DetailsRow
from pourparler.documents.gathered import Options
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item


@dataclass(frozen=True, slots=True)
class Opening:
    """A document to open: the arguments of ``open_document``."""

    name: str
    data: bytes
    form: str
    options: Options
    limits: Limits


@dataclass(frozen=True, slots=True)
class Unpacking:
    """A container to take apart: the arguments of ``open_container``."""

    name: str
    source: bytes | str
    form: str
    limits: Limits


@dataclass(frozen=True, slots=True)
class DetailsReading:
    """A table that tells details of files: the arguments of ``read_details``."""

    name: str
    data: bytes
    form: str
    options: Options
    limits: Limits


Task = Opening | Unpacking | DetailsReading


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer that a task has been begun."""


@dataclass(frozen=True, slots=True)
class Some:
    """Some of what came of it, in its order; nothing where it is only still at work."""

    items: tuple[Item | DetailsRow, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """All is told. ``used_up``: the process shall open no other document."""

    used_up: bool


Answer = Taken | Some | Done
