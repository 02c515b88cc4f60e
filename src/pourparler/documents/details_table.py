"""A table that tells title, date, source … of files: its rows, read in the process that opens documents."""

from __future__ import annotations

from collections.abc import Iterator

from pourparler.documents.details import Details, DetailsRow
from pourparler.documents.faults import document_error
from pourparler.documents.forms import TABLES
from pourparler.documents.gathered import Gathered, Options, failed
from pourparler.documents.limits import Limits
from pourparler.errors import DocumentError, PourparlerError
from pourparler.structure.kinds import kind_named


def read_details(
    name: str, data: bytes, form: str, options: Options, limits: Limits
) -> Iterator[DetailsRow | Gathered]:
    """The rows; what the table holds beside them is a notice, and what is wrong with a row, or with all of it, an error.

    Raises:
        MemoryError: there is not enough of it; nothing else.
    """
    try:
        if form not in TABLES:
            raise DocumentError("this is no table", mend="Give a CSV, JSON Lines or XLSX file")
        yield from _rows(name, data, form, options, limits)
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise many kinds over damaged and hostile files
        yield failed(name, document_error(error, form if form in TABLES else "csv"))


def _rows(name: str, data: bytes, form: str, options: Options, limits: Limits) -> Iterator[DetailsRow | Gathered]:
    from pourparler.documents.tables import FILE_DETAILS, NotUsed, row_details, rows_of_table

    for place, row in rows_of_table(data, form, options.encoding, limits, FILE_DETAILS):
        where = f"{name}, {place}"
        if isinstance(row, NotUsed):
            yield Gathered(name, notice=row.words)
            continue
        if isinstance(row, DocumentError):
            yield failed(where, row)
            continue
        file = str(row.get("file") or "").strip()
        if not file:
            yield failed(where, DocumentError("this row names no file", mend="Name it, or take the row out"))
            continue
        details, kind = Details(), None
        try:
            details = row_details({**row, "date": None}, options.date_order)
            details = row_details(row, options.date_order)
            written = str(row.get("kind") or "").strip()
            kind = kind_named(written) if written else None
        except PourparlerError as error:  # the rest of the row is as good as before
            what = f"{error.what}; the file is brought in without it"
            yield failed(where, DocumentError(what, mend=error.mend))
        yield DetailsRow(place, file, details.storable(), kind)
