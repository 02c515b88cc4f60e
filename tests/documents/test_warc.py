"""Web archives: pages with their addresses and days of capture; what is none is counted, what is damaged is told with its place."""

import gzip
import io
import re
import tracemalloc
import zipfile
from datetime import date

import pytest

from pourparler.documents import Details, Limits, Options, gather, gather_data
from pourparler.documents.members import Member, Quota
from pourparler.documents.warc import pages_of

WORDS = "Ada Voss said on Monday that the strait would stay open to all ships that pay the due."


def page(words, head="<title>Talks resume</title>"):
    return f"<html><head>{head}</head><body><article><h1>Talks resume</h1><p>{WORDS}</p><p>{words} and so on.</p></article></body></html>".encode()  # fmt: skip


def record(
    address, body, kind="response", status="200 OK", media_type="text/html", headers="", day="2031-02-17", more=""
):
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{headers}\r\n".encode() if kind == "response" else b""
    block = http + body
    told = "application/http" if kind == "response" else media_type
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {day}T09:00:00Z\r\n{more}"
    return f"{head}Content-Type: {told}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


PAGES = [record(f"https://lorn.example/{k}.html", page(f"Number {k}")) for k in range(3)]


def packed(records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def documents(found):
    return [g.document for g in found if g.document]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "one.warc.gz"])
def test_pages_have_their_address_host_and_day_of_capture(name):
    whole = b"".join(PAGES)
    data = {"a.warc": whole, "a.warc.gz": packed(PAGES), "one.warc.gz": gzip.compress(whole)}[name]
    found = list(gather_data(name, data))
    assert [(d.url, d.source, d.date, d.date_guessed, d.title, d.format) for d in documents(found)] == [
        (f"https://lorn.example/{k}.html", "lorn.example", date(2031, 2, 17), True, "Talks resume", "html")
        for k in range(3)
    ]
    assert found[0].name == f"{name}, record 1, https://lorn.example/0.html"
    assert (
        found[-1].notice == "3 documents give no date of their own; the day of the capture was taken, marked as guessed"
    )
    assert not any(g.notice for g in found[:-1])


def test_what_a_page_says_of_itself_goes_before_the_capture_and_what_the_user_says_before_both():
    head = "<title>x</title><meta property='article:published_time' content='2031-02-01'><meta property='og:site_name' content='Lorn Post'>"
    data = record("https://lorn.example/a.html", page("More", head))
    (d,) = documents(gather_data("a.warc", data))
    assert (d.date, d.date_guessed, d.source) == (date(2031, 2, 1), False, "Lorn Post")
    (d,) = documents(gather_data("a.warc", data, Options(Details(date=date(2030, 1, 1), source="Me"))))
    assert (d.date, d.source, d.url) == (date(2030, 1, 1), "Me", "https://lorn.example/a.html")


def test_all_that_is_no_page_is_counted():
    records = [
        record("https://lorn.example/a.html", b"x", kind="revisit"),
        record("https://lorn.example/a.html", b"x", kind="request"),
        record("https://lorn.example/a.html", b"x", kind="metadata"),
        record("https://lorn.example/b.html", b"x", status="404 Not Found"),
        record("https://lorn.example/c.html", b"x", status="404 Not Found"),
        record("https://lorn.example/a.png", b"x", media_type="image/png"),
        record("https://lorn.example/robots.txt", b"User-agent: *", media_type="text/plain"),
        record("dns:lorn.example", b"x", kind="resource", media_type="text/dns"),
        record("https://lorn.example/menu.html", b"<html><body><img src='a.png'></body></html>"),
        record("https://lorn.example/note", WORDS.encode(), media_type="text/plain; charset=utf-8"),
        record("https://lorn.example/wet", (WORDS + " Wet.").encode(), kind="conversion", media_type="text/plain"),
    ]
    found = list(gather_data("a.warc", b"".join(records)))
    assert [d.text for d in documents(found)] == [WORDS, WORDS + " Wet."]
    for words in (
        "1 × records of type revisit", "1 × records of type request", "1 × records of type metadata", "2 × answers with status 404", "1 × files of type image/png",
        "1 × robots.txt", "1 × pages without an article", "1 × records of something that is no web page",
    ):  # fmt: skip
        assert words in found[-1].notice
    assert not any(g.error for g in found)


def test_what_the_server_packed_is_unpacked():
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGES[0]), page("Chunk").ljust(len(PAGES[0])))
    records = [
        record("https://lorn.example/a", gzip.compress(page("Gzip")), headers="Content-Encoding: gzip\r\n"),
        record("https://lorn.example/b", chunks, headers="Transfer-Encoding: chunked\r\n"),
        record("https://lorn.example/c", b"x", headers="Content-Encoding: klingon\r\n"),
        record("https://lorn.example/d", page("Cut"), more="WARC-Truncated: length\r\n"),
    ]
    found = list(gather_data("a.warc", b"".join(records)))
    assert [d.text.split()[-4] for d in documents(found)] == ["Gzip", "Chunk", "Cut"]
    assert "record 3, https://lorn.example/c: it is packed with klingon" in next(
        g.error.message for g in found if g.error
    )
    assert "the crawler kept only its beginning (reason: length)" in [g.notice for g in found]


def test_a_cut_archive_keeps_what_was_whole_and_tells_where_it_ends():
    whole, zipped = b"".join(PAGES), packed(PAGES)
    for name, data, at in (
        ("a.warc", whole[:-200], len(PAGES[0] + PAGES[1])),
        ("a.warc.gz", zipped[:-50], len(packed(PAGES[:2]))),
    ):
        found = list(gather_data(name, data))
        assert len(documents(found)) == 2
        told = next(g.error.message for g in found if g.error)
        assert told.startswith(f"{name}, byte {at:,}: here, after 2 whole records, the archive cannot be read")
        assert "the file ends in the middle of a record; no whole record comes after it" in told


@pytest.mark.parametrize("extra", [6, 12, 40, 90, 130, 200, 300])
def test_an_archive_that_is_cut_anywhere_in_a_record_says_that_it_ends_there(extra):
    """Also where warcio trips over half a head, in words of Python's own."""
    found = list(gather_data("talks.warc", PAGES[0] + PAGES[1][:extra]))
    assert len(documents(found)) == 1
    (told,) = [g.error.message for g in found if g.error]
    assert told.startswith(f"talks.warc, byte {len(PAGES[0]):,}: ")
    assert "the file ends in the middle of a record" in told


def test_a_head_that_makes_no_sense_is_told_in_words_for_people():
    broken = PAGES[0].replace(b"WARC/1.1\r\n", b"WARC/1.1\r\n\r\n\r\n", 1)
    found = list(gather_data("talks.warc", PAGES[1] + broken + PAGES[2]))
    told = [g.error.message for g in found if g.error]
    assert told
    assert not any("attribute" in words or "NoneType" in words for words in told)


def test_a_damaged_record_costs_only_itself():
    zipped = packed(PAGES)
    at = len(packed(PAGES[:1])) + 40
    for name, data in (
        ("a.warc.gz", zipped[:at] + b"\xff" * 9 + zipped[at + 9 :]),
        ("a.warc", PAGES[0] + b"rubbish " * 9 + b"\r\n" + PAGES[2]),
    ):
        found = list(gather_data(name, data))
        assert [d.url for d in documents(found)] == ["https://lorn.example/0.html", "https://lorn.example/2.html"]
        assert any(g.error for g in found), name


def test_a_record_that_is_longer_than_it_says():
    lying = re.sub(rb"Content-Length: \d+", b"Content-Length: 250", PAGES[0])
    found = list(gather_data("a.warc", lying + PAGES[1]))
    assert any(g.error and "longer than it says" in g.error.message for g in found)
    assert "https://lorn.example/1.html" in [d.url for d in documents(found)]


def test_no_archive_at_all():
    for name, data in (("a.warc", WORDS.encode()), ("a.warc.gz", gzip.compress(WORDS.encode()))):
        (told,) = gather_data(name, data)
        assert "no record of a web archive was found in it" in told.error.message


def test_a_wacz_holds_web_archives(tmp_path):
    file = tmp_path / "a.wacz"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/one.warc.gz", packed(PAGES[:2]))
        archive.writestr("archive/two.warc", PAGES[2])
        archive.writestr("pages/pages.jsonl", "{}")
    found = list(gather([str(file)]))
    assert [d.url[-6:] for d in documents(found)] == ["0.html", "1.html", "2.html"]
    assert found[2].name.endswith("a.wacz/archive/two.warc, record 1, https://lorn.example/2.html")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("pages/pages.jsonl", "{}")
    (told,) = gather([str(file)])
    assert "no WARC" in told.error.message


@pytest.mark.parametrize("is_packed", [False, True])
def test_an_archive_is_never_held_as_a_whole(tmp_path, is_packed):
    """30 MB, of which the most that is held is a few pages."""
    one = record("https://lorn.example/a.html", page("a b " * 25_000))
    file = tmp_path / "a.warc"
    with file.open("wb") as out:
        for _ in range(300):
            out.write(gzip.compress(one, 1) if is_packed else one)
    limits = Limits(size=1_000_000)
    tracemalloc.start()
    try:
        with file.open("rb") as archive:
            pages = pages_of("a.warc", archive, limits, Quota(10**9, limits), lambda: None)
            count = sum(isinstance(item, Member) for item in pages)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 300
    assert peak < 3_000_000


def test_what_is_unpacked_in_all_has_a_limit():
    one = record("https://lorn.example/a", WORDS.encode().ljust(95_000), media_type="text/plain")
    found = list(gather_data("a.warc.gz", packed([one] * 20), limits=Limits(size=100_000)))
    told = next(g.error.message for g in found if g.error)
    assert "a.warc.gz: it unpacks to more than 1 MB" in told
    assert "nothing after “a.warc.gz, record 10, https://lorn.example/a” was looked at" in told
    assert len(documents(found)) == 10


def test_a_stretch_without_documents_is_no_delay():
    """While nothing comes of the archive, its process says that it is at work."""
    told = []
    file = io.BytesIO(record("https://lorn.example/a.png", bytes(1_000_000), media_type="image/png") * 3)
    list(pages_of("a.warc", file, Limits(), Quota(10**9, Limits()), lambda: told.append(1)))
    assert len(told) > 30
