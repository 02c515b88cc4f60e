"""What a library raises over one document, as that document's error in plain words."""

from __future__ import annotations

from pourparler.errors import NO_ROOM, DocumentError

_FORMS = {
    "pdf": ("the PDF", "Open it in a PDF program and save a copy"),
    "docx": ("the DOCX", "Open it in a word processor and save a copy"),
    "xlsx": ("the XLSX", "Open it in a spreadsheet program and save a copy"),
    "html": ("the page", "Open it in a browser and save a copy"),
    "csv": ("the table", "Open it in a spreadsheet program and save a copy"),
    "jsonl": ("the table", "Each of its lines has to be a JSON object"),
    "row": ("the row", "Look at it in a spreadsheet program"),
    "fragment": ("the entry of the feed", "Add the page itself"),
    "feed": ("the feed", "Open it in a browser to see what it is"),
    "sitemap": ("the sitemap", "Open it in a browser to see what it is"),
    "addresses": ("the list of addresses", "Save it as plain text in UTF-8, an address a line"),
    "xml": ("the file", "Save it as text or HTML"),
    "markdown": ("the text", "Save it as plain text"),
    "text": ("the text", "Save it as plain text in UTF-8"),
    "warc": (
        "the web archive",
        "Open it in a program that replays web archives, such as ReplayWeb.page, and save the pages",
    ),
    "wacz": (
        "the web archive",
        "Open it in a program that replays web archives, such as ReplayWeb.page, and save the pages",
    ),
    "message": ("the message", "Open it in a mail program and save a copy"),
    "mail": ("the message", "Open it in a mail program and save a copy"),
    "mail html": ("the message", "Open it in a mail program and save a copy"),
    "mailbox": ("the mailbox", "Open it in a mail program and save its messages as files"),
    "zip": ("the ZIP", "Unpack it and add the folder"),
    "tar": ("the archive", "Unpack it and add the folder"),
    "web": ("the page", "Check the address, or save the page and add the file"),
}
_LONGEST = 160
"""Code points that are told of a library's own message."""


def document_error(error: Exception, form: str) -> DocumentError:
    """The error of the document over which ``error`` was raised. ``form``: ``pdf``, ``docx``, ``text`` …, or ``web`` for an address."""
    if isinstance(error, DocumentError):
        return error
    it, mend = _FORMS[form]
    if isinstance(error, RecursionError):
        return DocumentError(f"{it} has things in one another too deep to follow", mend=mend)
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        what = f"it cannot be opened, because the disk does not take what is needed for that ({error.strerror})"
        return DocumentError(what, mend="Make room, then run the command again")
    words = " ".join(str(error).split())
    words = f": {words[:_LONGEST]}{'…' if len(words) > _LONGEST else ''}" if words else ""
    told = type(error).__name__ + words
    if form == "web":
        return DocumentError(f"{it} cannot be fetched ({told})", mend=mend)
    return DocumentError(f"{it} is damaged, or of a make that cannot be read ({told})", mend=mend)
