"""A record that is newer, damaged, or in a folder where nothing can be written: each page and each form says what the command line says."""

import sqlite3

import pytest
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.errors import RecordError
from pourparler.record import Record
from pourparler.workbench.app import PAGES, create_app
from pourparler.workbench.parts import FIRST, LATER, router_of

from ..unwritable import only_readable
from .conftest import COOKIE, HOST, TOKEN, post

READS_NO_RECORD = {"/stability", "/", "/dossier", "/network", "/timeline", "/positions"}
FORMS = {
    "/statements/s0123456789ab": {"decision": "accepted"},
    "/documents/0123456789ab/statements": {"content": [[0, 3]]},
    "/documents/0123456789ab/kind": {"kind": "news"},
    "/documents/0123456789ab/details": {"details": {"title": "T"}, "revision": "x"},
    "/documents/0123456789ab/remove": {"sure": True},
    "/documents/0123456789ab/restore": {},
}


def client_of(folder):
    app = create_app(open_dossier(folder), TOKEN)
    return TestClient(app, base_url=HOST, cookies={COOKIE: TOKEN}, raise_server_exceptions=False)


def changed(path, *statements):
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def newer(path):
    changed(path, "UPDATE alembic_version SET version_num = '9999'")


def damaged(path):
    data = bytearray(path.read_bytes())
    data[4096 * 2 : len(data)] = b"\xa5" * (len(data) - 4096 * 2)
    path.write_bytes(data)


def junk(path):
    path.write_bytes(b"no record at all " * 1000)


def missing_table(path):
    changed(path, "DROP TABLE documents", "DROP TABLE statements")


@pytest.fixture(params=[newer, damaged, junk, missing_table], ids=lambda breaks: breaks.__name__)
def broken(request, read_demo):
    request.param(read_demo / "record.sqlite")
    with pytest.raises(RecordError) as told, Record(read_demo / "record.sqlite") as record:
        record.documents()
    with client_of(read_demo) as client:
        yield client, told.value.message


def test_every_page_says_what_the_command_line_says(broken):
    client, message = broken
    told = 0
    for path, _ in PAGES:
        answer = client.get(path)
        assert answer.status_code in (200, 422), (path, answer.text)
        assert "Our fault" not in answer.text
        if answer.status_code == 422:
            told += 1
            assert "record.sqlite" in answer.text, path
            if "record answered" not in message:
                assert message.split("record.sqlite: ")[1].split(" (")[0] in answer.text, path
    assert told >= 3
    assert client.get("/read").status_code == 422


def test_the_page_around_the_briefing_tells_what_its_frame_cannot_show(read_demo):
    with client_of(read_demo) as client:
        assert client.get("/briefing").status_code == 200
        (read_demo / "dossier.yaml").write_text("parties: [", encoding="utf-8")
        answer = client.get("/briefing")
    assert answer.status_code == 422
    assert "dossier.yaml:1" in answer.text
    assert "<iframe" not in answer.text


def test_so_does_every_form(broken):
    client, _message = broken
    for path, body in FORMS.items():
        answer = post(client, path, body)
        assert answer.status_code in (409, 422), (path, answer.text)
        assert "error" in answer.json()
    answer = post(client, "/statements/s0123456789ab", {"decision": "accepted"})
    assert "record.sqlite" in answer.json()["error"]
    answer = post(client, "/documents?name=a.txt", content=b"Ada Voss said that the strait stays open.")
    assert answer.status_code == 422
    assert "record.sqlite" in answer.json()["error"]


def test_no_form_ends_as_our_fault(broken):
    client, _ = broken
    paths = {r.path for part in (*FIRST, *LATER) for r in router_of(part).routes if "POST" in r.methods}
    for path in paths:
        where = path.replace("{id}", "0123456789ab") + ("?name=a.txt" if path == "/documents" else "")
        assert post(client, where, {"revision": "x"}).status_code != 500, path


def test_once_mended_the_pages_are_back(read_demo):
    path = read_demo / "record.sqlite"
    kept = path.read_bytes()
    with client_of(read_demo) as client:
        junk(path)
        assert client.get("/read").status_code == 422
        path.write_bytes(kept)
        assert client.get("/read").status_code == 200


# Where nothing can be written


@pytest.fixture
def only_reading(read_demo):
    with only_readable(read_demo) as folder, client_of(folder) as client:
        yield client, folder


def test_everything_can_be_looked_at(only_reading):
    client, folder = only_reading
    before = sorted(p.name for p in folder.rglob("*"))
    for path in [path for path, _ in PAGES] + [
        "/record/documents",
        "/briefing.html",
        "/timeline.svg",
        "/record.csv",
        "/draft/state",
    ]:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text)
    page = client.get("/read").text
    assert "can be looked at and not changed" in page
    assert page.count('<article class="card') > 1
    assert sorted(p.name for p in folder.rglob("*")) == before


def test_what_writes_says_why_it_cannot(only_reading):
    client, _folder = only_reading
    page = client.get("/read").text
    statement = page.partition('article class="card proposed" id="')[2][:13]
    document = client.get("/record/documents").text.partition('<article class="position document" id="')[2][:12]
    revision = page.partition('pourparler-state" content="')[2].split()[0]
    forms = {
        f"/statements/{statement}": {"decision": "accepted"},
        f"/documents/{document}/statements": {"content": [[0, 7]]},
        f"/documents/{document}/details": {"details": {"title": "Another"}, "revision": revision},
        f"/documents/{document}/remove": {"sure": True},
        "/dossier": {"revision": revision, "what": "set title", "of": {}, "told": {"title": "Another"}},
    }
    for path, body in forms.items():
        answer = post(client, path, body)
        assert answer.status_code == 422, (path, answer.text)
        assert "cannot be written" in answer.json()["error"], path
    answer = post(client, "/documents?name=a.txt", content=b"Ada Voss said that the strait stays open.")
    assert answer.status_code == 422
    assert "cannot be written" in answer.json()["error"]


def test_a_dossier_without_a_record_can_be_looked_at_too(demo):
    with only_readable(demo) as folder, client_of(folder) as client:
        for path, _ in PAGES:
            assert client.get(path).status_code == 200, path
        assert not (folder / "record.sqlite").exists()


def test_where_it_can_be_written_no_page_says_otherwise(inside):
    assert "can be looked at and not changed" not in inside.get("/read").text
