"""Feeds, sitemaps and lists of addresses: each is told by what stands in it, and gives its leads with what it says of them."""

from __future__ import annotations

import gzip
from datetime import date, datetime

import pytest

from pourparler.documents.forms import form_of_page
from pourparler.documents.limits import Limits
from pourparler.documents.listings import feed_named, listing_form, read_listing
from pourparler.errors import DocumentError

from ..growing_site import article, feed, item, page, sitemap

BASE = "https://press.example/news/feed.xml"


def read(data, form, base=BASE, encoding=None, limits=Limits()):
    return read_listing(data if isinstance(data, bytes) else data.encode(), form, base, encoding, limits)


def lead(entry, **options):
    (only,) = read(feed(entry), "feed", **options).leads
    return only


# What it is


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (feed(), "feed"),
        (b"\xef\xbb\xbf\n<!-- by hand -->\n<rss version='2.0'/>", "feed"),
        (feed().decode().replace("utf-8", "utf-16").encode("utf-16"), "feed"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        (b"<rdf:RDF xmlns:rdf='x'/>", "feed"),
        (sitemap(), "sitemap"),
        (sitemap(index=True), "sitemap"),
        (gzip.compress(sitemap(), mtime=0), "sitemap"),
        (b"<!DOCTYPE x [<!ENTITY a 'b>c'>]><urlset/>", "sitemap"),
        (b"# mine\r\nhttps://a.example/1\r\n\r\nHTTP://b.example/ # the second\r\n", "addresses"),
        (b"https://a.example/1", "addresses"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='z'>", "html"),
        (b"<?xml version='1.0'?><letter/>", "xml"),
        (b"<?xml version='1.0'?><!DOCTYPE x [ <!ENTITY a ']'> ]><rss/>", "xml"),
        (b"https://a.example/1 says that the strait is open", None),
        (b"https://a.example/1\nAda Voss said no.", None),
        (b"# only a comment\n", None),
        (b"rss is a form of feed", None),
        (b"<b>no XML</b>", None),
        (gzip.compress(b"https://a.example/1", mtime=0), None),
        (b"\x1f\x8b damaged", None),
        (page(1), "html"),
    ],
)
def test_what_lists_texts_is_told_by_what_stands_in_it(data, form):
    assert listing_form(data) == form


def test_what_a_server_says_of_it_does_not_count():
    for said in ("text/html", "application/pdf", "text/plain", ""):
        assert form_of_page(said, feed()) == "feed"
    assert form_of_page("application/rss+xml", b"Ada Voss said no.") == "text"
    assert form_of_page("text/html", b"Ada Voss said no.") == "html"


# Feeds


def test_links_are_taken_from_where_the_feed_is():
    links = {
        "1": "https://press.example/news/1",
        "/1": "https://press.example/1",
        "//b.example/1": "https://b.example/1",
    }
    for link, whole in links.items():
        assert lead(item(1, link)).address == whole
    assert lead(item(1, "1"), base=None).address == "1"


def test_the_day_is_the_writers_own():
    days = {
        "Mon, 03 Feb 2031 23:30:00 -0500": date(2031, 2, 3),
        "Tue, 04 Feb 2031 00:30:00 +0900": date(2031, 2, 4),
        "2031-02-03T23:30:00-05:00": date(2031, 2, 3),
        "03 Feb 31 10:00 GMT": date(2031, 2, 3),
        "soon": None,
        "2031-02": None,
        "02/03/2031": None,  # may be two days
    }
    for written, day in days.items():
        assert lead(item(1, "/1", pubDate=written)).details.date == day, written


def test_the_time_is_told_where_it_is_written_with_its_zone():
    times = {
        "Mon, 03 Feb 2031 23:30:00 -0500": datetime(2031, 2, 4, 4, 30),
        "2031-02-03T23:30:00-05:00": datetime(2031, 2, 4, 4, 30),
        "2031-02-03T10:15:00Z": datetime(2031, 2, 3, 10, 15),
        "03 Feb 31 10:00 GMT": datetime(2031, 2, 3, 10),
        "2031-02-03T10:15:00": None,
        "Mon, 03 Feb 2031 00:00:00 +0000": None,  # the day, not the minute
        "2031-02-03": None,
        "soon": None,
    }
    for written, time in times.items():
        assert lead(item(1, "/1", pubDate=written)).details.published_at == time, written


def test_the_source_is_the_feeds_title_or_that_of_the_entrys_own_source():
    one, two = read(
        feed(item(1, "/1"), item(2, "/2", source="The &amp; Agency"), title="A &lt;b&gt;Post&lt;/b&gt;"), "feed"
    ).leads
    assert (one.details.source, two.details.source) == ("A Post", "The & Agency")


def test_a_title_with_markup_is_words():
    assert lead(item(1, "/1", title="&lt;i&gt;Talks&lt;/i&gt; &amp;amp; tolls")).details.title == "Talks & tolls"


LONG = " ".join(article(n) for n in range(8))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (LONG, True),
        (f"&lt;p&gt;{LONG}&lt;/p&gt;", True),
        (article(1), False),
        (f"{LONG} …", False),
        (f"{LONG} [&amp;#8230;]", False),
        (f"{LONG}...&lt;/p&gt;", False),
        (f"{LONG} [...] &lt;a href='/1'&gt;Continue reading&lt;/a&gt;", False),
        (f"{LONG} “Wait…” he said at last.", True),
    ],
)
def test_when_a_feed_carries_the_whole_text(text, whole):
    assert (lead(item(1, "/1", content_encoded=text)).text is not None) == whole


def test_a_summary_is_the_text_of_an_entry_without_a_link_only():
    assert lead(item(1, "/1", description=LONG)).text is None
    assert LONG.encode() in lead(item(1, None, description=LONG)).text
    assert (
        lead(item(1, None, guid="", description=article(1))).key
        == lead(item(1, None, guid="", description=article(1))).key
    )


def test_the_mark_changes_with_what_the_feed_says_of_an_entry():
    marks = {lead(item(1, "/1", description=words)).mark for words in ("a", "b", "a")}
    assert len(marks) == 2
    assert lead(item(1, "/1")).mark == lead(item(1, "/other")).mark


@pytest.mark.parametrize(
    ("encoding", "declared", "told"),
    [
        ("utf-8", "utf-8", None),
        ("windows-1251", "windows-1251", None),
        ("windows-1251", None, "windows-1251"),
        ("utf-16", "utf-16", None),
    ],
)
def test_encodings(encoding, declared, told):
    text = feed(item(1, "/1", title="Переговоры")).decode()
    head = "<?xml version='1.0'" + (f" encoding='{declared}'" if declared else "") + "?>"
    data = (head + text.partition("?>")[2]).encode(encoding)
    assert read(data, "feed", encoding=told).leads[0].details.title == "Переговоры"


def test_what_is_not_well_formed_is_read_and_told():
    found = read(feed(item(1, "/1"), item(2, "/2")).replace(b"</title><guid>id-2", b"<b></title><guid>id-2"), "feed")
    assert [one.address for one in found.leads] == ["https://press.example/1", "https://press.example/2"]
    assert "not well-formed" in found.told[0]


def test_letters_that_are_none_do_not_reach_the_record():
    entry = item(1, "/1&#0;", title="a&#xD800;b&#0;")
    for one in read(feed(entry).replace(b"</channel>", b"<b></channel>"), "feed").leads:
        for words in (one.address, one.details.title, one.key):
            assert "\0" not in words.encode().decode()


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (
            "<link rel='alternate' type='application/rss+xml' href='/feed?a=1&amp;b=2'>",
            "https://press.example/feed?a=1&b=2",
        ),
        ("<LINK HREF=atom.xml TYPE=application/atom+xml REL=alternate>", "https://press.example/news/atom.xml"),
        ("<link rel='stylesheet' href='x.css'><link type='application/rss+xml'>", None),
        ("", None),
    ],
)
def test_the_feed_that_a_page_names(head, named):
    assert feed_named(page(1, head=head), BASE) == named


def test_nothing_that_is_declared_stands_for_something_else():
    declared = "<!DOCTYPE x [<!ENTITY a 'expanded'><!ENTITY b SYSTEM 'file:///etc/passwd'>\n<!ENTITY c '&a;&a;'>]>"
    text = feed(item(1, None, description=f"&a;&b;&c; {article(1)}")).decode()
    (one,) = read(text.replace("?>", f"?>{declared}", 1), "feed").leads
    assert b"expanded" not in one.text
    assert b"root:" not in one.text
    for broken in (b"", b"<", b"<?xml version='1.0'?>", b"<!DOCTYPE x [<!ENTITY a '"):
        with pytest.raises(DocumentError, match="no element of XML"):
            read(broken, "feed")


# Sitemaps and lists


def test_a_sitemap_of_news_with_pictures():
    data = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> https://press.example/1 </loc><i:image><i:loc>https://x/y.png</i:loc>
      <i:title>A picture</i:title></i:image><n:news><n:publication><n:name>Lorn Post</n:name></n:publication>
      <n:publication_date>2031-02-03T10:00:00+00:00</n:publication_date><n:title>Talks</n:title></n:news></url>
      <url><lastmod>2031-02-01</lastmod></url></urlset>"""
    (only,) = read(data, "sitemap").leads
    assert (only.address, only.details.title, only.details.source) == ("https://press.example/1", "Talks", "Lorn Post")
    assert (only.details.date, only.fallback.date) == (date(2031, 2, 3), None)


def test_a_sitemap_that_breaks_off_gives_what_came_before():
    found = read(sitemap(("/1", "2031-02-03"), ("/2", None))[:-20], "sitemap")
    assert [one.address for one in found.leads] == ["https://press.example/1"]
    assert "breaks off" in found.told[0]
    with pytest.raises(DocumentError, match="cannot be read"):
        read(b"<urlset><url><loc>", "sitemap")


def test_no_more_than_a_sitemap_may_list(monkeypatch):
    monkeypatch.setattr("pourparler.documents.sitemaps.MOST_LISTED", 3)
    found = read(sitemap(*((f"/{n}", None) for n in range(9))), "sitemap")
    assert len(found.leads) == 3
    assert "more than 3" in found.told[0]


def test_a_packed_sitemap_is_unpacked_no_further_than_the_limits():
    bomb = gzip.compress(b"<urlset>" + bytes(3_000_000))
    with pytest.raises(DocumentError, match="unpacks to"):
        read(bomb, "sitemap", limits=Limits(size=100_000))
    with pytest.raises(DocumentError, match="packed and incomplete"):
        read(gzip.compress(sitemap(("/1", None)))[:-9], "sitemap")


def test_a_list_of_addresses_with_comments():
    found = read(
        "\ufeff# mine\nhttps://a.example/1#part # one\n\nhttps://a.example/2\nhttps://a.example/1#part\n", "addresses"
    )
    assert [one.address for one in found.leads] == ["https://a.example/1#part", "https://a.example/2"]
    assert found.told == ("https://a.example/1#part stands in the list twice",)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (read(feed(item(1, "/1")), "feed"), "a feed of 1 entry"),
        (read(sitemap(("/1", None), ("/2", None)), "sitemap"), "a sitemap of 2 pages"),
        (read(sitemap(("/1", None), index=True), "sitemap"), "a sitemap of 1 sitemap"),
        (read("https://a.example/\n", "addresses"), "a list of addresses of 1 page"),
    ],
)
def test_what_it_is_in_words(found, words):
    assert found.words == words
