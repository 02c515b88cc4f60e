"""Nobody but the browser that the link was opened in gets in, and what is in documents stays text."""

import pytest
from starlette.testclient import TestClient

from pourparler.dossier import open_dossier
from pourparler.model import Document, Mode, Reading, Statement
from pourparler.record import Record
from pourparler.workbench.app import create_app
from pourparler.workbench.door import UPLOAD_LIMIT
from pourparler.workbench.safety import HEADER, cookie_name

from ..one_page import one_page
from .conftest import COOKIE, HOST, TOKEN, post

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)>"


def test_the_link_lets_in_and_leaves_no_token_in_the_address(client):
    assert client.get("/").status_code == 403
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOST}/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/").status_code == 200
    assert client.get("/?token=another").status_code == 403


@pytest.mark.parametrize("path", ["/", "/read", "/positions", "/briefing.html", "/static/read.js", "/nothing"])
def test_every_page_asks_for_the_session(client, path):
    assert client.get(path).status_code == 403


NO_HOSTS = """evil.example:8000 127.0.0.1.evil.example evil.example#127.0.0.1 [::1 ::1 [::1]] [127.0.0.1] [::1]x evil@127.0.0.1 evil:x@127.0.0.1
127.0.0.1@evil.example 127.0.0.1:99999999 127.0.0.1:65536 127.0.0.1:0 127.0.0.1:x 127.0.0.1: 127.0.0.1:80:80 127.0.0.1/x 127.0.0.1?x
127.0.0.1\\@evil.example 127.0.0.1,evil.example 127.0.0.1:8000@evil.example 127.1 2130706433 0.0.0.0 localhost. localhost.evil.example
http://127.0.0.1:8000 127.0.0.1:+80 127.0.0.1:8_0 [::ffff:127.0.0.1] %31%32%37.0.0.1""".split()


@pytest.mark.parametrize("host", [*NO_HOSTS, "", " ", "127.0.0.1 evil.example", "127.0.0.1:\xb2", "\xe4"])
def test_another_host_name_is_refused(inside, host):
    inside.headers["cookie"] = f"{COOKIE}={TOKEN}"  # a cookie of the right name does not help
    answer = inside.get("/", headers={"host": host.encode("latin-1")})
    assert (answer.status_code, answer.text) == (403, "The workbench does not answer at this address.")
    assert inside.get(f"/?token={TOKEN}", headers={"host": host.encode("latin-1")}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_machine_is_known_by_its_names(client, host):
    cookie = {"cookie": f"{COOKIE}={TOKEN}"}
    assert client.get("/start", headers={"host": host, **cookie}).status_code == 200
    assert (
        client.get("/start", headers={"host": host.partition(":8000")[0], **cookie}).status_code == 403
    )  # another port's cookie
    assert (
        client.get(
            "/start", headers={"host": host.partition(":8000")[0], "cookie": f"{cookie_name(80)}={TOKEN}"}
        ).status_code
        == 200
    )


def test_two_hosts_in_one_request_are_refused(client):
    headers = [("host", "127.0.0.1:8000"), ("host", "evil.example"), ("cookie", f"{COOKIE}={TOKEN}")]
    assert client.get("/start", headers=headers).status_code == 403


def test_a_second_workbench_in_the_browser_leaves_the_first_one_in(client, read_demo):
    other = "http://127.0.0.1:8001"
    with TestClient(create_app(open_dossier(read_demo), "another"), base_url=other, follow_redirects=False) as second:
        second.cookies = client.cookies  # browsers keep cookies by host, whatever the port
        assert client.get(f"/?token={TOKEN}").status_code == 303
        assert second.get("/?token=another").status_code == 303
        assert client.get("/start").status_code == 200
        assert second.get("/start").status_code == 200
        assert second.get("/start", headers={"host": "127.0.0.1:8000"}).status_code == 403


def test_changes_need_the_pages_own_token_and_origin(inside):
    body = {"settlement": {}, "without": []}
    assert inside.post("/settlement", json=body).status_code == 403
    assert inside.post("/settlement", json=body, headers={HEADER: TOKEN}).status_code == 403
    assert post(inside, "/settlement", body, origin="http://evil.example").status_code == 403
    assert post(inside, "/settlement", body, origin="null").status_code == 403
    assert post(inside, "/settlement", body, origin=HOST).status_code != 403


@pytest.mark.parametrize(
    "origin",
    [
        "http://[::1",
        "http://evil@127.0.0.1:8000",
        "http://127.0.0.1:99999999",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8001",
        "http://localhost:8000",
        "http://127.0.0.1:8000.evil.example",
        "127.0.0.1:8000",
        "//127.0.0.1:8000",
        "http://127.0.0.1:8000/",
        "",
        "ä",
    ],
)
def test_another_origin_is_refused(inside, origin):
    body = {"settlement": {}, "without": []}
    assert post(inside, "/settlement", body, origin=origin.encode("latin-1")).status_code == 403


def test_pages_forbid_scripts_but_their_own(inside):
    for path in (
        "/",
        "/read",
        "/positions",
        "/positions/Maravel/dues",
        "/record",
        "/stability",
        "/stability.svg",
        "/timeline",
        "/timeline.svg",
        "/network",
        "/network/affiliation.svg",
        "/solutions",
        "/briefing",
        "/briefing.html",
    ):
        answer = inside.get(path)
        assert answer.status_code == 200, path
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy or path == "/briefing.html"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert " style=" not in answer.text or path == "/briefing.html" or path.endswith(".svg")
        assert "http://" not in answer.text.replace("http://www.w3.org", "") or path == "/briefing.html"


def test_a_hostile_document_stays_text(read_demo, client):
    text = f"{HOSTILE} said Ada Voss. " + "x" * 5_000_000
    document = Document(text, title=HOSTILE, source='"><script>alert(3)</script>')
    end = len(HOSTILE)
    statement = Statement(
        document.id, ((end + 6, end + 14),), ((end + 1, end + 5),), ((0, end),), Mode.DIRECT, speaker=HOSTILE
    )
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (statement,)), text)
    client.cookies.set(COOKIE, TOKEN)
    page = client.get(f"/read?document={document.id}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_fault_in_the_dossier_is_told_where_it_is(inside, read_demo):
    path = read_demo / "dossier.yaml"
    before = path.read_text()
    path.write_text(before.replace("rejects: league", "rejects: leauge"))
    answer = inside.get("/")
    assert answer.status_code == 422
    assert "unknown option of patrols" in answer.text
    assert "leauge" in answer.text
    path.write_text(before)
    assert inside.get("/").status_code == 200


def test_pages_of_what_is_not_there(inside):
    assert inside.get("/positions/Nobody/dues").status_code == 404
    assert inside.get("/read?document=ffffffffffff").status_code == 404
    assert post(inside, "/statements/sffffffffffff", {"decision": "accepted"}).status_code == 404
    known = inside.get("/read").text.partition('article class="card proposed" id="')[2][:13]
    assert post(inside, f"/statements/{known}", {"decision": "praised"}).status_code == 422
    assert (
        post(inside, f"/statements/{known}", {"decision": 7})
        .json()["error"]
        .startswith("this request cannot be understood")
    )


def test_settlements_are_judged_as_settle_judges_them(inside, run, read_demo):
    import json

    settlement = {
        "transit": "escorted", "patrols": "none", "dues": "full", "fishing": "shared", "status_of_Port_Auvane": "joint",
        "crews": "all", "monitoring": "none",
    }  # fmt: skip
    rows = post(inside, "/settlement", {"settlement": settlement, "without": []}).json()["answers"]
    assert (rows[0]["party"], rows[0]["word"]) == ("Linkage", "ruled out")
    told = json.loads(
        run("settle", read_demo, "--look", ",".join(f"{k}={v}" for k, v in settlement.items()), "--json")[1]
    )
    assert {r["party"]: r["word"] for r in rows[1:]} == {p: a["answer"] for p, a in told["parties"].items()}
    without = post(inside, "/settlement", {"settlement": settlement, "without": ["Port Auvane"]}).json()["answers"]
    assert "Port Auvane" not in {r["party"] for r in without}
    assert post(inside, "/settlement", {"settlement": {**settlement, "dues": "x"}, "without": []}).status_code == 422


def test_what_is_uploaded_is_capped_and_stays_in_the_record(inside, read_demo):
    before = {p for p in read_demo.rglob("*") if "sqlite" not in p.name}
    large = post(inside, "/documents?name=large.txt", content=b"x " * (UPLOAD_LIMIT // 2 + 1))
    assert large.status_code == 413
    assert "20 MB" in large.json()["error"]
    for name in ("../../etc/evil.txt", "..\\..\\evil.txt", "/evil.txt", "..", ""):
        told = post(inside, f"/documents?name={name}", content=f"{HOSTILE} said Ada Voss of {name!r}.".encode())
        assert told.status_code == 200, name
        assert told.json()["documents"][0]["outcome"] == "added", name
    assert {p for p in read_demo.rglob("*") if "sqlite" not in p.name} == before
    with Record(read_demo / "record.sqlite") as record:
        assert not any(
            ".." in (d.path or "") or "/" in (d.path or "") for d in record.documents() if HOSTILE[:7] in d.text
        )
    for text in ("/read", "/record", "/read?title=evil"):
        page = inside.get(text).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("name", ["evil.html", "evil.md", "evil.txt", "evil.docx", "evil.pdf", "evil.csv", "evil.xlsx"])
def test_files_that_are_not_what_they_say_are_told(inside, name):
    told = post(inside, f"/documents?name={name}", content=b"\x00\x01PK\x03\x04<script>alert(1)</script>").json()
    assert "alert" not in told["documents"][0].get("told", "") or told["documents"][0]["outcome"] == "failed"
    assert "<script>alert" not in inside.get("/read").text


def test_an_uploaded_page_loses_its_scripts(inside, read_demo):
    html = f"<html><head><title>{HOSTILE}</title></head><body onload=alert(4)><p>Ada Voss said that the strait stays open.</p>"
    html += "<script>alert(5)</script><p onclick=alert(6)>Nothing else was said on Monday.</p></body></html>"
    (told,) = post(inside, "/documents?name=page.html", content=html.encode()).json()["documents"]
    page = inside.get(f"/read?document={told['document']}").text
    assert "strait stays open" in page
    assert "alert(5)" not in page
    assert "onload=" not in page


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "/etc/passwd", ""]
)
def test_only_pages_of_the_web_are_fetched(inside, address):
    answer = post(inside, "/documents/address", {"address": address})
    assert answer.status_code == 422
    assert "is not a web address" in answer.json()["error"]


def test_uploads_need_the_pages_own_token(inside):
    assert inside.post("/documents?name=a.txt", content=b"words").status_code == 403
    assert inside.post("/reading").status_code == 403


def test_a_spreadsheet_runs_nothing_from_a_document(inside, read_demo):
    text = "=HYPERLINK(1) said Ada Voss."
    document = Document(text, "@SUM(1)")
    said = Statement(document.id, ((19, 27),), ((14, 18),), ((0, 13),), Mode.DIRECT, speaker="+cmd|'/c calc'!A1")
    with Record(read_demo / "record.sqlite") as record:
        record.add_document(document)
        record.save_reading(Reading(document.id, "test", (said,)), text)
    rows = inside.get("/record.csv?words=HYPERLINK").text.splitlines()
    assert len(rows) == 2
    assert "'=HYPERLINK(1)" in rows[1]
    assert ",=" not in rows[1]
    assert ",@" not in rows[1]
    assert ",+" not in rows[1]


def test_addresses_of_private_networks_are_fetched_only_where_the_workbench_was_opened_so(inside):
    with one_page() as address:
        (told,) = post(inside, "/documents/address", {"address": address}).json()["documents"]
        assert told["outcome"] == "failed"
        assert "--allow-private" in told["told"]
        inside.app.state.allow_private = True
        (told,) = post(inside, "/documents/address", {"address": address}).json()["documents"]
        assert told["outcome"] == "added"
