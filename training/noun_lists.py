"""Write reading/words/people.txt, offices.txt and bodies.txt from Open English WordNet.

python training/noun_lists.py ENGLISH_WORDNET    # a checkout of github.com/globalwordnet/english-wordnet
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML

WORDS = Path(__file__).parent.parent / "src/pourparler/reading/words"
SOURCE = "# Open English WordNet (globalwordnet/english-wordnet, CC BY 4.0; from Princeton WordNet), by training/noun_lists.py:\n"
OFFICES = (
    "spokesperson", "spokesman", "representative", "official", "negotiator", "mediator", "diplomat", "politician", "lawmaker", "adviser",
    "administrator", "executive", "chair", "head of state", "head", "ruler", "sovereign", "minister", "military officer", "commander", "clergyman",
)  # fmt: skip
"""Who speaks for a state, an army or a body."""
PEOPLE = (
    "worker", "inhabitant", "leader", "professional", "scientist", "expert", "communicator", "negotiator", "mediator", "adjudicator", "lawyer",
    "intellectual", "serviceman", "combatant", "capitalist", "owner", "creator", "supporter", "assistant", "associate", "perceiver", "observer",
    "traveler", "prisoner", "refugee", "victim", "patient", "student", "believer", "entertainer", "host", "caller", "relative", "member",
)  # fmt: skip
"""Whom news reports quote by what they do or where they live; not every kind of person that a dictionary has, abuse least of all."""

BODIES = (
    "organization", "institution", "political unit", "polity", "administration", "government", "union", "party", "alliance", "team", "unit",
    "military unit", "court", "body", "council", "committee", "company", "agency", "ministry", "movement", "crew", "delegation", "community",
    "social group", "class", "family", "public", "opposition", "coalition",
)  # fmt: skip
"""What can take a position without being a person."""

WARNING = re.compile(
    r"\b(?:offensive|derogatory|disparag|slur|abuse|derisive|contempt|insult|pejorative|ethnic|nomad|descent|slang)",
    re.I,
)


def load(path: Path) -> Any:
    return YAML(typ="safe", pure=False).load(path.read_text(encoding="utf-8"))


def plain(lemma: str) -> bool:
    """One word in lower case: a name is no description."""
    return lemma.isascii() and lemma.islower() and lemma.replace("-", "").isalpha()


def first_senses(folder: Path) -> dict[str, list[str]]:
    """Noun lemma → its synsets, the commonest sense first."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("entries-*.yaml")):
        for lemma, parts in load(path).items():
            nouns = [parts[part] for part in sorted(parts) if part == "n" or part.startswith("n-")]
            if nouns:  # several where one spelling has several pronunciations
                found[lemma] = [sense["synset"] for noun in nouns for sense in noun["sense"]]
    return found


def kinds(roots: tuple[str, ...], synsets: dict[str, Any], senses: dict[str, list[str]]) -> set[str]:
    """Words whose first sense among the synsets is a kind of a root's ("chair" is a seat before it is somebody who presides)."""
    below: dict[str, set[str]] = {}
    for name, synset in synsets.items():
        for above in synset.get("hypernym", ()):
            below.setdefault(above, set()).add(name)

    def abusive(word: str) -> bool:
        """Whether any sense of the word is one that a dictionary warns of."""
        return any(WARNING.search(" ".join(synsets[s]["definition"])) for s in senses[word] if s in synsets)

    reached: set[str] = set()
    ahead = [next(s for s in senses[root] if s in synsets) for root in roots]
    while ahead:
        if (name := ahead.pop()) not in reached:
            reached.add(name)
            ahead += below.get(name, ())
    words = {m for name in reached for m in synsets[name]["members"] if plain(m) and len(m) > 3 and not abusive(m)}
    return {w for w in words if next(s for s in senses[w] if s in synsets) in reached}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", type=Path)
    folder = parser.parse_args().wordnet / "src/yaml"
    persons, groups = load(folder / "noun.person.yaml"), load(folder / "noun.group.yaml")
    senses = first_senses(folder)
    offices, people = kinds(OFFICES, persons, senses), kinds(PEOPLE, persons, senses)
    arts = kinds(("artistic movement",), groups, senses)
    bodies = {w for w in kinds(BODIES, groups, senses) - arts if any(s in groups for s in senses[w][:3])} | {"group"}
    commonest = {w for w in people if senses[w][0] in persons}
    write("people.txt", f"Nouns whose commonest sense is a person: kinds of {', '.join(PEOPLE)}.", commonest)
    write("offices.txt", f"Kinds of {', '.join(OFFICES)}.", offices)
    write(
        "bodies.txt",
        f"Nouns of which one of the three commonest senses is a group of people: kinds of {', '.join(BODIES)}.",
        bodies,
    )


def write(name: str, what: str, words: set[str]) -> None:
    (WORDS / name).write_text(
        SOURCE + "".join(f"# {line}\n" for line in wrap(what, 140)) + "".join(f"{w}\n" for w in sorted(words)),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
