"""XML files of other programs, read safely: no document type, no entities but the five of XML, nothing fetched, limits on size and depth.

Programs that write with a parser of their own leave slips that no XML parser takes. Three of them have one meaning only and are
mended, and told: blank lines or comments before the XML declaration, a bare ``&``, letters that are not UTF-8.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from pourparler.errors import FormatError
from pourparler.formats.files import Tell, contents

Element = Any
"""An element of lxml, which has no types."""

LARGEST = 20
"""MB; the largest file of the public GENIUS repository has a ninth of that."""

START = 20_000
"""Characters in which the XML declaration is looked for."""

_DECLARATION = re.compile(r"<\?xml[^<>]*\?>")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_TYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_xml(file: Path, tell: Tell) -> Element:
    """The root element. ``tell`` is called with every slip that was mended.

    Raises:
        FormatError: the file cannot be read, is too large, has a document type, or is malformed; with line and column.
    """
    text = _text(file, tell)
    if found := _TYPE.search(text):
        raise FormatError(
            "a document type or an entity is declared, which is not read: it may stand for anything",
            where=f"{file}:{_line(text, found.start())}",
            mend="Remove the declaration",
        )
    if (found := _DECLARATION.search(text, 0, START)) and not _COMMENT.sub("", text[: found.start()]).strip():
        if found.start():
            tell(
                f"{file.name}: something stands before the XML declaration, which is malformed; read as if it stood first"
            )
        # The line numbers stay.
        text = text[: found.start()] + re.sub(r"[^\n]", " ", found[0]) + text[found.end() :]
    if found := _BARE.search(text):
        line = _line(text, found.start())
        text, times = _BARE.subn("&amp;", text)
        more = f" and {times - 1} more" if times > 1 else ""
        tell(f"{file.name}: a bare & in line {line}{more}, which is malformed; read as the character &, as GENIUS does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, encoding="utf-8")
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        what = re.sub(r",? line \d+, column \d+.*", "", str(error.msg)) or "no element"
        raise FormatError(
            f"this is not well-formed XML: {what}",
            where=f"{file}:{line}, column {column}",
            mend="Mend it there, or have the program write the file again",
        ) from None


def looks_like_xml(file: Path) -> bool:
    """Whether the first character that is not blank is ``<``."""
    try:
        with file.open("rb") as handle:
            return handle.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff"))
    except OSError:
        return False


def _text(file: Path, tell: Tell) -> str:
    data = contents(file, LARGEST)
    declared = _ENCODING.search(data[:400])
    named = declared[1].decode() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        named = "utf-16"
    try:
        text = data.decode("utf-8-sig" if named.lower() in ("utf-8", "utf8") else named)
        text.encode()  # some encodings that only Python knows make halves of characters
        return text
    except (UnicodeError, LookupError):
        tell(f"{file.name}: letters that are not {named}; read as Western European (Windows-1252)")
        return data.decode("cp1252", errors="replace")


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
