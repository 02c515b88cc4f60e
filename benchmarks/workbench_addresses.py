"""What there is to look at in the workbench of a dossier: every page with its filters, the parts that pages fetch, the files to take away.

The heaviest of each kind is chosen: the party and issue of which most was said, the document with most statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from pourparler.dossier import open_dossier
from pourparler.verbs.matching import matched_record

PAGE, PART, FILE = "page", "part", "file"
"""A page; what a page fetches when its words are there; what is taken away or printed, for which there is no target."""
NOT_MEASURED = ("/events", "/draft/shown/{id}")
"""What answers as long as the page is open, and a proposal of the draft: there may be none."""
NEEDS = {
    "/positions/{party}/{issue}": "a party of the dossier that said something on an issue of it",
    "/moved/{issue}.svg": "an issue in the dossier",
    "/documents/{id}/cards": "a statement in the record",
    "/documents/{id}/resting": "a document in the record",
}
"""What addresses are of, without which there are none of them."""


class Address(NamedTuple):
    """``route``: as the application has it."""

    route: str
    path: str
    what: str


class _Things(NamedTuple):
    """What stands in addresses."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: dict[str, tuple[str, ...]]
    cells: tuple[tuple[str, str], ...]
    speaker: str
    source: str
    documents: tuple[str, ...]
    statements: tuple[str, ...]
    words: str
    first: date
    middle: date
    last: date
    proposals: tuple[str, ...]
    lanes: tuple[str, ...]


def addresses(folder: Path) -> list[Address]:
    """All of a dossier whose documents have been read; those last at which a draft is begun, that goes on beside what comes after."""
    told = _things(folder)
    found = [*_pages(told), *_records(told), *_over_time(told), *_parts(told), *_files(told)]
    return sorted(found, key=lambda a: a.route.startswith(("/start", "/draft")))


def _things(folder: Path) -> _Things:
    dossier = open_dossier(folder)
    negotiation = dossier.load().negotiation
    with matched_record(dossier, negotiation) as record:
        spoken = record.standing().spoken()
        headings = record.headings()
        proposals = record.proposals()
        names = record.names()
        most = sorted(headings, key=lambda h: -h.statements)
        statements = record.statements(document=most[0].id) if most else []
    own = {key: many for key, many in spoken.items() if key[0] in negotiation.party and key[1] in negotiation.issue}
    cells = tuple((p, i) for p, i in sorted(own, key=lambda key: -own[key]) if i is not None)[:2]
    days = sorted(h.date for h in headings if h.date) or [date.today()]
    speaking = [n for n, _ in names.most_common() if n not in negotiation.party]
    parties = [p for p, _ in cells] or list(negotiation.party)
    return _Things(
        parties=tuple(dict.fromkeys([*parties, *negotiation.party])),
        issues=tuple(dict.fromkeys([*(i for _, i in cells), *negotiation.issue])),
        options={i.id: tuple(i.options) for i in negotiation.issues},
        cells=cells,
        speaker=speaking[0] if speaking else "nobody",
        source=next((h.source for h in headings if h.source), ""),
        documents=tuple(h.id for h in (*most[:1], *headings[:1], *headings[-1:])),
        statements=tuple(e.statement.id for e in statements[-1:]),
        words=next((w for w in negotiation.issues[0].question.split() if len(w) > 6), "") if negotiation.issues else "",
        first=days[0],
        middle=days[len(days) // 2],
        last=days[-1],
        proposals=tuple(p.id for p in proposals)[:1],
        lanes=tuple(i.id for i in proposals.issues)[:1],
    )


def _at(route: str, what: str, path: str = "", **asked: object) -> Address:
    told = {name.rstrip("_"): value for name, value in asked.items() if value not in ("", None)}
    query = urlencode(told)
    return Address(route, f"{path or route}?{query}" if query else path or route, what)


def _pages(t: _Things) -> Iterator[Address]:
    counts = ({}, {"confirmed": "only"}, {"as_of": t.middle}, {"as_of": t.first})
    for page in ("/", "/positions", "/timeline", "/moved", "/network", "/stability", "/briefing"):
        for told in counts:
            yield _at(page, PAGE, **told)
    if t.parties:
        yield _at("/", PAGE, without=t.parties[0])
        yield _at("/", PAGE, party=t.parties[0], kind="rejects", answer=f"{t.issues[0]}={t.options[t.issues[0]][0]}")
    for page in ("/start", "/dossier", "/meetings", "/record/documents"):
        yield _at(page, PAGE)
    yield _at("/record/documents", PAGE, title="summary")
    for id in t.documents:
        yield _at("/read", PAGE, document=id)
    yield _at("/read", PAGE)
    yield _at("/read", PAGE, by_priority="true")
    yield _at("/read", PAGE, title="highlights")
    for party, issue in t.cells:
        cell = f"/positions/{quote(party, safe='')}/{quote(issue, safe='')}"
        for told in ({}, {"as_of": t.middle}):
            yield _at("/positions/{party}/{issue}", PAGE, cell, **told)
    yield _at("/draft", PAGE)
    yield _at("/draft", PAGE, page=2)
    for lane in t.lanes:
        yield _at("/draft", PAGE, issue=lane)


def _records(t: _Things) -> Iterator[Address]:
    party, issue = (t.cells or ((t.parties or ("",))[0:1] + (t.issues or ("",))[0:1],))[0]
    for told in (
        {},
        {"page": 40},
        {"words": t.words},
        {"words": f"{t.words} must"},
        {"words": "the"},
        {"speaker": t.speaker},
        {"speaker": t.speaker[:4]},
        {"party": party},
        {"issue": issue},
        {"party": party, "issue": issue},
        {"stance": "for"},
        {"stance": "any position"},
        {"stance": "reports"},
        {"review": "proposed"},
        {"review": "accepted"},
        {"source": t.source},
        {"since": t.middle},
        {"until": t.middle},
        {"since": t.last - timedelta(days=365), "until": t.last, "party": party},
        {"words": t.words, "party": party, "stance": "against", "since": t.middle},
    ):
        yield _at("/record", PAGE, **told)
    matter = t.words or "agreement"
    for told in (
        {},
        {"q": f"what did {party} say about {matter}"},
        {"q": f"who opposed {matter}"},
        {"q": f"{matter} since {t.middle.year}"},
        {"q": f"what did {party} say in {t.middle.year}"},
        {"q": matter, "from_": t.middle, "to": t.last},
        {"q": matter, "party": party, "from_": t.first.year, "to": t.middle.year},
        {"q": matter, "heading": "finance"},
        {"q": matter, "party": party, "side": "against"},
        {"q": matter, "party": party, "groups": "on", "most": 400},
    ):
        yield _at("/ask", PAGE, **told)


def _over_time(t: _Things) -> Iterator[Address]:
    party = (t.parties or ("",))[0]
    for told in ({"party": party}, {"since": t.middle}, {"until": t.middle}, {"copies": "each"}):
        yield _at("/timeline", PAGE, **told)
    for basis in ("dossier", "record"):
        for told in ({}, {"issue": (t.issues or ("",))[0]}, {"from_": t.middle, "to": t.last}, {"as_of": t.middle}):
            yield _at("/moved", PAGE, basis=basis, **told)
    yield _at("/moved", PAGE, basis="confirmed")
    for told in ({"basis": "record"}, {"basis": "record", "who": "speaker"}, {"basis": "record", "copies": "each"},
                 {"basis": "record", "since": t.middle, "until": t.last}, {"basis": "record", "confirmed": "only"},
                 {"basis": "record", "whole": "affiliation"}):  # fmt: skip
        yield _at("/network", PAGE, **told)
    for kind in ("balance", "together"):
        for told in ({}, {"by": "month"}, {"by": "week"}, {"since": t.middle}, {"until": t.middle, "copies": "each"}, {"who": "speaker"},
                     {"normalise": "jaccard"}, {"duplicates": "document"}, {"confirmed": "only"}):  # fmt: skip
            yield _at("/network/periods", PAGE, kind=kind, **told)
    yield _at("/network/periods", PAGE, basis="dossier")
    for told in ({}, {"since": t.last - timedelta(days=30)}, {"since": t.middle}, {"since": t.first},
                 {"since": t.last, "by": "added"}, {"confirmed": "only"}):  # fmt: skip
        yield _at("/news", PAGE, **told)


def _parts(t: _Things) -> Iterator[Address]:
    for told in ({}, {"as_of": t.middle}, {"confirmed": "only"}):
        yield _at("/solutions", PART, **told)
        yield _at("/timeline.svg", PART, **told)
    yield _at("/timeline.svg", PART, copies="each")
    for issue in t.issues[:1]:
        for basis in ("dossier", "record"):
            yield _at("/moved/{issue}.svg", PART, f"/moved/{quote(issue, safe='')}.svg", basis=basis)
    for kind in ("affiliation", "congruence", "conflict", "meetings"):
        for basis in ("dossier", "record"):
            yield _at("/network/{kind}.svg", PART, f"/network/{kind}.svg", basis=basis)
    yield _at("/stability.svg", PART)
    yield _at("/start/stand", PART)
    yield _at("/draft/state", PART)
    yield _at("/sources", PART)
    for id in (*t.lanes, *t.proposals):
        yield _at("/draft/shown/{id}", PART, f"/draft/shown/{id}")
    party, issue = (t.cells or (("", ""),))[0]
    for words in (t.words[:4], t.words, "the", ""):
        yield _at("/evidence", PART, words=words)
    yield _at("/evidence", PART, words=t.words, party=party, issue=issue)
    for id in t.statements:
        yield _at("/documents/{id}/cards", PART, f"/documents/{t.documents[0]}/cards", statement=id)
    for id in t.documents[:1]:
        yield _at("/documents/{id}/resting", PART, f"/documents/{id}/resting")


def _files(t: _Things) -> Iterator[Address]:
    for ending in ("html", "md"):
        yield _at("/briefing.{ending}", FILE, f"/briefing.{ending}")
        yield _at("/news.{ending}", FILE, f"/news.{ending}")
    yield _at("/record.{form}", FILE, "/record.csv", party=(t.parties or ("",))[0])
    yield _at("/network/{kind}.graphml", FILE, "/network/affiliation.graphml", basis="record")
    yield _at("/network/periods/{name}", FILE, "/network/periods/periods.gexf")
