"""Bring texts in: files, folders, tables, archives, mailboxes, addresses → Document."""

from pourparler.documents.details import Details, NamePattern
from pourparler.documents.file_details import FileDetails, load_details
from pourparler.documents.gather import gather, gather_data
from pourparler.documents.gathered import Gathered, Options
from pourparler.documents.limits import Limits

__all__ = [
    "Details",
    "FileDetails",
    "Gathered",
    "Limits",
    "NamePattern",
    "Options",
    "gather",
    "gather_data",
    "load_details",
]
