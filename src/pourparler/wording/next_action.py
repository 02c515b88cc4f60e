"""What to do next with a dossier that is not written yet: one sentence, the same on the terminal and on every page."""

from __future__ import annotations

from collections.abc import Sequence

from pourparler.model import Issue, Negotiation
from pourparler.settlement.readiness import missing
from pourparler.wording.english import capital
from pourparler.wording.terms import joined


def next_action(negotiation: Negotiation, documents: int | None = None, folder: str = "DIR") -> str | None:
    """What is missing and what helps; None where the dossier can be analysed.

    ``documents``: how many the record holds, where that is known.
    """
    lacking = missing(negotiation)
    if lacking is None:
        return None
    if documents == 0:
        helps = (
            f"Add documents (pourparler add {folder} FILE …), read them (pourparler read {folder}), "
            f"and draft from them: pourparler draft {folder}"
        )
    else:
        helps = f"See what the documents propose (pourparler draft {folder}), or write it into dossier.yaml"
    return f"{capital(lacking)}. {helps}."


def left_out(issues: Sequence[Issue]) -> str | None:
    """Which issues an analysis leaves out because they leave no choice; None where there are none."""
    if not issues:
        return None
    names = joined([repr(issue.id) for issue in issues])
    if len(issues) == 1:
        return f"Issue {names} has fewer than two options: it is left out of the analysis until it has two."
    return f"Issues {names} have fewer than two options: they are left out of the analysis until they have two."
