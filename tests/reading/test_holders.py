"""Who takes a position, from pointers made by hand: names, lists, groups, "we", pronouns, descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from pourparler.model import Holder, Span, Spans, quote
from pourparler.reading.coreference import Antecedents
from pourparler.reading.holders import OWN_WORDS, Holders
from pourparler.reading.named_words import NamedWords
from pourparler.reading.names import Name, Names
from pourparler.reading.position_chances import holder_chance
from pourparler.reading.positions_taken import PositionTaken
from pourparler.reading.speakers import Speaker

from .scores_by_hand import encoded, scores

VOSS = Speaker("Ada Voss", "Arland")


def names(*, proposes: bool = False) -> Names:
    known = Names(proposes=proposes)
    for form, name in {
        "Arland": "Arland", "Borland": "Borland", "Corland": "Corland", "Dorland": "Dorland", "Rope Group": "Rope Group",
        "Dockers Union": "Dockers Union",
    }.items():  # fmt: skip
        known.add(form, Name(name, name, person=False))
    known.add("Ada Voss", Name("Ada Voss", "Arland", person=True))
    known.add("Ivo Lund", Name("Ivo Lund", None, person=True, body="Tenants Council"))
    known.add("Pia Roth", Name("Pia Roth", None, person=True))
    return known


def finder(text: str, known: Names | None = None, means: Mapping[str, str] = {}, prose: str = "") -> Holders:
    known, words = known or names(), encoded(text)
    return Holders(text, prose or text, words, Antecedents(text, words, [scores(text, means=means)], known), known)


def taking(text: str, likely: Mapping[str, float]) -> PositionTaken:
    """A position whose pointer shares its probability out as given, all words of a quotation alike."""
    shares = []
    for quoted, share in likely.items():
        first, last = encoded(text).words(text.index(quoted), text.index(quoted) + len(quoted))
        shares += [(k, share / (last - first)) for k in range(first, last)]
    return PositionTaken((0, 1), "demands", True, False, 1, 1, tuple(sorted(shares, key=lambda s: -s[1])))


def held(
    text: str,
    likely: Mapping[str, float],
    speaker: Speaker | None = None,
    *,
    known: Names | None = None,
    means: Mapping[str, str] = {},
    source: Spans = (),
    reporter: Spans = (),
) -> list[tuple[str, str | None, bool]]:
    found, _ = finder(text, known, means).of(taking(text, likely), speaker, source, reporter)
    return [(h.name, h.party, h.opposed) for h in found]


def at(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("text", "likely", "holders"),
    [
        ("Arland wants a toll.", {"Arland": 0.9}, [("Arland", "Arland", False)]),
        ("Ada Voss wants a toll.", {"Voss": 0.9}, [("Arland", "Arland", False)]),
        ("Ivo Lund wants a toll.", {"Lund": 0.9}, [("Tenants Council", None, False)]),
        ("Pia Roth wants a toll.", {"Roth": 0.9}, [("Pia Roth", None, False)]),
        # two that share the pointer, and one that has too little of it
        ("Arland and Borland, unlike Corland, want a toll.", {"Arland": 0.5, "Borland": 0.4, "Corland": 0.03},
         [("Arland", "Arland", False), ("Borland", "Borland", False)]),
        # whoever stands in the list with them
        ("Arland, Borland and Corland want a toll.", {"Arland": 0.5, "Corland": 0.4},
         [("Arland", "Arland", False), ("Borland", "Borland", False), ("Corland", "Corland", False)]),
        ("Arland, with Borland, wants a toll. Corland left.", {"Arland": 0.8, "Borland": 0.1},
         [("Arland", "Arland", False), ("Borland", "Borland", False)]),
        ("Arland, opposed by Borland, wants a toll.", {"Arland": 0.5, "Borland": 0.45},
         [("Arland", "Arland", False), ("Borland", "Borland", True)]),
        # whoever is named as a supporter or an opponent, whatever the model points at
        ("Arland, opposed by Borland and Corland, wants a toll.", {"Arland": 0.9},
         [("Arland", "Arland", False), ("Borland", "Borland", True), ("Corland", "Corland", True)]),
        ("Arland, supported by Borland, but opposed by Corland, wants a toll.", {"Arland": 0.9},
         [("Arland", "Arland", False), ("Borland", "Borland", False), ("Corland", "Corland", True)]),
        ("Arland wants a toll, which was supported by Borland.", {"Arland": 0.9}, [("Arland", "Arland", False)]),
        ("Arland supported Borland and opposed a toll.", {"Arland": 0.9}, [("Arland", "Arland", False)]),
        ("Arland, for the Rope Group, wants a toll.", {"Arland": 0.9}, [("Rope Group", "Rope Group", False)]),
        ("Several delegates, including Arland, Borland and Corland, want a toll.", {"delegates": 0.8},
         [("Arland", "Arland", False), ("Borland", "Borland", False), ("Corland", "Corland", False)]),
        ("Several delegates, including those of Arland, want a toll.", {"delegates": 0.8}, [("delegates", None, False)]),
        ("They met and said nothing.", {"They": 0.9}, []),
        ("The rain wants nothing.", {"rain": 0.9}, []),
        ("Both parties want a toll.", {"Both parties": 0.9}, []),
    ],
)  # fmt: skip
def test_by_the_words_that_the_model_points_at(
    text: str, likely: Mapping[str, float], holders: Sequence[tuple[str, str | None, bool]]
) -> None:
    assert sorted(held(text, likely)) == sorted(holders)


def test_the_likeliest_comes_first_with_its_words_and_its_chance() -> None:
    text = "Borland left after the Arland had asked for a toll."
    found, chance = finder(text).of(taking(text, {"Borland": 0.3, "Arland": 0.6}), None)
    assert [(h.name, quote(text, h.words)) for h in found] == [("Arland", "the Arland"), ("Borland", "Borland")]
    assert chance == pytest.approx(holder_chance(0.6, side=True))


def test_the_chance_is_of_the_share_of_all_that_speaks_for_anybody_and_less_where_the_side_is_not_known() -> None:
    text = "Pia Roth met Borland over a toll."
    find = finder(text)
    (first, *_), chance = find.of(taking(text, {"Roth": 0.6, "Borland": 0.3}), None)
    assert (first.name, chance) == ("Pia Roth", pytest.approx(holder_chance(0.6, side=False)))
    # 0.9 of the pointer and what the speaker has in words of its own are more than one together.
    (first, *_), chance = find.of(taking(text, {"Borland": 0.9}), VOSS, own_words=True)
    assert (first.name, chance) == ("Borland", pytest.approx(holder_chance(0.9 / (0.9 + OWN_WORDS), side=True)))
    nobody, chance = finder(text).of(taking(text, {}), None)
    assert (nobody, chance) == ((), pytest.approx(holder_chance(0.0, side=False)))


def test_whoever_speaks_has_a_say_and_more_of_one_in_words_all_its_own() -> None:
    text = "A toll will be asked for by Borland."
    likely = taking(text, {"Borland": 0.5})
    told, own = (finder(text).of(likely, VOSS, own_words=own)[0] for own in (False, True))
    assert [h.name for h in told] == ["Borland"]  # 0.1 beside 0.5 is too little
    assert [h.name for h in own] == ["Borland", "Arland"]
    weak = taking(text, {"Borland": 0.2})
    told, own = (finder(text).of(weak, VOSS, own_words=own)[0] for own in (False, True))
    assert [h.name for h in told] == ["Borland", "Arland"]
    assert [h.name for h in own] == ["Arland", "Borland"]
    assert [h.name for h in finder(text).of(weak, Speaker())[0]] == ["Borland"]  # who speaks is not known


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Borland must open the lock.", ["Arland"]),
        ("Borland really should open the lock.", ["Arland"]),
        ("Borland will have to open the lock.", ["Arland"]),
        ("We urge the Borland to open the lock.", ["Arland"]),
        ("We call on Borland to open the lock.", ["Arland"]),
        ("Borland will open the lock.", ["Borland"]),
        ("Borland shallows are an open lock.", ["Borland"]),
        ("Borland must open the lock, and Borland agrees.", ["Borland"]),  # named as whoever takes it too
    ],
)
def test_whoever_is_told_what_to_do_hardly_holds_it(text: str, holders: Sequence[str]) -> None:
    words = encoded(text)
    named = [k for k, span in enumerate(words.spans) if text[slice(*span)] == "Borland"]
    likely = replace(taking(text, {}), likely=tuple((k, 0.8 / len(named)) for k in named))
    assert finder(text).of(likely, VOSS)[0][0].name == holders[0]
    assert [h.name for h in finder(text).of(likely, VOSS, own_words=True)[0]] == holders
    # Without a speaker there is nobody else whose demand it could be.
    assert [h.name for h in finder(text).of(likely, None)[0]] == ["Borland"]


def test_who_says_of_itself_what_it_must_do_holds_it() -> None:
    text = "Arland must open the lock."
    assert held(text, {"Arland": 0.8}, VOSS) == [("Arland", "Arland", False)]
    text = "Arland and Borland must open the lock."
    assert held(text, {"Arland": 0.4, "Borland": 0.4}, VOSS)[0] == ("Arland", "Arland", False)


@pytest.mark.parametrize("word_", ["We", "our"])
def test_we_is_whoever_speaks(word_: str) -> None:
    text = f"{word_} will pay."
    assert held(text, {word_: 0.9}, VOSS) == [("Arland", "Arland", False)]
    assert held(text, {word_: 0.9}, Speaker("Pia Roth")) == [("Pia Roth", None, False)]
    assert held(text, {word_: 0.9}, None) == []


def test_nobody_pointed_at_is_whoever_speaks_else_whoever_held_the_position_before() -> None:
    text = "Borland wants a toll. It would be high."
    find = finder(text)
    assert find.of(taking(text, {}), VOSS)[0] == (Holder("Arland", "Arland"),)
    find.of(taking(text, {"Borland": 0.9}), None)
    assert [h.name for h in find.of(taking(text, {}), None)[0]] == ["Borland"]
    assert held(text, {}) == []


def test_whoever_only_opposes_is_not_carried_on() -> None:
    text = "A toll, opposed by Borland, was asked for."
    find = finder(text)
    assert [h.opposed for h in find.of(taking(text, {"Borland": 0.9}), None)[0]] == [True]
    assert find.of(taking(text, {}), None)[0] == ()


def test_a_pronoun_is_whom_it_means() -> None:
    text = "Borland left. It wants a toll."
    assert held(text, {"It": 0.9}, means={"It": "Borland"}) == [("Borland", "Borland", False)]


def test_words_of_the_source_mean_the_speaker_and_those_of_the_reporter_nobody() -> None:
    text = "The minister said Lund wants a toll."
    assert held(text, {"minister": 0.9}, VOSS, source=(at(text, "The minister"),)) == [("Arland", "Arland", False)]
    text = "Borland said Pia Roth had asked for a toll."
    shares = {"Borland": 0.6, "Roth": 0.3}
    assert held(text, shares)[0][0] == "Borland"
    reported = held(text, shares, Speaker("Pia Roth"), source=(at(text, "Pia Roth"),), reporter=(at(text, "Borland"),))
    assert reported == [("Pia Roth", None, False)]


def test_a_description_is_the_one_body_with_these_words_else_a_party_of_its_own() -> None:
    assert held("The union wants a toll.", {"union": 0.9}) == [("Dockers Union", "Dockers Union", False)]
    text = "The harbour council wants a toll."
    assert held(text, {"harbour council": 0.9}) == [("harbour council", None, False)]
    assert held(text, {"harbour council": 0.9}, known=names(proposes=True)) == [
        ("harbour council", "harbour council", False)
    ]


def test_a_list_ends_where_other_words_stand() -> None:
    text = "Dorland left. Arland, Borland and Corland want a toll. Dorland came."
    assert {name for name, *_ in held(text, {"Arland": 0.4, "Borland": 0.4})} == {"Arland", "Borland", "Corland"}


def test_whoever_a_heading_names_does_not_hold_what_stands_below() -> None:
    text = "Arland hopes\n\nBorland demands a full toll."
    prose = " " * len("Arland hopes") + text[len("Arland hopes") :]
    shares = taking(text, {"Arland": 0.6, "Borland": 0.3})
    below = replace(shares, words=at(text, "demands a full toll"))
    assert [h.name for h in finder(text, prose=prose).of(below, None)[0]] == ["Borland"]
    within = replace(shares, words=at(text, "hopes"))
    assert [h.name for h in finder(text, prose=prose).of(within, None)[0]] == ["Arland", "Borland"]


@pytest.mark.parametrize(("word", "holders"), [("She", ["Arland"]), ("They", ["Arland", "Borland"])])
def test_a_word_for_one_person_means_one_party_though_it_may_mean_several(
    monkeypatch: pytest.MonkeyPatch, word: str, holders: Sequence[str]
) -> None:
    text = f"Arland met Borland. {word} asked for a toll."
    either = {Name(name, name, person=False): chance for name, chance in (("Arland", 0.5), ("Borland", 0.4))}
    find, at = finder(text), encoded(text).words(text.index(word), len(text))[0]
    monkeypatch.setattr(Antecedents, "of", lambda _, k: either if k == at else {})
    found, _ = find.of(taking(text, {word: 0.9}), None)
    assert [h.name for h in found] == holders


def test_what_is_asked_of_a_word_again_is_told_again() -> None:
    text = "The Rope Group, ARLAND and Borland, supported by Ada Voss (for the Rope Group) and Corland's union, but opposed by Ivo Lund for the Rope Group, left."
    known, words = names(), encoded(text)

    def asked() -> NamedWords:
        return NamedWords(text, words, Antecedents(text, words, [scores(text)], known), known)

    def told(of: NamedWords, word: int) -> object:
        span = of.span(word)
        return of.said(word), of.name(word), span, of.listed([span, span]), of.behind([span])

    one = asked()
    alone = [told(asked(), k) for k in range(len(words))]
    assert [told(one, k) for k in range(len(words))] == alone
    assert [told(one, k) for k in reversed(range(len(words)))] == alone[::-1]
    every = [one.span(k) for k in range(len(words))]
    for_each = {side: there for span in every for side, there in reversed(one.listed([span]).items())}
    assert one.listed(every).keys() == for_each.keys()
    assert [name.side for name, _ in one.behind([one.span(1)])] == ["Arland"]


def holding(
    text: str, words: str, likely: Mapping[str, float], speaker: Speaker | None = None, **more: object
) -> list[str]:
    """Who holds the position that stands in some words of a text."""
    position = replace(taking(text, likely), words=at(text, words))
    source = (at(text, str(more.pop("source"))),) if "source" in more else ()
    quoted = (at(text, str(more.pop("quoted"))),) if "quoted" in more else ()
    found, _ = finder(text).of(position, speaker, source, quoted=quoted, **more)  # type: ignore[arg-type]
    return [h.name for h in found]


def test_whoever_acts_in_the_words_of_saying_holds_what_they_take():
    text, words = "Borland and Corland came. Arland opposed the toll.", "Arland opposed the toll"
    likely = {"Borland": 0.4, "Arland": 0.4}
    assert holding(text, words, likely, source="Arland", own_act=True) == ["Arland"]
    # others of its list too
    text, words = "Borland and Arland came, and opposed the toll.", "opposed the toll"
    assert holding(text, words, {"Borland": 0.4, "Arland": 0.4}, source="Arland", own_act=True) == ["Borland", "Arland"]
    # where the model points only at others, they may be those whom the words tell of
    text, words = "Arland read a plan of Borland, intended to close the lock.", "intended to close the lock"
    assert holding(text, words, {"Borland": 0.9}, source="Arland", own_act=True) == ["Borland"]
    # a source in another sentence is the model's mistake
    text, words = "Borland opposed the toll. Arland left.", "opposed the toll"
    assert holding(text, words, {"Borland": 0.9}, source="Arland", own_act=True) == ["Borland"]


def test_an_act_is_of_whom_its_words_begin_with():
    text = "Borland asked Corland. Arland and Dorland refuse the toll."
    likely = {"Borland": 0.5, "Arland": 0.3, "Dorland": 0.3}
    assert holding(text, "Arland and Dorland refuse the toll", likely) == ["Arland", "Dorland"]


def test_what_is_quoted_is_its_speakers_whoever_stands_beside_it():
    text = "“Not a crown,” Ada Voss said. Borland left."
    likely = {"Borland": 0.9}
    assert holding(text, "Not a crown", likely, VOSS, source="Ada Voss", quoted="“Not a crown,”") == ["Arland"]
    # somebody whom the speaker names may hold it
    text = "“Borland will pay,” Ada Voss said."
    assert holding(text, "Borland will pay", likely, VOSS, source="Ada Voss", quoted="“Borland will pay,”") == [
        "Borland"
    ]


def test_we_is_nobody_whom_the_speaker_names():
    text = "Borland left. “We told Corland so,” Ada Voss said."
    assert holding(text, "We told Corland so", {"Corland": 0.6, "Borland": 0.3}, VOSS) == ["Arland"]


def test_in_a_turn_whoever_speaks_is_no_she():
    text = "Voss: Borland came. She wants a toll."
    likely = {"Voss": 0.5, "Borland": 0.2}
    assert holding(text, "She wants a toll", likely, VOSS, source="Voss", own_words=True) == ["Borland"]
    text = "Voss: Borland came. The toll is fair."
    assert holding(text, "The toll is fair", {"Voss": 0.5, "Borland": 0.2}, VOSS, source="Voss", own_words=True) == [
        "Arland"
    ]


def test_whoever_reports_what_another_says_does_not_hold_it():
    text = "Arland told us that Borland would never pay."
    found, _ = finder(text).of(
        replace(taking(text, {"Borland": 0.3, "us": 0.6}), words=at(text, "would never pay")),
        Speaker("Borland", "Borland"),
        (),
        (),
        VOSS,
    )
    assert [h.name for h in found] == ["Borland"]
    arland = replace(taking(text, {"Arland": 0.9}), words=at(text, "would never pay"))
    found, _ = finder(text).of(arland, Speaker("Borland", "Borland"), (), (), VOSS)
    assert [h.name for h in found] == ["Borland"]


def test_what_goes_on_without_a_subject_of_its_own_is_of_the_same():
    text = "Arland refused the toll and proposes a bridge, Borland heard."
    holders = finder(text)
    holders.of(replace(taking(text, {"Arland": 0.9}), words=at(text, "Arland refused the toll")), None)
    second = replace(taking(text, {"Borland": 0.6, "Arland": 0.2}), words=at(text, "proposes a bridge"))
    assert [h.name for h in holders.of(second, None)[0]] == ["Arland"]


def test_a_name_of_which_nothing_else_is_known_is_a_holder():
    assert held(
        "The envoy of Greenshore came. Greenshore wants a toll.", {"Greenshore": 0.9}, known=names(proposes=True)
    ) == [("Greenshore", "Greenshore", False)]
    text = "Arland came. Greenshore wants a toll."  # even where the model takes it for another word for somebody else
    assert held(text, {"Greenshore": 0.9}, known=names(proposes=True), means={"Greenshore": "Arland"}) == [
        ("Greenshore", "Greenshore", False)
    ]
    assert held("Talks failed. The talks were short.", {"Talks": 0.9}, known=names(proposes=True)) == []


@pytest.mark.parametrize(
    ("text", "share", "held_by"),
    [
        ("the shipowners want a toll", 0.8, [("shipowners", None, False)]),
        ("the shipowners want a toll", 0.4, []),
        ("the shipowner wants a toll", 0.8, []),
    ],
)
def test_a_plural_at_which_the_model_surely_points_is_a_holder(text, share, held_by) -> None:
    assert held(text, {text.split()[1]: share}) == held_by
