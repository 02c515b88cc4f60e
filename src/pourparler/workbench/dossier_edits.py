"""What the page Dossier can ask to be changed in dossier.yaml: each edit by its name, in the words that were typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pourparler import dossier as files
from pourparler.errors import PourparlerError
from pourparler.model import Actor, Bonus, Bundle, Bystander, Issue, Linkage, Negotiation, Party

Told = Mapping[str, Any]
Edit = Callable[[Path, Negotiation, Told, Told], str]
"""The file, the dossier as it is, what is edited (``of``) and what it becomes (``told``) → what was done, in words."""

_RANGE = re.compile(r"\s*(-?[\d.]+)\s*(?:(?:to|–|\.\.)\s*(-?[\d.]+)\s*)?")


def edit(path: Path, negotiation: Negotiation, what: str, of: Told, told: Told) -> str:
    """Make one edit; what was done, in words.

    Raises:
        PourparlerError: there is no such edit, or it cannot be made so.
    """
    if what not in EDITS:
        raise PourparlerError(f"{what!r} is not an edit", mend=f"Choose from: {', '.join(EDITS)}")
    try:
        return EDITS[what](path, negotiation, of, told)
    except KeyError as error:
        raise PourparlerError(f"the edit {what!r} does not say its {error.args[0]!r}") from error


def _title(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    files.set_title(path, told["title"])
    return "the name of the negotiation"


def _add_party(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    people = _people(told.get("people", ()))
    party = Party(told["name"], told.get("at_table", True), people, _texts(told.get("aliases")), told.get("role"))
    files.add_party(path, party)
    return f"{told['name']} added"


def _change_party(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    name = of["party"]
    if fields := _who(told, ("role", "at_table")):
        files.change_party(path, name, fields)
    if "name" in told:
        files.rename_party(path, name, told["name"])
    return f"{name} changed"


def _remove_party(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    files.remove_party(path, of["party"], with_references=bool(told.get("with_references")))
    return f"{of['party']} removed"


def _order_parties(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    files.reorder_parties(path, told["ids"])
    return "the order of the parties"


def _confirm_party(path: Path, _n: Negotiation, of: Told, _told: Told) -> str:
    files.change_party(path, of["party"], {}, confirmed=True)
    return f"{of['party']} confirmed"


def _add_bystander(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    if not (told.get("role") or "").strip():
        raise PourparlerError("a bystander needs a role", mend="For example host, mediator, convener or observer")
    people = _people(told.get("people", ()))
    files.add_bystander(path, Bystander(told["name"], told["role"], people, _texts(told.get("aliases"))))
    return f"{told['name']} added"


def _change_bystander(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    name = of["bystander"]
    if fields := _who(told, ("role",)):
        files.change_bystander(path, name, fields)
    if "name" in told:
        files.rename_bystander(path, name, told["name"])
    return f"{name} changed"


def _remove_bystander(path: Path, _n: Negotiation, of: Told, _told: Told) -> str:
    files.remove_bystander(path, of["bystander"])
    return f"{of['bystander']} removed"


def _confirm_bystander(path: Path, _n: Negotiation, of: Told, _told: Told) -> str:
    files.change_bystander(path, of["bystander"], {}, confirmed=True)
    return f"{of['bystander']} confirmed"


def _who(told: Told, plain: Sequence[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {key: told[key] for key in plain if key in told}
    if "aliases" in told:
        fields["aliases"] = _texts(told["aliases"])
    if "people" in told:
        fields["actors"] = _people(told["people"])
    return fields


def _add_issue(path: Path, n: Negotiation, _of: Told, told: Told) -> str:
    question = told["question"].strip()
    options: dict[str, str] = {}
    for words in told["options"]:
        if words.strip():
            options[files.id_from(words, options)] = words.strip()
    id = files.id_from(told.get("name") or question, {*n.issue, *n.party})
    files.add_issue(path, Issue(id, options, question, _texts(told.get("aliases"))))
    return f"the issue “{question or id}” added"


def _change_issue(path: Path, n: Negotiation, of: Told, told: Told) -> str:
    id = of["issue"]
    fields: dict[str, Any] = {"question": told["question"].strip()} if "question" in told else {}
    if "aliases" in told:
        fields["aliases"] = _texts(told["aliases"])
    if fields:
        files.change_issue(path, id, fields)
    if "name" in told and told["name"].strip() != id.replace("_", " "):
        if not told["name"].strip():
            raise PourparlerError("an issue needs a short name", mend="For example transit")
        files.rename_issue(path, id, files.id_from(told["name"], {*n.issue, *n.party} - {id}))
    return f"{id.replace('_', ' ')} changed"


def _remove_issue(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    files.remove_issue(path, of["issue"], with_references=bool(told.get("with_references")))
    return f"{of['issue'].replace('_', ' ')} removed"


def _order_issues(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    files.reorder_issues(path, told["ids"])
    return "the order of the issues"


def _confirm_issue(path: Path, _n: Negotiation, of: Told, _told: Told) -> str:
    files.change_issue(path, of["issue"], {}, confirmed=True)
    return f"{of['issue'].replace('_', ' ')} confirmed"


def _add_option(path: Path, n: Negotiation, of: Told, told: Told) -> str:
    id = files.id_from(told["words"], n.issue[of["issue"]].options)
    files.add_option(path, of["issue"], id, told["words"])
    return f"the answer “{told['words']}” added"


def _change_option(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    files.change_option(path, of["issue"], of["option"], told["words"])
    return f"the answer “{told['words']}” changed"


def _remove_option(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    files.remove_option(path, of["issue"], of["option"], with_references=bool(told.get("with_references")))
    return f"an answer of {of['issue'].replace('_', ' ')} removed"


def _order_options(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    files.reorder_options(path, of["issue"], told["ids"])
    return f"the order of answers of {of['issue'].replace('_', ' ')}"


def _add_linkage(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    files.add_linkage(path, Linkage("", _bundle(told["never"]), (told.get("because") or "").strip() or None))
    return "a linkage added"


def _change_linkage(path: Path, n: Negotiation, of: Told, told: Told) -> str:
    _same(n.linkages[_place_of(n, of)].never, of)
    fields: dict[str, Any] = {"because": told["because"].strip()} if "because" in told else {}
    if "never" in told:
        fields["never"] = _bundle(told["never"])
    files.change_linkage(path, of["linkage"], fields, confirmed=bool(told.get("confirmed")))
    return "a linkage changed"


def _remove_linkage(path: Path, n: Negotiation, of: Told, _told: Told) -> str:
    _same(n.linkages[_place_of(n, of)].never, of)
    files.remove_linkage(path, of["linkage"])
    return "a linkage removed"


def _place_of(n: Negotiation, of: Told) -> int:
    ids = [k.id for k in n.linkages]
    if of["linkage"] not in ids:
        raise PourparlerError("this linkage is not there any more", mend="Reload the page")
    return ids.index(of["linkage"])


def _same(bundle: Bundle, of: Told) -> None:
    """Linkages and bonuses go by their places, which others may have taken since."""
    if "was" in of and sorted(bundle) != sorted(_bundle(of["was"])):
        raise PourparlerError("another entry stands at its place now; nothing was saved", mend="Reload the page")


def _set_priorities(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    order = tuple(tuple(group) for group in told["order"] if group)
    files.set_priorities(path, of["party"], order, suggested=False if told.get("confirmed") else None)
    return f"priorities of {of['party']}"


def _set_without(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    suggested = False if told.get("confirmed") else None
    if "issue" in of:
        files.set_no_agreement(path, of["issue"], told["option"] or None, suggested=suggested)
        return f"{of['issue'].replace('_', ' ')} without agreement"
    if "better_than" in told:
        bundles = [b for written in told["better_than"] if (b := _bundle(written))]
        files.set_better_than(path, of["party"], bundles, suggested=suggested)
    else:
        value = told["value"].strip()
        files.set_reservation_value(path, of["party"], _number(value) if value else None, suggested=suggested)
    return f"what {of['party']} has without agreement"


def _set_values(path: Path, _n: Negotiation, of: Told, told: Told) -> str:
    written = {option: words.strip() for option, words in told["numbers"].items()}
    numbers = {option: _interval(words) for option, words in written.items() if words}
    files.set_values(path, of["party"], of["issue"], numbers)
    return f"numbers of {of['party']} on {of['issue'].replace('_', ' ')}"


def _add_bonus(path: Path, _n: Negotiation, _of: Told, told: Told) -> str:
    files.add_bonus(path, Bonus(told["party"], _bundle(told["package"]), _number(told["worth"])))
    return "a bonus added"


def _change_bonus(path: Path, n: Negotiation, of: Told, told: Told) -> str:
    place = int(of["bonus"])
    if place < len(n.bonuses):
        _same(n.bonuses[place].package, of)
    fields: dict[str, Any] = {"party": told["party"]} if "party" in told else {}
    if "package" in told:
        fields["package"] = _bundle(told["package"])
    if "worth" in told:
        fields["worth"] = _number(told["worth"])
    files.change_bonus(path, place, fields)
    return "a bonus changed"


def _remove_bonus(path: Path, n: Negotiation, of: Told, _told: Told) -> str:
    place = int(of["bonus"])
    if place < len(n.bonuses):
        _same(n.bonuses[place].package, of)
    files.remove_bonus(path, place)
    return "a bonus removed"


EDITS: Mapping[str, Edit] = {
    "title": _title,
    "add party": _add_party,
    "change party": _change_party,
    "remove party": _remove_party,
    "order parties": _order_parties,
    "confirm party": _confirm_party,
    "add bystander": _add_bystander,
    "change bystander": _change_bystander,
    "remove bystander": _remove_bystander,
    "confirm bystander": _confirm_bystander,
    "add issue": _add_issue,
    "change issue": _change_issue,
    "remove issue": _remove_issue,
    "order issues": _order_issues,
    "confirm issue": _confirm_issue,
    "add option": _add_option,
    "change option": _change_option,
    "remove option": _remove_option,
    "order options": _order_options,
    "add linkage": _add_linkage,
    "change linkage": _change_linkage,
    "remove linkage": _remove_linkage,
    "priorities": _set_priorities,
    "no agreement": _set_without,
    "values": _set_values,
    "add bonus": _add_bonus,
    "change bonus": _change_bonus,
    "remove bonus": _remove_bonus,
}
"""Every edit of the page by its name."""


def _texts(written: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for part in (written or "").split(",") if (words := " ".join(part.split()))))


def _people(written: Sequence[Told]) -> tuple[Actor, ...]:
    return tuple(
        Actor(p["name"].strip(), (p.get("role") or "").strip() or None, aliases=_texts(p.get("aliases")))
        for p in written
        if p["name"].strip()
    )


def _bundle(written: Sequence[Sequence[str]]) -> Bundle:
    pairs = [(issue, option) for issue, option in written if issue and option]
    if twice := next((i for i, _ in pairs if sum(i == j for j, _ in pairs) > 1), None):
        raise PourparlerError(f"{twice.replace('_', ' ')} is named twice", mend="Name each issue once")
    return tuple(pairs)


def _interval(words: str) -> float | tuple[float, float]:
    found = _RANGE.fullmatch(words)
    if not found:
        raise PourparlerError(f"{words!r} is not a number", mend="Write one number, or two: 30 to 50")
    low = _number(found[1])
    return low if found[2] is None else (low, _number(found[2]))


def _number(words: Any) -> float:
    try:
        return float(words)
    except (TypeError, ValueError):
        raise PourparlerError(f"{words!r} is not a number", mend="Write it as 30 or 2.5") from None
