"""What a listing leads to comes in where somebody named the listing, and nowhere else."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from pourparler.documents import Details, Following, Limits, Manners, Options, gather, gather_data, workers
from pourparler.documents.web import Validators

from ..growing_site import article, feed, item, page, site, sitemap

OPTIONS = Options(allow_private=True)


@pytest.fixture
def web():
    with site() as server:
        for n in range(4):
            server.put(f"/{n}", page(n))
        yield server


def texts(found):
    return [g.document.title for g in found if g.document]


def test_what_is_named_is_followed_in_its_order(web, tmp_path):
    source = web.put("/feed.xml", feed(item(1, "/1"), item(0, "/0")))
    lines = tmp_path / "addresses.txt"
    lines.write_text(f"{web.root}/3\n{web.root}/2\n")
    found = list(gather([source, str(lines)], OPTIONS))
    assert texts(found) == ["Talks 1", "Talks 0", "Talks 3", "Talks 2"]
    assert web.paths() == ["/feed.xml", "/1", "/0", "/3", "/2"]


def test_details_of_the_user_go_before_those_of_the_feed_but_for_what_is_one_texts(web):
    source = web.put("/feed.xml", feed(item(1, "/1"), item(0, "/0")))
    details = Details(title="All of them", date=date(2030, 1, 1), source="Mine", url="https://all.example/")
    found = [g.document for g in gather([source], replace(OPTIONS, details=details))]
    assert [(d.title, d.date, d.source, d.url) for d in found] == [
        ("Talks 1", date(2030, 1, 1), "Mine", f"{web.root}/1"),
        ("Talks 0", date(2030, 1, 1), "Mine", f"{web.root}/0"),
    ]


def test_so_many_at_most_and_the_rest_is_told(web):
    source = web.put("/map.xml", sitemap(*((f"{web.root}/{n}", None) for n in range(4))))
    found = list(gather([source], OPTIONS, most=2))
    assert texts(found) == ["Talks 0", "Talks 1"]
    assert "leads to more than 2" in found[-1].notice
    assert texts(gather([source], OPTIONS, most=4)) == ["Talks 0", "Talks 1", "Talks 2", "Talks 3"]


def test_nobody_named_it(web, tmp_path):
    data = f"{web.root}/1\n".encode()
    (tmp_path / "addresses.txt").write_bytes(data)
    for found in (gather([str(tmp_path)], OPTIONS), gather_data("addresses.txt", data, OPTIONS)):
        (told,) = found
        assert told.skipped
        assert "a list of addresses of 1 page" in told.notice
    (told,) = gather([web.put("/feed.xml", feed(item(1, "/1")))], OPTIONS, most=0)
    assert "not a text" in told.error.what
    assert web.paths() == ["/feed.xml"]


def test_a_page_that_lists_others_is_not_followed_from_a_list(web, tmp_path):
    lines = tmp_path / "addresses.txt"
    lines.write_text(f"{web.put('/feed.xml', feed(item(1, '/1')))}\n{web.root}/2\n")
    found = list(gather([str(lines)], OPTIONS))
    assert (texts(found), web.paths()) == (["Talks 2"], ["/feed.xml", "/2"])
    assert "a feed of 1 entry" in found[0].notice


def test_faults_of_single_pages_do_not_end_it(web):
    source = web.put("/feed.xml", feed(item(7, "/nowhere"), item(8, "mailto:ada@press.example"), item(1, "/1")))
    found = list(gather([source], OPTIONS))
    assert texts(found) == ["Talks 1"]
    assert [str(g.error.where) for g in found if g.error] == [f"{web.root}/nowhere", "mailto:ada@press.example"]


def test_a_server_that_wants_to_be_left_alone_ends_it(web):
    web.put("/1", b"", status=429)
    source = web.put("/feed.xml", feed(item(0, "/0"), item(1, "/1"), item(2, "/2")))
    found = list(gather([source], OPTIONS, following=Following(OPTIONS, Limits(), Manners(0.0))))
    assert texts(found) == ["Talks 0"]
    assert "the rest was not asked for" in found[-1].error.what
    assert web.paths() == ["/feed.xml", "/0", "/1"]


def test_it_says_when_a_server_may_be_asked_again(web):
    web.put("/1", b"", status=429, Retry_After="3600")
    source = web.put("/feed.xml", feed(item(1, "/1"), item(2, "/2")))
    found = list(gather([source, f"{web.root}/0"], OPTIONS, following=Following(OPTIONS, Limits(), Manners(0.0))))
    assert [g.error.mend for g in found] == [
        "Add it again in 60 minutes; what is in the record is not added twice",
        "Try again in 60 minutes",
    ]


def test_a_listing_of_nothing_is_told(web):
    """Else nothing at all would be said to somebody who added it."""
    assert [g.notice for g in gather([web.put("/feed.xml", feed())], OPTIONS)] == [
        "a feed of 0 entries; there is nothing in it to add"
    ]


def test_one_process_opens_the_listing_and_what_it_leads_to(web, monkeypatch):
    workers.end_all()
    begun = []
    plain = workers._Worker.__init__

    def counted(self):
        begun.append(self)
        plain(self)

    monkeypatch.setattr(workers._Worker, "__init__", counted)
    list(gather([web.put("/feed.xml", feed(item(0, "/0"), item(1, description=article(9))))], OPTIONS))
    assert len(begun) == 1


def test_a_lead_is_asked_for_on_condition(web):
    way = Following(OPTIONS, Limits(), Manners(0.0))
    from pourparler.documents.listings import Lead

    lead = Lead("1", f"{web.root}/1")
    page = way.lead(lead).page
    found = way.lead(lead, Validators(page.validators.etag))
    assert (found.page.unchanged, list(found.gathered)) == (True, [])


def test_an_archive_and_a_mailbox_on_the_web_are_taken_apart(web, tmp_path):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("2031-02-18 a.txt", "Ada Voss said that the strait would stay open.")
        files.writestr("addresses.txt", f"{web.root}/1\n")
    mail = b"From a at b Mon Feb 17 09:00:00 2031\nFrom: Ada <a@b.c>\nSubject: Toll\n\nThe port stays open.\n"
    names = [
        web.put("/a.zip", archive.getvalue(), "application/zip"),
        web.put("/2031-February.txt", mail, "text/plain"),
    ]
    found = list(gather(names, OPTIONS))
    assert texts(found) == ["2031 02 18 a", "Toll"]
    assert [g.name for g in found if g.skipped] == [f"{web.root}/a.zip/addresses.txt"]
    assert web.paths() == ["/a.zip", "/2031-February.txt"]
