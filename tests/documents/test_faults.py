"""Whatever a library raises over one document is that document's error, in words; the others go on."""

import errno
import json

import pytest

from pourparler.documents import gather_data
from pourparler.documents.faults import document_error

from .test_gather import WORDS, small_pdf
from .test_limits import docx, xlsx


def only_error(name, data):
    (found,) = gather_data(name, data)
    assert found.error is not None
    return found.error.message


def test_a_line_that_json_cannot_hold_is_that_lines_error():
    lines = [
        json.dumps({"text": WORDS}),
        '{"text": "x", "number": ' + "9" * 5000 + "}",
        '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}",
        json.dumps({"text": WORDS + " Again."}),
    ]
    first, number, deep, last = gather_data("t.jsonl", "\n".join(lines).encode())
    assert first.document
    assert "t.jsonl, line 2: this line holds a number of thousands of digits" in number.error.message
    assert "t.jsonl, line 3: this line has lists in one another too deep" in deep.error.message
    assert last.document


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("make", [("a.xlsx", lambda: xlsx(["text"], [WORDS])), ("a.docx", docx)])
def test_a_truncated_file_is_damaged(make, share):
    name, data = make[0], make[1]()
    message = only_error(name, data[: int(share * len(data))])
    assert message.startswith(
        f"{name}: the {name[2:].upper()} is damaged, or of a make that cannot be read (BadZipFile: "
    )


def test_a_pdf_with_a_filter_that_nobody_knows():
    message = only_error("a.pdf", small_pdf([WORDS]).replace(b"<</Length", b"<</Filter/Foo/Length"))
    assert "Unsupported filter" in message
    assert "Open it in a PDF program and save a copy" in message


def test_any_exception_becomes_the_documents_error():
    error = document_error(KeyError("word/\ndocument.xml" + "x" * 1000), "docx")
    assert error.what.startswith("the DOCX is damaged, or of a make that cannot be read (KeyError: 'word/")
    assert len(error.what) < 300
    assert "too deep to follow" in document_error(RecursionError("maximum"), "html").what


def test_half_a_character_in_a_title_is_no_reason_to_lose_the_document():
    row = json.dumps({"text": WORDS, "title": "A \ud800 b", "source": "\udfff"})
    (found,) = gather_data("t.jsonl", row.encode())
    assert (found.document.title, found.document.source) == ("A ? b", "?")


def test_a_full_disk_is_no_fault_of_the_document():
    told = document_error(OSError(errno.ENOSPC, "No space left on device"), "text").message
    assert "damaged" not in told
    assert "disk does not take" in told
    assert "Make room" in told
