"""The reader's scores where the reference data are present; how its time grows with the text, and how much memory it takes."""

from __future__ import annotations

import gzip
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

from pourparler.dossier import load
from pourparler.evaluation import judge, judge_meetings, load_gold, load_gold_text, outermost, roles, score
from pourparler.evaluation.scoring import score_in_sentences
from pourparler.model import Document
from pourparler.reading import ModelReader
from pourparler.reading.matching import Matcher, read_matched

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference" / "attribution"
GOLD = {
    "tuning": ("tessel-water", "tamarra-ceasefire", "varda-missiles"),
    "test": ("sund-fishery", "halbrook-docks", "oss-border"),
}
UNIT = "Ada Voss said that the strait would stay open. “We will stay,” she said, adding that the due would go.\n"


def read(size: int) -> float:
    """Seconds to read a text of so many characters."""
    negotiation = load(ROOT / "examples" / "strait-of-lorn" / "dossier.yaml").negotiation
    reader = ModelReader()
    reader.read(Document(UNIT, "t"), negotiation)
    text = UNIT * (size // len(UNIT))
    began = time.perf_counter()
    reader.read(Document(text, "t"), negotiation)
    return time.perf_counter() - began


def peak() -> int:
    """The most memory that this process has held, in kB. What getrusage tells counts the parent's too where there is /proc."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def growth() -> None:
    small, large = read(100_000), read(1_000_000)
    print(f"ten times the text takes {large / small:.1f} times as long (1 MB: {large:.1f} s)")
    for size in (5_000, 1_000_000):
        told = subprocess.run([sys.executable, __file__, str(size)], capture_output=True, text=True, check=True).stdout
        print(f"memory, the whole process, a text of {size / 1000:,.0f} kB: {int(told) / 1024:.0f} MB")


def corpus_scores() -> None:
    if not REFERENCE.is_dir():
        print("scores on PolNeAR: reference data absent")
        return
    gold = load_gold(REFERENCE / "polnear-dev.jsonl.gz")
    reader = ModelReader()
    began = time.perf_counter()
    found = {g.doc: roles(outermost(reader.read(Document(g.text, g.doc)).statements)) for g in gold}
    seconds = time.perf_counter() - began
    size = sum(len(g.text) for g in gold)
    print(f"{reader.name}, PolNeAR dev, {len(gold)} articles: {size / 5000 / seconds:.1f} articles of 5 kB a second")
    with gzip.open(REFERENCE / "corenlp-dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    sentences = {row["doc"]: tuple((s[0][0], s[-1][1]) for s in row["sentences"]) for row in rows}
    for name, s in (score(gold, found) | score_in_sentences(gold, found, sentences)).items():
        print(f"  {name:28} P {100 * s.precision:.1f} R {100 * s.recall:.1f} F1 {100 * s.f1:.1f}")


def own_scores() -> None:
    reader = ModelReader()
    for part, worlds in GOLD.items():
        texts, readings, meetings = [], [], []
        for world in worlds:
            folder = ROOT / "training" / "gold" / world
            negotiation = load(folder / "dossier.yaml").negotiation
            matcher = Matcher(negotiation, reader.meaning)
            for path in sorted(folder.glob("*.txt")):
                texts.append(load_gold_text(path))
                reading = read_matched(reader, texts[-1].document, matcher, negotiation)
                readings.append(list(reading.statements)), meetings.append(reading.meetings)
        found = {t.gold.doc: roles(outermost(r)) for t, r in zip(texts, readings, strict=True)}
        headline = score([t.gold for t in texts], found)["who-said-what/overlap"]
        figures = {"who said what": headline.f1, **judge(texts, readings).figures, **judge_meetings(texts, meetings)}
        print(
            f"{reader.name}, texts of our own, {part} part: "
            + ", ".join(f"{k} {100 * v:.1f}" for k, v in figures.items())
        )


if __name__ == "__main__":
    if sys.argv[1:]:
        read(int(sys.argv[1]))
        print(peak())
    else:
        corpus_scores()
        own_scores()
        growth()
