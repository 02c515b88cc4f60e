"""The marked text is the text: nothing lost, nothing doubled, every span where it says."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring, fragments_fromstring

from pourparler.model import Block, BlockKind, Mode, Statement
from pourparler.record import Entry
from pourparler.workbench.annotated_text import Paragraph, Piece, marked, text_html


@st.composite
def texts(draw):
    text = draw(st.text("ab \n<", min_size=1, max_size=60))

    def spans():
        ends = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True))
        ends.sort()
        return tuple(zip(ends[::2], ends[1::2], strict=False))

    entries = [
        Entry(Statement("d", spans(), spans(), spans(), Mode.DIRECT, position=spans(), points_to=spans()), "", "test")
        for _ in range(draw(st.integers(0, 3)))
    ]
    return text, entries


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts())
def test_pieces_make_the_text_and_carry_their_spans(told):
    text, entries = told
    paragraphs = marked(text, entries)
    assert ["".join(p.text for p in one.pieces) for one in paragraphs] == [line for line in text.split("\n") if line]
    for paragraph in paragraphs:
        for p in paragraph.pieces:
            assert text[p.start : p.start + len(p.text)] == p.text
            for k in range(p.start, p.start + len(p.text)):
                wanted = {
                    (e.statement.id, role)
                    for e in entries
                    for role in ("source", "cue", "content", "position", "points_to")
                    for a, b in getattr(e.statement, role)
                    if a <= k < b
                }
                assert set(p.marks) == wanted


def test_blocks_are_shown_as_what_they_are_and_wrapped_lines_as_one():
    text = "Talks\n\nBy Pia Lund\n\nThe envoys met\nin Aster.\n* * *\nThey left."
    blocks = [
        Block(BlockKind.TITLE, 0, 5), Block(BlockKind.BYLINE, 7, 18), Block(BlockKind.PARAGRAPH, 20, 44), Block(BlockKind.PARAGRAPH, 51, 61),
    ]  # fmt: skip
    entry = Entry(Statement("d", (), ((30, 37),), ((35, 44),), Mode.DIRECT), "", "test")
    shown = marked(text, [entry], blocks)
    assert [(p.kind.value, "".join(x.text for x in p.pieces)) for p in shown] == [
        ("title", "Talks"), ("byline", "By Pia Lund"), ("paragraph", "The envoys met\nin Aster."), ("paragraph", "* * *"), ("paragraph", "They left."),
    ]  # fmt: skip
    assert [(x.text, x.told()[0]) for x in shown[2].pieces] == [
        ("The envoys", ""),
        (" met\n", "cue"),
        ("in", "cue content"),
        (" Aster.", "content"),
    ]


def test_words_that_others_point_back_to_are_no_words_of_theirs():
    text = "They want peace. We support this."
    first = Statement("d", (), (), ((0, 15),), Mode.DIRECT, position=((5, 15),))
    second = Statement("d", (), (), ((17, 32),), Mode.DIRECT, position=((17, 32),), points_to=((5, 15),))
    (paragraph,) = marked(text, [Entry(first, "", "test"), Entry(second, "", "test")])
    assert [(p.text, *p.told()) for p in paragraph.pieces] == [
        ("They ", "content", first.id, ""),
        ("want peace", "content position", first.id, second.id),
        (". ", "", "", ""),
        ("We support this", "content position", second.id, ""),
        (".", "", "", ""),
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts())
def test_a_paragraph_as_html_is_its_pieces_and_where_they_are_marked(told):
    text, entries = told
    for paragraph in marked(text, entries):
        spans = fragment_fromstring(paragraph.html({paragraph.pieces[0].start}))
        for p, span in zip(paragraph.pieces, spans, strict=True):
            first = p is paragraph.pieces[0]
            roles, statements, pointed = p.told()
            wanted = {"data-start": str(p.start), "id": f"at-{p.start}" if first else "", "data-pointed": pointed}
            wanted |= {"class": roles, "data-statements": statements} if statements else {}
            assert dict(span.attrib) == {name: value for name, value in wanted.items() if value}
            assert (span.text or "") == p.text


def test_a_character_that_moves_a_cursor_is_shown_as_its_picture():
    (paragraph,) = marked("a\x1bb & <i>", [])
    assert paragraph.html(()) == '<p><span data-start="0">a\u241bb &amp; &lt;i&gt;</span></p>'


def test_list_items_stand_in_one_list_and_a_kind_that_does_not_show_is_said_once():
    kinds = (BlockKind.CAPTION, BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM, BlockKind.HEADING)
    page = fragments_fromstring(text_html([Paragraph([Piece("words", 0, ())], kind) for kind in kinds], ()))
    assert [(e.tag, e.get("class"), e.get("data-kind")) for e in page] == [
        ("p", "block-kind", None),
        ("p", "caption", "caption"),
        ("p", "caption", "caption"),
        ("ul", None, None),
        ("h2", "heading", "heading"),
    ]
    assert [(e.tag, e.get("class"), e.get("data-kind")) for e in page[3]] == [("li", "list-item", "list item")] * 2
