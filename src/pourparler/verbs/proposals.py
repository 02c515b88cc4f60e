"""draft, proposals: what is proposed for a dossier, kept in the record, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path
from typing import Any

from pourparler.dossier import open_dossier
from pourparler.drafting import proposals as edits
from pourparler.drafting import regrouping
from pourparler.errors import StaleProposalsError
from pourparler.model import Proposal, Proposals, What
from pourparler.record import ProposalStep, Record


def proposals_list(path: Path | str) -> Proposals:
    """What is proposed, dismissed proposals too."""
    with Record(open_dossier(Path(path)).record) as record:
        return record.proposals()


def proposals_add(
    path: Path | str, what: What | str, *, revision: int | None = None, **values: Any
) -> tuple[Proposals, Proposal]:
    """Propose something yourself, by the fields of its body; confirmed with that. Also the new one.

    Raises as ``drafting.proposals.add``.
    """
    made: list[str] = []

    def change(before: Proposals, by: str) -> Proposals:
        after, id = edits.add(before, What(what), by=by, **values)
        made.append(id)
        return after

    after = _kept(path, f"add {What(what).value}", change, revision)
    return after, after[made[-1]]


def proposals_change(path: Path | str, id: str, *, revision: int | None = None, **values: Any) -> Proposals:
    """Set fields of a proposal, of a position also where it is told again. Raises as ``drafting.proposals.change``."""

    def change(before: Proposals, by: str) -> Proposals:
        return reduce(lambda p, one: edits.change(p, one, by=by, **values), _ids(before, [id]), before)

    return _kept(path, "change", change, revision)


def proposals_confirm(path: Path | str, ids: Iterable[str], *, revision: int | None = None) -> Proposals:
    """Confirm proposals, and what they need: a position's party, issue and option, an issue's options. Raises NotFoundError."""
    return _kept(path, "confirm", lambda p, by: edits.confirm(p, _ids(p, ids), by=by), revision)


def proposals_dismiss(path: Path | str, ids: Iterable[str], *, revision: int | None = None) -> Proposals:
    """Set proposals aside with what stands on them; they are not proposed again. Raises NotFoundError."""
    return _kept(path, "dismiss", lambda p, by: edits.dismiss(p, _ids(p, ids), by=by), revision)


def proposals_restore(path: Path | str, ids: Iterable[str], *, revision: int | None = None) -> Proposals:
    """Take a dismissal back. Raises NotFoundError; PourparlerError where it was merged into another."""
    return _kept(path, "restore", lambda p, by: edits.restore(p, _ids(p, ids), by=by), revision)


def proposals_rename(path: Path | str, id: str, words: str, *, revision: int | None = None) -> Proposals:
    """Call a party, an issue or an option otherwise. Raises NotFoundError, PourparlerError."""
    return _kept(path, "rename", lambda p, by: edits.rename(p, _id(p, id), words, by=by), revision)


def proposals_merge(path: Path | str, ids: Iterable[str], into: str, *, revision: int | None = None) -> Proposals:
    """Make one of several issues, options or parties. Raises NotFoundError, PourparlerError."""
    return _kept(path, "merge", lambda p, by: regrouping.merge(p, _ids(p, ids), _id(p, into), by=by), revision)


def proposals_split(
    path: Path | str,
    ids: Iterable[str],
    *,
    issue: str | None = None,
    option: str | None = None,
    revision: int | None = None,
) -> Proposals:
    """Put positions apart, into a new issue or a new option of these words. Raises NotFoundError, PourparlerError."""
    return _kept(
        path, "split", lambda p, by: regrouping.split(p, _ids(p, ids), issue=issue, option=option, by=by)[0], revision
    )


def proposals_move(
    path: Path | str,
    ids: Iterable[str],
    issue: str,
    option: str | None = None,
    *,
    words: str | None = None,
    revision: int | None = None,
) -> Proposals:
    """Put positions into another option, of ``issue``; without one into a new option. Raises NotFoundError, PourparlerError."""

    def change(p: Proposals, by: str) -> Proposals:
        target = _id(p, option) if option is not None else None
        return regrouping.move(p, _ids(p, ids), _id(p, issue), target, words=words, by=by)

    return _kept(path, "move", change, revision)


def proposals_reorder(
    path: Path | str, id: str, before: str | None = None, *, revision: int | None = None
) -> Proposals:
    """Put a proposal before another of its kind; without one at the end. Raises NotFoundError, PourparlerError."""

    def change(p: Proposals, _: str) -> Proposals:
        return edits.reorder(p, _id(p, id), None if before is None else _id(p, before))

    return _kept(path, "reorder", change, revision)


def proposals_undo(path: Path | str, *, revision: int | None = None) -> tuple[Proposals, str]:
    """Take the last change of the proposals back; also what it was. Raises NotFoundError where there is none."""
    with Record(open_dossier(Path(path)).record) as record:
        after = record.undo_proposals(revision)
        return after, record.proposal_steps(1)[0].action.removeprefix("undo: ")


def proposals_history(path: Path | str, limit: int = 50) -> list[ProposalStep]:
    """Who changed the proposals when, newest first."""
    with Record(open_dossier(Path(path)).record) as record:
        return record.proposal_steps(limit)


def _kept(
    path: Path | str, action: str, change: Callable[[Proposals, str], Proposals], revision: int | None
) -> Proposals:
    """Do a change and keep it as one step. Without a ``revision`` it is done again where another program changed them meanwhile."""
    with Record(open_dossier(Path(path)).record) as record:
        while True:
            before = record.proposals()
            if revision is not None and revision != before.revision:
                mend = "Nothing was changed. Look at the proposals as they are now, and do it again"
                raise StaleProposalsError("the proposals were changed meanwhile", mend=mend)
            try:
                return record.keep_proposals(before, change(before, record.by), action)
            except StaleProposalsError:
                if revision is not None:
                    raise


def _id(proposals: Proposals, prefix: str) -> str:
    return edits.find(proposals, prefix).id


def _ids(proposals: Proposals, prefixes: Iterable[str]) -> list[str]:
    return edits.with_tellings(proposals, (_id(proposals, prefix) for prefix in prefixes))
