"""Who was present for whom: the attendance lists of minutes and summary records.

Layouts: people with their party in brackets, after a dash or a comma ("Ada Voss (Northland)", "Ada Voss – Northland", "Ada Voss, envoy,
Northland"); a party before its people, on a line with them or above them ("Northland: Ada Voss, Jon Reed"); rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pourparler.model import Block, BlockKind, Document, DocumentKind
from pourparler.reading.countries import known_body
from pourparler.reading.names import Name, Names, is_office
from pourparler.structure.turns import HONORIFIC

LISTS = frozenset({DocumentKind.MINUTES, DocumentKind.SUMMARY_RECORD})
"""Kinds of documents that have attendance lists."""

_OPENS = re.compile(
    r"(?:(?:members?|delegates?|delegations?|parties|representatives|those|also|people) )?"
    r"(?:present|in attendance|attending|attendance(?: list)?|list of (?:participants|attendees|those present)|attendees|participants|apologies(?: for absence)?(?: received)?(?: from)?|absent)"
    r"\s*(?::\s*|$)",
    re.I,
)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|MR|MRS|MS|DR|H\.E)\b\.? )*"
    r"(?:[A-ZÀ-Þ][\w'’\-]+|[A-ZÀ-Þ]\.)(?: (?:(?:de|van|von|al|bin|la|le|du|der|dos|da) )*(?:[A-ZÀ-Þ][\w'’\-]+|(?:[A-ZÀ-Þ]\.)+)){0,4}"
)
_FOR = re.compile(
    r"(?:for|from|representing|on behalf of|delegation of|delegate of|delegate for)\s+(?:the\s+)?|the\s+", re.I
)
_SIDE = re.compile(r"\s+(?:delegation|delegates?|side|team|representatives?)$", re.I)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"\s+[–—-]+\s+")
_BULLET = re.compile(r"^[•‣◦▪●·*–—-]\s*|^\(?\d{1,3}[.)]\s+")
_AND = re.compile(r",?\s+(?:and|&)\s+(?=[A-ZÀ-Þ])")
_BETWEEN_PEOPLE = re.compile(r"[;\n]+|(?<=[)\]]),?\s+(?:and\s+)?(?=[A-ZÀ-Þ])")
_COLUMN = frozenset(
    {"name", "delegation", "party", "organisation", "organization", "affiliation", "representing", "role", "title"}
)
"""Heads of a table's columns."""
_NO_BODY = frozenset(
    {"chair", "zoom", "teams", "online", "skype", "webex", "observer", "minutes", "notes", "none", "nobody"}
)
"""What stands in brackets after a name beside a party; by us."""
_LONGEST = 300
"""Code points of a block that may go on with a list."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody listed, and the body the list gives."""

    name: str
    body: str


def learn_attendance(document: Document, names: Names) -> None:
    """Let the people of a document's attendance list speak for the parties that it gives them; what a dossier says goes before."""
    for attendee in attendees(document, names):
        known = names.forms.get(attendee.body.lower())
        body = known.name if known is not None else known_body(attendee.body) or attendee.body
        party = names.party_of(attendee.body)
        names.learn(body, Name(body, names.party_of(body), person=False), capital=True)
        plain = HONORIFIC.sub("", attendee.name).strip()
        person = Name(plain if " " in plain else attendee.name, party or names.party_of(body), person=True, body=body)
        names.learn(plain, person)
        names.learn(plain.split()[-1], person)


def attendees(document: Document, names: Names) -> list[Attendee]:
    """Whoever is listed with a body, in order; nobody where the kind of document has no such lists."""
    return list(_List(document, names).found()) if document.kind in LISTS else []


class _List:
    """The attendance lists of one document."""

    def __init__(self, document: Document, names: Names) -> None:
        self.text, self.blocks = document.text, document.blocks
        self.bodies = {key for key, name in names.forms.items() if not name.person}
        self.people = {key for key, name in names.forms.items() if name.person}
        self.above: str | None = None
        """The party on a line of its own above the people."""

    def found(self) -> Iterator[Attendee]:
        number = 0
        while number < len(self.blocks):
            block = self.blocks[number]
            number += 1
            if (opens := _OPENS.match(self.text, block.start, block.end)) is None:
                continue
            self.above = None
            yield from self._lines(self.text[opens.end() : block.end], block)
            while number < len(self.blocks) and (rows := self._goes_on(number)) is not None:
                found, number = rows
                yield from found

    def _goes_on(self, number: int) -> tuple[list[Attendee], int] | None:
        """Who stands in the next block, and the number of the block after it; None where the list is over."""
        block = self.blocks[number]
        words = self.text[block.start : block.end]
        if _OPENS.match(words) or len(words) > _LONGEST:
            return None
        if block.kind is BlockKind.TABLE_CELL:
            return self._row(number)
        if (body := self._body(words.rstrip(":"))) is not None:
            self.above = body
            return [], number + 1
        found = list(self._lines(words, block))
        heads = all(column.strip().lower() in _COLUMN for column in words.split("\t"))
        plain = heads or block.kind is BlockKind.LIST_ITEM or bool(_NAME.fullmatch(_BULLET.sub("", words)))
        return (found, number + 1) if found or plain else None

    def _row(self, number: int) -> tuple[list[Attendee], int]:
        """A cell with a person's name and the next one with a body, if there is one."""
        cells = [self.text[b.start : b.end] for b in self.blocks[number : number + 3]]
        if cells[0].lower() in _COLUMN or not self._is_person(cells[0]):
            return [], number + 1
        for k, cell in enumerate(cells[1:], start=1):
            if self.blocks[number + k].kind is BlockKind.TABLE_CELL and (body := self._affiliation(cell)) is not None:
                return [Attendee(cells[0], body)], number + k + 1
        return [], number + 1

    def _lines(self, words: str, block: Block) -> Iterator[Attendee]:
        for chunk in _BETWEEN_PEOPLE.split(words):
            line = _BULLET.sub("", chunk.strip()).rstrip(".").strip(" ,")
            head, colon, rest = line.partition(":")
            if colon and (body := self._body(head) or self._heads(head)) is not None:
                yield from (Attendee(name, body) for name in self._people(rest))
            elif line:
                yield from self._with_party(line, alone=block.kind is BlockKind.LIST_ITEM)

    def _with_party(self, line: str, *, alone: bool) -> Iterator[Attendee]:
        """The people of a stretch and the party that stands after them; ``alone``: one person stands there."""
        bracket = _BRACKETS.search(line)
        before = line[: bracket.start()] if bracket else line
        told = bracket[1].split(",") if bracket else []
        if dashed := _DASH.search(before):
            told += [before[dashed.end() :]]
            before = before[: dashed.start()]
        named, *after = (piece.strip() for piece in _AND.sub(", ", before).split(","))
        people = [named] if self._is_person(named) else []
        for k, piece in enumerate(after):
            body = self._body(piece) or (
                self._affiliation(piece) if alone and not told and k == len(after) - 1 else None
            )
            if body is not None:
                told.append(body)
            elif self._is_person(piece) and not alone:
                people.append(piece)
        body = next((b for b in map(self._affiliation, told) if b is not None), self.above)
        if body is not None and people:
            # The party after the last of several is that one's; a line or a block above is everybody's.
            yield from (Attendee(name, body) for name in (people if body is self.above else people[-1:]))

    def _people(self, words: str) -> list[str]:
        pieces = (piece.strip() for piece in _AND.sub(", ", _BRACKETS.sub("", words)).split(","))
        return [piece for piece in pieces if self._is_person(piece)]

    def _is_person(self, words: str) -> bool:
        found = _NAME.fullmatch(words)
        plain = HONORIFIC.sub("", words).strip()
        full = bool(found) and (" " in plain or plain != words or plain.lower() in self.people)
        return full and self._body(words) is None and not any(is_office(w) for w in plain.split())

    def _body(self, words: str) -> str | None:
        """The known body that the words name, perhaps as "for …" or "the … delegation"."""
        plain = _SIDE.sub("", _FOR.sub("", words.strip(), count=1))
        return plain if plain and (plain.lower() in self.bodies or known_body(plain) is not None) else None

    def _heads(self, words: str) -> str | None:
        """The body that stands before people and a colon: the words may name one that is not known."""
        plain = _SIDE.sub("", _FOR.sub("", words.strip(), count=1))
        said = plain != words.strip()
        return plain if said and plain[:1].isupper() and plain.lower() not in _NO_BODY else None

    def _affiliation(self, words: str) -> str | None:
        """The body that stands after a person: known, or in capitals and no office."""
        for piece in words.split(","):
            plain = _FOR.sub("", piece.strip(), count=1)
            if (body := self._body(piece)) is not None:
                return body
            of = re.search(r"\b(?:of|for|from) (?:the )?([A-ZÀ-Þ].*)$", plain)
            if of and any(is_office(w) for w in plain[: of.start()].split()):
                return of[1]
            head = re.findall(r"[\w\-]+", plain)[-1:]
            if plain[:1].isupper() and not any(map(is_office, head)) and plain.lower() not in _NO_BODY:
                return plain
        return None
