"""The parts on what would hold and on who pulls where."""

from pourparler.briefing import write_briefing
from pourparler.dossier import open_dossier

from .conftest import words


def test_every_preference_has_a_note_or_is_told_as_a_judgement(page):
    section = page.xpath("//section[h2='Would it hold?']")[0]
    lists = section.cssselect("ol.plain")
    assert len(lists) == 4
    for line in (li for preferences in lists for li in preferences):
        assert line.cssselect("sup a") or "judgement" in words(line)


def test_the_table_of_states_has_a_column_for_each(page):
    table = page.cssselect("table.option-form")[0]
    states = len(table.cssselect("thead th")) - 1
    assert states > 1
    rows = [row for row in table.cssselect("tbody tr") if row.cssselect("td")]
    assert rows
    assert {len(row.cssselect("td.state")) for row in rows} == {states}


def test_the_shares_of_a_forecast_make_a_whole(page):
    section = page.xpath("//section[h2='Who pulls in which direction']")[0]
    rows = section.cssselect("tbody tr")
    assert rows
    for row in rows:
        shares = [float(words(cell).rstrip(" %")) for cell in row.cssselect("td.num")]
        assert abs(sum(shares) - 100) <= len(shares) / 2


def test_a_conflict_too_large_to_be_told_does_not_stop_the_briefing(tmp_path, demo):
    text = (demo / "dossier.yaml").read_text().partition("# The talks as moves")[0]
    moves = "\n".join(f"      m{k}: does {k}" for k in range(12))
    (demo / "dossier.yaml").write_text(f"{text}\nconflict:\n  moves:\n    Kestria:\n{moves}\n")
    write_briefing(open_dossier(demo), demo / "briefing.html")
    for kind in ("html", "md"):
        assert "The conflict is too large to analyse: there are 4,096 states" in (demo / f"briefing.{kind}").read_text()
