"""draft --write: what is proposed, put into dossier.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from pourparler.dossier import open_dossier, revision_of
from pourparler.dossier.edit import alone, editing
from pourparler.dossier.edit_linkages import set_priorities
from pourparler.dossier.edit_values import set_no_agreement, set_no_agreement_evidence
from pourparler.dossier.synchronise import Synchronisation, Synchronised, without_agreement
from pourparler.dossier.synchronised_rows import LINKAGES, MEETINGS, NEXT_STEPS, POSITIONS
from pourparler.drafting import proposed_dossier as told
from pourparler.drafting.proposed_dossier import NoAgreementEntry, PriorityEntry
from pourparler.model import Proposals, What, Written
from pourparler.record import Record

SECTIONS = {What.PARTY: "parties", What.ISSUE: "issues"}


@dataclass(frozen=True, slots=True)
class DraftWritten:
    """What became of dossier.yaml; ``words``: in a few sentences. ``too_few``: questions left out, which have fewer than two answers."""

    done: Synchronised
    too_few: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What was added, changed, taken out, and left as a person wrote it."""
        d = self.done
        parts = [
            f"{sum(many.values())} {word}"
            for many, word in ((d.added, "added"), (d.changed, "changed"), (d.removed, "taken out"))
            if many
        ]
        said = f"dossier.yaml: {', '.join(parts)}." if parts else "dossier.yaml has all of it already."
        if d.left:
            said += f" Left as a person wrote it: {', '.join(d.left[:5])}{' …' if len(d.left) > 5 else ''}."
        if self.too_few:
            said += f" Left out, because a question needs two answers: {'; '.join(self.too_few)}."
        return said


def draft_write(path: Path | str, *, suggested: bool = False) -> DraftWritten:
    """Put what is confirmed into dossier.yaml; ``suggested``: everything that is not dismissed, the rest of it marked as suggested.

    What was written before follows; what a person wrote or changed there stays.

    Raises:
        DossierError: the file is not valid, or would not be; it stays as it was.
    """
    dossier = open_dossier(Path(path))

    def announce(revision: str) -> None:
        # Where this edit is a part of another one, the record below is closed by then.
        with Record(dossier.record) as record:
            record.announce_written(revision, done.written)

    with Record(dossier.record) as record:
        proposals = record.proposals()
        days = {h.id: h.date for h in record.headings()}
        with alone(dossier.yaml):
            # Alone with the file: nobody else's edit is taken for what was written before, or comes before it is settled.
            with editing(dossier.yaml, announce=announce) as tree:
                written = {**_by_hand(proposals), **record.written(revision_of(dossier.yaml.read_bytes()))}
                done = _synchronised(dossier.yaml, tree, proposals, written, days, suggested=suggested)
            record.settle_written(revision_of(dossier.yaml.read_bytes()))
    return DraftWritten(done, tuple(told.without_answers(proposals, suggested=suggested)))


def _by_hand(proposals: Proposals) -> dict[str, Written]:
    """What stood in the file before it was proposed."""
    found = {p.id: Written(SECTIONS[p.what], p.in_file) for p in proposals if p.in_file and p.what in SECTIONS}
    for p in proposals.all(What.OPTION):
        issue = proposals.issue_of(p.id)
        if p.in_file and issue.in_file:
            found[p.id] = Written("options", f"{issue.in_file}\n{p.in_file}")
    return found


def _synchronised(
    path: Path,
    tree: CommentedMap,
    proposals: Proposals,
    written: Mapping[str, Written],
    days: Mapping[str, date | None],
    *,
    suggested: bool,
) -> Synchronised:
    run = Synchronisation(path, tree, written)
    for key, party in told.parties(proposals, suggested=suggested).items():
        run.put_party(key, party)
    for issue in told.issues(proposals, suggested=suggested):
        options = [(o.key, o.name, o.words, o.suggested) for o in issue.options]
        run.put_issue(issue.key, issue.name, issue.question, options, suggested=issue.suggested)
    run.put_rows(POSITIONS, told.positions(proposals, run.names, days, suggested=suggested))
    run.put_rows(LINKAGES, told.linkages(proposals, run.names, suggested=suggested))
    run.put_rows(MEETINGS, told.meetings(proposals, suggested=suggested))
    run.put_rows(NEXT_STEPS, told.next_steps(proposals, suggested=suggested))
    ranked = told.priorities(proposals, run.names, suggested=suggested)
    run.put_keyed("priorities", {k: (e.party, partial(_rank, path, tree, e)) for k, e in ranked.items()})
    without = told.no_agreement(proposals, run.names, suggested=suggested)
    run.put_keyed("no_agreement", {k: (e.issue, partial(_without, path, tree, e)) for k, e in without.items()})
    return run.finish()


def _rank(path: Path, tree: CommentedMap, e: PriorityEntry) -> None:
    """The issue first. Before the only other one; of several others nothing was said, so they are not ranked."""
    others = [str(issue) for issue in tree["issues"] if str(issue) != e.issue]
    order = ((e.issue,), (others[0],)) if len(others) == 1 else ((e.issue,),)
    set_priorities(path, e.party, order, evidence=e.evidence, suggested=e.suggested)


def _without(path: Path, tree: CommentedMap, e: NoAgreementEntry) -> None:
    option, suggested, rests = without_agreement(tree, e.issue)
    if (option, suggested) != (e.option, e.suggested):
        set_no_agreement(path, e.issue, e.option, suggested=e.suggested)
    if e.evidence and not rests:
        set_no_agreement_evidence(path, e.evidence)
