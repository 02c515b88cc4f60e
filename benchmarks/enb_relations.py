"""Who takes positions together with whom, and who is opposed, in the Earth Negotiations Bulletins: this program against enb-mining.

    python benchmarks/enb_relations.py DOSSIER interactions.csv parties.txt groupings.txt [--sample 40 disagreements.csv]

DOSSIER: a dossier whose record holds the bulletins, read. ``interactions.csv``: what github.com/victorkristof/enb-mining (at fa36364) finds
in the same bulletins: document (the name of its folder), entity_a, entity_b, type, sentence. ``parties.txt`` and ``groupings.txt``: its lists of
names, by which both sides' names are one. Its "support" and "agreement" are together, its "opposition" is opposed; "on-behalf" is
left out, as whoever speaks for a group stands for the group here. docs/relations-over-time.md tells the results.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pourparler.dossier import open_dossier
from pourparler.model import Decision, Document, Statement
from pourparler.reading.sentences import sentences
from pourparler.record import Record

TYPES = {"support": "together", "agreement": "together", "opposition": "opposed"}
Pair = tuple[str, str]


@dataclass(frozen=True, order=True)
class Tie:
    """Two parties in one sentence: its document and where it begins."""

    document: str
    sentence: int
    pair: Pair
    relation: str


def aliases(*files: Path) -> dict[str, str]:
    """Each way to write a name, in small letters and without article → the name, as enb-mining's lists have it."""
    found: dict[str, str] = {}
    for line in "\n".join(file.read_text(encoding="utf-8") for file in files).splitlines():
        name, _, rest = re.sub(r"\[.*\]", "", line).partition(":")
        others = rest.split(";" if ";" in rest else ",")
        for written in (name, *others, *(f"{other} ({name})" for other in others)):
            if written.strip() and "<" not in name:  # "<Others>" is nobody
                found.setdefault(plain(written), name.strip())
    return found


def plain(name: str) -> str:
    """A name by which two spellings are one: small letters, no article, no signs."""
    return re.sub(r"^the ", "", re.sub(r"[^\w]+", " ", name.lower()).strip())


class Sentences:
    """The sentences of a text, and where the words of one stand, whatever blanks and signs lie between them."""

    def __init__(self, document: Document) -> None:
        text = document.text
        self._starts = sorted({0, *(s.start for s in sentences(text, document.blocks))})
        kept = [k for k, letter in enumerate(text) if letter.isalnum()]
        self._at, self._squeezed = kept, "".join(text[k].lower() for k in kept)

    def of(self, place: int) -> int:
        """Where the sentence begins that a place lies in."""
        return self._starts[bisect_right(self._starts, place) - 1]

    def holding(self, words: str) -> int | None:
        """Where the sentence begins that holds these words; None where they are not in the text."""
        wanted = "".join(letter.lower() for letter in words if letter.isalnum())
        place = self._squeezed.find(wanted)
        # What begins a block may be a heading that one of the two leaves out: the words from their middle on tell the sentence.
        return None if place < 0 or not wanted else self.of(self._at[place + len(wanted) // 2])


def theirs(file: Path, texts: dict[str, Sentences], names: dict[str, str]) -> tuple[set[Tie], int]:
    """What enb-mining found, and how many of its sentences are not in the texts."""
    found, lost = set(), set()
    with file.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            relation, text = TYPES.get(row["type"]), texts.get(row["document"])
            ends = [names.get(plain(row[end])) for end in ("entity_a", "entity_b")]
            if relation is None or text is None or None in ends or ends[0] == ends[1]:
                continue
            place = text.holding(row["sentence"])
            if place is None:
                lost.add((row["document"], row["sentence"]))
                continue
            first, second = sorted(str(end) for end in ends)
            found.add(Tie(row["document"], place, (first, second), relation))
    return found, len(lost)


def ours(
    statements: Iterable[tuple[str, Statement]], texts: dict[str, Sentences], names: dict[str, str]
) -> tuple[set[Tie], Counter[str]]:
    """What the record holds: who holds one position, and who is opposed to them; and names that are in no list."""
    found: set[Tie] = set()
    unknown: Counter[str] = Counter()
    for document, statement in statements:
        held = {}
        for holder in statement.takers:
            written = holder.party or holder.name
            if (name := names.get(plain(written))) is None:
                unknown[written] += 1
            else:
                held[name] = holder.opposed
        place = texts[document].of((statement.position or statement.content)[0][0])
        for (first, one), (second, other) in combinations(sorted(held.items()), 2):
            found.add(Tie(document, place, (first, second), "together" if one is other else "opposed"))
    return found, unknown


def bulletins(record: Record) -> Iterator[tuple[str, Document]]:
    """Each that was read, by the name of its folder."""
    for heading in record.headings():
        if not record.is_read(heading.id):
            continue
        document = record.document(heading.id)
        where = Path(document.path or document.url or document.title)
        yield (where.parent.name if where.stem == "index" else where.stem), document


def f1(both: int, one: int, other: int) -> float:
    """Of what two found, the harmonic mean of the shares that both did."""
    return 2 * both / (one + other) if one + other else 1.0


def kappa(pairs: Iterable[tuple[str, str]]) -> float:
    """Cohen (1960): agreement beyond chance of two who put the same things into classes."""
    told = list(pairs)
    agreed = sum(a == b for a, b in told) / len(told)
    firsts, seconds = Counter(a for a, _ in told), Counter(b for _, b in told)
    chance = sum(firsts[k] * seconds[k] for k in firsts) / len(told) ** 2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def by_cell(ties: Iterable[Tie], years: dict[str, int]) -> dict[tuple[int, Pair], Counter[str]]:
    """How often each relation stands in each year between each pair."""
    cells: dict[tuple[int, Pair], Counter[str]] = defaultdict(Counter)
    for tie in ties:
        cells[years[tie.document], tie.pair][tie.relation] += 1
    return cells


def prevailing(cell: Counter[str]) -> str:
    """What stands between two in a year: mostly together, mostly opposed, as often the one as the other, or nothing."""
    if not cell:
        return "nothing"
    together, opposed = cell["together"], cell["opposed"]
    return "even" if together == opposed else "together" if together > opposed else "opposed"


def tell(mine: set[Tie], other: set[Tie], years: dict[str, int], most: int) -> None:
    """Print the agreement: sentence by sentence, and by pair and year."""
    for relation in ("together", "opposed"):
        a, b = ({t for t in ties if t.relation == relation} for ties in (mine, other))
        print(
            f"{relation}: {len(a):,} here, {len(b):,} there, {len(a & b):,} in both; F1 {f1(len(a & b), len(a), len(b)):.2f}"
        )
    cells, others = by_cell(mine, years), by_cell(other, years)
    for relation in ("together", "opposed"):
        keys = cells.keys() | others.keys()
        least = sum(min(cells[k][relation], others[k][relation]) for k in keys)
        totals = [sum(c[k][relation] for k in keys) for c in (cells, others)]
        print(
            f"{relation} by pair and year: {totals[0]:,} and {totals[1]:,}, F1 of the counts {f1(least, *totals):.2f}"
        )
    said = Counter(name for ties in (mine, other) for tie in ties for name in tie.pair)
    named = sorted(name for name, _ in said.most_common(most))
    labels = [
        (prevailing(cells[year, pair]), prevailing(others[year, pair]))
        for year in sorted(set(years.values()))
        for pair in combinations(named, 2)
    ]
    print(f"Cohen's kappa over {len(labels):,} cells (the {most} parties named most, each year): {kappa(labels):.2f}")
    signed = [(a, b) for a, b in labels if "nothing" not in (a, b)]
    print(
        f"of {len(signed):,} cells where both found something {sum(a == b for a, b in signed):,} alike; kappa {kappa(signed):.2f}"
    )


def disagreements(mine: set[Tie], other: set[Tie], many: int, seed: int) -> list[tuple[str, Tie]]:
    """Ties that one of the two found and the other did not, drawn evenly from their sentences, one of each: a list of 35 names makes 595 ties."""
    dice = random.Random(seed)
    apart: dict[tuple[str, int], list[tuple[str, Tie]]] = defaultdict(list)
    for where, ties in (("here", mine - other), ("there", other - mine)):
        for tie in sorted(ties):
            apart[tie.document, tie.sentence].append((where, tie))
    chosen = dice.sample(sorted(apart), min(many, len(apart)))
    return [dice.choice(apart[sentence]) for sentence in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("files", type=Path, nargs=3, metavar="CSV PARTIES GROUPINGS")
    parser.add_argument(
        "--sample", nargs=2, metavar=("N", "FILE"), help="Write so many disagreements there, with their sentences."
    )
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--most", type=int, default=30, help="Parties of which the cells are made.")
    asked = parser.parse_args()
    interactions, *lists = asked.files
    names = aliases(*lists)
    with Record(open_dossier(asked.dossier).record) as record:
        found = dict(bulletins(record))
        texts = {name: Sentences(document) for name, document in found.items()}
        folders = {document.id: name for name, document in found.items()}
        said = (
            (folders[e.statement.document], e.statement)
            for e in record.statements()
            if e.decision is not Decision.REJECTED and e.statement.document in folders
        )
        mine, unknown = ours(said, texts, names)
    years = {name: document.date.year for name, document in found.items() if document.date}
    other, lost = theirs(interactions, texts, names)
    mine, other = ({t for t in ties if t.document in years} for ties in (mine, other))
    print(
        f"{len(found):,} bulletins, {min(years.values())} to {max(years.values())}; {lost} sentences of enb-mining not found in them"
    )
    print(f"names in none of its lists: {sum(unknown.values()):,}, most often {unknown.most_common(8)}")
    tell(mine, other, years, asked.most)
    if asked.sample:
        many, file = int(asked.sample[0]), Path(asked.sample[1])
        with file.open("w", encoding="utf-8", newline="") as handle:
            rows = csv.writer(handle)
            rows.writerow(["number", "found", "document", "offset", "first", "second", "relation", "sentence"])
            for number, (where, tie) in enumerate(disagreements(mine, other, many, asked.seed), start=1):
                text = found[tie.document].text
                sentence = " ".join(text[tie.sentence : tie.sentence + 700].split())
                rows.writerow([number, where, tie.document, tie.sentence, *tie.pair, tie.relation, sentence])
        print(f"wrote {file}")


if __name__ == "__main__":
    main()
