"""The marked text is the text: nothing lost, nothing doubled, every span where it says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.model import Mode, Statement
from pourparler.record import Entry
from pourparler.workbench.annotated_text import marked


@st.composite
def texts(draw):
    text = draw(st.text("ab \n<", min_size=1, max_size=60))

    def spans():
        ends = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True))
        ends.sort()
        return tuple(zip(ends[::2], ends[1::2], strict=False))

    entries = [
        Entry(Statement("d", spans(), spans(), spans(), Mode.DIRECT), "", "test")
        for _ in range(draw(st.integers(0, 3)))
    ]
    return text, entries


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts())
def test_pieces_make_the_text_and_carry_their_spans(told):
    text, entries = told
    paragraphs = marked(text, entries)
    assert [("".join(p.text for p in pieces)) for pieces in paragraphs] == [line for line in text.split("\n") if line]
    for pieces in paragraphs:
        for p in pieces:
            assert text[p.start : p.start + len(p.text)] == p.text
            for k in range(p.start, p.start + len(p.text)):
                wanted = {
                    (e.statement.id, role)
                    for e in entries
                    for role in ("source", "cue", "content")
                    for a, b in getattr(e.statement, role)
                    if a <= k < b
                }
                assert set(p.marks) == wanted
