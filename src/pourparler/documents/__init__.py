"""Bring texts in: files, folders, tables, addresses → Document."""

from pourparler.documents.details import Details, NamePattern
from pourparler.documents.gather import SIZE_LIMIT, Gathered, Options, gather, gather_data

__all__ = [
    "SIZE_LIMIT",
    "Details",
    "Gathered",
    "NamePattern",
    "Options",
    "gather",
    "gather_data",
]
