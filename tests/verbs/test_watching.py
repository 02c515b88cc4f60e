"""Sources that grow, against a real server: what is new comes once, what has changed is told, and servers are asked as they want it."""

from __future__ import annotations

import os
import random
from datetime import date, datetime, timedelta

import pytest

from pourparler import verbs
from pourparler.documents import Following, Limits, Manners, Options
from pourparler.dossier import new_dossier
from pourparler.dossier.sources_file import NAME
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.record import Record
from pourparler.verbs.visits import TRIES, Looked, Visited
from pourparler.verbs.watching import rounds

from ..clock import Clock
from ..growing_site import article, feed, item, page, site, sitemap

NOW = datetime(2031, 3, 1, 9)


@pytest.fixture
def web():
    with site() as server:
        yield server


@pytest.fixture
def talks(tmp_path):
    new_dossier(tmp_path / "talks")
    return tmp_path / "talks"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def following(clock):
    return Following(Options(allow_private=True), Limits(size=1_000_000), Manners(clock=clock, sleep=clock.sleep))


@pytest.fixture
def look(talks, following):
    def looked(*sources, most=None, now=NOW, way=following):
        events = list(verbs.watch(talks, [str(s) for s in sources], way, most=most, now=lambda: now))
        return [e for e in events if isinstance(e, Looked)], [e for e in events if isinstance(e, Visited)]

    return looked


def outcomes(looked):
    return [(e.outcome, e.gathered.document.title) for e in looked if e.gathered.document]


def documents(talks):
    with Record(talks / "record.sqlite") as record:
        return record.documents()


# Feeds


def test_a_feed_gives_its_entries_with_date_title_and_source(web, talks, look):
    for n in (1, 2):
        web.put(f"/{n}", page(n))
    source = web.put("/feed.xml", feed(item(1, "/1"), item(2, f"{web.root}/2")), "application/rss+xml")
    looked, (visited,) = look(source)
    assert outcomes(looked) == [("added", "Talks 1"), ("added", "Talks 2")]
    one, two = documents(talks)
    assert (one.title, one.date, one.source, one.url) == ("Talks 1", date(2031, 2, 2), "Lorn Post", f"{web.root}/1")
    assert not one.date_guessed
    assert two.url == f"{web.root}/2"
    visit = visited.visit
    assert (visit.new, visit.total, visit.left, visit.title, visit.what) == (
        2,
        2,
        0,
        "Lorn Post",
        "a feed of 2 entries",
    )


def test_looking_twice_brings_nothing_new_and_costs_one_short_answer(web, talks, look):
    web.put("/1", page(1))
    source = web.put("/feed.xml", feed(item(1, "/1")))
    look(source)
    assert web.paths() == ["/feed.xml", "/1"]
    looked, (visited,) = look()
    assert looked == []
    assert (visited.visit.unchanged, visited.visit.new) == (True, 0)
    (asked,) = [headers for path, headers in web.asked if path == "/feed.xml"]
    assert asked["If-None-Match"]
    assert web.paths() == ["/feed.xml"]
    assert len(documents(talks)) == 1


@pytest.mark.parametrize("etags", [True, False])
def test_only_what_is_new_is_fetched(web, talks, look, etags):
    web.etags = etags
    for n in (1, 2, 3):
        web.put(f"/{n}", page(n))
    source = web.put("/feed.xml", feed(item(2, "/2"), item(1, "/1")))
    look(source)
    web.paths()
    web.put("/feed.xml", feed(item(3, "/3"), item(2, "/2"), item(1, "/1")))
    looked, (visited,) = look(source)
    assert outcomes(looked) == [("added", "Talks 3")]
    assert (visited.visit.new, visited.visit.total) == (1, 3)
    assert web.paths() == ["/feed.xml", "/3"]


def test_an_entry_that_the_feed_carries_whole_is_not_fetched(web, talks, look):
    whole = f"&lt;p&gt;{'&lt;/p&gt;&lt;p&gt;'.join(article(n) for n in range(5, 9))}&lt;/p&gt;"
    cut = f"{' '.join(article(n) for n in range(9, 13))} […]"
    web.put("/2", page(2))
    entries = item(1, "/1", content_encoded=whole), item(2, "/2", content_encoded=cut), item(3, description=article(3))
    look(web.put("/feed.xml", feed(*entries)))
    assert web.paths() == ["/feed.xml", "/2"]
    texts = {d.title: d for d in documents(talks)}
    assert texts["Talks 1"].text.split("\n\n") == [article(n) for n in range(5, 9)]
    assert texts["Talks 1"].url == f"{web.root}/1"
    assert article(2) in texts["Talks 2"].text
    assert texts["Talks 3"].text == article(3)


def test_an_entry_whose_page_changed_is_told_with_what_it_was(web, talks, look):
    web.put("/1", page(1))
    source = web.put("/feed.xml", feed(item(1, "/1", description="a teaser")))
    look(source)
    (before,) = documents(talks)
    web.put("/1", page(1, "A correction: nobody agreed to anything at all."))
    web.put("/feed.xml", feed(item(1, "/1", description="a corrected teaser")))
    looked, (visited,) = look()
    ((outcome, _),) = outcomes(looked)
    assert (outcome, looked[0].was) == ("changed", before.id)
    assert (visited.visit.new, visited.visit.changed) == (0, 1)
    assert len(documents(talks)) == 2
    # The feed says that it has changed, and the text is the same: nothing is told.
    web.put("/feed.xml", feed(item(1, "/1", description="a teaser once more")))
    looked, (visited,) = look()
    assert (looked, visited.visit.changed, visited.visit.known) == ([], 0, 0)


def test_a_feed_without_dates_takes_those_of_the_pages_and_a_day_of_change_is_a_guess(web, talks, look):
    head = "<meta property='article:published_time' content='2031-01-05'>"
    web.put("/1", page(1, head=head))
    for n in (2, 3):
        web.put(f"/{n}", page(n))
    updated = "<entry><id>u3</id><title>Talks 3</title><link href='/3'/><updated>2031-01-09T00:00:00Z</updated></entry>"
    look(web.put("/feed.xml", feed(item(1, "/1", pubDate=""), item(2, "/2", pubDate=""))))
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Lorn</title>{updated}</feed>".encode()
    looked, _ = look(web.put("/atom.xml", atom))
    dates = {d.title: (d.date, d.date_guessed) for d in documents(talks)}
    assert dates == {
        "Talks 1": (date(2031, 1, 5), False),
        "Talks 2": (None, False),
        "Talks 3": (date(2031, 1, 9), True),
    }
    assert "the day on which it was changed last" in looked[0].gathered.notice


def test_entries_with_the_same_id_are_both_taken(web, talks, look):
    for n in (1, 2):
        web.put(f"/{n}", page(n))
    looked, _ = look(web.put("/feed.xml", feed(item(1, "/1", guid="x"), item(2, "/2", guid="x"))))
    assert "two entries have the same id" in looked[0].gathered.notice
    assert len(documents(talks)) == 2
    assert look()[1][0].visit.new == 0


def test_a_feed_in_pages_is_followed_until_nothing_is_new(web, talks, look):
    for n in range(4):
        web.put(f"/{n}", page(n))
    link = "<atom:link rel='next' href='/feed.xml?{}'/>"
    web.put("/feed.xml", feed(item(0, "/0"), item(1, "/1"), more=link.format(2)))
    web.put("/feed.xml?2", feed(item(2, "/2"), more=link.format(3)))
    web.put("/feed.xml?3", feed(item(3, "/3"), more=link.format(2)))  # in a circle
    _, (visited,) = look(f"{web.root}/feed.xml")
    assert (visited.visit.new, visited.visit.total) == (4, 4)
    web.paths()
    web.etags = False
    _, (visited,) = look()
    assert (visited.visit.new, web.paths()) == (0, ["/feed.xml"])


def test_pages_without_end_are_ended_with_a_message(web, talks, look, monkeypatch):
    monkeypatch.setattr("pourparler.documents.following.MOST_LISTINGS", 5)

    def endless(handler):
        number = int(handler.path.partition("?")[2] or 0)
        body = feed(item(number, content_encoded=""), more=f"<atom:link rel='next' href='/feed.xml?{number + 1}'/>")
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(body.replace(b"</item>", f"<description>{article(number)}</description></item>".encode()))

    web.pages["/feed.xml"] = endless
    for n in range(1, 9):
        web.pages[f"/feed.xml?{n}"] = endless
    looked, (visited,) = look(f"{web.root}/feed.xml", most=3)
    assert (visited.visit.new, visited.visit.left) == (3, 3)
    assert any("goes on after 5 pages" in (e.gathered.notice or "") for e in looked)
    _, (visited,) = look(most=3)
    assert (visited.visit.new, visited.visit.left, len(documents(talks))) == (3, 0, 6)


def test_a_stream_without_end_is_ended_by_the_limit_on_size(web, talks, look):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            handler.wfile.write(feed(item(1, "/1"))[:-20])
            while True:
                handler.wfile.write(item(2, "/2").encode() * 1000)
        except OSError:
            pass

    web.pages["/feed.xml"] = endless
    _, (visited,) = look(f"{web.root}/feed.xml")
    assert "more than 1 MB" in visited.visit.fault


def test_what_is_over_the_most_comes_with_the_next_visits(web, talks, look):
    for n in range(5):
        web.put(f"/{n}", page(n))
    source = web.put("/feed.xml", feed(*(item(n, f"/{n}") for n in range(5))))
    counts = []
    for _ in range(4):
        _, (visited,) = look(source, most=2)
        counts.append((visited.visit.new, visited.visit.left))
    assert counts == [(2, 3), (2, 1), (1, 0), (0, 0)]
    assert visited.visit.unchanged  # only once nothing is left is the server asked on condition


# Sitemaps and lists


def test_a_sitemap_gives_its_pages_the_latest_first_with_the_day_of_change_as_a_guess(web, talks, look):
    for n in (1, 2, 3):
        web.put(f"/{n}", page(n))
    pages = [(f"{web.root}/1", "2031-02-01"), (f"{web.root}/2", "2031-02-03T10:00:00Z"), (f"{web.root}/3", None)]
    source = web.put("/sitemap.xml", sitemap(*pages))
    looked, _ = look(source)
    assert [title for _, title in outcomes(looked)] == ["Talks 2", "Talks 1", "Talks 3"]
    assert [(d.date, d.date_guessed) for d in documents(talks)][:2] == [
        (date(2031, 2, 1), True),
        (date(2031, 2, 3), True),
    ]
    web.paths()
    web.put("/1", page(1, "And a word more."))
    web.put("/sitemap.xml", sitemap((f"{web.root}/1", "2031-02-09"), *pages[1:]))
    looked, _ = look()
    assert (outcomes(looked), web.paths()) == ([("changed", "Talks 1")], ["/sitemap.xml", "/1"])


def test_an_index_of_packed_sitemaps(web, talks, look):
    import gzip

    for n in (1, 2):
        web.put(f"/{n}", page(n))
    maps = [(f"{web.root}/a.xml.gz", "2031-02-01"), (f"{web.root}/gone.xml", None), (f"{web.root}/b.xml", "2031-02-02")]
    web.put("/a.xml.gz", gzip.compress(sitemap((f"{web.root}/1", None))), "application/gzip")
    web.put("/b.xml", sitemap((f"{web.root}/2", None)))
    looked, (visited,) = look(web.put("/sitemap.xml", sitemap(*maps, index=True)))
    assert outcomes(looked) == [("added", "Talks 2"), ("added", "Talks 1")]
    assert [e.gathered.error.what for e in looked if e.gathered.error] == ["the server answered 404 Not Found"]
    assert (visited.visit.new, visited.visit.total) == (2, 2)


def test_of_a_list_of_addresses_each_page_says_whether_it_has_changed(web, talks, look, tmp_path):
    for n in (1, 2):
        web.put(f"/{n}", page(n))
    file = tmp_path / "addresses.txt"
    file.write_text(f"# ministries\n{web.root}/1\n\n{web.root}/2 # the second\n{web.root}/1\n")
    looked, _ = look(file)
    assert any("stands in the list twice" in (e.gathered.notice or "") for e in looked)
    assert len(documents(talks)) == 2
    web.paths()
    web.put("/2", page(2, "Something else altogether."))
    looked, _ = look()
    assert outcomes(looked) == [("changed", "Talks 2")]
    assert web.paths() == ["/1", "/2"]


def test_a_page_is_watched_for_changes(web, talks, look):
    source = web.put("/statement", page(1, head="<link type='application/rss+xml' href='/feed.xml'>"))
    looked, _ = look(source)
    assert f"it names a feed, {web.root}/feed.xml" in looked[0].gathered.notice
    assert outcomes(looked) == [("added", "Talks 1")]
    assert look()[1][0].visit.unchanged
    web.put("/statement", page(1, "This was withdrawn."))
    assert outcomes(look()[0]) == [("changed", "Talks 1")]


# Folders


def test_a_folder_that_grows(talks, look, tmp_path):
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "2031-02-01 one.txt").write_text(article(1))
    (folder / "picture.jpg").write_bytes(b"x")
    looked, (visited,) = look(folder)
    assert [e.outcome for e in looked] == ["added", None]
    assert documents(talks)[0].date == date(2031, 2, 1)
    assert look() == ([], [visited.__class__(str(folder), look()[1][0].visit)])
    (folder / "two.txt").write_text(article(2))
    (folder / "2031-02-01 one.txt").write_text(article(1) + " And more was said.")
    looked, (visited,) = look()
    assert sorted((e.outcome, e.gathered.document.title) for e in looked) == [
        ("added", "two"),
        ("changed", "2031 02 01 one"),
    ]
    assert (visited.visit.new, visited.visit.changed, visited.visit.total) == (1, 1, 3)


def test_what_is_told_of_a_source_holds_at_every_visit(talks, look, tmp_path):
    folder, table = tmp_path / "clippings", tmp_path / "details.csv"
    folder.mkdir()
    table.write_text("file,title\none,A title of the table\n")
    (folder / "2031-02-01_one.txt").write_text(article(1))
    about = {"name-pattern": "{date}_{title}", "source": "Lorn Post", "kind": "bulletin"}
    verbs.watch_add(talks, [str(folder)], about)
    look()
    (folder / "2031-02-02_two.txt").write_text(article(2))
    look()
    found = [(d.title, d.date, d.source, d.kind) for d in documents(talks)]
    assert found == [
        ("one", date(2031, 2, 1), "Lorn Post", "bulletin"),
        ("two", date(2031, 2, 2), "Lorn Post", "bulletin"),
    ]
    table.write_text("file,title\n2031-02-03_three,A title of the table\n")
    verbs.watch_add(talks, [str(folder)], {"details": str(table)})
    (folder / "2031-02-03_three.txt").write_text(article(3))
    look()
    assert [(d.title, d.source) for d in documents(talks)][2:] == [("A title of the table", None)]
    assert verbs.watch_list(talks)[0].told == {"details": str(table)}


def test_the_kind_that_is_told_of_a_source_is_kept_with_the_document(talks, look, tmp_path, monkeypatch):
    """A visit that is killed after the document was kept is not gone on with for its kind: the document was seen."""
    (tmp_path / "clippings").mkdir()
    (tmp_path / "clippings" / "one.txt").write_text(article(1))
    verbs.watch_add(talks, [str(tmp_path / "clippings")], {"kind": "bulletin"})
    monkeypatch.setattr(Record, "set_kind", lambda *_: pytest.fail("afterwards"))
    looked, _ = look()
    assert [(d.kind, d.kind_reason[:9]) for d in documents(talks)] == [("bulletin", "given by ")]
    assert [e.gathered.document.kind for e in looked] == ["bulletin"]


def test_what_is_told_of_a_feed_goes_before_what_it_says(web, talks, look):
    web.put("/1", page(1))
    source = web.put("/feed.xml", feed(item(1, "/1")))
    verbs.watch_add(talks, [source], {"source": "A ministry"})
    look()
    assert [d.source for d in documents(talks)] == ["A ministry"]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"kind": "poem"}, "no kind of document"),
        ({"name-pattern": "{nothing}"}, "unknown field"),
        ({"date-order": "dym"}, "there is no order of dates"),
        ({"details": "gone.csv"}, "gone.csv"),
    ],
)
def test_what_is_told_wrongly_of_a_source_is_refused_and_not_kept(talks, tmp_path, about, words):
    (tmp_path / "clippings").mkdir()
    with pytest.raises(PourparlerError, match=words):
        verbs.watch_add(talks, [str(tmp_path / "clippings")], about)
    assert verbs.watch_list(talks) == []


def test_what_stands_wrongly_in_the_list_fails_its_own_source_only(talks, look, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "2031-02-01 a.txt").write_text(article(len(name)) + name)
    (talks / "sources.txt").write_text(f"{tmp_path}/one\n    kind: poem\n{tmp_path}/two\n")
    _, visits = look()
    assert [v.visit.fault is None for v in visits] == [False, True]
    assert "no kind of document" in visits[0].visit.fault


def test_a_table_that_grows_gives_its_new_rows(talks, look, tmp_path):
    table = tmp_path / "in" / "t.csv"
    table.parent.mkdir()
    rows = [f'Talks {n},2031-02-01,"{article(n)}"\n' for n in range(3)]
    table.write_text("title,date,text\n" + rows[0])
    look(table.parent)
    table.write_text("title,date,text\n" + "".join(rows) + "Bad,soon,words that say nothing\n")
    looked, (visited,) = look()
    assert [e.outcome for e in looked] == ["added", "added", None]  # of the first row nothing is told again
    assert (visited.visit.new, visited.visit.failed) == (2, 1)


def test_a_mailbox_that_grows_gives_its_new_messages(talks, look, tmp_path):
    def message(n):
        head = f"From: Ada Voss <ada@lorn.example>\nSubject: Talks {n}\nMessage-ID: <{n}@x>\nDate: Mon, 03 Feb 2031 10:00:00 +0000"
        return f"From ada@lorn.example Mon Feb  3 10:00:00 2031\n{head}\n\n{article(n)}\n\n"

    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "Inbox").write_text(message(1))
    assert outcomes(look(folder)[0]) == [("added", "Talks 1")]
    (folder / "Inbox").write_text(message(1) + message(2))
    assert outcomes(look()[0]) == [("added", "Talks 2")]
    assert [d.date for d in documents(talks)] == [date(2031, 2, 3)] * 2


def test_a_file_that_is_being_written_is_left_for_the_next_visit(talks, look, tmp_path, monkeypatch):
    from pourparler.verbs import visiting

    folder = tmp_path / "in"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text(article(1)[:20])
    read = visiting.read_file

    def while_written(path, limits):
        data = read(path, limits)
        file.write_text(article(1))
        return data

    monkeypatch.setattr(visiting, "read_file", while_written)
    looked, (visited,) = look(folder)
    assert "being written" in looked[0].gathered.notice
    assert (visited.visit.left, documents(talks)) == (1, [])
    monkeypatch.setattr(visiting, "read_file", read)
    assert outcomes(look()[0]) == [("added", "a")]


def test_a_file_of_a_folder_that_lists_pages_is_not_followed(web, talks, look, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "addresses.txt").write_text(f"{web.root}/1\n")
    looked, _ = look(folder)
    assert "name it itself" in looked[0].gathered.notice
    assert web.paths() == []


def test_a_folder_that_is_gone_is_told_with_since_when_and_the_others_go_on(talks, look, tmp_path):
    gone, other = tmp_path / "gone", tmp_path / "other"
    gone.mkdir()
    other.mkdir()
    look(gone, other)
    gone.rmdir()
    (other / "a.txt").write_text(article(1))
    _, (first, second) = look(now=NOW + timedelta(hours=1))
    assert "there is no such file" in first.visit.fault
    assert first.visit.failing_since == NOW + timedelta(hours=1)
    assert second.visit.new == 1
    _, (first, _) = look(now=NOW + timedelta(hours=2))
    assert first.visit.failing_since == NOW + timedelta(hours=1)
    gone.mkdir()
    _, (first, _) = look(now=NOW + timedelta(hours=3))
    assert (first.visit.fault, first.visit.failing_since) == (None, None)


@pytest.mark.parametrize("inside", [True, False])
def test_the_dossiers_own_folder_is_not_watched(talks, look, inside):
    with pytest.raises(PourparlerError, match="the dossier lies in this folder"):
        look(talks if inside else talks.parent)
    assert not (talks / NAME).exists()


# Manners


def test_a_pause_lies_between_two_requests_and_robots_may_ask_for_a_longer_one(web, talks, look, clock):
    for n in (1, 2):
        web.put(f"/{n}", page(n))
    source = web.put("/feed.xml", feed(item(1, "/1"), item(2, "/2")))
    web.pages["/robots.txt"] = (404, {}, b"")
    look(source)
    assert clock.slept == [1.0, 1.0]
    clock.slept.clear()
    web.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7.5\nDisallow: /private\n")
    clock.now += 25 * 3600  # robots.txt is asked for once a day
    web.put("/private", page(3))
    web.put("/feed.xml", feed(item(3, "/private"), item(4, "/4")))
    web.put("/4", page(4))
    looked, (visited,) = look()
    assert clock.slept == [7.5]  # only pages that may be asked for
    assert "robots.txt of 127.0.0.1 does not allow" in looked[0].gathered.error.what
    assert (visited.visit.new, visited.visit.failed) == (1, 1)
    assert "/private" not in web.paths()


def test_a_pause_that_is_too_long_leaves_the_rest_for_later(web, talks, look, clock):
    for n in (1, 2):
        web.put(f"/{n}", page(n))
    web.pages["/robots.txt"] = (200, {}, b"User-agent: pourparler\nRequest-rate: 1/600\n")
    source = web.put("/feed.xml", feed(item(1, "/1"), item(2, "/2")))
    _, (visited,) = look(source)
    assert (visited.visit.new, visited.visit.left, clock.slept) == (0, 2, [])
    assert visited.visit.not_before == NOW + timedelta(minutes=10)


def test_a_server_that_asks_for_a_little_patience_gets_it_once(web, talks, look, clock):
    answers = iter([(429, {"Retry-After": "30"}, b""), (200, {}, page(1))])

    def sometimes(handler):
        status, headers, body = next(answers)
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    web.pages["/1"] = sometimes
    _, (visited,) = look(web.put("/feed.xml", feed(item(1, "/1"))))
    assert (visited.visit.new, clock.slept) == (1, [30.0])


@pytest.mark.parametrize(
    ("header", "minutes"), [("7200", 120), ("Sat, 01 Mar 2031 11:00:00 GMT", 120), (None, 1), ("x", 1)]
)
def test_a_server_that_asks_to_be_left_alone_is(web, talks, look, header, minutes):
    more = {"Retry_After": header, "Date": "Sat, 01 Mar 2031 09:00:00 GMT"} if header else {}
    source = web.put("/feed.xml", b"", status=503, **more)
    _, (visited,) = look(source)
    assert "503 Service Unavailable" in visited.visit.fault
    assert visited.visit.not_before == NOW + timedelta(minutes=minutes)
    web.paths()
    later = NOW + timedelta(minutes=minutes)
    _, (visited,) = look(now=later - timedelta(seconds=1))
    assert (visited.put_off, web.paths()) == (True, [])
    # A clock that was set back does not make it wait for longer, nor does one that was set forward.
    for moved in (NOW - timedelta(days=300), NOW + timedelta(days=300)):
        _, (visited,) = look(now=moved, way=Following(Options(allow_private=True)))
        assert (visited.put_off, web.paths()) == (False, ["/feed.xml"])


def test_all_that_is_watched_on_a_server_is_left_alone_until_the_time_that_it_names(web, talks, look):
    """Also what was looked at before it said so, and by a program that starts anew, such as one that a scheduler starts."""
    with site() as other:
        early, late = web.put("/early.xml", feed()), web.put("/late.xml", b"", status=429, Retry_After="3600")
        elsewhere = other.put("/feed.xml", feed())
        look(early, elsewhere, late)
        web.paths()
        _, visits = look(now=NOW + timedelta(minutes=30), way=Following(Options(allow_private=True)))
        assert [v.put_off for v in visits] == [True, False, True]
        assert web.paths() == []
        look(now=NOW + timedelta(minutes=61), way=Following(Options(allow_private=True)))
        assert web.paths() == ["/early.xml", "/late.xml"]


def test_a_server_in_trouble_that_names_no_time_is_asked_for_what_else_is_watched_there(web, talks, look):
    fine, broken = web.put("/fine.xml", feed()), web.put("/broken.xml", b"", status=503)
    look(fine, broken)
    web.paths()
    _, visits = look(now=NOW + timedelta(seconds=30), way=Following(Options(allow_private=True)))
    assert [v.put_off for v in visits] == [False, True]


def test_backing_off_doubles_each_time(web, talks, look):
    source = web.put("/feed.xml", b"", status=503)
    now, waits = NOW, []
    for _ in range(4):
        _, (visited,) = look(source, now=now, way=Following(Options(allow_private=True)))
        waits.append((visited.visit.not_before - now).total_seconds() / 60)
        now = visited.visit.not_before
    assert waits == [1, 2, 4, 8]


def test_one_server_in_trouble_does_not_stop_the_pages_of_another(web, talks, look):
    with site() as other:
        web.put("/1", b"", status=503, Retry_After="9999")
        web.put("/2", page(2))
        other.put("/3", page(3))
        source = other.put("/feed.xml", feed(item(1, f"{web.root}/1"), item(2, f"{web.root}/2"), item(3, "/3")))
        looked, (visited,) = look(source)
        assert (outcomes(looked), visited.visit.left) == ([("added", "Talks 3")], 2)
        assert web.paths() == ["/1"]
        web.put("/1", page(1))
        _, (visited,) = look(now=NOW + timedelta(hours=3), way=Following(Options(allow_private=True)))
        assert (visited.visit.new, visited.visit.left) == (2, 0)


# What is wrong


def test_an_entry_that_cannot_be_brought_in_is_tried_a_few_times(web, talks, look):
    source = web.put("/feed.xml", feed(item(1, "/1")))
    for n in range(TRIES):
        looked, (visited,) = look(source, now=NOW + timedelta(hours=n))
        assert visited.visit.failed == 1
    assert any("could not be brought in at 5 visits" in (e.gathered.notice or "") for e in looked)
    web.paths()
    looked, (visited,) = look()
    assert (looked, web.paths()) == ([], ["/feed.xml"])
    web.put("/1", page(1))
    web.put("/feed.xml", feed(item(1, "/1", description="it is back")))
    assert outcomes(look()[0]) == [("added", "Talks 1")]


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'><channel><title>x", "text/xml", "no feed that can be read"),
        (b"<?xml version='1.0'?><thing><a/></thing>", "text/xml", "neither a feed"),
        (b"<rss><junk", "text/xml", "no feed that can be read"),
        (b"<html><body></body></html>", "text/html", "no article text"),
        (b"", "text/html", "the file is empty"),
        (b"<urlset><url", "text/xml", "the sitemap cannot be read"),
    ],
)
def test_what_is_no_source_is_told(web, talks, look, body, kind, words):
    _, (visited,) = look(web.put("/source", body, kind))
    assert words in visited.visit.fault
    assert not visited.visit.fault.startswith(web.root)  # it is told with its source


def test_a_bomb_of_entities_ends_with_a_message_and_expands_nothing(web, talks, look):
    declared = "".join(f"<!ENTITY e{k} '{10 * f'&e{k - 1};'}'>" for k in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{declared}]>'
    inside = (
        f"<rss version='2.0'><channel><title>&e8;</title>{item(1, description='&e8; ' + article(1))}</channel></rss>"
    )
    look(web.put("/feed.xml", (bomb + inside).encode()))
    look(web.put("/map.xml", (bomb + "<urlset><url><loc>&e8;</loc></url></urlset>").encode()))
    assert all(len(d.text) < 1000 for d in documents(talks))


def test_a_page_that_leads_into_a_private_network_is_refused(web, talks, look):
    source = web.put("/feed.xml", feed(item(1, "/1")))
    web.pages["/1"] = (302, {"Location": "http://10.0.0.1/"}, b"")
    _, (visited,) = look(source, way=Following())
    assert "an address of this computer" in visited.visit.fault


def test_sources_that_cannot_be_watched_are_refused_and_not_kept(talks, look, tmp_path):
    for name, words in (("http://user:pw@x.example/", "a name or a password"), (tmp_path / "nowhere", "no such file")):
        with pytest.raises(PourparlerError, match=words):
            look(name)
    with pytest.raises(PourparlerError, match="no source is watched yet"):
        look()


def test_the_list_is_a_file_that_people_edit(web, talks, look, tmp_path):
    inside, outside = talks / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    assert verbs.watch_add(talks, [str(inside), str(outside)]) == (["in", str(outside)], [])
    assert verbs.watch_add(talks, [str(inside)]) == (["in"], ["in"])
    file = talks / NAME
    file.write_text(file.read_text() + "# a colleague's\n" + f"{web.put('/feed.xml', feed())}\n")
    look()
    found = verbs.watch_list(talks)
    assert [s.name for s in found] == ["in", str(outside), f"{web.root}/feed.xml"]
    assert [s.last.what for s in found] == ["a folder", "a folder", "a feed of 0 entries"]
    assert verbs.watch_remove(talks, str(inside)) == "in"
    assert "# a colleague's\n" in file.read_text()
    with pytest.raises(NotFoundError, match="is not watched"):
        verbs.watch_remove(talks, "in")


def test_a_lost_record_is_filled_again_from_the_list(web, talks, look):
    web.put("/1", page(1))
    look(web.put("/feed.xml", feed(item(1, "/1"))))
    for file in talks.glob("record.sqlite*"):
        file.unlink()
    assert look()[1][0].visit.new == 1


def test_what_a_person_took_out_does_not_come_back(web, talks, look):
    web.put("/1", page(1))
    look(web.put("/feed.xml", feed(item(1, "/1"))))
    (document,) = documents(talks)
    verbs.documents_remove(talks, document.id)
    web.put("/feed.xml", feed(item(1, "/1")) + b"\n")
    assert look()[1][0].visit.new == 0
    assert documents(talks) == []


def test_a_source_that_is_taken_out_during_its_visit_leaves_nothing_and_the_next_is_not_begun(
    talks, following, tmp_path
):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        for n in (1, 2):
            (folder / f"{n}.txt").write_text(article(n))
    first, second = map(str, folders)
    verbs.watch_add(talks, [first, second])
    events = verbs.watch_look(talks, [first, second], following)
    next(events)
    verbs.watch_remove(talks, first)
    verbs.watch_remove(talks, second)
    assert {e.source for e in events} == {first}
    with Record(talks / "record.sqlite") as record:
        assert (record.last_visits(), record.seen_of_sources()) == ({}, {})
        assert len(record.documents()) == 2


# Rounds


def test_rounds_wait_by_a_clock_that_only_goes_forward():
    clock = Clock()

    def short(seconds):  # a sleep may end early
        clock.sleep(min(seconds, 100.0))

    told = rounds(5, clock=clock, sleep=short)
    assert (next(told), clock.slept) == (1, [])
    clock.now += 10_000  # the round itself took long: no burst follows
    assert (next(told), clock.slept) == (2, [100.0, 100.0, 100.0])
    assert list(rounds(None)) == [1]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_grows_comes_once_and_all_of_it(web, talks, look, seed):
    """Feeds of which something is new, gone, moved, cut or failing at each visit: in the end all that could be had is there, once."""
    chance = random.Random(seed)
    source, there, due = f"{web.root}/feed.xml", [], set()
    web.etags = chance.random() < 0.7
    for step in range(6):
        there = [n for n in there if chance.random() < 0.9] + [10 * step + k for k in range(chance.randrange(4))]
        chance.shuffle(there)
        for n in there:
            broken = step < 5 and chance.random() < 0.2
            web.put(f"/{n}", b"" if broken else page(n), status=500 if broken else 200)
        web.put("/feed.xml", feed(*(item(n, f"/{n}") for n in there)))
        look(source, most=chance.choice((2, 100)), now=NOW + timedelta(hours=step))
    for _ in range(10):
        _, (visited,) = look(most=100)
    due = {f"Talks {n}" for n in there}
    titles = [d.title for d in documents(talks)]
    assert due <= set(titles)
    assert len(titles) == len(set(titles))
    assert (visited.visit.new, visited.visit.left, visited.visit.failed) == (0, 0, 0)


def test_files_are_looked_at_by_what_they_are_not_by_when(talks, look, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text(article(1))
    os.utime(file, (4e9, 4e9))  # a clock that was wrong
    assert look(folder)[1][0].visit.new == 1
    os.utime(file, (1e9, 1e9))
    looked, (visited,) = look()
    assert (looked, visited.visit.new, visited.visit.changed) == ([], 0, 0)
