"""What texts share, against counting their runs of words one by one."""

from hypothesis import given
from hypothesis import strategies as st

from pourparler.model import Block, BlockKind
from pourparler.record.word_runs import FEWEST, LENGTH, ONE_IN, searched, shared, told, word_runs

from .told_again import edited, story

TEXTS = st.lists(st.sampled_from("ab cd ef gh ij kl mn op".split()), max_size=60)


def runs(words):
    return {tuple(words[k : k + LENGTH]) for k in range(len(words) - LENGTH + 1)}


@given(TEXTS, TEXTS)
def test_shares_are_those_of_the_sets_of_runs(one, other):
    first, second = runs(one), runs(other)
    found = shared(word_runs(" ".join(one)), word_runs(" ".join(other)))
    if min(len(first), len(second)) < FEWEST:
        assert found.resemblance == found.containment == found.length == 0
        return
    few, many = sorted((len(first), len(second)))
    assert found.resemblance == len(first & second) / len(first | second)
    assert found.containment == len(first & second) / few
    assert found.length == few / many


def test_case_punctuation_and_line_breaks_do_not_count():
    words = story(1)
    loud = "\n".join(" ".join(words[k : k + 9]).upper() + "!" for k in range(0, len(words), 9))
    assert word_runs(" ".join(words)).tolist() == word_runs(loud).tolist()


def test_an_edited_and_shortened_text_is_mostly_contained_and_another_is_not():
    words = story(1, 400)
    found = shared(word_runs(" ".join(words)), word_runs(" ".join(edited(words, 2)[:150])))
    assert found.containment > 0.7 > found.resemblance
    assert shared(word_runs(" ".join(words)), word_runs(" ".join(story(2, 400)))).containment < 0.05


def test_texts_choose_alike_what_is_searched():
    words = story(3, 2_000)
    whole, part = word_runs(" ".join(words)), word_runs(" ".join(words[:1_000]))
    assert set(searched(part)) <= set(searched(whole))
    assert len(whole) / ONE_IN / 1.5 < len(searched(whole)) < len(whole) / ONE_IN * 1.5


def test_scripts_without_blanks_have_runs_of_characters():
    assert len(word_runs("四国外相会談は七月九日にジュネーブで開かれた。次回は秋になる。")) >= FEWEST


def test_headlines_and_page_headers_are_left_out():
    text = "Talks stall\nThe minister said no.\nPage 3"
    blocks = [Block(BlockKind.TITLE, 0, 11), Block(BlockKind.PARAGRAPH, 12, 33), Block(BlockKind.FURNITURE, 34, 40)]
    assert told(text, blocks) == "The minister said no."
    assert told(text, []) == text
