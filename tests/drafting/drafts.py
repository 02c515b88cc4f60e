"""Drafts at random, and what a person may do at random, for the tests of proposals."""

from __future__ import annotations

from hypothesis import strategies as st

from pourparler.drafting import (
    Draft,
    ProposedIssue,
    ProposedLinkage,
    ProposedOption,
    ProposedParty,
    ProposedPosition,
    regrouping,
)
from pourparler.drafting import proposals as edits
from pourparler.errors import PourparlerError
from pourparler.model import Evidence, Proposals, Stance, What

HOLDERS = ("Arland", "Borland", "Corland", "Dorland")
STANCES = (Stance.DEMANDS, Stance.REJECTS, Stance.ACCEPTS)


def position(number: int, party: str, issue: str, option: str, stance: Stance = Stance.DEMANDS) -> ProposedPosition:
    statement = f"s{number:012x}"
    return ProposedPosition(
        party, issue, option, stance, party, statement, f"d{number % 3}", ((number, number + 1),), f"words {number}"
    )


def issue(id: str, *options: str) -> ProposedIssue:
    return ProposedIssue(id, f"{id}?", tuple(ProposedOption(o, o) for o in options))


def draft_of(issues: list[ProposedIssue], positions: list[ProposedPosition], **more) -> Draft:
    names = sorted({p.party for p in positions})
    many = {n: sum(p.party == n for p in positions) for n in names}
    return Draft(tuple(ProposedParty(n, (), (), many[n]) for n in names), tuple(issues), tuple(positions), **more)


@st.composite
def drafts(draw: st.DrawFn, most: int = 9) -> Draft:
    """Some of ``most`` statements, each of a holder, in issues with options; some option that nobody wants, some linkage."""
    numbers = draw(st.lists(st.integers(0, most - 1), unique=True, max_size=most))
    homes = {n: (draw(st.integers(0, 2)), draw(st.integers(0, 1))) for n in numbers}
    positions = [
        position(n, HOLDERS[(n + draw(st.integers(0, 1))) % 4], f"i{i}", f"o{o}", draw(st.sampled_from(STANCES)))
        for n, (i, o) in homes.items()
    ]
    issues = []
    for i in sorted({i for i, _ in homes.values()}):
        options = {f"o{o}" for k, o in homes.values() if k == i} | ({"other"} if draw(st.booleans()) else set())
        issues.append(issue(f"i{i}", *sorted(options)))
    linkages: list[ProposedLinkage] = []
    if len(issues) > 1 and draw(st.booleans()):
        never = tuple((i.id, i.options[0].id) for i in issues[:2])
        linkages.append(ProposedLinkage(never, "if", (Evidence(statement=positions[0].statement),)))
    return draft_of(issues, positions, linkages=tuple(linkages))


@st.composite
def touched(draw: st.DrawFn, proposals: Proposals, most: int = 4) -> Proposals:
    """What a person does at random; what has no meaning is refused, and changes nothing."""
    for _ in range(draw(st.integers(0, most))):
        proposals = draw(one_edit(proposals))
    return proposals


@st.composite
def one_edit(draw: st.DrawFn, proposals: Proposals) -> Proposals:
    ids = sorted(proposals.by_id)
    if not ids:
        return proposals
    a, b, c = (draw(st.sampled_from(ids)) for _ in range(3))
    positions = [p.id for p in proposals.positions] or [a]
    some = draw(st.lists(st.sampled_from(positions), min_size=1, max_size=3, unique=True))
    issues = [p.id for p in proposals.issues] or [a]
    target = draw(st.sampled_from(issues))
    options = [p.id for p in proposals.options_of(target)] if target in proposals else []
    words = draw(st.sampled_from(["Red", "Blue", "Green"]))
    like = [id for id in ids if proposals[id].what is proposals[a].what]
    actions = {
        "rename": lambda: edits.rename(proposals, a, words),
        "merge": lambda: regrouping.merge(proposals, draw(st.lists(st.sampled_from(like), min_size=1, max_size=2)), a),
        "split issue": lambda: regrouping.split(proposals, some, issue=words)[0],
        "split option": lambda: regrouping.split(proposals, some, option=words)[0],
        "move": lambda: regrouping.move(proposals, some, target, draw(st.sampled_from([None, *options]))),
        "confirm": lambda: edits.confirm(proposals, [a, b]),
        "dismiss": lambda: edits.dismiss(proposals, [c]),
        "restore": lambda: edits.restore(proposals, [b]),
        "reorder": lambda: edits.reorder(proposals, a, draw(st.sampled_from([None, *like]))),
        "add": lambda: edits.add(proposals, What.PARTY, name=words)[0],
        "stance": lambda: edits.change(proposals, some[0], stance=Stance.REJECTS),
    }
    try:
        return actions[draw(st.sampled_from(sorted(actions)))]()
    except PourparlerError:
        return proposals
