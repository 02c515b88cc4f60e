"""Bytes → the stored text: decoding and normalisation. Offsets everywhere refer to its result."""

from __future__ import annotations

import codecs
import re
import unicodedata

from pourparler.errors import DocumentError

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b\u2060]")
MOST_COMBINING = 30
"""Combining characters in a row, as in the Stream-Safe Text Format (Unicode Standard Annex 15, 13)."""
_LONG_RUN = re.compile(rf"[^\x00-\u02ff]{{{MOST_COMBINING + 1},}}")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding: the one given, a byte order mark's, UTF-8, else the likeliest.

    Raises:
        DocumentError: binary data, or bytes that the given encoding does not allow.
    """
    if encoding:
        try:
            return data.decode(encoding), encoding
        except LookupError:
            mend = "Try utf-8 or windows-1252, or leave --encoding out"
            raise DocumentError(f"there is no encoding {encoding!r}", mend=mend) from None
        except UnicodeError as error:
            place = f": byte {error.start} does not fit" if isinstance(error, UnicodeDecodeError) else ""
            raise DocumentError(f"the text is not in {encoding}{place}", mend="Leave --encoding out") from None
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), name.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise DocumentError(f"the text begins as {name}, but byte {error.start} does not fit") from None
    sample = data[:65536]
    # A few stray null bytes are dirt in a text; many, or other control bytes, are no text at all.
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if sample and control > max(8, len(sample) // 100):
        raise DocumentError("this is binary data, not a text", mend="Add text, Markdown, HTML, PDF, DOCX or a table")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # only texts that are not UTF-8 need it

    best = from_bytes(data[:200_000]).best()
    name = best.encoding if best else "windows-1252"
    # Among the Latin code pages English text is Windows-1252; telling them apart by a few accents is a guess.
    if name.startswith(("cp125", "iso8859", "latin", "mac")) and name not in ("cp1251", "cp1253", "cp1255", "cp1256"):
        name = "windows-1252"
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        return data.decode("windows-1252", errors="replace"), "windows-1252"


def normalise(text: str) -> str:
    """One form for one text: NFC, line feeds, no control or zero-width characters, no blanks at line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    text = unicodedata.normalize("NFC", _LONG_RUN.sub(_stream_safe, _CONTROL.sub("", text)))
    text = storable(text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def storable(text: str) -> str:
    """The text without zeros, and with a question mark for each lone surrogate: half a character. Not all databases store these."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _stream_safe(run: re.Match[str]) -> str:
    """A combining grapheme joiner after every 30 combining characters: putting more of them in order takes time in their square."""
    told: list[str] = []
    count = 0
    for c in run[0]:
        count = count + 1 if unicodedata.combining(c) else 0
        if count > MOST_COMBINING:
            told.append("\u034f")
            count = 1
        told.append(c)
    return "".join(told)
