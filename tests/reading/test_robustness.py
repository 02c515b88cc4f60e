"""Any text can be read: no crash, valid spans, the same result twice, time in proportion to length."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.dossier import load
from pourparler.model import Document
from pourparler.reading import ModelReader

from ..conftest import DEMO

NEGOTIATION = load(DEMO / "dossier.yaml").negotiation
PIECES = st.sampled_from(
    ["Ada Voss", " said ", "that ", '"', "“", "”", "''", "«", "»", ". ", ", ", "\n", "he ", "according to ", "told ", ": ", "Q: ", "the ",
     "met in Aldmoor ", "on Tuesday", " (", ")", "‏", "🙂", "\u0301", "SAID ", "Mr. ", "U.S. ", "31 February", "…", "—", "would not accept ",
     "\x00", "no Kestrian officials were present", "\t", "saying ", "and "]
)  # fmt: skip
READER = ModelReader()
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text(text):
    document = Document(text, "t")
    first = READER.read(document, NEGOTIATION)
    assert first == READER.read(document, NEGOTIATION)
    for s in first.statements:
        assert s.content
        for spans in (s.source, s.cue, s.content):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert list(spans) == sorted(spans)
    for m in first.meetings:
        assert all(0 <= start < end <= len(text) for e in m.evidence for start, end in e.spans)


@pytest.mark.parametrize(
    "unit",
    [
        "Ada Voss said that the strait would stay open. “We will stay,” she said, adding that the due would go. ",
        "Ada Voss said that the strait would stay open.\n",
        '"',
        "said ",
        "word",
        "A. ",
        "Ada Voss: We go on.\n",
        ", said the ",
        "Kestria and Maravel reject the toll. ",
        "Kestria, Maravel, ",
    ],
)
def test_work_grows_in_proportion_to_length(unit):
    def calls(share):
        text = unit * (share * min(10_000, 100_000 // len(unit)) // 8)
        counted = 0

        def count(frame, event, argument):
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            READER.read(Document(text, "t"), NEGOTIATION)
        finally:
            sys.setprofile(None)
        return counted

    calls(1)  # what is done once is done
    # Eight times the text: quadratic work would take 64 times as many calls.
    assert calls(8) < 12 * calls(1) + 2_000
