"""What formats that hold numbers only leave out of a negotiation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pourparler.errors import FormatError
from pourparler.model import Negotiation, exact, slug, unconfirmed

CEILINGS = "what utilities count as above a limit"


def beyond_numbers(negotiation: Negotiation) -> list[str]:
    """Everything in it but parties, issues, options, their numbers and reservation values."""
    told = {
        "positions": negotiation.positions,
        "linkages": negotiation.linkages,
        "priorities": negotiation.priorities,
        "what the options without a settlement are": negotiation.no_agreement.options,
        "bundles that no agreement is better than": negotiation.no_agreement.better_than,
        "intervals of numbers": negotiation.ranges,
        "bonuses for packages": negotiation.bonuses,
        CEILINGS: negotiation.ceilings,
        "meetings": negotiation.meetings,
        "next steps": negotiation.next_steps,
        "bystanders": negotiation.bystanders,
        **in_no_format(negotiation),
        "who is at the table": negotiation.absent,
        "the words of issues and options": [
            i for i in negotiation.issues if i.question or any(o != w for o, w in i.options.items())
        ],
    }
    return [what for what, some in told.items() if some]


def in_no_format(negotiation: Negotiation) -> dict[str, object]:
    """What no other program's format for negotiations holds: what stands beside it, and that some of it is only suggested."""
    return {
        "that nobody has confirmed what is proposed": (1,) if unconfirmed(negotiation) else (),
        "the conflict": () if negotiation.conflict is None else negotiation.conflict.moves,
        "contests and votes": (*negotiation.contests, *negotiation.votes),
    }


def need_numbers(negotiation: Negotiation, what: str) -> None:
    """Raises FormatError where a party gave no number for some option."""
    for party in negotiation.parties:
        given = negotiation.values.get(party.name, {})
        for issue in negotiation.issues:
            if missing := [o for o in issue.options if o not in given.get(issue.id, {})]:
                raise FormatError(
                    f"{party.name} gave no number for {missing[0]!r} of {issue.id!r}", mend=f"{what} needs them all"
                )


def rounded(negotiation: Negotiation) -> tuple[str, ...]:
    """Whether binary numbers of 64 bits cannot hold some number that was given, in the words of what is lost."""
    told = [x for own in negotiation.values.values() for options in own.values() for x in options.values()]
    if all(exact(float(x)) == exact(x) for x in (*told, *negotiation.no_agreement.values.values())):
        return ()
    return ("digits of numbers beyond the seventeenth",)


def file_names(names: Iterable[str]) -> dict[str, str]:
    """A file's name for each party, without ending: its own where any file system takes it, and no two alike, nor the domain's."""
    found: dict[str, str] = {}
    taken = {"domain"}
    for name in names:
        plain = name if re.fullmatch(r"[^\W_][\w .-]*", name) else slug(name)
        number, own = 2, plain
        while own.lower() in taken:
            number, own = number + 1, f"{plain}-{number}"
        taken.add(own.lower())
        found[name] = own
    return found
