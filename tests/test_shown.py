"""What may not reach a terminal or a page is replaced one by one; everything else stays."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from pourparler.shown import shown, shown_in_template, written_json

ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\x07\x08\x1b\r\n\t\x7f\x9b\u202e\u2066\u200b\ud800\uffff"))
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("bell\x07, back\x08, nothing\x00, delete\x7f", "bell␇, back␈, nothing␀, delete␡"),
        ("one line\rwritten over", "one line␍written over"),
        ("two\r\nlines", "two \nlines"),
        ("a tab\tand a line\n", "a tab\tand a line\n"),
        ("C1: \x9b31m \x85", "C1: \ufffd31m \ufffd"),
        ("\u202eover\u202c \u2066isolated\u2069", "\ufffdover\ufffd \ufffdisolated\ufffd"),
        ("surrogate \ud800, noncharacter \uffff", "surrogate \ufffd, noncharacter \ufffd"),
        ("نیم\u200cفاصله 👩\u200d👩 zero\u200bwidth", "نیم\u200cفاصله 👩\u200d👩 zero\u200bwidth"),
        (":x: [bold] [/] é 中 \U0001f600", ":x: [bold] [/] é 中 \U0001f600"),
    ],
)
def test_harmful_characters_are_made_visible_and_others_stay(text, wanted):
    assert shown(text) == wanted


@given(ANYTHING)
def test_what_is_shown_may_stand_in_xml_and_has_as_many_characters(text):
    told = shown(text)
    assert len(told) == len(text)
    assert shown(told) == told
    element = etree.Element("p")
    element.text = told
    assert (etree.fromstring(etree.tostring(element)).text or "") == told
    assert not {unicodedata.bidirectional(c) for c in told} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    }
    assert not [c for c in told if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]


@given(ANYTHING)
def test_json_gives_back_what_was_written_and_holds_nothing_harmful(text):
    for indent in (None, 1):
        written = written_json({"words": [text]}, indent=indent)
        assert json.loads(written) == {"words": [text]}
        assert shown(written) == written
    assert "é" in written_json("é")


def test_templates_keep_markup_and_numbers_and_show_all_else_harmless():
    told = shown_in_template(Markup("<b>\x07</b>"))
    assert (told, type(told)) == ("<b>␇</b>", Markup)
    assert shown_in_template(3) == 3
    assert shown_in_template("a\x07") == "a␇"
    assert shown_in_template(ValueError("a\x07")) == "a␇"
