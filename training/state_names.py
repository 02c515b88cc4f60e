"""Write reading/words/states.toml from the data of the package countryinfo and from state_names.toml.

python training/state_names.py
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

STATES = Path(__file__).parent.parent / "src/pourparler/reading/words/states.toml"
OURS = Path(__file__).with_suffix(".toml")
HEADER = """\
# States: what else they are called (names), their people and what is theirs (demonyms), and the places that stand for their governments (seats).
# Written by training/state_names.py from official names, demonyms and capitals of the package countryinfo (github.com/porimol/countryinfo, MIT licence),
# and from what training/state_names.toml adds and puts right: change that, not this. Which of two states a shared word means stands there.
# A state here is who speaks as one in talks; the list says nothing on who recognises whom.

"""
OFFICIAL = re.compile(
    r"\b(?:Republic|Kingdom|States?|Commonwealth|Federation|Federated|Union|Principality|Duchy|Sultanate|Confederation)\b"
)
"""What the English official name of a state has in it; the package does not tell languages apart."""
REGULAR = re.compile(r"(?<![cs]hm)(?:an|[a-hj-z]i)$")
"""Demonyms whose plural takes an s: "Russian", "Iraqi"; not "Frenchman"."""


def told() -> dict[str, dict[str, Any]]:
    """What countryinfo has, by its own name of the country."""
    folder = files("countryinfo").joinpath("data")
    rows = (json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir() if path.name.endswith(".json"))
    return {row["name"]: row for row in rows if row.get("name")}


def people(demonyms: Iterable[str]) -> list[str]:
    """Each demonym, and its plural where that is regular: "Russian", "Russians"."""
    return [form for d in demonyms for form in ((d, f"{d}s") if REGULAR.search(d) else (d,))]


def state(name: str, ours: dict[str, Any], row: dict[str, Any]) -> dict[str, list[str]]:
    """The three lists of one state."""
    not_names = {name, *ours.get("not", ())}
    official = [
        f.strip() for f in row.get("altSpellings", ()) if f.isascii() and OFFICIAL.search(f) and f not in not_names
    ]
    capital = ours.get("capital", str(row.get("capital") or "").removesuffix(" D.C."))
    demonyms = ours.get("demonyms", [d for d in (row.get("demonym") or "").split(",") if d])
    lists = {
        "names": [*official, *ours.get("names", ())],
        "demonyms": people(demonyms),
        "seats": [capital, *ours.get("seats", ())],
    }
    return {key: list(dict.fromkeys(form for form in forms if form not in ("", name))) for key, forms in lists.items()}


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    rows = told()
    lines = []
    for name, ours in sorted(tomllib.loads(OURS.read_text(encoding="utf-8")).items()):
        lists = state(name, ours, rows.get(ours.get("as", name), {}))
        body = ", ".join(f"{key} = [{', '.join(map(quoted, forms))}]" for key, forms in lists.items())
        lines.append(f"{name if name.isascii() and name.isalpha() else quoted(name)} = {{{body}}}\n")
    STATES.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
