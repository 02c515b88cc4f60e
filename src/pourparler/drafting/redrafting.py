"""Drafting again: a new draft put into the proposals that are kept, so that nothing a person did is undone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pourparler.drafting.proposal_ids import new_id
from pourparler.drafting.proposals import next_place
from pourparler.drafting.proposed import Draft, ProposedIssue
from pourparler.drafting.redrafted_bodies import party_body, position_body, refreshed
from pourparler.drafting.same_again import position_keys, same_groups, same_parties, same_positions
from pourparler.model import (
    Body,
    Evidence,
    IssueBody,
    LinkageBody,
    MeetingBody,
    NextStepBody,
    NoAgreementBody,
    OptionBody,
    PositionBody,
    PriorityBody,
    Proposal,
    Proposals,
    State,
    What,
    references,
)
from pourparler.model.proposals import telling_key


@dataclass(frozen=True, slots=True)
class News:
    """What drafting again changed. ``put_aside``: new, but on something that was dismissed. ``gone``: as they were.

    ``unsupported``: what a person changed or confirmed and no statement backs any more, each time it is so.
    """

    added: tuple[Proposal, ...] = ()
    moved: tuple[Proposal, ...] = ()
    gone: tuple[Proposal, ...] = ()
    put_aside: tuple[Proposal, ...] = ()
    unsupported: tuple[Proposal, ...] = ()

    def of(self, what: What) -> News:
        """Only what concerns one kind of proposal."""
        names = ("added", "moved", "gone", "put_aside", "unsupported")
        return News(*(tuple(p for p in getattr(self, name) if p.what is what) for name in names))

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.gone or self.put_aside)


Standing = Mapping[tuple[str, ...], str]
"""What stands in dossier.yaml: ("party", name), ("issue", id) or ("option", issue's id, id) → the proposal that it is, or nothing where a
person wrote it and nobody has proposed it yet."""


def brought_up_to_date(kept: Proposals, fresh: Draft, standing: Standing | None = None) -> tuple[Proposals, News]:
    """The kept proposals after a new draft, and what is new.

    A position is known again by its statement and holder, a party by its names, an issue and an option by the positions in common. What
    nobody settled follows the draft; what it no longer has is taken away. Doing it again with the same draft changes nothing.
    What a person wrote into the dossier (``standing``) is confirmed.
    """
    work = _Redraft(kept, fresh, standing or {})
    work.put_parties()
    work.put_issues()
    work.put_options()
    work.put_positions()
    work.put_the_rest()
    return work.finish()


@dataclass
class _Redraft:
    """One redraft: rows as they come to stand, and which of the draft is which of them."""

    kept: Proposals
    fresh: Draft
    standing: Standing
    rows: dict[str, Proposal] = field(init=False)
    seen: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    party: dict[str, str] = field(default_factory=dict)
    issue: dict[str, str] = field(default_factory=dict)
    option: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = dict(self.kept.by_id)
        self._standing_ids = set(self.standing.values())
        told = ((telling_key(p.body), p.id) for p in self.kept.dismissed)
        self._dismissed_tellings = {telling: id for telling, id in told if telling is not None}
        self.keys = position_keys(self.fresh.positions)
        self.same = same_positions(self.kept, self.fresh.positions, self.keys)
        self.of_issue: dict[str, list[int]] = {i.id: [] for i in self.fresh.issues}
        self.of_option: dict[tuple[str, str], list[int]] = {
            (i.id, o.id): [] for i in self.fresh.issues for o in i.options
        }
        for k, p in enumerate(self.fresh.positions):
            self.of_issue[p.issue].append(k)
            self.of_option[p.issue, p.option].append(k)

    # Parties, issues, options

    def put_parties(self) -> None:
        """Each party of the draft."""
        self.party = same_parties(self.kept, self.fresh.parties)
        for p in self.fresh.parties:
            if (id := self._given("party", p.name)) is not None:
                self.party[p.name] = id
        documents: dict[str, set[str]] = {}
        for q in self.fresh.positions:
            documents.setdefault(q.party, set()).add(q.document)
        for p in sorted(self.fresh.parties, key=lambda p: (-p.positions, p.name)):
            first = self.party.get(p.name) not in self.seen
            why = f"takes {_many(p.positions, 'position')} in {_many(len(documents.get(p.name, ())), 'document')}"
            if first or p.name not in self.party:
                self.party[p.name] = self._put(
                    What.PARTY, self.party.get(p.name), party_body(p), p.name, (p.name,), why, ("party", p.name)
                )

    def put_issues(self) -> None:
        """Each issue of the draft, to where most of its positions are."""
        members = {i: self._kept_of(numbers) for i, numbers in self.of_issue.items()}
        home = {id: self.kept.resolved(self.kept.issue_of(id).id).id for of in members.values() for id in of}
        settled = {id for of in members.values() for id in of if self.kept[id].fixed("issue")}
        given = {i.id: id for i in self.fresh.issues if i.known and (id := self._given("issue", i.id)) is not None}
        self.issue = same_groups(members, home, settled, given)
        drafted_as: dict[str, list[str]] = {}
        for p in self.kept.all(What.ISSUE):
            drafted_as.setdefault(p.key, []).append(self.kept.resolved(p.id).id)
        taken = set(self.issue.values())
        for i in self.fresh.issues:
            if i.id not in self.issue and i.question:
                # None of the kept is it by its positions; one may have been drafted with the same question.
                for id in drafted_as.get(i.question, ()):
                    if id not in taken:
                        self.issue[i.id] = id
                        taken.add(id)
                        break
        for i in sorted(self.fresh.issues, key=lambda i: (-len(self.of_issue[i.id]), i.question, i.id)):
            self._put_issue(i)

    def _put_issue(self, i: ProposedIssue) -> None:
        target = self.issue.get(i.id)
        if target in self.seen:
            return  # a merged issue: the larger of its parts has told what it is
        numbers = self.of_issue[i.id]
        documents = {self.fresh.positions[k].document for k in numbers}
        why = f"{_many(self._told(numbers), 'position')} in {_many(len(documents), 'document')}"
        parts = sorted(self.keys[k] for k in numbers) or [i.id]
        body = IssueBody(i.id, i.question, i.chance)
        self.issue[i.id] = self._put(
            What.ISSUE, target, body, i.question, parts, why, ("issue", i.id) if i.known else ()
        )

    def put_options(self) -> None:
        """Each option of the draft's issues, to where most of its positions are within the issue."""
        members = {o: self._kept_of(numbers) for o, numbers in self.of_option.items()}
        home: dict[str, str] = {}
        for (issue, _), of in members.items():
            for id in of:
                option = self.kept.resolved(self.kept.option_of(id).id)
                if self._may_stand(option, self.issue[issue]):
                    home[id] = option.id
        settled = {id for id in home if self.kept[id].fixed("option")}
        stands = {o: there for o in self.of_option if (there := self._given_option(o)) is not None}
        self.option = same_groups(members, home, settled, {o: id for o, id in stands.items() if self.of_option[o]})
        # An option of the dossier on which the draft has nothing: others may be it by their positions.
        self.option = {**stands, **self.option}
        self._taken = set(self.option.values())
        self._drafted_as: dict[str, list[str]] = {}
        for p in self.kept.all(What.OPTION):
            if p.key:
                self._drafted_as.setdefault(p.key, []).append(self.kept.resolved(p.id).id)
        self.words = {(i.id, o.id): o.words for i in self.fresh.issues for o in i.options}
        for o in sorted(self.of_option, key=lambda o: (-len(self.of_option[o]), self.words[o], o)):
            self._put_option(o)

    def _may_stand(self, option: Proposal, issue: str) -> bool:
        """Whether an option is one of this issue, or nobody settled where it and its positions belong."""
        if self.kept.resolved(option.body.issue).id == issue:  # type: ignore[union-attr]
            return True
        if (option.live and not self.rows[issue].live) or option.id in self._standing_ids:
            return False  # nothing that is shown goes to what was dismissed, nor out of its issue in the dossier
        inside = self.kept.within(option.id)
        return not option.fixed("issue") and not any(p.fixed("issue") or p.fixed("option") for p in inside)

    def _given(self, *name: str) -> str | None:
        """The kept proposal that stands in the dossier under a name, or took the place of that one."""
        id = self.standing.get(name)
        return self.kept.resolved(id).id if id and id in self.kept else None

    def _given_option(self, o: tuple[str, str]) -> str | None:
        id = self._given("option", *o) if ("issue", o[0]) in self.standing else None
        issue = self.kept[id].body.issue if id is not None else None  # type: ignore[union-attr]
        return id if issue is not None and self.kept.resolved(issue).id == self.issue[o[0]] else None

    def _put_option(self, o: tuple[str, str]) -> None:
        issue, numbers = self.issue[o[0]], self.of_option[o]
        words = self.words[o]
        target = self.option.get(o) or self._known_option(issue, words)
        if target is None and numbers and not any(self._goes(k, issue) for k in numbers):
            return  # all of its positions were settled elsewhere
        if target is not None and target in self.seen:
            self.option[o] = target
            self._taken.add(target)
            return
        parts = [issue, *(sorted(self.keys[k] for k in numbers) or [words])]
        self.option[o] = self._put(
            What.OPTION,
            target,
            OptionBody(issue, words, o[1]),
            words,
            parts,
            _many(self._told(numbers), "position"),
            ("option", *o),
        )
        self._taken.add(self.option[o])

    def _known_option(self, issue: str, words: str) -> str | None:
        """An option of the issue that none of the draft's is by its positions, and that was drafted with the same words."""
        for id in self._drafted_as.get(words, ()):
            if id not in self._taken and self.rows[id].body.issue == issue:  # type: ignore[union-attr]
                return id
        return None

    # Positions and what refers to options

    def put_positions(self) -> None:
        """Each position of the draft."""
        for k, p in enumerate(self.fresh.positions):
            id = self.same.get(k)
            option = self.option.get((p.issue, p.option))
            party = self.party[p.party]
            if id is not None:
                party, option = self._stays(id, party, option if self._goes(k, self.issue[p.issue]) else None)
            assert option is not None
            body = position_body(p, party, option)
            self._put(What.POSITION, id, body, self.keys[k], (self.keys[k],), "")

    def _stays(self, id: str, party: str, option: str | None) -> tuple[str, str]:
        """Party and option of a kept position: those of the draft, but nothing that is shown goes to what was dismissed."""
        old = self.rows[id].body
        assert isinstance(old, PositionBody)
        if option is None or (self.kept[id].live and not self._shown(option)):
            option = old.option
        if self.kept[id].live and not self.rows[party].live:
            party = old.party
        return party, option

    def _shown(self, option: str) -> bool:
        return self.rows[option].live and self.rows[self.rows[option].body.issue].live  # type: ignore[union-attr]

    def _goes(self, k: int, issue: str) -> bool:
        """Whether a position follows the draft into this issue."""
        if k not in self.same:
            return True
        kept = self.kept[self.same[k]]
        return not kept.fixed("option") and (not kept.fixed("issue") or self.kept.issue_of(kept.id).id == issue)

    def put_the_rest(self) -> None:
        """Linkages, priorities, no-agreement, meetings and next steps."""
        self._by_key = {(p.what, p.key): p.id for p in self.kept if p.key}
        for link in self.fresh.linkages:
            never = tuple(self.option.get(pair, "") for pair in link.never)
            issues = {self.rows[id].body.issue for id in never if id}  # type: ignore[union-attr]
            if all(never) and len(issues) == len(never):
                self._rest(What.LINKAGE, LinkageBody(never, link.because, link.evidence), link.because, link.evidence)
        for r in self.fresh.priorities:
            if r.party in self.party:
                body = PriorityBody(self.party[r.party], self.issue[r.issue], r.because, r.evidence)
                self._rest(What.PRIORITY, body, r.because, r.evidence)
        for n in self.fresh.no_agreement:
            if option := self.option.get((n.issue, n.option)):
                self._rest(What.NO_AGREEMENT, NoAgreementBody(option, n.because, n.evidence), n.because, n.evidence)
        for m in self.fresh.meetings:
            self._rest(What.MEETING, MeetingBody(m), m.title, m.evidence)
        for s in self.fresh.next_steps:
            self._rest(What.NEXT_STEP, NextStepBody(s.step), s.step.what, s.step.evidence)

    def _rest(self, what: What, body: Body, words: str, evidence: Iterable[Evidence]) -> None:
        told = "|".join(map(str, evidence)) or words
        key = hashlib.sha256(f"{told}|{words if what is not What.MEETING else ''}".encode()).hexdigest()[:16]
        self._put(what, self._by_key.get((what, key)), body, key, (key,), "")

    # One row

    def _told(self, numbers: Iterable[int]) -> int:
        """How many positions these are, what several documents tell counted once."""
        positions = self.fresh.positions
        return len({(positions[k].telling or self.keys[k], positions[k].party) for k in numbers})

    def _kept_of(self, numbers: Iterable[int]) -> list[str]:
        return [self.same[k] for k in numbers if k in self.same]

    def _put(
        self,
        what: What,
        id: str | None,
        body: Body,
        key: str,
        parts: Iterable[str],
        why: str,
        name: tuple[str, ...] = (),
    ) -> str:
        """Make a proposal, or bring it up to date where nobody settled it. Its id. ``name``: under which it may stand in the dossier."""
        if id is None or id not in self.rows:
            id = new_id(self.rows, what, parts)
            on = next((self._dismissed(r) for _, r in references(body) if not self.rows[r].live), None)
            if on is None and (telling := telling_key(body)) is not None:
                on = self._dismissed_tellings.get(telling)
            state = State.PROPOSED if on is None else State.DISMISSED
            in_file = name[-1] if self.standing.get(name) == "" else None
            if in_file is not None and on is None:
                state, why = State.CONFIRMED, "stands in dossier.yaml"
            self.rows[id] = Proposal(id, what, body, state, why, key=key, dismissed_with=on, in_file=in_file)
            self.new.append(id)
        else:
            old = self.rows[id]
            # What a person named or merged is known by its old key; a position always by the words as they are read now.
            if what is not What.POSITION and not (_untouched(old) and not old.settled):
                key = old.key
            why = why if _untouched(old) else old.why
            body = refreshed(old, body)
            if (body, key, why) != (old.body, old.key, old.why):  # most of a long record is as it was
                self.rows[id] = replace(old, body=body, key=key, why=why)
        self.seen.add(id)
        return id

    def _dismissed(self, id: str) -> str:
        """What a person dismissed, so that this went with it."""
        while (above := self.rows[id].dismissed_with) is not None:
            id = above
        return id

    def finish(self) -> tuple[Proposals, News]:
        """Take away what the draft no longer has and nobody touched; tell what is new."""
        self._order_new()
        after = Proposals(self.rows, self.kept.revision)
        mine = [p for p in after if p.key and p.id not in self.seen]
        bare = (What.PARTY, What.ISSUE, What.OPTION)
        gone = {p.id for p in mine if _untouched(p) and p.what not in bare}
        after = after.with_((), gone=gone)
        referring = [(p.id, id) for p in after for _, id in references(p.body)]
        for what in (What.OPTION, What.ISSUE, What.PARTY):
            used = {id for by, id in referring if by not in gone}
            empty = {p.id for p in mine if p.what is what and _untouched(p) and not p.settled and p.id not in used}
            if what is What.OPTION:
                empty = {id for id in empty if self._may_go(after, id)}
            gone |= empty
            after = after.with_((), gone=empty)
        new = [p for p in after if p.id not in self.kept]
        news = News(
            tuple(p for p in new if p.live),
            tuple(p for p in after.positions if p.id in self.kept and _moved(self.kept, after, p.id)),
            tuple(self.kept[id] for id in self.kept.by_id if id in gone),
            tuple(p for p in new if not p.live),
            tuple(p for p in mine if p.what not in bare and p.live and not _untouched(p)),
        )
        return after, news

    def _may_go(self, after: Proposals, option: str) -> bool:
        """Whether the draft has other answers to the question of an option that nobody wants, or has dropped the question."""
        issue = after.issue_of(option)
        return issue.id in self.seen or (
            _untouched(issue) and not issue.settled and not self._answered(after, issue.id)
        )

    @staticmethod
    def _answered(after: Proposals, issue: str) -> bool:
        return any(p.what is What.POSITION for p in after.within(issue))

    def _order_new(self) -> None:
        """Put what is new behind what there was, in the order of the draft."""
        parties = [self.party[p.name] for p in self.fresh.parties]
        issues = [self.issue[i.id] for i in self.fresh.issues]
        options = [self.option[o] for o in self.of_option if o in self.option]
        order = {id: k for k, id in enumerate(dict.fromkeys((*parties, *issues, *options)))}
        places = {what: next_place(self.kept, what) for what in What}
        for id in sorted(self.new, key=lambda id: order.get(id, len(order))):
            what = self.rows[id].what
            self.rows[id] = replace(self.rows[id], place=places[what])
            places[what] += 1


def _untouched(p: Proposal) -> bool:
    return p.state is State.PROPOSED


def _moved(before: Proposals, after: Proposals, id: str) -> bool:
    """Whether a position stands at another option now, or its option at another issue."""
    old, new = before.option_of(id), after.option_of(id)
    if old is new:  # as nearly all are
        return False
    return (before.issue_of(id).id, old.id) != (after.issue_of(id).id, new.id)


def _many(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
