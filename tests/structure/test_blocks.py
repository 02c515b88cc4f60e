"""A plain text is cut where its page would be; what stands above, beside or between the sentences is told from them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Block, BlockKind, heading_paths
from pourparler.structure.blocks import Known, _Page, _units, find_blocks

K = BlockKind


def blocks(text, known=()):
    return [(b.kind, text[b.start : b.end]) for b in find_blocks(text, known)]


SAID = "Sudmark demands a full toll, Jean Le Fèvre said."
MORE = "The harbour stays open until the spring, the ministry said in a note."


@pytest.mark.parametrize(
    "title", ["Good talks, says Brandt", "Will they sign?", "TALKS RESUME", "Two days, no toll: what was said"]
)
def test_a_line_without_a_full_stop_above_the_text_is_its_title(title):
    assert blocks(f"{title}\n\n{SAID}") == [(K.TITLE, title), (K.PARAGRAPH, SAID)]


@pytest.mark.parametrize(
    "byline",
    [
        "Author: Pia Lund", "By Pia Lund", "By Pia Lund and Tom Hale, Courier", "Written by Pia Lund", "Reporting by Pia Lund in Aster",
        "Pia Lund, chief correspondent", "Pia Lund",
    ],
)  # fmt: skip
def test_whoever_wrote_it_is_a_byline(byline):
    for gap in ("\n", "\n\n"):
        found = blocks(f"Toll talks resume{gap}{byline}\n\n{SAID}\n\n{MORE}")
        assert found[:2] == [(K.TITLE, "Toll talks resume"), (K.BYLINE, byline)]


@pytest.mark.parametrize(
    "line",
    [
        "3 February 2031",
        "Aster, 3 February 2031",
        "Published: 3 February 2031, 10:30",
        "Monday, February 3, 2031",
        "2031-02-03",
    ],
)
def test_a_line_with_place_and_day_is_a_dateline(line):
    assert (K.DATELINE, line) in blocks(f"Toll talks resume\n\n{line}\n\n{SAID}\n\n{MORE}")


@pytest.mark.parametrize("place", ["ASTER –", "PORT AMMER, Feb 11 (MW) -", "NORHAVEN, Norland (Agency) —"])
def test_a_place_before_the_first_sentence_is_a_dateline(place):
    assert blocks(f"Toll talks resume\n\n{place} {SAID}") == [
        (K.TITLE, "Toll talks resume"),
        (K.DATELINE, place),
        (K.PARAGRAPH, SAID),
    ]


@pytest.mark.parametrize(
    "heading", ["Rise in the number of incidents", "THE HARBOUR", "What comes next", "Two views of one river"]
)
def test_a_short_line_between_paragraphs_is_a_heading(heading):
    assert blocks(f"{SAID}\n\n{heading}\n\n{MORE}") == [(K.PARAGRAPH, SAID), (K.HEADING, heading), (K.PARAGRAPH, MORE)]


def test_headings_with_marks_keep_their_level_and_paragraphs_know_what_they_stand_under():
    text = f"Day one\n\n# Fees\n\n{SAID}\n\n## Ships\n\n{MORE}\n\n# Harbour\n\n{SAID}"
    found = find_blocks(text)
    paths = heading_paths(found)
    told = {
        text[b.start : b.end]: [text[found[n].start : found[n].end] for n in path]
        for b, path in zip(found, paths, strict=True)
    }
    assert told[MORE] == ["Fees", "Ships"]
    assert told[SAID] == ["Harbour"]  # the last of the two
    assert paths[0] == ()


def test_topics_in_capitals_before_a_colon_are_headings_of_what_follows():
    text = f"Conference, first day\n\nFEES: NORLAND opposed a toll.\nSHIPS AND CREWS: SUDMARK called for one.\n{MORE}"
    assert [t for k, t in blocks(text) if k is K.HEADING] == ["FEES", "SHIPS AND CREWS"]


def test_bullets_and_numbers_under_a_colon_are_items():
    text = "Norland insists that Sudmark must:\n\n  • Drop its plans;\n  • Withdraw its ships.\n\n1. Open the gates\n2. Close the bar\n\nSudmark did not reply."
    assert [k for k, _ in blocks(text)] == [K.PARAGRAPH, *[K.LIST_ITEM] * 4, K.PARAGRAPH]


def test_numbered_paragraphs_are_paragraphs():
    text = "12. Mr. Brandt said that the toll was too high. He would not pay it.\n\n13. Mr. Hale (Islands) agreed with him. So did others."
    assert {k for k, _ in blocks(text)} == {K.PARAGRAPH}


def test_captions_quotation_blocks_and_rows():
    text = f"Talks resume\n\nPhoto: the harbour of Aster\n\n{SAID}\n\n> We will not pay it, whatever they say.\n\nParty\tSeats\nNorland\t12"
    assert blocks(text)[1:] == [
        (K.CAPTION, "Photo: the harbour of Aster"),
        (K.PARAGRAPH, SAID),
        (K.QUOTATION, "> We will not pay it, whatever they say."),
        *[(K.TABLE_CELL, cell) for cell in ("Party", "Seats", "Norland", "12")],
    ]


def test_lines_wrapped_at_a_width_are_one_paragraph():
    first = "The delegations met for the third time this week in the old\ncustoms house, and the envoy said that the toll would have to\nwait until the spring. Nobody\nobjected to it."
    second = "A second round is to follow in the capital of the islands, he\nsaid, where the ministers are going to look at the harbour and\nat the dues once more."
    assert blocks(f"{first}\n\n{second}") == [(K.PARAGRAPH, first), (K.PARAGRAPH, second)]


def test_lines_that_end_sentences_are_paragraphs_of_their_own():
    assert [k for k, _ in blocks(f"{SAID}\n{MORE}\n{SAID}")] == [K.PARAGRAPH] * 3


def test_names_on_their_own_lines_are_speakers():
    text = "Ivo Brandt (00:04):\nThe harbour will be reopened.\nSpeaker 2 (00:31):\nWill you pay a toll?\nIvo Brandt (00:35):\nWe reject any toll."
    assert [t for k, t in blocks(text) if k is K.SPEAKER] == [
        "Ivo Brandt (00:04):",
        "Speaker 2 (00:31):",
        "Ivo Brandt (00:35):",
    ]


def test_what_the_file_tells_goes_before_what_the_lines_look_like():
    text = f"Party\n\n{SAID}\n\nnot a heading by its look"
    known = [Known(0, 5, K.TABLE_CELL), Known(text.index("not"), len(text), K.HEADING, 2)]
    assert blocks(text, known) == [
        (K.TABLE_CELL, "Party"),
        (K.PARAGRAPH, SAID),
        (K.HEADING, "not a heading by its look"),
    ]


LINES = st.lists(
    st.one_of(
        st.text(alphabet="abcABC 12.:;?!“”\"'*•->#|()\t—\u00a0é", max_size=60),
        st.sampled_from(
            [
                "",
                "By Pia Lund",
                "ASTER, 3 May – Hello.",
                "Q: Why?",
                "A: So.",
                "Mr. Brandt (Norland): No.",
                "1. One;",
                "# Head",
                "* * *",
            ]
        ),
    ),
    max_size=14,
)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_blocks_lie_in_order_apart_and_cover_every_letter(lines):
    text = "\n".join(lines)
    found = find_blocks(text)
    covered = set()
    last = 0
    for b in found:
        assert last <= b.start < b.end <= len(text)
        assert not text[b.start].isspace()
        assert not text[b.end - 1].isspace()
        covered |= set(range(b.start, b.end))
        last = b.end
    assert all(k in covered for k, c in enumerate(text) if c.isalnum())


@pytest.mark.parametrize(
    "line",
    [
        "word " * 20, "* ", "12 March 2029 ", "A: b. ", "“", "(a) ", "Ann Bee: ", "A\tb\tc ", "x", ". ", "A B C D, ", "NORTH - ", "Mr. ", "\n\n", "and so\non ",
    ],
)  # fmt: skip
def test_hostile_texts_have_valid_blocks(line):
    text = line * (200_000 // len(line))
    found = find_blocks(text)
    assert all(isinstance(b, Block) and b.start < b.end <= len(text) for b in found)
    assert bool(found) == any(c.isalnum() for c in line)


class Looked(list):
    """A list that counts how many of its items somebody looked at."""

    looked = 0

    def __iter__(self):
        for item in super().__iter__():
            self.looked += 1
            yield item


@pytest.mark.parametrize("line", ["STRAIT TALKS", "VOSS:", "Monday, 3 February 2031", "On Monday, Ada wrote:"])
@pytest.mark.parametrize("known", [False, True])
def test_what_a_line_is_does_not_take_all_lines_above_it(line, known):
    """Or a text of thousands of short lines takes minutes."""
    lines = 300
    text = f"{line}\n\n" * lines + SAID
    told = [Known(k, k + len(line), K.HEADING, 1) for k in range(0, len(line) * lines, len(line) + 2)] if known else []
    page = _Page(text, _units(text, told), [])
    page.out = Looked()
    assert len(page.blocks()) >= lines
    assert page.out.looked < 3 * lines
