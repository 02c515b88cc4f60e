"""How servers are asked: pauses, their robots.txt, and being left alone; by a clock that the tests turn."""

import threading

import pytest

from pourparler.documents.manners import ROBOTS_AGE, Manners, Rules
from pourparler.errors import ServerBusyError

from ..clock import Clock


@pytest.fixture
def clock():
    return Clock(50.0)


@pytest.fixture
def manners(clock):
    return Manners(clock=clock, sleep=clock.sleep)


def ask(manners, host, seconds=0.0):
    with manners.turn(host) as waited:
        manners._clock.now += seconds
        return waited


@pytest.mark.parametrize(
    ("robots", "pause"),
    [
        ("User-agent: *\nDisallow: /x", None),
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 0.2", 0.2),
        ("User-agent: *\ncrawl-delay : 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: 0", 0),
        ("User-agent: other\nCrawl-delay: 10", None),
        ("User-agent: *\nCrawl-delay: 10\n\nUser-agent: pourparler\nCrawl-delay: 2", 2),
        ("User-agent: *\nRequest-rate: 1/30\nCrawl-delay: 5", 30),
    ],
)
def test_the_pause_that_robots_ask_for(robots, pause):
    assert Rules(robots).pause == pause


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("Disallow: /private/", "private/a", False),
        ("Disallow: /private/", "a", True),
        ("Allow: /\nDisallow: /private/", "private/a", False),
        ("Disallow: /news\nAllow: /news/open", "news/open/1", True),
        ("Disallow: /*?print=", "a?print=1", False),
        ("Disallow: /*.pdf$", "a/b.pdf", False),
        ("Disallow: /*.pdf$", "a/b.pdf.html", True),
        ("Disallow: /a\n\nUser-agent: *\nDisallow: /b", "b", False),
        ("Disallow: /\n\nUser-agent: pourparler\nAllow: /", "a", True),
        ("Disallow:", "a", True),
    ],
)
def test_pages_that_robots_forbid(robots, path, allowed):
    for begin in ("", "\ufeff"):
        assert Rules(f"{begin}User-agent: *\n{robots}").allow(f"https://a.example/{path}") is allowed


def test_without_a_robots_txt():
    assert Rules(None).allow("https://a.example/")
    assert not Rules(None, allowed=False).allow("https://a.example/")
    assert Rules(None).pause is None


def test_a_pause_is_counted_from_the_end_of_the_last_request_and_for_each_server(manners, clock):
    assert ask(manners, "a", seconds=5) == 0
    assert ask(manners, "b") == 0
    clock.now += 0.25
    assert ask(manners, "a") == 0.75
    clock.now += 100
    assert ask(manners, "a") == 0
    assert clock.slept == [0.75]


def test_a_pause_holds_after_a_request_that_failed(manners, clock):
    with pytest.raises(ZeroDivisionError), manners.turn("a"):
        _ = 1 / 0
    assert ask(manners, "a") == 1


def test_robots_are_asked_for_once_a_day(manners, clock):
    asked = []

    def get():
        asked.append(clock.now)
        return Rules("User-agent: *\nCrawl-delay: 9")

    for _ in range(3):
        manners.rules("a", "https://a/robots.txt", get)
    clock.now += ROBOTS_AGE + 1
    manners.rules("a", "https://a/robots.txt", get)
    assert len(asked) == 2
    ask(manners, "a")
    assert ask(manners, "a") == 9


def test_robots_of_a_server_in_trouble_are_asked_for_again_in_the_next_round(manners):
    answers = iter([Rules(None, allowed=False), Rules(None)])
    told = []
    for _ in range(2):
        told += [
            manners.rules("a", "https://a/robots.txt", lambda: next(answers)).allow("https://a/1") for _ in range(2)
        ]
        manners.begin()
    assert told == [False, False, True, True]


def test_who_asks_for_a_pause_beyond_all_patience_is_not_waited_for(manners, clock):
    manners.rules("a", "https://a/robots.txt", lambda: Rules("User-agent: *\nCrawl-delay: 600"))
    ask(manners, "a")
    with pytest.raises(ServerBusyError, match="600 seconds between two requests") as told:
        ask(manners, "a")
    assert (told.value.seconds, clock.slept) == (600, [])


def test_in_one_round_no_more_is_waited_than_the_patience(manners, clock):
    assert [manners.waited_for("a", s) for s in (40, 30, 20, None)] == [True, False, True, False]
    assert manners.waited_for("b", 60)
    manners.begin()
    assert manners.waited_for("a", 40)
    assert clock.slept == [40, 20, 60, 40]


def test_a_server_that_is_left_alone(manners, clock):
    manners.put_off("a", 100)
    manners.put_off("a", 5)  # the longer time holds
    with pytest.raises(ServerBusyError) as told:
        ask(manners, "a")
    assert told.value.seconds == 100
    assert ask(manners, "b") == 0
    clock.now += 100
    assert ask(manners, "a") == 0


def test_long_waits_are_told_once(clock):
    told = []
    manners = Manners(clock=clock, sleep=clock.sleep, told=told.append)
    for _ in range(2):
        ask(manners, "a")
    assert told == []
    manners.rules("b", "https://b/robots.txt", lambda: Rules("User-agent: *\nCrawl-delay: 20"))
    for _ in range(3):
        ask(manners, "b")
    assert told == ["b asks for 20 seconds between two requests, which takes its time"]


def test_one_at_a_time():
    manners = Manners(0.0)
    inside, most = 0, 0
    lock = threading.Lock()

    def asks():
        nonlocal inside, most
        for _ in range(20):
            with manners.turn("a"):
                with lock:
                    inside += 1
                    most = max(most, inside)
                with lock:
                    inside -= 1

    threads = [threading.Thread(target=asks) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
