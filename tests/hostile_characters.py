"""A dossier whose names, titles, words and quotations hold what terminals, markup, spreadsheets and XML take for theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pourparler.model import Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

MARKS = ":x: [bold]b[/] [/] \\[i] <b>&amp;</b> \x1b[31m\x07\x08\x7f\x9b1m\u202e\u2066\u200b end"
"""Emoji, markup and HTML as words; an escape, a bell, a backspace, DEL and C1; an override, an isolate, a zero-width space."""
NAME = "Harbour League"
PARTY = f"{NAME} {MARKS}"
SPEAKER = f"Ines {MARKS}"
QUOTE = f"we demand the release of all crews {MARKS} \x00nothing"
TEXT = f"{SPEAKER} said that {QUOTE} at once."


def marked(tree: Any) -> Any:
    """The tree of the demo's dossier.yaml with the marks in one party's name and in all that is only words."""
    if isinstance(tree, dict):
        told = {marked(key): marked(value) for key, value in tree.items()}
        for key in ("question", "because", "title", "place", "duration", "what", "does", "note"):
            if isinstance(told.get(key), str):
                told[key] += f" {MARKS}"
        if isinstance(options := told.get("options"), dict):
            told["options"] = {option: f"{words} {MARKS}" for option, words in options.items()}
        return told
    if isinstance(tree, list):
        return [marked(item) for item in tree]
    return PARTY if tree == NAME else tree


def make_hostile(folder: Path) -> str:
    """Put the marks into a copy of the demo, its documents read: one statement more, evidence of a position. The statement's id."""
    document = Document(TEXT, f"Title {MARKS}", date(2031, 3, 12), f"Courier {MARKS}", url="https://example.org/")
    content = ((TEXT.index("we demand"), TEXT.index(" at once")),)
    said = TEXT.index(" said")
    statement = Statement(
        document.id, ((0, said),), ((said + 1, said + 5),), content, Mode.INDIRECT, speaker=SPEAKER, party=PARTY, issue="crews",
        option="all", stance=Stance.DEMANDS, position=content, holders=(Holder(PARTY, PARTY),),
    )  # fmt: skip
    with Record(folder / "record.sqlite", by=f"ann {MARKS}") as record:
        record.add_document(document)
        record.save_reading(
            Reading(document.id, "test", (statement, replace(statement, content=content, cue=()))), TEXT
        )
    path, y = folder / "dossier.yaml", YAML(typ="safe")
    y.sort_base_mapping_type_on_output = False
    y.width = 100_000
    tree = marked(y.load(path.read_text(encoding="utf-8")))
    tree["negotiation"] += f" {MARKS}"
    crews = next(p for p in tree["positions"] if p["party"] == PARTY and p["issue"] == "crews")
    crews |= {"evidence": [statement.id], "hedged": f"perhaps {MARKS}", "said_by": f"somebody {MARKS}"}
    with path.open("w", encoding="utf-8") as file:
        y.dump(tree, file)
    return statement.id
