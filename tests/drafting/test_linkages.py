"""What positions say beside their own issue: conditions on others, what matters most, what comes without an agreement."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log

from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import ProposedIssue, ProposedOption, ProposedPosition
from pourparler.drafting.linkages import CLEARLY, LEAST_SHARED, LEAST_WORDS, _Words, linkages, no_agreement, priorities
from pourparler.model import Document, Mode, Stance, Statement
from pourparler.reading.issue_matching import stems


def position(issue: str, words: str, condition: str | None = None, stance: Stance = Stance.DEMANDS) -> ProposedPosition:
    return ProposedPosition("Arland", issue, "yes", stance, "Arland", f"s-{issue}", "d", ((0, 3),), words, condition)


def issue(id: str) -> ProposedIssue:
    return ProposedIssue(id, f"What about {id}?", (ProposedOption("yes", id), ProposedOption("not_yes", f"not {id}")))


TOLL = position("toll", "a toll on the strait", "if foreign pilots are free")
PILOTS = position("pilots", "foreign pilots without pay are free to board")
FERRIES = position("ferries", "night ferries")


def test_a_condition_that_names_another_issue_is_a_linkage():
    (found,) = linkages([TOLL, PILOTS, FERRIES], [issue("toll"), issue("pilots"), issue("ferries")])
    assert found.never == (("pilots", "not_yes"), ("toll", "yes"))
    assert found.because == "if foreign pilots are free"
    assert [str(e) for e in found.evidence] == ["s-toll"]


def test_a_condition_of_other_words_or_of_a_rejection_is_none():
    issues = [issue("toll"), issue("pilots")]
    assert linkages([position("toll", "a toll", "if it rains"), PILOTS], issues) == ()
    assert linkages([position("toll", "a toll", "if foreign pilots are free", Stance.REJECTS), PILOTS], issues) == ()


def test_a_condition_whose_words_two_issues_have_names_neither():
    issues = [issue("toll"), issue("pilots"), issue("harbour")]
    harbour = position("harbour", "foreign pilots are free in the harbour")
    assert linkages([TOLL, PILOTS, harbour, FERRIES], [*issues, issue("ferries")]) == ()
    nearly = position("harbour", "foreign pilots stay away")
    assert len(linkages([TOLL, PILOTS, nearly, FERRIES], [*issues, issue("ferries")])) == 1


def test_what_comes_if_the_talks_fail_is_no_linkage_but_no_agreement():
    fails = position("toll", "a full toll", "if the talks fail")
    assert linkages([fails, PILOTS], [issue("toll"), issue("pilots")]) == ()
    (found,) = no_agreement([fails, PILOTS])
    assert (found.issue, found.option, found.because) == ("toll", "yes", "a full toll")
    assert no_agreement([TOLL]) == ()


def test_what_a_party_calls_its_priority():
    document = Document("The toll is our first priority. Pilots are welcome.", "Tolls")
    statements = {
        "s-toll": Statement(document.id, (), (), ((0, 31),), Mode.DIRECT, id="s-toll"),
        "s-pilots": Statement(document.id, (), (), ((32, 51),), Mode.DIRECT, id="s-pilots"),
    }
    (found,) = priorities([TOLL, PILOTS], statements, {"d": document})
    assert (found.party, found.issue, found.because) == ("Arland", "toll", "The toll is our first priority.")


def slowly(p: ProposedPosition, positions: list[ProposedPosition]) -> tuple[str, str] | None:
    """What a condition names, option by option."""
    words: dict[str, dict[str, set[str]]] = {}
    for q in positions:
        words.setdefault(q.issue, {}).setdefault(q.option, set()).update(stems(q.quote))
    said = sorted(stems(p.condition or "") - stems(p.quote.replace(p.condition or "", " ")))
    spread = Counter(stem for options in words.values() for stem in set().union(*options.values()))
    weight = {s: log(1 + len(words) / (spread[s] or 1)) for s in said}
    whole = sum(weight.values())
    scores = []
    for issue, options in words.items():
        if issue != p.issue and whole:
            shared = {option: [s for s in said if s in told] for option, told in options.items()}
            best = max(shared, key=lambda o: (sum(weight[s] for s in shared[o]), o))
            scores.append((sum(weight[s] for s in shared[best]) / whole, issue, best, len(shared[best])))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < LEAST_SHARED or scores[0][3] < LEAST_WORDS:
        return None
    clear = len(scores) == 1 or scores[0][0] >= CLEARLY * scores[1][0]
    return (scores[0][1], scores[0][2]) if clear else None


SAID = st.lists(
    st.sampled_from(("pilots", "free", "strait", "ferries", "night", "toll", "herring")), min_size=1, max_size=5
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), SAID, SAID), min_size=1, max_size=12))
def test_what_a_condition_names_is_what_looking_at_every_option_finds(told):
    positions = [
        replace(position(f"issue{i}", " ".join(words), "if " + " ".join(said)), option=f"option{o}")
        for i, o, words, said in told
    ]
    words = _Words(positions, {})
    assert [words.meant(p) for p in positions] == [slowly(p, positions) for p in positions]
