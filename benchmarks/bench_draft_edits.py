"""How many edits it takes, in the browser, from the draft of the Riyadh article to a dossier with the verdict of examples/riyadh-2025.

    python benchmarks/bench_draft_edits.py

A new dossier is opened in Chromium, the article is added with its date and read, and all of the draft is put into the dossier. Then the edits
are made that a person would make who knows what examples/riyadh-2025 says (it was made by hand from the same article), each on the page where a
person makes it, until the verdict is the same; then everything is confirmed. The same dossier is then made from nothing, by the same forms.

**The same verdict** means that ``settle`` finds the same, up to the names of issues, options and whatever nobody rejects:

* the same parties, and the same of them at the table;
* the same answer for all parties (no settlement is left) and for those at the table;
* the same red lines that exclude each other: the same parties, on the same sentences;
* the same number of combinations left if the issue in dispute is left open (768), and of settlements for those at the table (1,152), and the
  same number of these that each absent party refuses.

The two numbers are the same only where every issue stands there with as many answers, and every red line refuses as many of them.

It does not mean the same dossier. Kinds of positions are put right where they would be red lines and are none, or the other way round;
whether somebody demands or accepts is left as it was drafted. Questions and answers get the words of the example, so every name of the draft
that is kept counts as a rename, although some would do. Wrong proposals are dismissed, cards that need the same are marked and changed
together, and that counts once. Aliases, people, meetings and next steps are left as they were drafted.

An edit is what the workbench saves at once, so one form with a question and three answers is one edit, and four names of the draft put right are
four. Steps compare the two ways better: every field filled, choice made and card marked is one, and every edit sent.

The article is no part of this project; without it nothing is measured.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from pathlib import Path

import pourparler as pp
from browser_person import Person, workbench
from pourparler.dossier import load, open_dossier
from pourparler.model import (
    Bystander,
    Document,
    Kind,
    Negotiation,
    Party,
    PartyBody,
    Position,
    PositionBody,
    Proposal,
    Proposals,
    Spans,
)
from pourparler.model.stances import KIND, SIDE, Side, side_of
from pourparler.record import Record
from same_verdict import cited, facts, refused, spans, touch

ROOT = Path(__file__).resolve().parent.parent
SEED = Path(os.environ.get("POURPARLER_REFERENCE", ROOT.parent / "shared")) / "reference" / "seed"
EXAMPLE = ROOT / "examples" / "riyadh-2025"
DAY, SOURCE = "2025-02-18", "newspaper"


def main() -> None:
    target = load(EXAMPLE / "dossier.yaml").negotiation
    wanted = {e.document for p in target.positions for e in p.evidence if e.document}
    files = [f for f in sorted(SEED.glob("*.txt")) if Document(f.read_text(encoding="utf-8"), f.stem).id[:12] in wanted]
    if not files:
        print(f"not measured: the article is not in {SEED}")
        return
    with tempfile.TemporaryDirectory() as folder:
        from_draft = Making(Path(folder) / "draft", target)
        print("From the draft:")
        from_draft.by_draft(files[0])
        from_nothing = Making(Path(folder) / "nothing", target)
        print("From nothing, to the same dossier:")
        from_nothing.by_hand(files[0], from_draft)
    print(f"{from_draft.told} from the draft; {from_nothing.told} from nothing")


class Making:
    """A dossier that is to get a verdict. ``told``: edits made, steps and characters typed in the end."""

    def __init__(self, folder: Path, target: Negotiation) -> None:
        pp.new(folder)
        self.folder, self.target = folder, target
        self.told = ""
        self.issues: dict[str, str] = {}
        """Drafted issues, by id, that are issues of the example."""

    @property
    def negotiation(self) -> Negotiation:
        """What the dossier holds now."""
        return open_dossier(self.folder).load().negotiation

    @property
    def proposals(self) -> Proposals:
        """The draft as it stands."""
        with Record(self.folder / "record.sqlite") as record:
            return record.proposals()

    def by_draft(self, article: Path) -> None:
        """From what is drafted."""
        with workbench(self.folder) as person:
            person.add_document(article, DAY, SOURCE)
            person.open_draft()
            person.forget()
            p = self.proposals
            print(f"  drafted: {len(p.parties)} parties, {len(p.issues)} issues, {len(p.positions)} positions")
            for step in (self._put_in, self._parties, self._issues, self._answers, self._confirm, self._missing):
                step(person)
                self._told(person, step.__name__.strip("_").replace("_", " "))
            self._end(person)

    def by_hand(self, article: Path, like: Making) -> None:
        """From an empty dossier with the article in its record: the parties, issues and positions of another dossier."""
        made = like.negotiation
        where = spans(like.folder, made.positions)
        with workbench(self.folder) as person:
            person.add_document(article, DAY, SOURCE)
            person.forget()
            for party in made.parties:
                person.new_party(party.name, at_table=party.at_table)
            for issue in made.issues:
                person.new_issue(issue.question, list(issue.options.values()))
            ids = {i.question: i.id for i in self.negotiation.issues}
            for p in made.in_force:
                if p.issue is not None and p.option is not None:
                    issue = made.issue[p.issue]
                    self._add(person, p, ids[issue.question], issue.options[p.option], where[p.id])
            self._end(person)

    def _put_in(self, person: Person) -> None:
        person.put_in(everything=True)

    def _parties(self, person: Person) -> None:
        """One of the draft for each of the example, the others merged, given a role beside the table, or dismissed."""
        p = self.proposals
        named = {q.id: self._party_named(q) for q in p.parties}
        kept: dict[str, str] = {}
        for party in self.target.parties:
            mine = [q for q in p.parties if named[q.id] == party.name]
            if not mine:
                person.new_party_in_draft(party.name)
                mine = [q for q in self.proposals.parties if q.words == party.name]
            first = max(mine, key=lambda q: len(p.positions_by(q.id)))
            kept[party.name] = first.id
            for other in mine:
                if other is not first:
                    person.merge(other.id, first.words)
            if first.words != party.name:
                person.rename(first.id, party.name)
            if first.body.at_table != party.at_table:  # type: ignore[union-attr]
                person.set_field(first.id, "at_table", str(party.at_table).lower())
        self._beside_the_table(person, {q.id: named[q.id] for q in p.parties if named[q.id] not in kept})

    def _beside_the_table(self, person: Person, others: dict[str, str | None]) -> None:
        """What they were drafted to say and another party said goes to that party; a host or mediator gets its role, the rest is dismissed."""
        for id, name in others.items():
            taken = [q for q in self.proposals.positions_by(id) if self._said_by_another(q)]
            for party in dict.fromkeys(self._said_by_another(q) for q in taken):
                person.give_to([q.id for q in taken if self._said_by_another(q) == party], str(party))
            if name is None:
                person.dismiss([id])
                continue
            (role,) = [b.role for b in self.target.bystanders if b.name == name]
            person.set_field(id, "role", next((r for r in ("host", "mediator") if r in role), "observer"))

    def _issues(self, person: Person) -> None:
        """The issue of the draft with most of what the example has on an issue becomes that issue; what of it stands nowhere yet is split off."""
        p, aims = self.proposals, self._aims()
        votes = Counter((p.issue_of(d).id, t.issue) for d, t in aims.items())
        self.issues = _paired(votes)
        for issue in self.target.issues:
            ids = [d for d, t in aims.items() if t.issue == issue.id]
            if issue.id not in self.issues.values() and ids:
                person.split(ids, issue.question)
                self.issues[next(q.id for q in self.proposals.issues if q.words == issue.question)] = issue.id
        for id, name in self.issues.items():
            if self.proposals[id].words != self.target.issue[name].question:
                person.rename(id, self.target.issue[name].question)

    def _answers(self, person: Person) -> None:
        """Options get the example's words, positions their option and direction; then what the example does not have is dismissed."""
        aims, options = self._aims(), {}
        for id, name in self.issues.items():
            options |= self._options(person, id, name, aims)
        by_words = {(self.issues[self.proposals.issue_of(o).id], name): o for o, name in options.items()}
        moves: dict[str, list[str]] = {}
        for d, t in aims.items():
            if not self._says(d, t, options):
                moves.setdefault(by_words[t.issue or "", t.option or ""], []).append(d)
        for option, ids in moves.items():
            away = [d for d in ids if self.proposals.option_of(d).id != option]
            if away:
                person.move(away, self.proposals[option].words, self.proposals.issue_of(option).words)
        for d, t in aims.items():
            self._direct(person, d, t, options)
        p = self.proposals
        wrong = [q.id for q in p.positions if q.id not in aims and p.issue_of(q.id).id in self.issues]
        if wrong:
            person.dismiss(wrong)
        for issue in p.issues:
            if issue.id not in self.issues:
                person.dismiss([issue.id])
        for id in self.issues:
            for option in p.options_of(id):
                if option.id not in options:
                    person.dismiss([option.id])

    def _options(self, person: Person, id: str, name: str, aims: dict[str, Position]) -> dict[str, str]:
        """Options of a drafted issue → those of the example's."""
        p, issue = self.proposals, self.target.issue[name]
        votes: Counter[tuple[str, str]] = Counter()
        for d, t in aims.items():
            if t.issue == name and p.issue_of(d).id == id and t.option is not None:
                others = [o for o in issue.options if o != t.option]
                if _side(p[d]) is SIDE[t.kind]:
                    votes[p.option_of(d).id, t.option] += 1
                elif len(others) == 1:
                    votes[p.option_of(d).id, others[0]] += 1
        paired = _paired(votes)
        free = [o.id for o in p.options_of(id) if o.id not in paired]
        for option, words in issue.options.items():
            if option in paired.values():
                continue
            if free:
                paired[free.pop(0)] = option
            else:
                person.new_option(id, words)
                paired[next(o.id for o in self.proposals.options_of(id) if o.words == words)] = option
        for o, option in paired.items():
            if self.proposals[o].words != issue.options[option]:
                person.rename(o, issue.options[option])
        return paired

    def _says(self, d: str, t: Position, options: dict[str, str]) -> bool:
        """Whether a drafted position would refuse what the example's does, or favour what it favours, where it stands."""
        p = self.proposals
        o, side = options.get(p.option_of(d).id), _side(p[d])
        if self.issues.get(p.issue_of(d).id) != t.issue or o is None:
            return False
        if not t.hard:
            return side is Side.FOR and o == t.option
        every = set(self.target.issue[t.issue or ""].options)
        return ({o} if side is Side.AGAINST else every - {o}) == refused(self.target, t)

    def _direct(self, person: Person, d: str, t: Position, options: dict[str, str]) -> None:
        if not self._says(d, t, options):
            person.turn(d)
        stance = self.proposals[d].body.stance  # type: ignore[union-attr]
        if (KIND[stance] in (Kind.REJECTS, Kind.REQUIRES)) != t.hard:
            kind = ("requires" if _side(self.proposals[d]) is Side.FOR else "rejects") if t.hard else t.kind.value
            person.set_field(d, "stance", kind)

    def _confirm(self, person: Person) -> None:
        person.confirm_all()
        person.put_in(everything=True)

    def _missing(self, person: Person) -> None:
        """Issues that nothing was drafted on, and red lines that were not found."""
        held = {i.question for i in self.negotiation.issues}
        for issue in self.target.issues:
            if issue.question not in held:
                person.new_issue(issue.question, list(issue.options.values()))
        for t in self.target.in_force:
            mine = self.negotiation
            issue = next(i for i in mine.issues if i.question == self.target.issue[t.issue or ""].question)
            wanted = {self.target.issue[t.issue or ""].options[o] for o in refused(self.target, t)}
            have = set()
            for q in mine.in_force:
                if q.party == t.party and q.issue == issue.id:
                    have |= {issue.options[o] for o in refused(mine, q)}
            if not wanted <= have:
                words = self.target.issue[t.issue or ""].options[t.option or ""]
                self._add(person, t, issue.id, words, cited(t.evidence[:1]))

    def _add(self, person: Person, p: Position, issue: str, option: str, where: Spans) -> None:
        with Record(self.folder / "record.sqlite") as record:
            (heading,) = record.headings()
            text = record.document(heading.id).text
        start, end = where[0]
        words = [w for w in re.findall(r"[A-Za-z]+", text[start:end]) if len(w) > 3]
        person.new_position(p.party, issue, p.kind.value, option, " ".join(words[:4]))
        found = spans(self.folder, self.negotiation.positions[-1:])
        if not touch(next(iter(found.values())), where):
            print(f"  the first sentence found is another one: {p.id}")

    # What the example has

    def _party_named(self, q: Proposal) -> str | None:
        """The party or bystander of the example that a drafted party is: by its names, else by its people."""
        body = q.body
        assert isinstance(body, PartyBody)
        names = {n.casefold() for n in (body.name, *body.aliases)}
        people = {n.casefold() for a in body.actors for n in (a.name, *a.aliases)}
        bodies: list[Party | Bystander] = [*self.target.parties, *self.target.bystanders]
        for known in bodies:
            if names & {n.casefold() for n in (known.name, *known.aliases)}:
                return known.name
        for known in bodies:
            if people & {n.casefold() for a in known.actors for n in (a.name, *a.aliases)}:
                return known.name
        return None

    def _aims(self) -> dict[str, Position]:
        """The position of the example that each drafted one of the same party is, by its words; those that are none are missing."""
        found = {}
        for q in self.proposals.positions:
            party = self.proposals[q.body.party].words  # type: ignore[union-attr]
            mine = [t for t in self.target.in_force if t.party == party and touch(q.body.spans, cited(t.evidence))]  # type: ignore[union-attr]
            if mine:
                found[q.id] = mine[0]
        return found

    def _said_by_another(self, q: Proposal) -> str | None:
        """The party that says these words in the example, unless it was drafted to say them, too."""
        p, body = self.proposals, q.body
        assert isinstance(body, PositionBody)
        takers = {p[r.body.party].words for r in p.positions if r.body.statement == body.statement}  # type: ignore[union-attr]
        for t in self.target.in_force:
            if touch(body.spans, cited(t.evidence)):
                return None if t.party in takers else t.party
        return None

    # What is told

    def _told(self, person: Person, step: str) -> None:
        total = sum(person.edits.values())
        print(
            f"  {total:3} edits, {step}: {'the same verdict' if not self._differs() else 'differs in ' + ', '.join(self._differs())}"
        )

    def _differs(self) -> list[str]:
        theirs = facts(EXAMPLE, self.target)
        mine = facts(self.folder, self.target)
        return [name for name in theirs if theirs[name] != mine[name]]

    def _end(self, person: Person) -> None:
        self.told = f"{sum(person.edits.values())} edits, {person.steps} steps, {person.typed:,} characters typed"
        for sort, many in person.edits.most_common():
            print(f"  {many:3} {sort}")
        again = f", {person.again} of them refused once as stale" if person.again else ""
        print(f"  {self.told}{again}")
        differs = self._differs()
        print(
            "  the same verdict as examples/riyadh-2025"
            if not differs
            else f"  another verdict: {facts(self.folder, self.target)}"
        )


def _side(q: Proposal) -> Side | None:
    return side_of(q.body.stance)  # type: ignore[union-attr]


def _paired(votes: Counter[tuple[str, str]]) -> dict[str, str]:
    """Each first with one second, those with most votes first."""
    found: dict[str, str] = {}
    for (first, second), _ in votes.most_common():
        if first not in found and second not in found.values():
            found[first] = second
    return found


if __name__ == "__main__":
    main()
