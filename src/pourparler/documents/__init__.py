"""Bring texts in: files, folders, tables, archives, mailboxes, addresses, feeds, sitemaps → Document."""

from pourparler.documents.ahead import ahead
from pourparler.documents.details import Details, NamePattern
from pourparler.documents.file_details import FileDetails, load_details
from pourparler.documents.following import MOST, Following
from pourparler.documents.gather import gather, gather_data
from pourparler.documents.gathered import Gathered, Options
from pourparler.documents.limits import Limits
from pourparler.documents.manners import Manners

__all__ = [
    "MOST",
    "Details",
    "FileDetails",
    "Following",
    "Gathered",
    "Limits",
    "Manners",
    "NamePattern",
    "Options",
    "ahead",
    "gather",
    "gather_data",
    "load_details",
]
