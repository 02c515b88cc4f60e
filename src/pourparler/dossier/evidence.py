"""What stands under ``evidence:`` ⇄ Evidence: references to the record, and judgements of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from pourparler.dossier.yaml_nodes import Notebook
from pourparler.model import Evidence

JUDGEMENT_KEYS = ("judgement", "by", "on")


def read_evidence(notes: Notebook, parent: Mapping[str, Any], key: str = "evidence") -> tuple[Evidence, ...]:
    """The references and judgements under ``evidence:``, or another key; one may stand there without a list."""
    given = parent.get(key)
    entries = [given] if isinstance(given, Mapping) else notes.sequence(parent, key, key)
    found = []
    for k, entry in enumerate(entries):
        line = notes.line(entries, k) if hasattr(entries, "lc") else notes.line(parent, key)
        if isinstance(entry, Mapping):
            found += _judgement(notes, entries, k, line)
            continue
        try:
            found.append(Evidence.parse(str(entry)))
        except ValueError as error:
            notes.note(line, str(error), "Ids of statements are printed by `pourparler statements list`")
    return tuple(dict.fromkeys(found))


def _judgement(notes: Notebook, entries: Any, k: int, line: int) -> list[Evidence]:
    node = notes.mapping(entries, k, JUDGEMENT_KEYS, "a judgement")
    words, by = notes.text(node, "judgement", "judgement"), notes.text(node, "by", "by")
    try:
        return [Evidence(judgement=words or "", by=by, on=notes.day(node, "on"))]
    except ValueError as error:
        notes.note(line, str(error), "Write {judgement: why you think so, by: Ada Voss, on: 2031-02-03}")
        return []


def evidence_node(evidence: Iterable[Evidence]) -> CommentedSeq:
    """The list as it is written: references as text, judgements in braces."""
    node = CommentedSeq(_item(e) for e in evidence)
    node.fa.set_flow_style()
    return node


def _item(evidence: Evidence) -> Any:
    if evidence.judgement is None:
        return str(evidence)
    node = CommentedMap({"judgement": evidence.judgement, "by": evidence.by})
    if evidence.on is not None:
        node["on"] = evidence.on
    node.fa.set_flow_style()
    return node
