"""How long a changed dossier takes to be matched to 40,000 statements: from kept embeddings, with nothing read again."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from large_record import make
from pourparler.model import Actor, Issue, Negotiation
from pourparler.record import Record
from pourparler.verbs.matching import match_again


def changes(negotiation: Negotiation) -> list[tuple[str, Negotiation]]:
    """What a person does to a dossier, one after the other."""
    first, *others = negotiation.parties
    renamed = replace(negotiation, parties=(replace(first, name="Alder Union", aliases=("Party Alder",)), *others))
    staffed = replace(
        renamed,
        parties=tuple(replace(p, actors=(Actor(f"Party {p.name} speaker", party=p.name),)) for p in renamed.parties),
    )
    asked = Issue("corridor", {"open": "an open corridor", "closed": "a closed corridor"}, "Is the corridor open?")
    return [
        ("first", negotiation),
        ("a party renamed", renamed),
        ("actors of every party", staffed),
        ("an issue added", replace(staffed, issues=(*staffed.issues, asked))),
        ("no issues", replace(staffed, issues=())),
        ("nothing", replace(staffed, issues=())),
    ]


def main(documents: int = 2_000, each: int = 20) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dossier = make(Path(folder) / "large", documents, each)
        negotiation = dossier.load().negotiation
        with Record(dossier.record, by="benchmark") as record:
            for what, changed in changes(negotiation):
                began = time.perf_counter()
                otherwise = match_again(record, changed)
                seconds = time.perf_counter() - began
                print(f"{documents * each:,} statements, {what}: {seconds:.2f} s, {otherwise:,} stand otherwise")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
