"""Random dossiers as a briefing may meet them: names of all sorts, dates, concessions, what was given up, what nobody confirmed, silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from pourparler.model import Evidence, Issue, Kind, Meeting, Negotiation, NoAgreement, Party, Position

from ..settlement.negotiations import negotiations

NAMES = ("Harbour League", "Europeans", "Republic of Northern Kestria and the Outer Isles")
ISSUES = ("status_of_the_town", "dues", "transit")
ANSWERS = (("self-rule", "a joint council", "annexation"), ("no dues", "half dues", "full dues"), ("open seas", "escorts", "no passage"))  # fmt: skip
DAYS = (None, date(2031, 2, 3), date(2031, 2, 18), date(2031, 3, 12))


@st.composite
def talks(draw: st.DrawFn) -> Negotiation:
    """``negotiations`` with names and words, and with what tells of time and of doubt."""
    bare = draw(negotiations())
    party = {p.name: NAMES[k] for k, p in enumerate(bare.parties)}
    name = {issue.id: ISSUES[k] for k, issue in enumerate(bare.issues)}
    issues = tuple(
        Issue(name[i.id], dict(zip(i.options, ANSWERS[k], strict=False)), f"What of {name[i.id].replace('_', ' ')}?", suggested=draw(st.integers(0, 5)) == 0)
        for k, i in enumerate(bare.issues)
    )  # fmt: skip

    def bundle(told: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name[i], o) for i, o in told)

    positions = []
    for p in bare.positions:
        made = replace(p, party=party[p.party], issue=name.get(p.issue or ""), condition=bundle(p.condition), better=bundle(p.better), worse=bundle(p.worse))  # fmt: skip
        as_of = draw(st.sampled_from(DAYS))
        gone = draw(st.integers(0, 4)) == 0
        concedes = made.kind in (Kind.ACCEPTS, Kind.OFFERS) and not gone and draw(st.booleans())
        positions.append(
            replace(made, evidence=_judged(as_of), as_of=as_of, until=(as_of or DAYS[1]) if gone else None, concession=concedes, suggested=draw(st.booleans()))
        )  # fmt: skip
    ranked = {party[who]: tuple(tuple(name[i] for i in tier) for tier in told) for who, told in bare.priorities.items()}
    met = [Meeting("First round", day) for day in DAYS[2:] if draw(st.booleans())]
    return Negotiation(
        "Random talks",
        tuple(Party(party[p.name], at_table=p.at_table) for p in bare.parties),
        issues,
        tuple(_unique(positions)),
        ranked,
        linkages=tuple(replace(k, never=bundle(k.never)) for k in bare.linkages),
        no_agreement=NoAgreement({name[i]: o for i, o in bare.no_agreement.options.items()}),
        meetings=tuple(met),
    )


def _judged(day: date | None) -> tuple[Evidence, ...]:
    """A note that tells the day; none where there is no day."""
    return (Evidence(judgement="heard in the corridor", by="Ada Voss", on=day),) if day else ()


def _unique(positions: list[Position]) -> list[Position]:
    """Each said once: a dossier refuses the same position twice."""
    found: dict[object, Position] = {}
    for p in positions:
        found.setdefault((p.party, p.issue, p.kind, p.option, p.condition, p.ranking, p.better, p.worse, p.in_force), p)
    return list(found.values())


LONG_PARTIES = tuple(f"{body} of the Confederated Provinces" for body in "Government Council Assembly Committee Federation Alliance Authority Congress Ministry Movement".split())  # fmt: skip
LONG_ISSUES = tuple(
    f"{thing}_and_what_follows_from_it" for thing in "borders prisoners ports tolls water gas police courts schools returns property amnesty elections monitoring".split()
)  # fmt: skip


def large_talks(parties: int = 10, issues: int = 14) -> Negotiation:
    """Ten parties with names of forty characters, fourteen issues, each option in a sentence; dated positions of all on all."""
    names = LONG_PARTIES[:parties]
    told = tuple(
        Issue(
            i,
            {
                "first": f"{i.split('_')[0]} under a joint administration of both provinces",
                "second": f"{i.split('_')[0]} left exactly as they have been since the first armistice",
            },
            f"What is to become of {i.replace('_', ' ')}?",
        )
        for i in LONG_ISSUES[:issues]
    )
    kinds = (Kind.ACCEPTS, Kind.DEMANDS, Kind.REJECTS)
    positions = tuple(
        Position(f"{n}.{k}", name, kinds[(n + k) % 3], issue.id, "first" if (n + k) % 2 else "second", as_of=date(2031, 1 + (n + k) % 9, 1 + 2 * n))
        for n, name in enumerate(names)
        for k, issue in enumerate(told)
        if (n + 2 * k) % 4
    )  # fmt: skip
    met = tuple(
        Meeting(f"Round {k} of the talks between all the provinces", date(2031, k, 12), present=names[:3])
        for k in (1, 5, 9)
    )
    return Negotiation(
        "Talks on the future of the Northern Provinces",
        tuple(Party(name, at_table=k < parties - 2) for k, name in enumerate(names)),
        told,
        positions,
        meetings=met,
    )
