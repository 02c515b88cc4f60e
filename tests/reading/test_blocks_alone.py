"""A block whose words the model gave to another block's cue is read by itself."""

from dataclasses import replace

import pytest

from pourparler.model import Document
from pourparler.reading import blocks_alone
from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.reading.blocks_alone import LEAST, attributions_within, blocks_that_lost_words
from pourparler.reading.model import shipped
from pourparler.structure.blocks import find_blocks
from pourparler.structure.kinds import completed

REST = " The talks go on next week in Aster.\n\nMore than a hundred ships wait outside the strait."


HEADING, FIRST = (
    "Talks to resume Monday, officials say",
    "Ada Voss told reporters on Monday that Northland would not pay a toll.",
)


class Given:
    """A model by which a whole text and a block alone hold these attributions."""

    transitions = None

    def __init__(self, whole, alone):
        self.whole, self.alone = whole, alone

    def scores(self, part):
        return self.alone


def attribution(text, source, cue, content, score=0.9):
    spans = [((text.index(w), text.index(w) + len(w)),) if w else () for w in (source, cue, content)]
    return Attribution(*spans, score)


def read(monkeypatch, text, whole, alone):
    """The attributions of a text, as words of their cues."""
    document = completed(Document(text, "t"))
    model = Given(whole, alone)
    monkeypatch.setattr(blocks_alone, "find_attributions", lambda part, scores, transitions: scores)
    (part,) = shipped().encode(text, document.blocks).parts()
    found = attributions_within(part, whole, model, Borders(text, document.blocks))
    return [text[a.cue[0][0] : a.cue[0][1]] for a in found]


@pytest.mark.parametrize(
    ("source", "score", "cues"),
    [("Ada Voss", 0.9, ["officials say", "told"]), ("Ada Voss", LEAST - 0.01, ["officials say"]), (None, 0.9, ["officials say"])],
)  # fmt: skip
def test_a_sentence_that_a_headline_took_is_found_where_it_is_sure(monkeypatch, source, score, cues):
    text = f"{HEADING}\n\n{FIRST}{REST}"
    took = replace(attribution(text, None, "officials say", "Talks to resume Monday"), content=((0, 22), (39, 60)))
    own = attribution(text, source, "told", "that Northland would not pay a toll", score)
    assert read(monkeypatch, text, [took], [own]) == cues


def test_what_was_found_in_the_whole_text_goes_before(monkeypatch):
    text = f"{HEADING}\n\n{FIRST}{REST}"
    took = replace(attribution(text, None, "officials say", "Talks to resume Monday"), content=((0, 22), (39, 60)))
    whole = attribution(text, "Ada Voss", "told", "Northland would not pay a toll")
    alone = attribution(text, "Ada Voss", "would not pay", "a toll")
    assert read(monkeypatch, text, [took, whole], [alone]) == ["officials say", "told"]


@pytest.mark.parametrize(
    "heading", [HEADING, "Strait to reopen in spring, officials say", "Dockers reject offer, union says"]
)
@pytest.mark.parametrize(
    "first", [FIRST, "Mediators from the League said on Sunday that both sides had agreed to meet again in Aster."]
)
def test_the_first_sentence_below_a_headline_is_found(heading, first):
    text = f"{heading}\n\n{first}{REST}"
    document = completed(Document(text, "t"))
    model = shipped()
    (part,) = model.encode(text, document.blocks).parts()
    found = attributions_within(part, model.scores(part), model, Borders(text, document.blocks))
    assert any(len(heading) < a.cue[0][0] < len(heading) + len(first) for a in found)
    assert [a.cue for a in found] == sorted(a.cue for a in found)


def lost(text, cue, content):
    made = Attribution((), *(((text.index(w), text.index(w) + len(w)),) for w in (cue, content)))
    borders = Borders(text, find_blocks(text))
    return [text[borders.blocks[n].start : borders.blocks[n].end] for n in blocks_that_lost_words([made], borders)]


def test_only_blocks_whose_words_went_to_a_cue_that_may_not_have_them():
    text = "Good talks, officials say\n\nFalk said the toll is gone.\n\nHe left:\n\n- by car\n\nIt rained."
    assert lost(text, "officials say", "Falk said the toll is gone.") == ["Falk said the toll is gone."]
    assert lost(text, "Falk said", "the toll is gone.") == []
    assert lost(text, "He left", "- by car") == []
    assert lost(text, "He left", "by car\n\nIt rained.") == ["It rained."]
