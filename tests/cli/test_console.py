"""How far work is: how fast it goes, and how long it will take."""

from types import SimpleNamespace

import pytest

from pourparler.cli import console


@pytest.mark.parametrize(
    ("speed", "told"), [(None, ""), (0.0, ""), (12.34, "12.3 a second"), (1.0, "1.0 a second"), (0.05, "3.0 a minute")]
)
def test_speed_is_told_in_words(speed, told):
    assert console._Rate().render(SimpleNamespace(speed=speed)).plain == told


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
