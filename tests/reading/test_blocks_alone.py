"""A block whose words the model gave to another block's cue is read by itself."""

import pytest

from pourparler.model import Document
from pourparler.reading.attribution import Attribution, find_attributions
from pourparler.reading.block_borders import Borders
from pourparler.reading.blocks_alone import attributions_within, blocks_that_lost_words
from pourparler.reading.model import shipped
from pourparler.structure.blocks import find_blocks
from pourparler.structure.kinds import completed

REST = " The talks go on next week in Aster.\n\nMore than a hundred ships wait outside the strait."


@pytest.mark.parametrize(
    ("heading", "source", "said"),
    [
        ("Talks to resume Monday, officials say", "Ada Voss", "told"),
        ("Strait to reopen in spring, officials say", "Mediators from the League", "said"),
        ("Dockers reject offer, union says", "Mediators from the League", "said"),
        ("Ceasefire near, mediators say", "The dockers' union", "said"),
    ],
)
def test_a_headline_that_took_the_first_sentence(heading, source, said):
    sentences = {
        "Ada Voss": "Ada Voss told reporters on Monday that Northland would not pay a toll.",
        "Mediators from the League": "Mediators from the League said on Sunday that both sides had agreed to meet again in Aster.",
        "The dockers' union": "The dockers' union said its members would stay out until wages rise.",
    }
    text = f"{heading}\n\n{sentences[source]}{REST}"
    document = completed(Document(text, "t"))
    borders, model = Borders(text, document.blocks), shipped()
    (part,) = model.encode(text, document.blocks).parts()
    scores = model.scores(part)
    cut = borders.keep_within(find_attributions(part, scores, model.transitions))
    found = attributions_within(part, scores, model, borders)
    (new,) = [a for a in found if a not in cut]
    assert [text[a:b] for a, b in new.source] == [source]
    assert said in next(text[a:b] for a, b in new.cue)
    assert set(cut) < set(found)
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
