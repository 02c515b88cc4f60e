"""Which parties and issues are proposed on the strength of new documents alone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from pourparler.model import Evidence, Proposal, State, What
from pourparler.record import schema as t
from pourparler.record.newly import Since, is_new
from pourparler.record.proposal_rows import proposal_from
from pourparler.record.queries import pieces

SHOWN = 3
"""Sentences that are told for each."""


@dataclass(frozen=True, slots=True)
class ProposedNewly:
    """A party or an issue that is proposed and rests on new documents alone. ``evidence``: some of its positions' sentences."""

    proposal: Proposal
    positions: int
    evidence: tuple[Evidence, ...]


def proposed_newly(db: Connection, since: Since) -> list[ProposedNewly]:
    """Parties, then issues, in their order; none that a person confirmed or dismissed, or that stood in the dossier before."""
    p, o = t.proposals, t.proposals.alias("options")
    body = p.c.row["body"]
    stands = (p.c.what == What.POSITION) & (p.c.state != State.DISMISSED)
    old = func.sum(case((body["document"].as_string().in_(is_new(since)), 0), else_=1))
    found: list[ProposedNewly] = []
    by_party, by_issue = body["party"].as_string(), o.c.row["body"]["issue"].as_string()
    of_issue = p.join(o, o.c.id == body["option"].as_string())
    for which, tables in ((by_party, p), (by_issue, of_issue)):
        in_order: list[tuple[int, str, ProposedNewly]] = []
        query = select(which, func.count()).select_from(tables).where(stands).group_by(which).having(old == 0)
        many = {row[0]: int(row[1]) for row in db.execute(query)}
        if not many:
            continue
        # Asked for all of them at once: for each by itself all proposals were gone through again.
        sentences = select(which, body["statement"].as_string()).select_from(tables).where(stands).order_by(p.c.place)
        told: dict[str, list[str]] = {id: [] for id in many}
        for id, statement in db.execute(sentences):
            if id in told and len(told[id]) < SHOWN:
                told[id].append(statement)
        wanted = p.c.state.in_([State.PROPOSED, State.CHANGED])
        for some in pieces(list(many)):
            for place, id, row in db.execute(select(p.c.place, p.c.id, p.c.row).where(wanted, p.c.id.in_(some))):
                proposal = proposal_from(row)
                if proposal.in_file is None and proposal.merged_into is None:
                    evidence = tuple(Evidence(statement=s) for s in told[id] if s)
                    in_order.append((place, id, ProposedNewly(proposal, many[id], evidence)))
        found += [each for _, _, each in sorted(in_order, key=lambda row: row[:2])]
    return found


def positions_waiting(db: Connection, since: Since) -> int:
    """How many positions of new documents are proposed, and confirmed or dismissed by nobody."""
    p = t.proposals
    new = p.c.row["body"]["document"].as_string().in_(is_new(since))
    waits = (p.c.what == What.POSITION) & p.c.state.in_([State.PROPOSED, State.CHANGED])
    return int(db.execute(select(func.count()).select_from(p).where(waits, new)).scalar() or 0)
