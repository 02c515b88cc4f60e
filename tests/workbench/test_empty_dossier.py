"""Every page of a dossier that nobody wrote yet answers, and those that need an analysis say what to do next."""

import pytest
from starlette.testclient import TestClient

from pourparler.dossier import new_dossier
from pourparler.workbench.app import PAGES, create_app

from .conftest import COOKIE, HOST, TOKEN

PARTIES = "negotiation: x\nparties: {A: {}, B: {}}\nissues: {}\npositions: []\n"
ISSUES = "negotiation: x\nparties: {}\nissues: {i: {options: [o, p]}}\n"
NO_CHOICE = "negotiation: x\nparties: {A: {}}\nissues: {i: {options: [o]}, k: {}}\n"
ONE_OF_THREE = "negotiation: x\nparties: {A: {}}\nissues: {i: {options: [o, p]}, k: {options: [q]}, l: {}}\npositions: [{party: A, issue: k, rejects: q}]\n"


@pytest.fixture
def browser(tmp_path):
    dossier = new_dossier(tmp_path / "talks")

    def opened(text=None):
        if text is not None:
            dossier.yaml.write_text(text, encoding="utf-8")
        client = TestClient(create_app(dossier, TOKEN), base_url=HOST, follow_redirects=False)
        client.cookies.set(COOKIE, TOKEN)
        return client

    return opened


@pytest.mark.parametrize("text", [None, PARTIES, ISSUES, NO_CHOICE], ids=["empty", "parties", "issues", "no choice"])
def test_every_page_answers(browser, text):
    client = browser(text)
    for path, _ in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text[-400:])
    told = client.get("/positions").text
    assert "What to do next" in told
    assert "pourparler draft" in told


def test_issues_without_a_choice_do_not_hinder_the_others(browser):
    client = browser(ONE_OF_THREE)
    for path, _ in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text[-400:])
    assert "What to do next" not in client.get("/").text
    assert client.get("/solutions").status_code == 200
