"""The briefing of the demo dossier, written once."""

import pytest
from lxml import html

from pourparler.briefing import write_briefing
from pourparler.dossier import open_dossier


@pytest.fixture(scope="session")
def written(read_once):
    """The HTML of the briefing."""
    briefing = write_briefing(open_dossier(read_once), read_once.parent / "briefing.html")
    assert briefing.missing == 0
    return briefing.first.read_text(encoding="utf-8")


@pytest.fixture
def page(written):
    return html.document_fromstring(written)


def words(node):
    return " ".join(node.text_content().split())
