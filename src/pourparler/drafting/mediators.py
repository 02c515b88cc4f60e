"""People whom the texts call mediators: they help the parties to settle and are none themselves, whoever employs them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pourparler.model import Document, Holder, Statement, quote

_BEFORE = r"\bmediators?,?\s+(?:(?:Mr|Mrs|Ms|Dr|Judge|Sir)\.?\s+)?{name}\b"
_AFTER = r"\b{name},\s+(?:[^,.;\n]{{0,60}}\s)?(?:as\s+(?:a\s+|the\s+)?)?mediators?\b(?!\s+between)"
_WORD = re.compile("mediator")
_APART = "\n.\n"
"""Between two stretches of text: neither form goes over it."""
NEAR = 300
"""Code points to either side of the word; a name to which it belongs is never so far away."""


def mediators(people: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Those of the people, by their full names, whom a text calls mediator beside the name: "the mediator, Ada Voss", "Voss, who was named mediator"."""
    # Only what stands near the word is looked at, all of it together: thousands of people were looked for in every text that has it.
    near = _APART.join(
        text[max(0, found.start() - NEAR) : found.end() + NEAR] for text in texts for found in _WORD.finditer(text)
    )
    return frozenset(person for person in set(people) if person.split()[-1] in near and _called(person, near))


def mediators_in(statements: Iterable[Statement], documents: Mapping[str, Document]) -> frozenset[str]:
    """Of those who speak in a record."""
    people = {s.speaker for s in statements if s.speaker and " " in s.speaker and s.speaker != s.party}
    return mediators(people, [documents[d].text for d in sorted(documents)])


def held_by_mediators(
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
    those: frozenset[str],
    parties: Collection[str],
) -> list[Statement]:
    """The statements with a mediator as the holder of what the mediator's name stands for: a reader puts people to the likeliest body.

    ``parties``: of the dossier; who a person wrote there that somebody acts for stays.
    """
    names = {form: person for person in sorted(those) for form in (person, person.split()[-1])}

    def own(holder: Holder, text: str) -> Holder:
        called = [names[w] for span in holder.words if (w := quote(text, (span,))) in names]
        return replace(holder, name=called[0], party=None) if called and holder.party not in parties else holder

    if not names:
        return list(statements)
    found = []
    for s in statements:
        holders = tuple(own(h, documents[s.document].text) for h in s.holders)
        found.append(s if holders == s.holders else replace(s, holders=holders))
    return found


def _called(person: str, text: str) -> bool:
    name = rf"(?:{re.escape(person)}|{re.escape(person.split()[-1])})"
    return any(re.search(form.format(name=name), text) for form in (_BEFORE, _AFTER))
