"""Words with what stands around them."""

import pytest

from pourparler.model import Block, BlockKind, Document
from pourparler.workbench.sentence_around import MOST, around, pieces

TEXT = (
    "It rained. Ada Voss said the toll must go at once. The delegates had lunch. Nobody paid.\n\nThe second day began."
)


@pytest.fixture
def document():
    end = TEXT.index("\n\n")
    blocks = (Block(BlockKind.PARAGRAPH, 0, end), Block(BlockKind.PARAGRAPH, end + 2, len(TEXT)))
    return Document(TEXT, "A day", blocks=blocks)


def span(words):
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def shown(found):
    return "".join(words for words, _ in found["pieces"])


def test_a_sentence_before_and_one_after(document):
    found = around(document, span("the toll must go at once"), span("the toll must go"))
    assert shown(found) == "It rained. Ada Voss said the toll must go at once. The delegates had lunch."
    assert found["pieces"] == [
        ("It rained. Ada Voss said ", ""),
        ("the toll must go", "position"),
        (" at once", "content"),
        (". The delegates had lunch.", ""),
    ]


def test_none_of_another_paragraph(document):
    assert shown(around(document, span("Nobody paid"))) == "The delegates had lunch. Nobody paid."
    assert shown(around(document, span("The second day"))) == "The second day began."


def test_a_text_without_blocks_and_a_sentence_without_end():
    long = "the toll " * 500
    found = around(Document(long, "Long"), ((2000, 2010),))
    assert 10 < sum(len(words) for words, _ in found["pieces"]) <= 2 * MOST + 20
    assert any(kind == "content" for _, kind in found["pieces"])


def test_blanks_become_one():
    assert pieces("a\n  b c", (0, 7), ((5, 6),), ()) == [("a b", ""), (" ", "content"), ("c", "")]
