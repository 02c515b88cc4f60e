"""The passages of a document: its sentences, each with the headings above it; what is searched where a statement's own words do not do."""

from __future__ import annotations

from pourparler.model import BELOW, BlockKind, Document, Passage, heading_paths
from pourparler.reading.sentences import sentences
from pourparler.structure.kinds import completed

LONGEST = 120
"""Code points of a heading; what is longer is a sentence set as one."""


def passages_of(document: Document) -> list[Passage]:
    """Its sentences in order; a document in which no sentence is found is one passage, so that it is known to have been looked through."""
    document = completed(document)
    blocks = document.blocks
    above = [_headings(document, path) for path in heading_paths(blocks)]
    found = [
        Passage(document.id, s.block, s.start, s.end, above[s.block], blocks[s.block].kind.told)
        for s in sentences(document.text, blocks)
    ]
    return found or [Passage(document.id, 0, 0, len(document.text), document.title)]


def _headings(document: Document, path: tuple[int, ...]) -> str:
    blocks = document.blocks
    told = [blocks[k] for k in path]
    if not told or told[0].level > 1:  # the title in the text stands above what no highest heading parts from it
        told = [*(b for b in blocks[:1] if b.kind is BlockKind.TITLE), *told]
    words = (" ".join(document.text[b.start : b.end].split())[:LONGEST] for b in told)
    return BELOW.join(dict.fromkeys((document.title, *words)))
