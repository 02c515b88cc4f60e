"""Whatever a script sends in whatever field: an answer in words, never our fault, and pages that still come."""

import shutil

import pytest
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.record import Record
from pourparler.workbench.app import create_app
from pourparler.workbench.parts import FIRST, LATER, router_of

from .conftest import COOKIE, HOST, TOKEN, post

ROUTES = [r for part in (*FIRST, *LATER) for r in router_of(part).routes]
FORMS = {
    r.path: [field.name for field in r.form]
    for r in ROUTES
    if "POST" in r.methods and r.path not in ("/documents", "/reading")
}
ASKED = {r.path: [field.name for field in r.asked] for r in ROUTES if "GET" in r.methods and r.path != "/events"}
SENT = [
    None,
    "",
    "x",
    "2031-02-30",
    "a: b",
    "*a",
    "9" * 400,
    -1,
    2**53,
    1.5,
    True,
    [],
    ["x"],
    [[-5, 10**9]],
    {},
    {"a": [[]]},
]
WORDS = ["", '"', "a OR (", "2031-02-30", "9" * 25, "é" * 300]


@pytest.fixture(scope="module")
def bench(read_once, tmp_path_factory):
    """One workbench for all that is sent and asked: what one answer needed is there for the next, and what one value left behind, too."""
    folder = shutil.copytree(read_once, tmp_path_factory.mktemp("any request") / "lorn")
    with TestClient(create_app(open_dossier(folder), TOKEN), base_url=HOST, follow_redirects=False) as client:
        client.cookies.set(COOKIE, TOKEN)
        yield client


@pytest.fixture
def places(read_once):
    """What addresses with a place in them may name: something that is there, and something that is not."""
    with Record(read_once / "record.sqlite") as record:
        return {"/documents": record.document_ids()[0], "/statements": record.statements()[0].statement.id}


def filled(path, places):
    there = next((id for begin, id in places.items() if path.startswith(begin)), "Kestria")
    return (
        [path.split("{")[0] + word + "".join(path.partition("}")[2:]) for word in (there, "x", "%20")]
        if "{" in path
        else [path]
    )


@pytest.mark.parametrize("sent", SENT, ids=repr)
def test_any_value_in_any_field(bench, places, sent):
    revision = bench.get("/dossier").text.partition('pourparler-state" content="')[2].split()[0]
    for path, fields in FORMS.items():
        body = {field: revision if field == "revision" and "draft" not in path else sent for field in fields}
        for where in filled(path, places)[:1]:
            for told in (body, sent):
                answer = post(bench, where.replace("{", "").replace("}", ""), told)
                assert answer.status_code < 500, (where, told, answer.text)
    for page in ("/", "/dossier", "/positions", "/meetings", "/read", "/draft"):
        assert bench.get(page).status_code == 200, page


@pytest.mark.parametrize("words", WORDS, ids=lambda words: repr(words[:12]))
def test_any_words_in_any_address(bench, places, words):
    for path, fields in ASKED.items():
        if path.startswith("/briefing") or path.endswith(".svg") or path == "/solutions":
            continue  # they compute for a while, whatever is asked
        asked = dict.fromkeys([*fields, "words", "party", "since", "sections", "without"], words)
        for where in filled(path, places):
            answer = bench.get(where.replace("{", "").replace("}", ""), params=asked)
            assert answer.status_code < 500, (where, asked, answer.text)
