"""Large spaces are counted, not listed; numbers, reservation values and packages are used where given."""

from dataclasses import replace

from pourparler.model import Issue, Kind, Linkage, Negotiation, NoAgreement, Party, Position
from pourparler.settlement import Acceptance, Analysis, Basis, Verdict, analyse, draw_evenly, zopa


def judge(negotiation, settlement):
    return Analysis(negotiation).judge(settlement)


YES_NO = {"yes": "yes", "no": "no"}


def negotiation(issues=2, positions=(), **more):
    return Negotiation(
        "t", (Party("A"), Party("B")), tuple(Issue(f"i{k}", YES_NO) for k in range(issues)), tuple(positions), **more
    )


def position(id, party, kind, issue, option, **more):
    return Position(id, party, kind, issue, option, **more)


def test_a_space_of_two_to_the_sixty_is_counted_exactly():
    rejects = [position(str(k), "A", Kind.REJECTS, f"i{k}", "no") for k in range(20)]
    links = (Linkage("l", (("i30", "yes"), ("i31", "yes"))),)
    analysis = analyse(negotiation(60, rejects, linkages=links))
    assert analysis.zopa.basis is Basis.FULL
    assert isinstance(analysis.zopa.size, int)
    assert analysis.zopa.settlements == 2**60
    assert analysis.zopa.allowed == 2**60 * 3 // 4
    assert analysis.zopa.size == 2**40 * 3 // 4
    assert analysis.zopa.without_party == {"A": 2**60 * 3 // 4, "B": 2**40 * 3 // 4}
    assert all(e.settlement["i0"] == "yes" for e in analysis.zopa.examples)
    assert analysis.zopa.examples


def test_large_and_small_agree_on_hard_positions():
    positions = [
        position("0", "A", Kind.REJECTS, "i0", "no", condition=(("i1", "yes"),)),
        position("1", "B", Kind.REQUIRES, "i0", "no"),
    ]
    small = analyse(negotiation(3, positions)).zopa
    large = analyse(negotiation(20, positions)).zopa
    assert large.acceptability is None
    assert large.size == small.size * 2**17


def test_a_party_that_compares_packages_is_counted_by_its_hard_positions_in_a_large_space():
    bundle = Position("0", "A", Kind.PACKAGE, better=(("i0", "yes"),), worse=(("i1", "yes"), ("i2", "no")))
    zopa = analyse(negotiation(20, [bundle, position("1", "A", Kind.REJECTS, "i3", "no")])).zopa
    assert (zopa.basis, zopa.only_hard) == (Basis.HARD, ("A",))
    assert (zopa.size, zopa.agreed) == (2**19, None)


def test_without_any_position_everything_is_open_and_nothing_blocks():
    analysis = analyse(negotiation())
    assert analysis.verdict is Verdict.POSSIBLE
    assert analysis.blocking.blocking_sets == ()
    assert analysis.blocking.concessions == ((),)
    assert {j.acceptance for j in judge(negotiation(), {"i0": "yes", "i1": "no"}).judgements} == {Acceptance.OPEN}


def test_numbers_decide_where_they_are_given():
    values = {"A": {"i0": {"yes": 60, "no": 0}, "i1": {"yes": 0, "no": 40}}}
    n = negotiation(2, values=values, no_agreement=NoAgreement(values={"A": 50}))
    found = {
        (a, b): judge(n, {"i0": a, "i1": b}).judgements[0].acceptance for a in ("yes", "no") for b in ("yes", "no")
    }
    assert found == {
        ("yes", "yes"): Acceptance.ACCEPTABLE,
        ("yes", "no"): Acceptance.ACCEPTABLE,
        ("no", "yes"): Acceptance.UNACCEPTABLE,
        ("no", "no"): Acceptance.UNACCEPTABLE,
    }


def test_no_agreement_better_than_every_completion_of_a_bundle():
    n = negotiation(2, no_agreement=NoAgreement(better_than={"A": ((("i0", "yes"),),)}))
    assert judge(n, {"i0": "yes", "i1": "no"}).judgements[0].acceptance is Acceptance.UNACCEPTABLE
    assert judge(n, {"i0": "no", "i1": "no"}).judgements[0].acceptance is Acceptance.OPEN


def test_more_concession_sets_than_can_be_listed_are_told_by_their_parts():
    from pourparler.wording.verdict import unlisted_words

    positions = [
        position(f"{k}{party}", party, kind, f"i{k}", "yes")
        for k in range(13)
        for party, kind in (("A", Kind.REJECTS), ("B", Kind.REQUIRES))
    ]
    analysis = analyse(negotiation(13, positions))
    assert len(analysis.blocking.blocking_sets) == 13
    assert analysis.blocking.concessions is None
    assert [len(part) for part in analysis.blocking.concession_parts] == [2] * 13
    assert unlisted_words(analysis).startswith(
        "The parties are divided in 13 separate disputes, and a concession is needed in each."
    )


def test_a_position_that_ties_many_issues_together_is_counted():
    everything = tuple((f"i{k}", "yes") for k in range(1, 23))
    zopa = analyse(negotiation(23, [position("0", "A", Kind.ACCEPTS, "i0", "yes", condition=everything)])).zopa
    assert zopa.size == 2**22 + 1


def test_a_position_given_up_no_longer_counts():
    from datetime import date

    old = position("0", "A", Kind.REJECTS, "i0", "yes", until=date(2031, 1, 1))
    assert analyse(negotiation(1, [old, position("1", "B", Kind.REQUIRES, "i0", "yes")])).zopa.size == 1


def test_where_nobody_is_absent_examples_at_the_table_are_those_of_all():
    found = analyse(negotiation(2, [position("0", "A", Kind.REJECTS, "i0", "no")])).zopa
    assert found.examples
    assert found.table_examples is found.examples


def test_what_only_an_absent_party_refuses_is_an_example_at_the_table():
    parties = (Party("A"), Party("B", at_table=False))
    refuses = (position("0", "B", Kind.REJECTS, "i0", "no"),)
    found = analyse(Negotiation("t", parties, (Issue("i0", YES_NO),), refuses)).zopa
    assert [e.settlement["i0"] for e in found.examples] == ["yes"]
    assert {e.settlement["i0"] for e in found.table_examples} == {"yes", "no"}


def test_what_everybody_at_the_table_could_agree_on_is_counted_and_drawn_once(monkeypatch):
    drawn = []
    monkeypatch.setattr(zopa, "draw_evenly", lambda *asked, **more: drawn.append(asked) or draw_evenly(*asked, **more))
    talks = negotiation(60, [position("r", "A", Kind.REJECTS, "i0", "no")])
    found = analyse(talks).zopa
    assert (found.size, found.examples) == (found.at_table, found.table_examples)
    assert len(drawn) == 1
    absent = replace(talks, parties=(Party("A", at_table=False), Party("B")))
    assert analyse(absent).zopa.at_table == 2 * found.size
    assert len(drawn) == 3
