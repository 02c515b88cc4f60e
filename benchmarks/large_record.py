"""A record of the size that a newsroom has after some years: made up, seeded, the same every time."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from pourparler.dossier import Dossier, new_dossier
from pourparler.model import Decision, Document, Holder, Meaning, Meeting, Mode, Reading, Stance, Statement
from pourparler.record import Record

PARTIES = [
    f"Party {name}"
    for name in (
        "Alder",
        "Birch",
        "Cedar",
        "Dogwood",
        "Elm",
        "Fir",
        "Ginkgo",
        "Hazel",
        "Ivy",
        "Juniper",
        "Kapok",
        "Larch",
    )
]
ISSUES = [f"issue_{k}" for k in range(1, 16)]
OPTIONS = ("none", "some", "all")
WORDS = (
    "the corridor must stay open and patrols shall be shared by both coasts while dues are lowered step by step until the town has its "
    "say on monitoring crews harbours pilots fishing grounds quotas bridges inspections escorts tariffs and the return of all that were held"
).split()
OUTLETS = [f"Outlet {k}" for k in range(1, 31)]
SEED = 20310218


def make(folder: Path, documents: int = 2_000, each: int = 20, reviewed: float = 0.1) -> Dossier:
    """A dossier of 12 parties and 15 issues with a record; one statement in five is told again by another outlet."""
    chance, draws = random.Random(SEED), np.random.default_rng(SEED)
    dossier = new_dossier(folder, "Large talks")
    lines = ["negotiation: Large talks", "parties:"]
    lines += [f"  {p}: {{at_table: {'true' if k < 6 else 'false'}}}" for k, p in enumerate(PARTIES)]
    lines += ["issues:"]
    for issue in ISSUES:
        lines += [f"  {issue}:", f"    question: What becomes of {issue.replace('_', ' ')}?"]
        lines += [f"    options: {{{', '.join(f'{o}: {o} of it' for o in OPTIONS)}}}"]
    told: list[str] = []
    evidence: dict[tuple[str, str], str] = {}
    with Record(dossier.record, by="benchmark") as record:
        for number in range(documents):
            document, statements = article(chance, number, each, told)
            record.add_document(document)
            met = (
                Meeting(f"Round {number}", document.date, present=tuple(chance.sample(PARTIES, 3)))
                if number % 20 == 0
                else None
            )
            record.save_reading(
                Reading(
                    document.id, "benchmark/1", tuple(statements), (met,) if met else (), meanings(statements, draws)
                ),
                document.text,
            )
            for s in statements:
                if chance.random() < reviewed:
                    record.decide(s.id, chance.choice((Decision.ACCEPTED, Decision.REJECTED)))
                evidence.setdefault((s.party or "", s.issue or ""), s.id)
    lines += ["positions:"]
    for party in PARTIES:
        for issue in chance.sample(ISSUES, 6):
            kind = chance.choice(("rejects", "demands", "accepts", "offers"))
            lines += [
                f"  - {{party: {party}, issue: {issue}, {kind}: {chance.choice(OPTIONS)}, evidence: [{evidence[party, issue]}], as_of: 2031-02-18}}"
            ]
    dossier.yaml.write_text("\n".join(lines) + "\n", encoding="utf-8")
    dossier.load()
    return dossier


def meanings(statements: list[Statement], draws: np.random.Generator) -> dict[str, Meaning]:
    """Any directions: how long matching takes does not depend on what is meant."""
    rows = draws.normal(size=(len(statements), 2, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=2, keepdims=True)
    return {s.id: Meaning(content, position) for s, (content, position) in zip(statements, rows, strict=True)}


def article(chance: random.Random, number: int, each: int, told: list[str]) -> tuple[Document, list[Statement]]:
    pieces: list[str] = []
    spans = []
    at = 0
    for _ in range(each):
        speaker = f"{chance.choice(PARTIES)} speaker"
        again = told and chance.random() < 0.2
        words = chance.choice(told[-400:]) if again else " ".join(chance.choices(WORDS, k=chance.randint(8, 24)))
        if not again:
            told.append(words)
        filler = " ".join(chance.choices(WORDS, k=20)).capitalize() + ". "
        start = at + len(filler)
        pieces.append(f"{filler}{speaker} said {words}.\n")
        spans.append(
            (speaker, start, start + len(speaker), start + len(speaker) + 6, start + len(speaker) + 6 + len(words))
        )
        at += len(pieces[-1])
    text = f"Number {number}\n" + "".join(pieces).rstrip("\n")
    shift = len(f"Number {number}\n")
    document = Document(text, f"Article {number}", date(2021, 1, 1) + timedelta(days=number), chance.choice(OUTLETS))
    statements = [
        Statement(
            document.id, ((a + shift, b + shift),), ((b + 1 + shift, b + 5 + shift),), ((c + shift, d + shift),), Mode.INDIRECT,
            speaker=speaker, party=speaker.removesuffix(" speaker"), stance=chance.choice(list(Stance)), issue=chance.choice(ISSUES),
            option=chance.choice(OPTIONS), confidence=round(chance.random(), 2), position=((c + shift, d + shift),),
            holders=_holders(speaker.removesuffix(" speaker"), number),
        )
        for number, (speaker, a, b, c, d) in enumerate(spans, start=number)
    ]  # fmt: skip
    return document, statements


def _holders(party: str, number: int) -> tuple[Holder, ...]:
    """The speaker's party, with every fourth statement's position held by another too and every eighth's opposed by it."""
    other = PARTIES[number % len(PARTIES)]
    more = (Holder(other, other, opposed=number % 8 == 0),) if number % 4 == 0 and other != party else ()
    return (Holder(party, party), *more)
