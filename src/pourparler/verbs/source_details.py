"""What is told of all that a watched source gives, as it stands below it in sources.txt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from pourparler.dates import DateOrder
from pourparler.documents import Details, FileDetails, Following, Gathered, NamePattern, Options, load_details
from pourparler.documents.details import DetailsRow
from pourparler.dossier.sources_file import Told, path_of
from pourparler.errors import unknown
from pourparler.model import DocumentKind
from pourparler.structure.kinds import kind_named


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """How the texts of one source are opened, and what is said of its files (``table``); ``kind``: of documents, where it is told."""

    following: Following
    table: FileDetails | None = None
    kind: DocumentKind | None = None

    @classmethod
    def of(cls, root: Path, told: Told, following: Following) -> SourceDetails:
        """``told``: by the names in ``sources_file.TOLD``; ``following``: what holds for every source. Raises PourparlerError."""
        if not told:
            return cls(following)
        order: Any = told.get("date-order")
        if order is not None and order not in get_args(DateOrder):
            raise unknown("order of dates", order, get_args(DateOrder))
        options = following.options
        options = replace(
            options,
            details=Details(source=told.get("source"), language=told.get("language")).over(options.details),
            encoding=told.get("encoding", options.encoding),
            name_pattern=NamePattern(told["name-pattern"]) if "name-pattern" in told else options.name_pattern,
            date_order=order or options.date_order,
            kind=kind_named(told["kind"]) if "kind" in told else options.kind,
        )
        table = load_details(path_of(root, told["details"]), options, following.limits) if "details" in told else None
        return cls(replace(following, options=options), table, options.kind)

    def for_file(self, path: str) -> tuple[Options, DetailsRow | None]:
        """How a file is opened, and what the table says of it. Raises DocumentError where the table's row is another file's."""
        options = self.following.options
        return (options, None) if self.table is None else self.table.use(path, options)

    def told(self, gathered: Gathered, row: DetailsRow | None) -> Gathered:
        """What came of a file, with what the table gave it and of the kind that is told."""
        found = gathered if self.table is None else self.table.told(gathered, row)
        return replace(found, kind=self.kind or found.kind)
