"""How far work is: how fast it goes, and how long it will take."""

from types import SimpleNamespace

import pytest

from pourparler.cli import bars, console
from pourparler.cli.console import upkeep_teller


@pytest.mark.parametrize(
    ("speed", "told"), [(None, ""), (0.0, ""), (12.34, "12.3 a second"), (1.0, "1.0 a second"), (0.05, "3.0 a minute")]
)
def test_speed_is_told_in_words(speed, told):
    assert bars._Rate().render(SimpleNamespace(speed=speed)).plain == told


def test_a_bar_says_how_many_are_done_and_how_long_it_will_take(monkeypatch):
    with console.PlainConsole(force_terminal=True, width=120, legacy_windows=False, color_system=None) as terminal:
        monkeypatch.setattr(console, "err", terminal)
        with terminal.capture() as captured, console.progress("reading", 3) as step:
            step()
            step()
    assert "reading" in captured.get()
    assert "2/3" in captured.get()
    assert "left" in captured.get()


def test_items_pass_through():
    assert list(console.tracked("reading", iter([1, 2, 3]), 3)) == [1, 2, 3]


def test_an_upkeep_is_told_once_it_takes_long_and_then_now_and_again(capsys):
    now = [100.0]
    report = upkeep_teller(lambda: now[0])
    told = []
    for second in range(12):
        now[0] = 100.0 + second
        report("documents looked through", 10 * second, 200)
        told.append(capsys.readouterr().err)
    assert [second for second, line in enumerate(told) if line] == [2, 7]
    assert told[2] == (
        "note  20 of 200 documents looked through, about 18 seconds left. Nothing is lost if it is ended before\n"
    )


def test_each_upkeep_is_told_by_its_own_time(capsys):
    now = [100.0]
    report = upkeep_teller(lambda: now[0])
    for second in range(4):  # an upkeep each second: none of them takes long
        now[0] = 100.0 + second
        report("documents looked through", 0, 20)
        report(f"documents {second}", 10, 20)
    assert capsys.readouterr().err == ""
