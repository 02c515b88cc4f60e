"""Spans end at the borders of blocks, but for a quotation that runs on and what a colon announces."""

import pytest

from pourparler.reading.attribution import Attribution
from pourparler.reading.block_borders import Borders
from pourparler.structure.blocks import find_blocks


def kept(text, source, cue, content):
    """The attribution of these words after the cut, as words."""

    def span(words):
        return (text.index(words), text.index(words) + len(words)) if words else None

    made = Attribution(*(tuple(s for s in (span(words),) if s) for words in (source, cue, content)))
    found = Borders(text, find_blocks(text)).keep_within([made])
    return [([text[a:b] for a, b in f.source], [text[a:b] for a, b in f.content]) for f in found]


HEAD, PLAIN = "Good talks at last\n\n", "The toll is gone, Falk said."


def test_a_heading_is_cut_off():
    text = HEAD + PLAIN
    assert kept(text, "Falk", "said", text[: text.index(", Falk")]) == [(["Falk"], ["The toll is gone"])]


def test_a_dateline_is_cut_off_a_source():
    text = "SARN (Reuters) — The minister said the border would open."
    assert kept(text, "SARN (Reuters) — The minister", "said", "the border would open") == [
        (["The minister"], ["the border would open"])
    ]


@pytest.mark.parametrize("line", ["By Ada Voss", "Photo: Ada Voss says no"])
def test_a_byline_or_a_caption_says_nothing(line):
    text = f"Talks end\n\n{line}\n\n{PLAIN}"
    cue = "says" if "says" in line else "By"
    assert kept(text, "Ada Voss", cue, "The toll is gone") == []


def test_a_quotation_that_runs_over_paragraphs_stays_whole():
    text = "Falk said: “We waited.\n\n“We wait no more.”\n\nIt rained."
    assert kept(text, "Falk", "said", text[text.index("“") :]) == [(["Falk"], ["“We waited.", "“We wait no more.”"])]


def test_one_that_was_closed_does_not_go_on():
    text = "“We waited,” Falk said.\n\n“We wait no more.”"
    assert kept(text, "Falk", "said", "“We wait no more.”") == []


def test_what_a_colon_announces():
    text = "Falk said:\n\nThe toll must go.\n\nIt rained."
    assert kept(text, "Falk", "said", "The toll must go.\n\nIt rained.") == [(["Falk"], ["The toll must go."])]


def test_all_items_of_a_list_are_taken_where_the_words_reach_it():
    text = "Falk wants them:\n\n- to pay;\n- to leave.\n\nNobody did."
    assert kept(text, "Falk", "wants", "them:\n\n- to pay;") == [(["Falk"], ["them:", "to pay;", "to leave."])]


def test_words_of_another_sentence_belong_to_the_cue_only_in_quotation_marks():
    text = "The rents fall, Falk said. The wages rise. “We stay.”"
    assert kept(text, "Falk", "said", "The wages rise.") == []
    assert kept(text, "Falk", "said", "“We stay.”") == [(["Falk"], ["“We stay.”"])]
