"""The public GENIUS repository: how many of its domains and profiles are read, and why the others are not.

    python benchmarks/genius_repository.py FOLDER [--compare 200]

FOLDER is a checkout of https://github.com/yasserfarouk/negmas, or any folder in which `genius/repositories/domains/domainrepository.xml` and
`genius/templates` lie at some depth. Domains and profiles are those of that file. With `--compare N`, where the package `negmas` is
installed, the utilities of N random settlements are compared with NegMAS, profile by profile.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from lxml import etree

from pourparler.errors import FormatError
from pourparler.formats import genius
from pourparler.formats.chosen import Chosen
from pourparler.model import Negotiation, exact
from pourparler.settlement.numeric_case import bargain_of

LISTS = "genius/repositories/domains/domainrepository.xml"
STEPS = (
    "the same",
    "the same once evaluations are divided by the largest of their issue (EvaluatorDiscrete.normalize)",
    "the same once slopes are counted from the lower bound and kept in 0..1 too (EvaluatorInteger.getEvaluation)",
    "the same once sums above 1 count as 1 too (AdditiveUtilitySpace.getUtility)",
)
"""What it takes for NegMAS to say what GENIUS says."""
NEAR = 1e-9
"""Difference of utilities below which two computations agree."""
REASONS = {
    "is not well-formed XML": "not well-formed XML",
    "not a sum over issues": "nonlinear utility space",
    "no such file": "listed, and no such file",
    "has no weight": "an issue without a weight",
    "no evaluation of": "an option without an evaluation",
    "real-valued": "real-valued issue",
}
"""Words of an error to what it is counted as."""


@dataclass
class Counts:
    """``domains`` and ``profiles`` by what became of them; ``notices`` by their first words; ``rounded``: domains beyond 52 bits."""

    domains: Counter[str] = field(default_factory=Counter)
    profiles: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    rounded: int = 0
    ceilings: int = 0
    settlements: list[int] = field(default_factory=list)


def listed(folder: Path) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Domains and their profiles, as the repository file lists them."""
    found = sorted(folder.rglob(LISTS))
    if not found:
        sys.exit(f"{folder}: no {LISTS} at any depth")
    base = found[0].parents[3]
    for item in etree.parse(found[0]).getroot().iter("domainRepItem"):
        if url := item.get("url"):
            yield (
                base / _path(url),
                tuple(dict.fromkeys(base / _path(p.get("url") or "") for p in item.iter("profile"))),
            )


def _path(url: str) -> str:
    return url.removeprefix("file:").replace("etc/templates", "genius/templates", 1)


def reason(error: FormatError) -> str:
    """What an error is counted as."""
    return next((what for words, what in REASONS.items() if words in error.message), error.what)


def take(domain: Path, profiles: tuple[Path, ...], counts: Counts) -> list[tuple[Path, Negotiation]]:
    """Read each profile alone, and all together; what is read of the former."""
    kept = []
    for file in profiles:
        try:
            negotiation, told = genius.read(domain, Chosen(profiles=(file.name,)))
        except FormatError as error:
            counts.profiles[reason(error)] += 1
            counts.examples.setdefault(reason(error), error.message)
            continue
        counts.profiles["read"] += 1
        counts.ceilings += bool(negotiation.ceilings)
        counts.notices.update({_kind(t) for t in told})
        kept.append((file, negotiation))
    try:
        whole, _ = genius.read(domain, Chosen(profiles=tuple(p.name for p in profiles)))
        bargain = bargain_of(whole)
        counts.domains["read"] += 1
        counts.rounded += not bargain.exact
        counts.settlements.append(bargain.settlements)
    except FormatError as error:
        counts.domains[reason(error)] += 1
    return kept


def _kind(told: str) -> str:
    """A notice without its names and numbers."""
    words = told.partition(": ")[2] or told
    return " ".join(w for w in words.split() if not any(c.isdigit() or c in "'\"" for c in w))


def utility(negotiation: Negotiation, settlement: dict[str, str]) -> Fraction:
    """The only party's utility."""
    (name,) = negotiation.values
    total = sum((exact(negotiation.values[name][i][o]) for i, o in settlement.items()), Fraction(0))
    return min(total, exact(negotiation.ceilings.get(name, total)))


def compare(domain: Path, profiles: list[tuple[Path, Negotiation]], many: int, found: dict[str, list[str]]) -> None:
    """Compare with NegMAS; ``found``: outcome of the comparison to the profiles."""
    from negmas.inout import load_genius_domain

    draw = random.Random(1)
    for file, negotiation in profiles:
        label = f"{domain.parent.name}/{file.name}"
        try:
            scenario = load_genius_domain(domain, [file], ignore_discount=True, ignore_reserved=False)
            (ufun,) = scenario.ufuns
        except Exception as error:
            found[f"NegMAS cannot read it ({type(error).__name__})"].append(label)
            continue
        theirs_names = [i.name for i in scenario.outcome_space.issues]
        if sorted(theirs_names) != sorted(negotiation.issue):
            found["NegMAS has other issues"].append(label)
            continue
        apart: dict[str, float] = dict.fromkeys(STEPS, 0.0)
        for _ in range(many):
            settlement = {i.id: draw.choice(tuple(i.options)) for i in negotiation.issues}
            outcome = tuple(_typed(i, settlement[i.name]) for i in scenario.outcome_space.issues)
            ours = float(utility(negotiation, settlement))
            for step, theirs in zip(STEPS, _theirs(ufun, scenario.outcome_space.issues, outcome), strict=True):
                apart[step] = max(apart[step], abs(ours - theirs))
        step = next((s for s in STEPS if apart[s] < NEAR), None)
        found[step or "differ"].append(label if step else f"{label} by up to {apart[STEPS[-1]]:.3g}")


def _theirs(ufun: Any, issues: tuple[Any, ...], outcome: tuple[Any, ...]) -> Iterator[float]:
    """What NegMAS says, then with one rule of GENIUS after the other put in where NegMAS leaves it out, from its own tables."""
    yield float(ufun(outcome))
    divided, counted = 0.0, 0.0
    for value, weight, issue, option in zip(ufun.values, ufun.weights, issues, outcome, strict=True):
        table = getattr(value, "mapping", None)
        if table is None:
            divided += weight * value(option)
            counted += weight * min(max(value(option - issue.min_value), 0.0), 1.0)
            continue
        most = max(table.values())
        share = weight * value(option) / most if most >= 1e-5 else 0.0
        divided, counted = divided + share, counted + share
    yield divided
    yield counted
    yield min(counted, 1.0)


def _typed(issue: object, option: str) -> object:
    return int(option) if type(issue).__name__ == "ContiguousIssue" else option


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--compare", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    counts, found = Counts(), defaultdict(list)
    for domain, profiles in listed(asked.folder):
        kept = take(domain, profiles, counts)
        if asked.compare and kept:
            compare(domain, kept, asked.compare, found)
    for what, table in (("domains", counts.domains), ("profiles", counts.profiles)):
        print(f"{sum(table.values())} {what}: {table['read']} read")
        for why, times in table.most_common():
            if why != "read":
                print(f"  {times:4}  {why}")
    print(
        f"of the domains read, {counts.rounded} have numbers beyond 52 bits; profiles with sums above 1: {counts.ceilings}"
    )
    print("told of the profiles read:")
    for what, times in counts.notices.most_common():
        print(f"  {times:4}  {what}")
    for why, example in counts.examples.items():
        print(f"for example, {why}: {example}")
    for what, names in sorted(found.items(), key=lambda pair: -len(pair[1])):
        shown = "" if what in STEPS else ": " + "; ".join(names[:8])
        print(f"NegMAS: {len(names)} {what}{shown}")


if __name__ == "__main__":
    main()
