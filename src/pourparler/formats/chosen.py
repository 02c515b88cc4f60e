"""Which files of a folder with several are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pourparler.errors import FormatError, did_you_mean


@dataclass(frozen=True, slots=True)
class Chosen:
    """``domain``: the file of the issues; ``profiles``: those of the parties. File names, with their ending or without; nothing: whatever
    can only be meant."""

    domain: str | None = None
    profiles: tuple[str, ...] = ()

    @classmethod
    def of(cls, domain: str | None = None, profiles: Iterable[str] = ()) -> Chosen:
        """``profiles``: names, several in one with commas between."""
        names = (name.strip() for told in profiles for name in told.split(","))
        return cls(domain, tuple(dict.fromkeys(filter(None, names))))

    def __bool__(self) -> bool:
        return self.domain is not None or bool(self.profiles)

    def none_here(self, path: Path) -> None:
        """Raises FormatError where something is chosen, of a file that holds everything."""
        if self:
            what = "--domain" if self.domain is not None else "--profiles"
            raise FormatError(
                f"{what} chooses among the files of a GENIUS, GeniusWeb or NegMAS folder; this is none",
                where=str(path),
                mend=f"Leave {what} out",
            )


NOTHING = Chosen()


def named(name: str, files: Sequence[Path], option: str, folder: Path) -> Path:
    """The file of that name. Raises FormatError where there is none."""
    wanted = Path(name).name
    for file in files:
        if wanted in (file.name, file.stem):
            return file
    raise FormatError(
        f"{option}: there is no {name!r} here", where=str(folder), mend=did_you_mean(wanted, [f.name for f in files])
    )
