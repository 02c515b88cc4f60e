"""PDF and DOCX: the text of their pages and paragraphs, and what the file says of itself."""

from __future__ import annotations

import io
import logging
import re
from datetime import datetime

from docx import Document as open_docx
from docx.table import Table
from pypdf import PdfReader
from pypdf.errors import PdfReadError, PyPdfError

from pourparler.documents.details import Details
from pourparler.errors import DocumentError

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf_to_text(data: bytes) -> tuple[str, Details]:
    """The text of all pages; words that a line end cuts are joined again.

    Raises:
        DocumentError: damaged, locked by a password, or pictures without text.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("the PDF is locked by a password", mend="Save a copy without the password")
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
        title = str(about.title).strip() if about and about.title else None
        made = about.creation_date if about else None
    except DocumentError:
        raise
    except (PyPdfError, PdfReadError, ValueError, KeyError, TypeError, OSError, RecursionError) as error:
        raise DocumentError(
            f"the PDF is damaged ({type(error).__name__})", mend="Open it in a PDF program and save a copy"
        ) from error
    text = "\n\n".join(pages)
    if not re.search(r"\w", text):
        mend = "Run text recognition (OCR) over it first"
        raise DocumentError(f"the PDF has {len(pages)} pages of images and no text", mend=mend)
    text = re.sub(r"(\w)[-\u00ad]\n(?=[a-z])", r"\1", text)
    text = _join_lines(text)
    return text, Details(title=title, date=made.date() if isinstance(made, datetime) else None)


def _join_lines(text: str) -> str:
    """Lines that run on are one paragraph; a blank line, or a short line that ends a sentence, ends it."""
    lines = text.split("\n")
    width = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for line in lines:
        line = line.strip()
        if not line:
            out.append("\n\n")
            continue
        out.append(line)
        ends = line[-1] in '.!?”"’:' and len(line) < 0.75 * width
        out.append("\n\n" if ends else " ")
    return "".join(out)


def docx_to_text(data: bytes) -> tuple[str, Details]:
    """Paragraphs and tables in their order; a table row is one line, cells apart by a tab.

    Raises:
        DocumentError: damaged, or not a DOCX.
    """
    try:
        document = open_docx(io.BytesIO(data))
        blocks = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                blocks += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
            else:
                blocks.append(block.text)
        about = document.core_properties
        title, made = about.title or None, about.created
    except Exception as error:  # zipfile, lxml and python-docx raise many kinds on a damaged file
        raise DocumentError(
            f"the DOCX is damaged ({type(error).__name__})", mend="Open it in a word processor and save a copy"
        ) from error
    return "\n\n".join(blocks), Details(title=title, date=made.date() if made else None)
