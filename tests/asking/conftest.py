"""A small record of invented talks, with meanings that the tests give: words that stand for one matter are one direction."""

from datetime import date
from hashlib import sha256

import numpy as np
import pytest

from pourparler.asking import Known
from pourparler.model import Document, Holder, Meaning, Mode, Reading, Stance, Statement
from pourparler.record import Record
from pourparler.verbs.indexing import index_again

MATTERS = {"toll": 0, "dues": 0, "charges": 0, "crew": 1, "sailor": 1, "wages": 1, "fish": 2, "quota": 2, "fleet": 3}


def meaning(phrase):
    """(384,) which matters the words have; of other words a direction of their own."""
    own = int.from_bytes(sha256(phrase.encode()).digest()[:4], "big")
    found = np.random.default_rng(own).normal(scale=0.01, size=384).astype(np.float32)
    for word, place in MATTERS.items():
        found[place] += 1.0 if word in phrase.lower() else 0.0
    return found / np.linalg.norm(found)


def said(document, words, party, stance=Stance.REPORTS, speaker=None, holders=None):
    """A statement whose content is these words of a document."""
    start = document.text.index(words)
    span = ((start, start + len(words)),)
    head = max(document.text.rfind("\n", 0, start) + 1, document.text.rfind(". ", 0, start) + 2)
    source = ((head, start),) if head < start else ()
    taking = stance is not Stance.REPORTS
    return Statement(
        document.id, source, (), span, Mode.INDIRECT, speaker or party, party, stance, position=span if taking else (),
        holders=holders if holders is not None else ((Holder(party, party),) if taking and party else ()),
    )  # fmt: skip


BULLETINS = [
    Document(
        "# Harbour talks 1\n\n## SBI plenary\n\nKestria rejects any toll in the strait.\n\nMaravel said that wages of crews come first.\n\n"
        "## Fisheries\n\nThe chair proposed a quota for each fleet. Kestria said the paragraph should be deleted.",
        "Bulletin 1", date=date(2031, 2, 3), format="markdown", url="http://talks.example/1",
    ),
    Document(
        "# Harbour talks 2\n\nKestria again opposed charges on passing ships.\n\nOrsina, for the Group of 77 and China, asked for lower dues.\n\n"
        "Kestria could accept better wages for sailors.",
        "Bulletin 2", date=date(2032, 5, 4), format="markdown", url="http://talks.example/2",
    ),
    Document(
        "# Summary\n\nKestria rejects any toll in the strait.\n\nNobody spoke of Kestria and the toll on the second day.",
        "Summary", date=date(2032, 6, 1), format="markdown", url="http://talks.example/3",
    ),
]  # fmt: skip
GROUP = "Group of 77 and China"


def statements():
    first, second, summary = BULLETINS
    return [
        (first, [
            said(first, "rejects any toll in the strait", "Kestria", Stance.REJECTS),
            said(first, "wages of crews come first", "Maravel"),
            said(first, "the paragraph should be deleted", "Kestria", Stance.REJECTS),
        ]),
        (second, [
            said(second, "opposed charges on passing ships", "Kestria", Stance.REJECTS),
            said(second, "asked for lower dues", GROUP, Stance.DEMANDS),
            said(second, "could accept better wages for sailors", "Kestria", Stance.ACCEPTS),
        ]),
        (summary, [said(summary, "rejects any toll in the strait", "Kestria", Stance.REJECTS)]),
    ]  # fmt: skip


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "record.sqlite", by="ann") as opened:
        opened.add_documents(BULLETINS)
        for document, those in statements():
            meanings = {s.id: Meaning(meaning(document.text[s.content[0][0] : s.content[0][1]])) for s in those}
            opened.save_reading(Reading(document.id, "test", tuple(those), meanings=meanings), document.text)
        index_again(opened)
        yield opened


@pytest.fixture
def known(record):
    return Known(None, record.names())
