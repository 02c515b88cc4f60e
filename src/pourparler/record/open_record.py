"""A record that is open: its file, who changes it, and how it is read and written."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from pourparler.errors import RecordError
from pourparler.record.database import BUSY_TIMEOUT, connect, told_in_words, understood, writing
from pourparler.record.read_only import copy_of, writable


def who() -> str:
    """The name under which changes are kept: POURPARLER_USER, else the login name."""
    name = os.environ.get("POURPARLER_USER")
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


class OpenRecord:
    """The file of one dossier's record; a context manager. All methods raise RecordError on a fault of file or disk.

    Where the file or its folder cannot be written (``read_only``) all can be read, and what people do is refused.
    """

    def __init__(self, path: Path, *, by: str | None = None, busy_timeout: float = BUSY_TIMEOUT) -> None:
        if not path.parent.is_dir():
            raise RecordError("the folder does not exist", where=str(path.parent))
        self.path = path
        self.by = by or who()
        self.read_only = not writable(path)
        self._copy = copy_of(path) if self.read_only else None
        self._moment: Connection | None = None
        self._engine = connect(self._copy.path if self._copy else path, shown=path, busy_timeout=busy_timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Whatever is read within stands as at one moment: a document that others take out, or read again, is not half there.

        What is written within is not seen within.
        """
        if self._moment is not None:
            yield
            return
        with told_in_words(self.path), self._engine.connect() as connection:
            self._moment = connection  # one transaction, from the first question to the end
            try:
                yield
            finally:
                self._moment = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_in_words(self.path), understood(self.path):
            if self._moment is not None:
                yield self._moment
                return
            with self._engine.connect() as connection:
                yield connection

    def _writing(self) -> AbstractContextManager[Connection]:
        if self.read_only:
            mend = "Nothing was changed. Make the folder and the file writable, or work on a copy of the dossier"
            raise RecordError("cannot be written", where=str(self.path), mend=mend)
        return self._deriving()

    def _deriving(self) -> AbstractContextManager[Connection]:
        """For what follows from documents and dossier, and is worked out again where it is not kept."""
        return writing(self._engine, self.path)
