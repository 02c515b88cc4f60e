"""Words whose speaker the form of a document tells, kind by kind.

| kind | whose words |
| --- | --- |
| transcript, verbatim record, testimony | each turn its speaker's |
| statement, letter | the author's: "we", and every sentence that nobody else is reported in; where an author is known |
| agreement | nobody's: what the parties undertake is a term of the agreement or a next step, neither a report nor a position |
| all else | what the model finds, and quotations with a name beside them |
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pourparler.model import Block, BlockKind, Document, DocumentKind, Span, Spans
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.reading.countries import known_body
from pourparler.reading.genres.authors import author_of
from pourparler.reading.genres.quotations import named_quotations
from pourparler.reading.genres.turn_speakers import TurnSpeakers, source_of
from pourparler.reading.names import Name, Names
from pourparler.reading.not_names import is_no_name
from pourparler.reading.sentences import Sentence
from pourparler.reading.speakers import Speaker
from pourparler.structure.turns import find_turns

TURNS = frozenset({DocumentKind.TRANSCRIPT, DocumentKind.VERBATIM_RECORD, DocumentKind.TESTIMONY})
FIRST_PERSON = frozenset(
    {"i", "we", "us", "me", "our delegation", "my delegation", "our government", "my government", "our side"}
)
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
    return [Spoken(a, whole=False) for a in named_quotations(text, blocks, borders)]


def reads_on(document: Document) -> bool:
    """Whether the model looks for what is said in the rest of the document."""
    return document.kind not in (DocumentKind.AGREEMENT, DocumentKind.VERBATIM_RECORD, DocumentKind.TESTIMONY)


def takes_positions(document: Document) -> bool:
    """Whether what parties want is looked for: an agreement's obligations are terms and next steps, and nobody's demands."""
    return document.kind is not DocumentKind.AGREEMENT


def _turns(text: str, blocks: Sequence[Block], names: Names) -> list[Spoken]:
    turns = find_turns(text, blocks, any_head=True)
    who = TurnSpeakers(text, turns, names)
    found = []
    for turn in turns:
        speaker = who.of(turn)
        cue: Spans = (turn.head.mark,) if turn.head.mark[0] < turn.head.mark[1] else ()
        found += [Spoken(Attribution(source_of(turn), cue, (content,)), speaker) for content in turn.content]
    return found


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote or gave a statement, a speech, a letter. ``source``: where the text names the author. ``speaker``: who published it, as far as known."""

    source: Spans
    speaker: Speaker


def author_in(document: Document, names: Names) -> Author | None:
    """The author of a document in one voice; None for others, or where nobody is known to be the author."""
    if document.kind not in ONE_VOICE:
        return None
    span = author_of(document, [b for b in document.blocks if not _quoted_mail(document, b)])
    own = next((n for _, _, n in names.mentions(document.source or "", places=False)), None)
    if own is None and not (span is not None and _below_a_byline(document, span)):
        own = _publisher(document, names)
    if span is None and own is None:
        return None
    return Author((span,) if span else (), Speaker(own.name, own.party) if own else Speaker())


def _below_a_byline(document: Document, author: Span) -> bool:
    """Whether a line that begins with "By" names the author: the words are the author's own then, and not those of the newspaper that prints them."""
    return any(
        b.start <= author[0] < b.end and document.text[b.start : author[0]].strip().lower() == "by"
        for b in document.blocks
    )


def _publisher(document: Document, names: Names) -> Name | None:
    """Whoever published a statement or a letter, as a body of its own where no dossier says who the parties are."""
    source = " ".join((document.source or "").replace("-", " ").split())
    if not names.proposes or not source or is_no_name(source):
        return None
    name = known_body(source) or source
    names.learn(source, Name(name, names.party_of(name), person=False), capital=True)
    return names.forms.get(source.lower())


def _quoted_mail(document: Document, block: Block) -> bool:
    """Whether a block is what the sender of a message answers or forwards; elsewhere what is set as a quotation may be the author's words."""
    return document.format == "mail" and block.kind is BlockKind.QUOTATION


def own_words(document: Document, sentences: Sequence[Sentence], author: Author, taken: Sequence[Span]) -> list[Spoken]:
    """The sentences in which nobody is reported, those of a paragraph that stand together as one; ``taken``: spans in order, of what was found."""
    text, blocks = document.text, document.blocks
    found: list[Spoken] = []
    last: tuple[int, int] | None = None
    for number, sentence in enumerate(sentences):
        block = blocks[sentence.block]
        lead_in = text[block.end - 1] == ":" and any(block.start <= a < block.end for a, _ in author.source)
        signature = block.end - block.start < 60 and any(block.start <= a < block.end for a, _ in author.source)
        plain = block.kind.told and block.kind is not BlockKind.TABLE_CELL and not lead_in and not signature
        plain = plain and not _quoted_mail(document, block)
        if not plain or meets((sentence.start, sentence.end), taken):
            continue
        span = sentence.start, sentence.end
        if last == (number - 1, sentence.block):
            before = found.pop().attribution.content[0]
            span = before[0], sentence.end
        found.append(Spoken(Attribution(author.source, (), (span,))))
        last = number, sentence.block
    return found


def meets(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares a code point with one of the others, which are sorted and do not overlap."""
    k = bisect_right(taken, span[0], key=lambda other: other[1])
    return k < len(taken) and taken[k][0] < span[1]
