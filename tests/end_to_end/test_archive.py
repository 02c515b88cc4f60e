"""The commands of docs/archive.md, on three bulletins beside the checkout instead of 638; the issues that it tells how to write."""

import re
import shlex
import shutil

from pourparler.dossier import load, loads

from ..conftest import ROOT

PAGE = ROOT / "docs" / "archive.md"
BULLETINS = ("enb12117e", "enb12150e", "enb12230e")
NOT_HERE = ("open", "apply", "settle")
"""What opens a browser, and what needs positions that only the whole archive tells."""


def archive(reference, folder):
    """As the archive lies in its repository: a folder for each bulletin, and a table with their dates."""
    rows = ["id,event_id,issue,date,pdf,html"]
    for name in BULLETINS:
        told = (reference / "drafting" / "train" / "enb" / f"{name}.txt").read_text(encoding="utf-8")
        day, _, title, text = re.search(r"^== (\S+) \| (.*?) \| (.*?)\n(.*)", told, re.M | re.S).groups()
        words = re.sub(r"\{\{(?:[^|{}]*\|){4}(.*?)\}\}", r"\1", text, flags=re.S)
        (folder / "enb" / name).mkdir(parents=True)
        (folder / "enb" / name / "index.md").write_text(f'---\ntitle: "{title}"\n---\n\n{words}', encoding="utf-8")
        rows.append(f"{name},COP,1,{day},,http://bulletins.example/{name}.html")
    (folder / "data").mkdir()
    (folder / "data" / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_the_commands(reference, tmp_path, monkeypatch, run):
    archive(reference, tmp_path / "climate-negotiations")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    said = {}
    for block in re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S):
        for line in block.splitlines():
            program, *words = shlex.split(line, comments=True)
            if program == "cp":
                shutil.copy(*words)
            elif program == "pourparler" and not set(NOT_HERE) & set(words):
                code, out, err = run(*words)
                said[" ".join(words)] = out
                assert code in (0, 1), (line, err)
    assert len(said) == 12
    assert "New Zealand" in load(tmp_path / "climate" / "dossier.yaml").negotiation.party
    assert sum(out.startswith("Understood: who: ") for out in said.values()) == 3
    assert any(out.startswith("Who is named together for one position") for out in said.values())


def test_the_issue_in_the_page_is_the_example_s():
    text = PAGE.read_text(encoding="utf-8")
    shown = loads("negotiation: T\nparties: {A: {}}\n" + re.search(r"```yaml\n(.*?)```", text, re.S)[1]).negotiation
    example = load(ROOT / "examples" / "climate-talks" / "dossier.yaml").negotiation
    assert shown.issues == example.issues[:1]
    assert f"{len(example.parties)} parties and four issues" in text
    assert len(example.issues) == 4
