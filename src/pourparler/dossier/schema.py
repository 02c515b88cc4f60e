"""The JSON Schema of dossier.yaml, for editors; made from the same lists of keys that the loader checks."""

from __future__ import annotations

from typing import Any

from pourparler.dossier.conflict import CONFLICT_KEYS, MOVE_KEYS, ONCE, WISH_KEYS
from pourparler.dossier.influence import CONTEST_KEYS, INFLUENCE_KEYS, PULL_KEYS, RULE_KEYS, VOTE_KEYS
from pourparler.dossier.load import (
    ACTOR_KEYS,
    BECAME,
    BYSTANDER_KEYS,
    ISSUE_KEYS,
    LINKAGE_KEYS,
    MEETING_KEYS,
    NEXT_STEP_KEYS,
    PARTY_KEYS,
)
from pourparler.dossier.numbers import BONUS_KEYS
from pourparler.dossier.positions import PACKAGE_KEYS, POSITION_KEYS
from pourparler.model import Kind
from pourparler.model.conflict import Role

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
DAY = {"type": "string", "format": "date"}
BUNDLE = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
RANKING: dict[str, Any] = {"oneOf": [TEXT, {"type": "array", "items": {"oneOf": [TEXT, TEXTS]}}]}
REFERENCE = {"type": "string", "pattern": r"^(s[0-9a-f]{12}|[0-9a-f]{12,64}@\d+-\d+(,\d+-\d+)*)$"}
JUDGEMENT = {
    "type": "object",
    "properties": {"judgement": TEXT, "by": TEXT, "on": DAY},
    "required": ["judgement", "by"],
    "additionalProperties": False,
}
EVIDENCE = {"type": "array", "items": {"oneOf": [REFERENCE, JUDGEMENT]}}
SOME: dict[str, Any] = {"oneOf": [{"type": "boolean"}, TEXTS]}
"""All of it, or only what is named."""
KNOWN: dict[str, Any] = {
    "id": TEXT, "party": TEXT, "issue": TEXT, "prefers": RANKING, "if": BUNDLE, "unless": BUNDLE, "evidence": EVIDENCE,
    "as_of": DAY, "until": DAY, "hedged": TEXT, "said_by": TEXT, "note": TEXT, "concession": {"type": "boolean"},
    "suggested": {"type": "boolean"},
    "title": TEXT, "date": DAY, "place": TEXT, "duration": TEXT, "host": TEXT, "present": TEXTS, "absent": TEXTS,
    "what": TEXT, "who": TEXTS, "when": TEXT, "name": TEXT, "role": TEXT, "aliases": TEXTS, "only_with": TEXTS, "because": TEXT,
    "due": DAY, "became": {"enum": [s.value for s in BECAME]}, "shown_by": EVIDENCE,
    "question": TEXT, "at_table": {"type": "boolean"}, "better": BUNDLE, "worse": BUNDLE, "never": BUNDLE,
    "does": TEXT, "once": {"enum": list(ONCE)}, "gives_up": TEXTS, "rests_on": TEXTS, "wants": TEXT, "maybe": TEXT,
    "much": {"type": "boolean"}, "now": TEXTS, "order": TEXT, "body": TEXT, "quota": {"type": "integer", "minimum": 1},
    "options": {"oneOf": [{"type": "object"}, {"type": "array", "items": TEXT}]},
    **{kind.value: TEXT for kind in (Kind.DEMANDS, Kind.REJECTS, Kind.REQUIRES, Kind.ACCEPTS, Kind.OFFERS)},
}  # fmt: skip


def _object(names: tuple[str, ...], *required: str) -> dict[str, Any]:
    properties = {name: KNOWN[name] for name in names if name in KNOWN}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def json_schema() -> dict[str, Any]:
    """The schema as plain data (JSON Schema 2020-12)."""
    actor = {"oneOf": [TEXT, _object(ACTOR_KEYS, "name")]}
    party = _object(PARTY_KEYS)
    bystander = _object(BYSTANDER_KEYS, "role")
    for node in (party, bystander):
        node["properties"]["actors"] = {"type": "array", "items": actor}
    issue = _object(ISSUE_KEYS)
    issue["properties"]["suggested"] = SOME
    position = _object(POSITION_KEYS, "party")
    position["properties"]["package"] = _object(PACKAGE_KEYS, *PACKAGE_KEYS)
    position["oneOf"] = [{"required": [kind.value]} for kind in Kind]
    interval = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    numbers = {"type": "object", "additionalProperties": {"oneOf": [{"type": "number"}, interval]}}
    priority = {
        "type": "object",
        "properties": {"order": RANKING, "evidence": EVIDENCE, "suggested": KNOWN["suggested"]},
        "required": ["order"],
        "additionalProperties": False,
    }
    without = {"type": ["string", "number", "array", "object", "boolean"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pourparler dossier",
        "type": "object",
        "required": ["negotiation"],
        "additionalProperties": False,
        "properties": {
            "negotiation": TEXT,
            "parties": {
                "type": "object",
                "additionalProperties": {"oneOf": [party, {"type": "null"}]},
            },
            "bystanders": {"type": "object", "additionalProperties": bystander},
            "issues": {
                "type": "object",
                "additionalProperties": issue,
            },
            "linkages": {"type": "array", "items": _object(LINKAGE_KEYS, "never")},
            "positions": {"type": "array", "items": position},
            "priorities": {"type": "object", "additionalProperties": {"oneOf": [*RANKING["oneOf"], priority]}},
            "no_agreement": {"type": "object", "additionalProperties": without, "properties": {"suggested": SOME}},
            "values": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": numbers},
            },
            "bonuses": {"type": "array", "items": _object(BONUS_KEYS, "party", "package", "worth")},
            "meetings": {"type": "array", "items": _object(MEETING_KEYS, "title")},
            "next_steps": {"type": "array", "items": _object(NEXT_STEP_KEYS, "what")},
            "conflict": _conflict(),
            "influence": _influence({"oneOf": [{"type": "number"}, interval]}),
        },
    }


def _conflict() -> dict[str, Any]:
    move = _object(MOVE_KEYS)
    move["properties"]["role"] = {"enum": [r.value for r in Role]}
    wish = _object(tuple(k for k in WISH_KEYS if k != "any_order"))
    together = {
        "type": "object",
        "properties": {"any_order": {"type": "array", "items": {"oneOf": [TEXT, wish]}}, "much": {"type": "boolean"}},
        "required": ["any_order"],
        "additionalProperties": False,
    }
    ranking = {"type": "array", "items": {"oneOf": [TEXT, TEXTS]}}
    weights = {"type": "object", "additionalProperties": {"type": "number"}}
    order = {
        "oneOf": [
            {"type": "array", "items": {"oneOf": [TEXT, wish, together]}},
            {
                "type": "object",
                "properties": {"weights": weights, "ranking": ranking},
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ]
    }
    node = _object(CONFLICT_KEYS, "moves")
    node["properties"] |= {
        "moves": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"oneOf": [TEXT, move]}},
        },
        "terms": {"type": "object", "additionalProperties": TEXT},
        "never": TEXTS,
        "preferences": {"type": "object", "additionalProperties": order},
    }
    return node


def _influence(number: dict[str, Any]) -> dict[str, Any]:
    pull = _object(PULL_KEYS)
    pull["properties"] |= {"position": {"oneOf": [TEXT, *number["oneOf"]]}, "capability": number, "salience": number}
    contest = _object(CONTEST_KEYS)
    contest["properties"] |= {
        "scale": {"type": "object", "additionalProperties": number},
        "actors": {"type": "object", "additionalProperties": {"oneOf": [pull, {"type": "null"}]}},
    }
    weights = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
    rule = _object(RULE_KEYS, *RULE_KEYS)
    rule["properties"]["weights"] = weights
    vote = _object(VOTE_KEYS)
    vote["properties"] |= {"weights": weights, "rules": {"type": "array", "items": rule}}
    node = _object(INFLUENCE_KEYS)
    node["properties"] = {
        "contests": {"type": "object", "additionalProperties": contest},
        "votes": {"type": "array", "items": vote},
    }
    return node
