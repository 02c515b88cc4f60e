"""What is new from the command line: whoever watches it waits for what tells of the time before no longer than a page does."""

from pourparler import verbs
from pourparler.monitor import Monitor
from pourparler.verbs import what_is_new


def test_a_watched_report_has_limits_too(read_demo, monkeypatch):
    def asked():
        view = verbs.news(read_demo, "2031-03-01", as_of="2031-05-20", monitor=Monitor()).view
        return "Not answered yet" in str(view)

    assert asked()
    monkeypatch.setattr(what_is_new, "PATIENCE", {"deciding": 0.0, "questions": 0.0})
    assert not asked()
