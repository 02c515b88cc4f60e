"""Details of files from a table: which row is which file's, what no file is found for, and where file and table disagree.

A row names a file by its path, by the end of its path, with or without the ending of its name, or by the folder that the file is in. What
is nearest to the whole path counts first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from pourparler.documents.date_order import out_of_order
from pourparler.documents.details import DetailsRow
from pourparler.documents.files import read_file, shown_name
from pourparler.documents.forms import CONTAINERS, form_of
from pourparler.documents.gathered import Gathered, Options
from pourparler.documents.limits import Limits
from pourparler.documents.workers import details_read
from pourparler.errors import DocumentError

_NAMED = 5
"""Files and rows that a message names."""
_RULE = "A row names a file by its path or the end of it, with or without the ending, or by the name of its folder"


class FileDetails:
    """The rows of a table, and which file each was used for."""

    def __init__(self, name: str, rows: Iterable[DetailsRow], notices: Iterable[Gathered] = ()) -> None:
        self.name = name
        rows = list(rows)
        self.faults = (*notices, *_breaking_order(name, rows))
        """What is wrong with the table or may be, and which of its columns are not used."""
        self._rows: dict[str, list[DetailsRow]] = {}
        for row in rows:
            self._rows.setdefault(_plain(row.file), []).append(row)
        self._used: dict[str, str] = {}
        """By the places of rows, the files that they were used for."""
        self._without: list[str] = []
        self._overruled: list[tuple[int, str]] = []
        """Files that tell another date than their rows: by how many days, and which."""

    def row_of(self, file: str) -> DetailsRow | None:
        """The row that names the file. Raises DocumentError where several do."""
        found = next((self._rows[c] for c in _candidates(file) if c in self._rows), [])
        if len(found) > 1:
            places = _some([row.name for row in found])
            what = f"{self.name} has {len(found)} rows that name {shown_name(file)}: {places}"
            raise DocumentError(what, mend="Keep one of them")
        return found[0] if found else None

    def check(self, files: Iterable[str]) -> None:
        """Whether it is clear what the rows say of these files, before any is opened.

        Raises:
            DocumentError: a row names several of the files, several rows one, or none of the rows one.
        """
        users: dict[str, list[str]] = {}
        named, archives = 0, False
        for file in files:
            named += 1
            archives = archives or form_of(file) in CONTAINERS
            if (row := self.row_of(file)) is not None:
                users.setdefault(row.name, []).append(file)
        twice = {place: names for place, names in users.items() if len(names) > 1}
        for place, names in twice.items():
            more = f"; so it is with {len(twice) - 1:,} more rows" if len(twice) > 1 else ""
            what = f"{place} names {len(names):,} of the files: {_some([shown_name(n) for n in names])}{more}"
            raise DocumentError(what, where=self.name, mend=f"{_RULE}: write more of the path")
        if named and not users and not archives:
            what = f"none of its rows names one of the files; they name {_some(list(self._rows))}"
            raise DocumentError(what, where=self.name, mend=_RULE)

    def use(self, file: str, options: Options) -> tuple[Options, DetailsRow | None]:
        """The options for a file, and the row they are from. Raises DocumentError where the row was used for another file."""
        row = self.row_of(file)
        if row is None:
            self._without.append(shown_name(file))
            return options, None
        if (other := self._used.setdefault(row.name, file)) != file:
            what = f"{row.name} of {self.name} was used for {shown_name(other)} already, and names this file too"
            raise DocumentError(what, mend=f"{_RULE}: write more of the path")
        return replace(options, details=options.details.over(row.details)), row

    def told(self, gathered: Gathered, row: DetailsRow | None) -> Gathered:
        """What came of a file, with what the table gave it."""
        if row is None:
            return gathered
        if gathered.own_date is not None and row.details.date is not None:
            own = f"{gathered.name} says {gathered.own_date}, the table {row.details.date}"
            self._overruled.append((abs((gathered.own_date - row.details.date).days), own))
        return replace(gathered, sure=row.given, kind=row.kind)

    def notices(self) -> Iterator[Gathered]:
        """What was not used of the table, and what it does not tell; once all files came."""
        rows = [row for named in self._rows.values() for row in named]
        unused = [f"{row.file} ({row.name})" for row in rows if row.name not in self._used]
        if unused:
            told = f"{len(unused):,} of its {len(rows):,} rows name no file that was added: {_some(unused)}. {_RULE}"
            yield Gathered(self.name, notice=told)
        if self._without:
            count = len(self._without)
            told = f"{count:,} {'file has' if count == 1 else 'files have'} no row in it: {_some(self._without)}"
            yield Gathered(self.name, notice=told)
        if self._overruled:
            told = (
                f"for {len(self._overruled):,} of the files it tells another date than they do; the table's was taken"
            )
            # The furthest apart first: one day is when a text was written and when it came out, a year is a slip.
            furthest = [own for _, own in sorted(self._overruled, key=lambda by: -by[0])]
            days = max(by for by, _ in self._overruled)
            apart = f"the furthest apart by {days:,} {'day' if days == 1 else 'days'}"
            yield Gathered(self.name, notice=f"{told}; {apart}: {_some(furthest)}")


def load_details(path: str, options: Options = Options(), limits: Limits = Limits()) -> FileDetails:
    """A table of details: CSV, JSON Lines or XLSX.

    Raises:
        DocumentError: it cannot be read, or one of its rows is wrong; then none is used.
    """
    name = shown_name(path)
    rows, notices = [], []
    try:
        data = read_file(path, limits)
    except DocumentError as error:
        raise DocumentError(error.what, where=name, mend=error.mend) from error
    for item in details_read(name, data, form_of(path), options, limits):
        if isinstance(item, DetailsRow):
            rows.append(item)
        elif item.error is not None and item.name == name:
            raise item.error
        else:
            notices.append(item)
    if not rows:
        raise DocumentError("the table has no row", where=name, mend="It needs a row for each file")
    return FileDetails(name, rows, notices)


def _breaking_order(name: str, rows: list[DetailsRow]) -> Iterator[Gathered]:
    """What the order of the dates says of single ones."""
    dated = [(row, row.details.date) for row in rows if row.details.date is not None]
    for found in out_of_order([day for _, day in dated]):
        (first, since), (last, until) = dated[found.first], dated[found.last]
        one = found.first == found.last
        which = f"{first.name} ({first.file}, {since})"
        if not one:
            which += f" to {last.name} ({last.file}, {until})"
        around = " and ".join(str(day) for day in (found.before, found.after) if day is not None)
        told = f"its dates follow an order, and {which} {'breaks' if one else 'break'} it: beside {'it' if one else 'them'} stand {around}"
        yield Gathered(name, notice=f"{told}. Look whether the year is right")


def _candidates(file: str) -> Iterator[str]:
    """What a row may call a file, what is nearest to its whole path first."""
    plain = _plain(file)
    parts = PurePosixPath(plain).parts
    yield plain
    for k in range(len(parts)):
        end = PurePosixPath(*parts[k:])
        yield str(end)
        yield str(end.with_suffix("")) if end.suffix else str(end)
    if len(parts) > 1:
        yield parts[-2]


def _plain(written: str) -> str:
    """A path as text: with slashes, composed letters, and no ``./`` before it."""
    return str(PurePosixPath(unicodedata.normalize("NFC", written.strip().replace("\\", "/"))))


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
