"""How large a packed file is once it is unpacked, before anybody unpacks it."""

from __future__ import annotations

import io
import zipfile

from pourparler.documents.limits import Limits


def check_unpacked(data: bytes, limits: Limits) -> None:
    """Look at what a ZIP says of its parts; no part can hold more than that, zipfile reads no further.

    Raises:
        DocumentError: they hold more than ``limits`` allow.
        BadZipFile: it is none, or damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        limits.check_unpacked(sum(part.file_size for part in packed.infolist()))
