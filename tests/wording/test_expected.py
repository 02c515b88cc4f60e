"""Every sentence that the examples give, kept as files: a change of words is seen in review as a change of these.

`pytest tests/wording/test_expected.py --write-wording` writes them anew.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pourparler import verbs
from pourparler.briefing.contents import build_briefing
from pourparler.briefing.render import to_markdown
from pourparler.dossier import open_dossier
from pourparler.provenance.citations import citing
from pourparler.settlement import analyse

from ..conftest import RIYADH, suggest
from .kept_readings import KeptReader, write_readings

EXPECTED = Path(__file__).parent / "expected"
TODAY = date(2031, 3, 15)

LORN = (
    "transit=open,patrols=joint,dues=none,fishing=shared,status_of_Port_Auvane=joint,crews=all,monitoring=third_party"
)
SHARED = [
    "settle",
    "concessions",
    "ask-next",
    "stability",
    "influence power",
    "influence spatial",
    "solve",
    "why DIR verdict",
    "why DIR stability",
    "positions list",
    "stability DIR --propose",
]
TALKS = {
    "lorn": [
        *SHARED,
        "check",
        "next-steps suggest",
        "next-steps list DIR --as-of 2031-05-20",
        "news DIR --since 2031-03-01 --as-of 2031-05-20",
        "positions suggest",
        "why DIR table",
        "why DIR contradiction:1",
        "why DIR Maravel:dues",
        f"settle DIR --look {LORN}",
        "settle DIR --without Kestria",
        "settle DIR --as-of 2031-02-20",
        "moved",
        "moved DIR --issue dues --basis record",
        "positions history DIR --party Kestria",
        "settle DIR --without|Port Auvane",
        "ask-next DIR --party|Port Auvane",
        "compare DIR dues=full,transit=open dues=reduced,transit=open",
        "compare DIR dues=none,crews=all dues=none,crews=exchange",
        "what-if DIR --drop kestria.status_of_port_auvane.rejects.self_rule",
        "what-if DIR --add|Port Auvane: transit rejects open",
        f"stability DIR --look {LORN}",
        "stability DIR --to A",
        "stability DIR --to 12",
        "stability DIR --to 12 --any-move",
        "stability DIR --wanted kestria_signs+maravel_signs+league_signs+kestria_yields --sensitivity",
        "stability DIR --wanted A --coalitions",
    ],
    "half-confirmed": [
        "settle",
        "settle DIR --confirmed-only",
        "concessions",
        "ask-next",
        "why DIR verdict",
        "stability",
        "influence spatial",
        "check",
        "network DIR --kind conflict",
        "compare DIR dues=full,transit=open dues=reduced,transit=open",
    ],
    "riyadh": [*SHARED, "check", "stability DIR --wanted F", "stability DIR --to F"],
}
"""``half-confirmed``: Lorn, half of what the dossier says proposed and not confirmed."""
CASES = [(talks, line) for talks, lines in TALKS.items() for line in lines]


def words_of(line: str, folder: Path) -> list[str]:
    """A command line; a bar joins an option with a value that has spaces, and without DIR the dossier comes last."""
    parts: list[str] = []
    if "|" in line:
        head, _, value = line.partition("|")
        parts = [*head.split(), value]
    else:
        parts = line.split()
    if "DIR" not in parts:
        parts.append("DIR")
    return [str(folder) if p == "DIR" else p for p in parts]


def named(line: str) -> str:
    """The file for a command: its words, without the options of a settlement."""
    kept = line.replace("DIR ", "").replace(LORN, "settlement")
    return "".join(c if c.isalnum() else "-" for c in kept).strip("-").replace("---", "-").replace("--", "-")


@pytest.fixture(scope="module")
def dossiers(
    tmp_path_factory: pytest.TempPathFactory, added_once: Path, request: pytest.FixtureRequest
) -> dict[str, Path]:
    """Both examples; the one whose documents may be given away with these added and read; and that one half confirmed."""
    folder = tmp_path_factory.mktemp("wording")
    riyadh, lorn, half = (folder / name for name in ("riyadh", "lorn", "half-confirmed"))
    shutil.copytree(RIYADH, riyadh)
    shutil.copytree(added_once, lorn)
    if request.config.getoption("--write-wording"):
        write_readings(verbs.documents_list(lorn), open_dossier(lorn).load().negotiation)
    assert sum(r.statements for r in verbs.read(lorn, reader=KeptReader())) > 50
    shutil.copytree(lorn, half)
    suggest(half / "dossier.yaml")
    return {"lorn": lorn, "half-confirmed": half, "riyadh": riyadh}


def kept(request: pytest.FixtureRequest, path: Path, text: str) -> None:
    """Compare with the file, or write it."""
    if request.config.getoption("--write-wording"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), "not kept yet: pytest tests/wording/test_expected.py --write-wording"
    assert text == path.read_text(encoding="utf-8"), "words changed: look at them, then --write-wording"


@pytest.mark.parametrize(("talks", "line"), CASES, ids=[f"{t}-{named(line)}" for t, line in CASES])
def test_what_the_terminal_says(run, request, dossiers, talks, line):
    code, out, err = run(*words_of(line, dossiers[talks]))
    said = f"$ pourparler {line.replace('|', ' ')}\n{out}{err}exit code {code}\n"
    said = "\n".join(row.rstrip() for row in said.replace(str(dossiers[talks]), talks).splitlines()) + "\n"
    kept(request, EXPECTED / talks / f"{named(line)}.txt", said)


@pytest.mark.parametrize("talks", TALKS)
def test_what_the_briefing_says(request, dossiers, talks):
    dossier = open_dossier(dossiers[talks])
    with citing(dossier) as citations:
        briefing = build_briefing(analyse(dossier.load().negotiation), citations, TODAY)
    kept(request, EXPECTED / talks / "briefing.md", to_markdown(briefing))


def test_no_file_is_left_over():
    known = {EXPECTED / t / f"{named(line)}.txt" for t, line in CASES} | {EXPECTED / t / "briefing.md" for t in TALKS}
    assert set(EXPECTED.rglob("*.*")) == known
