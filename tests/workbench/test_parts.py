"""Pages that are loaded when they are needed: a workbench that begins with the first alone has all the others too."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.workbench import parts
from pourparler.workbench.app import create_app
from pourparler.workbench.parts import FIRST, LATER
from pourparler.workbench.safety import cookie_name

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def begun(read_demo):
    app = create_app(open_dossier(read_demo), "a-token", first=True)
    with TestClient(app, base_url=ADDRESS, cookies={cookie_name(8000): "a-token"}) as client:
        yield app, client


def test_the_first_page_loads_no_other_and_any_other_loads_them_all(begun):
    app, client = begun
    assert client.get("/").status_code == 200
    assert client.get("/static/workbench.css").status_code == 200
    assert app.state.parts.loaded == FIRST
    assert client.get("/dossier").status_code == 200
    assert app.state.parts.loaded == (*FIRST, *LATER)


def test_an_address_that_there_is_not_is_told_as_ever_and_each_page_is_there_once(begun):
    app, client = begun
    assert client.get("/no-such-page").status_code == 404
    app.state.parts.load()
    assert client.get("/network").status_code == 200
    assert app.state.parts.loaded == (*FIRST, *LATER)


def test_who_has_no_link_loads_nothing(begun):
    app, client = begun
    client.cookies.clear()
    assert client.get("/network").status_code == 403
    assert app.state.parts.loaded == FIRST


def test_every_module_with_routes_is_a_part():
    folder = Path(parts.__file__).parent
    there = {p.stem for p in folder.glob("*.py") if re.search(r"^router = ", p.read_text("utf-8"), re.MULTILINE)}
    assert there == {*FIRST, *LATER}


def test_the_routes_of_a_part_are_taken_as_they_are(begun):
    app, _ = begun
    app.state.parts.load()
    there = {id(route) for route in app.routes}
    for name in (*FIRST, *LATER):
        assert {id(route) for route in parts.router_of(name).routes} <= there


FIRST_PAGE = """
import sys
from pathlib import Path
from starlette.testclient import TestClient
from pourparler.dossier import open_dossier
from pourparler.workbench.app import create_app
from pourparler.workbench.safety import cookie_name

app = create_app(open_dossier(Path(sys.argv[1])), "a-token", first=True)
with TestClient(app, base_url="http://127.0.0.1:8000", cookies={cookie_name(8000): "a-token"}) as client:
    assert client.get("/").status_code == 200
print([name for name in sys.argv[2:] if name in sys.modules])
"""
NOT_NEEDED = (
    "pourparler.asking",
    "pourparler.briefing",
    "pourparler.drafting",
    "pourparler.influence",
    "pourparler.reading.model",
    "pourparler.stability",
    "pourparler.structure",
    "fastapi",
    "moocore",
    "pydantic",
    "rapidfuzz",
    "rich.progress",
)


def test_the_first_page_is_shown_without_what_reads_drafts_and_hands_over(read_demo):
    command = [sys.executable, "-c", FIRST_PAGE, str(read_demo), *NOT_NEEDED]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"
