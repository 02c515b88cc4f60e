"""Words whose speaker the form of a document tells, kind by kind.

| kind | whose words |
| --- | --- |
| transcript, verbatim record, testimony | each turn its speaker's |
| statement, letter | the author's, where one is known |
| agreement | nobody's: what the parties undertake is a term of the agreement, not a report |
| all else | what the model finds, and quotations with a name beside them |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Block, BlockKind, Document, DocumentKind, Span, Spans
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.reading.genres.authors import author_of
from pourparler.reading.genres.quotations import named_quotations
from pourparler.reading.genres.turn_speakers import TurnSpeakers, source_of
from pourparler.reading.names import Names
from pourparler.reading.speakers import Speaker
from pourparler.structure.turns import find_turns

TURNS = frozenset({DocumentKind.TRANSCRIPT, DocumentKind.VERBATIM_RECORD, DocumentKind.TESTIMONY})
ONE_VOICE = frozenset({DocumentKind.STATEMENT, DocumentKind.LETTER})


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attribution, and whether the form tells it or the model found it.

    ``speaker``: None where it is left to the words of its source. ``whole``: a block or what is left of one, all of it said by the speaker; a
    quotation beside a name is none.
    """

    attribution: Attribution
    speaker: Speaker | None = None
    whole: bool = True
    form: bool = True


def spoken_in(document: Document, borders: Borders, names: Names) -> list[Spoken]:
    """In the order of the text."""
    text, blocks = document.text, borders.blocks
    if document.kind in TURNS:
        return _turns(text, blocks, names)
    if document.kind in ONE_VOICE and (found := _one_voice(document, blocks, names)):
        return found
    return [Spoken(a, whole=False) for a in named_quotations(text, blocks, borders)]


def reads_on(document: Document) -> bool:
    """Whether the model looks for what is said in the rest of the document."""
    return document.kind not in (DocumentKind.AGREEMENT, DocumentKind.VERBATIM_RECORD, DocumentKind.TESTIMONY)


def _turns(text: str, blocks: Sequence[Block], names: Names) -> list[Spoken]:
    turns = find_turns(text, blocks, any_head=True)
    who = TurnSpeakers(text, turns, names)
    found = []
    for turn in turns:
        speaker = who.of(turn)
        cue: Spans = (turn.head.mark,) if turn.head.mark[0] < turn.head.mark[1] else ()
        found += [Spoken(Attribution(source_of(turn), cue, (content,)), speaker) for content in turn.content]
    return found


def _one_voice(document: Document, blocks: Sequence[Block], names: Names) -> list[Spoken]:
    """Every paragraph the author's; empty where nobody is known to be the author."""
    text = document.text
    author = author_of(document, blocks)
    own = next((n for _, _, n in names.mentions(document.source or "", places=False)), None)
    if author is None and own is None:
        return []
    speaker = Speaker(own.name, own.party) if author is None and own is not None else None
    last = next((n for n, b in enumerate(blocks) if author is not None and b.start <= author[0] < b.end), None)
    source: Spans = (author,) if author is not None else ()
    found = []
    for number, block in enumerate(blocks):
        lead_in = text[block.end - 1] == ":" and number == last
        if block.kind.told and block.kind is not BlockKind.TABLE_CELL and not lead_in and not _holds(block, author):
            found.append(Spoken(Attribution(source, (), ((block.start, block.end),)), speaker))
    return found


def _holds(block: Block, span: Span | None) -> bool:
    """Whether a block is hardly more than the author's name: a signature."""
    return span is not None and block.start <= span[0] < block.end and block.end - block.start < 2 * (span[1] - span[0]) + 60
