"""Groups of documents from pairs, against trying all orders and against what connects them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pourparler.record.same_story import AGAIN, CONTAINED, DAYS, SHORTEST, Pair, couple, grouped, same_words
from pourparler.record.word_runs import Shared

DOCUMENTS = "abcdefg"
COUPLES = [couple(a, b) for a in DOCUMENTS for b in DOCUMENTS if a < b]
PAIRS = st.lists(
    st.builds(
        lambda c, share, part, sure: Pair(*c, share, c[part] if part is not None else None, sure=sure),
        st.sampled_from(COUPLES), st.integers(50, 100).map(lambda n: n / 100), st.sampled_from([None, None, 0, 1]), st.booleans(),
    ),
    unique_by=lambda p: p.couple, max_size=12,
)  # fmt: skip
DAY = date(2031, 3, 4)


@given(
    PAIRS, st.lists(st.sampled_from(COUPLES), max_size=3), st.sets(st.sampled_from(COUPLES), max_size=3), st.randoms()
)
def test_groups_do_not_depend_on_the_order_of_pairs_and_documents(pairs, together, apart, chance):
    again = chance.sample(pairs, len(pairs))
    assert grouped(DOCUMENTS, pairs, together, apart) == grouped(DOCUMENTS[::-1], again, together, apart)


@given(PAIRS, st.lists(st.sampled_from(COUPLES), max_size=3), st.sets(st.sampled_from(COUPLES), max_size=3))
def test_groups_part_all_documents_and_nothing_that_was_taken_apart_is_together(pairs, together, apart):
    found = grouped(DOCUMENTS, pairs, together, apart)
    assert set(found) == set(DOCUMENTS)
    for document, group in found.items():
        assert document in group
        assert all(found[other] == group for other in group)
    assert not any(one in found[other] for one, other in apart)


@given(PAIRS)
def test_without_parts_and_decisions_groups_are_what_sure_pairs_connect(pairs):
    whole = [Pair(p.one, p.other, p.share, sure=p.sure) for p in pairs]
    connected = {d: {d} for d in DOCUMENTS}
    for _ in DOCUMENTS:
        for p in whole:
            if p.sure:
                both = connected[p.one] | connected[p.other]
                connected |= dict.fromkeys(both, both)
    assert grouped(DOCUMENTS, whole) == {d: frozenset(those) for d, those in connected.items()}


def test_what_a_person_put_together_is_together_unless_it_is_taken_apart():
    assert grouped("abc", [], [("a", "b")])["a"] == {"a", "b"}
    assert grouped("abc", [Pair("a", "b", 0.9), Pair("b", "c", 0.8)], apart=[("a", "c")])["b"] == {"a", "b"}


def test_a_digest_of_several_stories_is_none_of_them_and_a_shortened_story_is_one():
    digest = [Pair("a", "z", 0.9, "a"), Pair("b", "z", 0.8, "b"), Pair("a", "c", 0.7)]
    assert grouped("abcz", digest) == {"a": {"a", "c"}, "c": {"a", "c"}, "b": {"b"}, "z": {"z"}}
    two_digests = [*digest, Pair("a", "y", 0.9, "a"), Pair("b", "y", 0.9, "b"), Pair("y", "z", 0.95)]
    assert grouped("abcyz", two_digests)["z"] == {"y", "z"}
    shortened = [Pair("a", "z", 0.9, "a"), Pair("b", "z", 0.8, "b"), Pair("a", "b", 0.7)]
    assert grouped("abz", shortened)["z"] == {"a", "b", "z"}


def test_when_texts_that_share_words_are_one_story():
    shared = Shared(0.3, CONTAINED, SHORTEST)
    assert same_words(shared, DAY, DAY)
    assert same_words(shared, DAY, None)
    assert not same_words(Shared(0.3, CONTAINED - 0.01, 1.0), DAY, DAY)
    assert not same_words(Shared(0.3, 1.0, SHORTEST - 0.01), DAY, DAY)
    assert same_words(shared, DAY, DAY + timedelta(DAYS))
    assert not same_words(shared, DAY, DAY + timedelta(DAYS + 1))
    assert same_words(Shared(AGAIN, 1.0, AGAIN), DAY, DAY + timedelta(400))
