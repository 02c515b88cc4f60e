"""Every command on a dossier that nobody wrote yet says what to do next, and none speaks of settlements."""

import pytest
from typer.testing import CliRunner

from pourparler.cli.app import application
from pourparler.dossier import new_dossier
from pourparler.errors import NotReadyError

RUN = CliRunner()


@pytest.fixture
def empty(tmp_path):
    return str(new_dossier(tmp_path / "talks").root)


@pytest.mark.parametrize(
    "command",
    [
        ["settle"],
        ["settle", "--look", "a=b"],
        ["ask-next"],
        ["concessions"],
        ["report"],
        ["what-if", "--without", "A"],
        ["compare", "a=b", "c=d"],
        ["why", "verdict"],
        ["stability", "--propose"],
    ],
)
def test_what_needs_an_analysis_ends_with_what_is_missing(empty, command):
    name, *rest = command
    done = RUN.invoke(application(), [name, empty, *rest])
    assert isinstance(done.exception, NotReadyError), (done.exception, done.output)
    assert "the dossier names no party and no issue yet. Draft it from the documents" in done.exception.message
    assert "settlement" not in done.output


@pytest.mark.parametrize("command", [["check"], ["positions", "suggest"], ["network"]])
def test_what_can_answer_says_what_to_do_next(empty, command):
    done = RUN.invoke(application(), [*command, empty])
    assert done.exit_code == 0, (done.exception, done.output)
    assert "The dossier names no party and no issue yet." in done.output
    assert "pourparler draft" in done.output


def test_an_issue_without_a_choice_is_named_beside_the_verdict(tmp_path):
    root = new_dossier(tmp_path / "talks").root
    told = "negotiation: x\nparties: {A: {}, B: {}}\nissues: {i: {options: [o, p]}, k: {options: [q]}}\n"
    (root / "dossier.yaml").write_text(told, encoding="utf-8")
    done = RUN.invoke(application(), ["settle", str(root)])
    assert done.exit_code == 0, (done.exception, done.output)
    assert "Issue 'k' has fewer than two options: it is left out of the analysis" in " ".join(done.output.split())
