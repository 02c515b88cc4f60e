"""Bring texts in: files, folders, tables, addresses → Document."""

from pourparler.documents.details import DateOrder, Details, NamePattern, read_date
from pourparler.documents.gather import SIZE_LIMIT, Gathered, Options, gather, gather_data

__all__ = [
    "SIZE_LIMIT",
    "DateOrder",
    "Details",
    "Gathered",
    "NamePattern",
    "Options",
    "gather",
    "gather_data",
    "read_date",
]
