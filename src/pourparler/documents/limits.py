"""How much one document may take before it is given up: time, memory, size; and how each is said."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.errors import DocumentError, PourparlerError

MB = 1_000_000
UNPACKED = 10
"""How many times its allowed size a DOCX or an XLSX may hold once it is unpacked, or an archive its own: they shrink to a tenth."""

_MOST_SECONDS, _MOST_MB = 1_000_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take. A row of a table is a document, but ``memory`` and ``size`` hold for the file.

    A file in an archive, a message and a page of a web archive are documents too; the archive itself may be of any size. ``seconds``: to
    open it, or to get it out of its archive. ``memory``: bytes, beyond what the program itself needs; kept where the operating system
    counts them, as Linux does. ``size``: bytes of the file, or of the page on the web.

    Raises:
        PourparlerError: one is not above 0, or is above a million seconds or megabytes.
    """

    seconds: float = 30.0
    memory: int = 1_000 * MB
    size: int = 50 * MB

    def __post_init__(self) -> None:
        _check(self.seconds, self.memory / MB, self.size / MB)

    @classmethod
    def of_options(cls, seconds: float, memory: float, size: float) -> Limits:
        """As the command line has them: ``memory`` and ``size`` in MB. Raises PourparlerError."""
        _check(seconds, memory, size)
        return cls(seconds, int(memory * MB), int(size * MB))

    @property
    def unpacked(self) -> int:
        """Bytes that the parts of a DOCX or an XLSX may hold in all once they are unpacked."""
        return UNPACKED * self.size

    def too_slow(self) -> DocumentError:
        """It took longer than ``seconds``."""
        return DocumentError(
            f"opening it took longer than {self.seconds:g} seconds, the limit on time",
            mend=_mend("--time-limit", 4 * self.seconds),
        )

    def too_much_memory(self) -> DocumentError:
        """It needs more than ``memory``."""
        return DocumentError(
            f"opening it needs more than {self.memory / MB:g} MB, the limit on memory",
            mend=_mend("--memory-limit", 4 * self.memory / MB),
        )

    def check_size(self, size: int, what: str = "the document") -> None:
        """Raises DocumentError where ``size``, in bytes, is over the limit."""
        if size > self.size:
            has = f"{_mb(size)} MB" if size > self.size + MB else f"more than {_mb(self.size)} MB"
            raise DocumentError(
                f"{what} has {has}; the limit is {self.size / MB:g} MB",
                mend=_mend("--size-limit", _more(size)),
            )

    def unpacks_to_too_much(self, allowed: int) -> DocumentError:
        """A container holds more than ``allowed`` bytes once it is unpacked."""
        return DocumentError(
            f"it unpacks to more than {_mb(allowed)} MB; the limit is {UNPACKED} times its own size, or {UNPACKED} times that on size "
            f"({self.size / MB:g} MB) where this is more",
            mend=_mend("--size-limit", _more(4 * allowed / UNPACKED)),
        )

    def check_unpacked(self, size: int) -> None:
        """Raises DocumentError where what a file unpacks to, in bytes, is over the limit."""
        if size > self.unpacked:
            raise DocumentError(
                f"the file unpacks to {_mb(size)} MB; the limit is {self.unpacked / MB:g} MB, {UNPACKED} times that on its size",
                mend=_mend("--size-limit", _more(size / UNPACKED)),
            )


def _check(seconds: float, memory: float, size: float) -> None:
    for option, value, most in (
        ("--time-limit", seconds, _MOST_SECONDS),
        ("--memory-limit", memory, _MOST_MB),
        ("--size-limit", size, _MOST_MB),
    ):
        if not 0 < value <= most:  # nor is what is no number
            raise PourparlerError(f"{option} is {value:g}", mend=f"Give a number above 0 and up to {most:,}")


def _mb(size: float) -> str:
    return f"{size / MB:.0f}" if size >= 10 * MB else f"{size / MB:.3g}"


def _more(size: float) -> int:
    """Megabytes, in whole tens, that let ``size`` bytes pass."""
    return (int(size / MB) // 10 + 1) * 10


def _mend(option: str, value: float) -> str:
    return f"Split it, add only the part you need, or allow more: pourparler add … {option} {value:g}"
