"""Processes to work in, started once for all tests here."""

from __future__ import annotations

import pytest

from pourparler.dossier import new_dossier
from pourparler.model import Document
from pourparler.record import Record
from pourparler.spread import on_this_machine


@pytest.fixture(scope="session")
def two():
    """Two worker processes of this machine."""
    with on_this_machine(2) as cluster:
        yield cluster


@pytest.fixture
def lines(tmp_path):
    """A dossier with thirty small documents for the quick reader, of four lines each."""
    dossier = new_dossier(tmp_path / "lines", "Lines")
    words = (
        "Ada says number {k} stays open",
        "Rell wants {k} closed by March",
        "Voss rejects patrols of {k}",
        "Sand {k}",
    )
    with Record(dossier.record) as record:
        record.add_documents([Document("\n".join(words).format(k=k), f"Lines {k}", language="en") for k in range(30)])
    return dossier.root
