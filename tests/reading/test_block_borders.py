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


def blocks_of(text):
    borders = Borders(text, find_blocks(text))
    return borders, [text[b.start : b.end] for b in borders.blocks]


@pytest.mark.parametrize(
    ("text", "announced"),
    [
        ("Voss said:\n\n- open the strait\n- end the toll\n\nThat was all.", ["- open the strait", "- end the toll"]),
        ("Voss said:\n\nThe toll goes.\n\nIt rained.", ["The toll goes."]),
        ("Voss said:\n\n“The toll goes.\n\n“And the strait opens.”\n\nIt rained.", ["“The toll goes.", "“And the strait opens.”"]),
        ("Voss said.\n\nThe toll goes.", []),
        ("Then Voss said this:", []),
    ],
)  # fmt: skip
def test_blocks_that_a_colon_announces(text, announced):
    borders, words = blocks_of(text)
    assert [words[k] for k in borders.announced(0)] == announced


def test_a_quotation_links_its_paragraphs_and_a_dash_the_one_above():
    text = "“The toll goes.\n\n“The strait opens.”\n\n– Ada Voss\n\nIt rained."
    borders, _ = blocks_of(text)
    assert [[borders.linked(a, b) for b in range(4)] for a in range(4)] == [
        [True, True, False, False],
        [True, True, False, False],
        [False, True, True, False],
        [False, False, False, True],
    ]
