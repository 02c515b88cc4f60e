"""By what is known whether statements are matched to a dossier as it stands; whoever asks that alone needs no reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pourparler.model import Negotiation

RULES = 3
"""Counted up where the same dossier and record are to be matched otherwise than before."""


def matching_key(negotiation: Negotiation) -> str:
    """64 hexadecimal digits that stay the same as long as nothing changes in the dossier that matching depends on."""
    told: dict[str, Any] = {
        "rules": RULES,
        "parties": [(p.name, p.aliases, _actors(p.actors)) for p in negotiation.parties],
        "bystanders": [(b.name, b.aliases, _actors(b.actors)) for b in negotiation.bystanders],
        "issues": [(i.id, i.question, list(i.options.items()), i.aliases, i.only_with) for i in negotiation.issues],
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _actors(actors: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [(a.name, a.role, a.aliases) for a in actors]
