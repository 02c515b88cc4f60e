"""A container of documents → what it holds, one after the other, in the process that opens documents; it is never held as a whole.

The libraries are loaded with the first container of their form.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pourparler.documents.faults import document_error
from pourparler.documents.files import open_file
from pourparler.documents.gathered import failed
from pourparler.documents.limits import Limits
from pourparler.documents.members import Item, Quota
from pourparler.errors import DocumentError


def open_container(
    name: str, source: bytes | str, form: str, limits: Limits, still_at_work: Callable[[], None] = lambda: None
) -> Iterator[Item]:
    """What the container holds; ``source``: its bytes, or its path. What cannot be taken out of it is an error of its own.

    ``still_at_work`` is called now and then where nothing comes of a long stretch.

    Raises:
        MemoryError: there is not enough of it; nothing else.
    """
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else open_file(source) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            if not size:
                raise DocumentError("the file is empty")
            yield from _items(name, file, form, limits, Quota(size, limits), still_at_work)
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise many kinds over damaged and hostile files
        yield failed(name, document_error(error, form))


def _items(
    name: str, file: BinaryIO, form: str, limits: Limits, quota: Quota, still_at_work: Callable[[], None]
) -> Iterator[Item]:
    if form == "warc":
        from pourparler.documents.warc import pages_of

        yield from pages_of(name, file, limits, quota, still_at_work)
    elif form == "wacz":
        from pourparler.documents.archives import web_archives_of

        yield from web_archives_of(name, file, limits, quota, still_at_work)
    elif form == "zip":
        from pourparler.documents.archives import zip_members

        yield from zip_members(name, file, limits, quota, still_at_work)
    elif form == "tar":
        from pourparler.documents.archives import tar_members

        yield from tar_members(name, file, limits, quota, still_at_work)
    elif form == "mailbox":
        from pourparler.documents.mailbox import messages_of

        yield from messages_of(name, file, limits, still_at_work)
    else:
        from pourparler.documents.mail import parts_of

        data = file.read(limits.size + 1)
        limits.check_size(len(data), "the message")
        yield from parts_of(name, data, limits)
