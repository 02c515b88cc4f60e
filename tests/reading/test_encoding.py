"""Words, pieces and windows of any text."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reading.encoding import MOST_PIECES, encode, windows
from pourparler.reading.model import shipped

TOKENIZER = shipped().tokenizer


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_words_lie_in_the_text_in_order_and_leave_out_only_blanks(text):
    encoded = encode(text, TOKENIZER)
    covered = np.zeros(len(text), dtype=bool)
    last = 0
    for start, end in encoded.spans:
        assert last <= start < end <= len(text)
        covered[start:end] = True
        last = end
    assert all(c.isspace() for c, seen in zip(text, covered, strict=True) if not seen)
    assert (np.diff(encoded.starts) >= 1).all()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["word ", "international ", "\n", "\n\n", "“", "x" * 400 + " ", "Ada Voss said. "]),
        max_size=900,
    ),
    st.integers(0, 200),
)
def test_every_word_is_kept_by_exactly_one_window(units, overlap):
    encoded = encode("".join(units), TOKENIZER)
    kept = 0
    for window in windows(encoded, overlap=overlap):
        assert window.first <= window.keep_first < window.keep_last <= window.last
        assert window.keep_first == kept
        assert encoded.starts[window.last] - encoded.starts[window.first] <= MOST_PIECES
        kept = window.keep_last
    assert kept == len(encoded)


def test_signs_tell_case_quotation_and_place():
    encoded = encode('Ada SAID: "we 42"\n\nEnd', TOKENIZER)
    assert encoded.signs[:, 0].tolist() == [2, 3, 0, 0, 1, 4, 0, 2]
    assert encoded.signs[:, 1].tolist() == [0, 0, 0, 2, 1, 1, 2, 0]
    assert encoded.signs[:, 2].tolist() == [2, 0, 0, 0, 0, 0, 0, 2]


def test_parts_of_a_long_text_hold_every_word_once_and_begin_at_a_paragraph():
    text = "\n\n".join("Ada Voss said that the road stays closed." for _ in range(40))
    encoded = encode(text, TOKENIZER)
    parts = encoded.parts(most=50)
    assert len(parts) > 5
    assert np.concatenate([p.spans for p in parts]).tolist() == encoded.spans.tolist()
    assert np.concatenate([p.pieces for p in parts]).tolist() == encoded.pieces.tolist()
    assert all(p.starts[0] == 0 and len(p.pieces) == p.starts[-1] for p in parts)
    assert all(text[p.extent[0] :].startswith("Ada Voss") for p in parts)
    assert encoded.parts() == [encoded]
