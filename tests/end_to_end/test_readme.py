"""The README's walk-through runs word for word; its commands and options exist."""

import re
import sys
from pathlib import Path

from ..conftest import ROOT
from .shell import commands_in, run_script


def test_the_walk_through(tmp_path):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    story = text[text.index("<!-- walk-through") : text.index("## What a dossier is")]
    script = "\n".join(re.findall(r"```sh\n(.*?)```", story, re.S))
    for name in ("examples", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    # The environment that runs this test stands in for the .venv that `make` would make.
    own = tmp_path / ".venv" / "bin"
    own.mkdir(parents=True)
    (own / "activate").write_text(f'export PATH="{own}:{Path(sys.executable).parent}:$PATH"\n')
    with commands_in(own):
        done = run_script(script, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "accepted by" in done.stdout
    assert "Every settlement crosses a red line of Kestria or Port Auvane" in done.stdout
    assert "36 settlements remain" in done.stdout
    assert "one would hold: all three sign a settlement; Port Auvane shuts" in done.stdout
    assert "if it mattered more to Kestria that all three sign a settlement" in done.stdout
    assert "Self-rule for Port Auvane is out of the question." in done.stdout
    assert (tmp_path / "lorn" / "briefing.html").exists()


def test_the_python_examples(read_demo, monkeypatch, capsys):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(read_demo.parent)
    for code in re.findall(r"```python\n(.*?)```", text, re.S):
        exec(compile(code, "README.md", "exec"), {})
    out = capsys.readouterr().out
    assert "value=6.0" in out
    assert "none 36" in out
    assert "kestria.status_of_port_auvane.rejects.self_rule" in out


def test_the_dossier_in_the_docs_is_valid():
    from pourparler.dossier import loads

    text = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
    assert len(loads(re.search(r"```yaml\n(.*?)```", text, re.S)[1]).negotiation.positions) == 3


def test_the_conflict_and_the_influence_in_the_docs_are_valid():
    from pourparler.dossier import loads

    text = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
    whole = re.search(r"```yaml\n(.*?)```", text, re.S)[1]
    for section in re.findall(r"```text\n((?:conflict|influence):.*?)```", text, re.S):
        whole += section.replace("POSITION_ID", "northland.tariffs.accepts.reduced")
    negotiation = loads(whole).negotiation
    assert len(negotiation.conflict.moves) == 4
    assert len(negotiation.contests) == len(negotiation.votes) == 1


def test_the_architecture_names_every_package_and_only_files_that_exist():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    source = ROOT / "src" / "pourparler"
    packages = {folder.name for folder in source.iterdir() if (folder / "__init__.py").exists()}
    assert set(re.findall(r"^\| `(\w+)/`", text, re.M)) == packages
    assert [name for name in re.findall(r"`(\w+/\w+\.py)`", text) if not (source / name).is_file()] == []
