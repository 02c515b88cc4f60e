"""No sentence of a briefing denies another: the examples, random dossiers, dossiers written from drafts; and each fault put in is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

import pourparler as pp
from pourparler.briefing import write_briefing
from pourparler.briefing.contents import build_briefing
from pourparler.briefing.render import to_html
from pourparler.dossier import open_dossier
from pourparler.provenance.citations import Citations
from pourparler.settlement import analyse

from ..conftest import RIYADH, suggest
from ..marked_texts import marked
from ..proposed_talks import proposed
from .consistency import CHECKS, denials
from .talks import large_talks, talks

TODAY = date(2031, 3, 15)
TEXTS = ("brenna-truce-2034", "tavi-corridor-2032", "vesh-autonomy-2029")


def briefed(negotiation):
    """The HTML of a briefing without a record."""
    return to_html(build_briefing(analyse(negotiation), Citations(), TODAY))


def of(folder):
    """The HTML of a dossier's briefing."""
    return write_briefing(open_dossier(folder), folder / "briefing.html").first.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lorn(written):
    return written


@pytest.fixture(scope="module")
def riyadh(tmp_path_factory):
    return of(shutil.copytree(RIYADH, tmp_path_factory.mktemp("consistency") / "riyadh"))


def test_the_examples_agree_with_themselves(lorn, riyadh):
    assert denials(lorn) == []
    assert denials(riyadh) == []


def test_half_confirmed_and_confirmed_alone(read_once, tmp_path):
    folder = shutil.copytree(read_once, tmp_path / "half")
    suggest(folder / "dossier.yaml")
    assert denials(of(folder)) == []
    only = write_briefing(open_dossier(folder), folder / "only.html", confirmed_only=True).first
    assert denials(only.read_text(encoding="utf-8")) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(talks())
def test_random_dossiers(negotiation):
    assert denials(briefed(negotiation)) == []


def test_ten_parties_with_long_names():
    assert denials(briefed(large_talks(issues=8))) == []


@pytest.mark.parametrize("name", TEXTS)
def test_dossiers_written_from_drafts(tmp_path, name):
    proposed(tmp_path / name, name)
    pp.draft_write(tmp_path / name, suggested=True)
    assert marked(name).draft.positions
    assert denials(of(tmp_path / name)) == []


def put(old: str, new: str, *, many: int = 1) -> Callable[[str], str]:
    """Puts a fault into a page; a pattern that is not there is a fault of the test."""

    def into(page: str) -> str:
        assert re.search(old, page, re.S), old
        return re.sub(old, new, page, count=many, flags=re.S)

    return into


ACCEPTED_ONCE = r'<rect [^>]*class="mark" fill="#0072B2"[^>]*>'
FAULTS = {
    # Those that the briefing once had.
    "a move without what was before": ("moved", put(r"demands release of all crews \(not given up\)", "no earlier position in the dossier")),
    "not how many of how many": ("table_of_settlements", put(r"<p>The table shows 6 of 36\.</p>", "")),
    "asked for priorities that are told": ("gaps", put("Ask Kestria where the other five issues stand beside the status of Port Auvane and dues", "Ask Kestria which issues matter most to it")),
    "a colour that never occurs": ("bars", put(ACCEPTED_ONCE, "")),
    "an interval that is the whole scale": ("intervals", put("the runs end at nearly every place, so the model forecasts these shares and no place", "it ends at 0 in the middle run, and between 0 and 100 in 95 % of runs")),
    # One for every other check, and for the parts of those that look at several things.
    "an estimate outside its interval": ("intervals", put("12 combinations", "about 5 (9 to 14 with 95 % confidence) combinations")),
    "a middle outside its interval": ("intervals", put("the runs end at nearly every place", "it ends at 50 in the middle run, and between 0 and 40 in 95 % of runs")),
    "nobody stands in the way": ("verdict_and_reasons", put(r'<ol class="plain">.*?</ul>', "<p>Red lines do not rule out every settlement.</p>")),
    "somebody else stands in the way": ("verdict_and_reasons", put("a red line of Kestria or Port Auvane", "a red line of Maravel or Port Auvane")),
    "an issue left open that blocks nothing": ("left_open", put("If the status of Port Auvane is left open", "If dues is left open")),
    "fewer without a party than with it": ("counts", put(r"Every settlement crosses a red line of [^<]*", "No party is known to reject 50 of the 2,916 settlements.")),
    "another count for the only one absent": ("counts", put("without Port Auvane, 36", "without Port Auvane, 48")),
    "nothing about those at the table": ("counts", put("If only those at the table count", "If one thinks of the room")),
    "another count in the table's words": ("table_of_settlements", put("The table shows 6 of 36", "The table shows 6 of 38")),
    "settlements although none is left": ("table_of_settlements", put(r"The table shows 6 of 36\.", "No settlement is left, not even among those at the table.")),
    "one at the table refuses": ("table_of_settlements", put(r'<td class="not-known">.*?</td>', '<td class="would-not-accept">would not accept</td>')),
    "refused for what it does not say": ("table_of_settlements", put(r"(<td class=.would-not-accept.>[^/]*/span> would not accept<span class=.question.>)requires self-rule", r"\1requires no monitoring")),
    "a concession of what is not held": ("given_up", put("Kestria no longer rejects self-rule", "Kestria no longer rejects monitoring by a third party")),
    "a move that gives up what is not held": ("given_up", put('<td class="move">no longer rejects a reduced due', '<td class="move">no longer rejects shared grounds')),
    "an agreement of another size": ("agreements_of_some", put("alone have 36 settlements", "alone have 35 settlements")),
    "a red line too few in the table": ("tables_of_positions", put(r"<tr><th scope=.row.>Kestria</th><td>patrols</td>.*?</tr>", "")),
    "more positions than the matrix shows": ("tables_of_positions", put(r'<td class="num">\d+</td>', '<td class="num">0</td>')),
    "a mark without its key": ("key_and_cells", put(r'<span><span class="mark">○</span> offer</span>', "")),
    "a key without its mark": ("key_and_cells", put(r'(<p class="small key">)', r"\1<span>dashed: proposed, not confirmed</span>")),
    "a contradiction that nobody tells": ("contradictions", put(r"<li>Maravel contradicts itself.*?</li>", "")),
    "a contradiction that nothing shows": ("contradictions", put("<li>Maravel contradicts itself", "<li>Kestria contradicts itself on crews: it offers and rejects.</li><li>Maravel contradicts itself")),
    "an arrow that is no move": ("moved", put(r'<tr><td class="day">2 March 2031</td>.*?</tr>', "")),
    "what was before and is not shown": ("moved", put(r"<td>rejects open passage</td>", "<td>rejects passage under escort</td>")),
    "given up, and not given up": ("moved", put(r"<td>rejects open passage</td>", "<td>rejects open passage (not given up)</td>")),
    "nothing from a party that spoke": ("gaps", put("about fishing and the status of Port Auvane. The record has nothing", "about fishing and dues. The record has nothing")),
    "no longer held, and held": ("gaps", put("Ask Port Auvane about dues, crews and monitoring. The record has nothing from it on these issues.", "Ask Port Auvane about dues and patrols. It no longer holds what it said on these issues.")),
    "to be decided, and decided": ("gaps", put("Decide what the statement by Port Auvane on transit means", "Decide what the statement by Port Auvane on fishing means")),
    "ranked otherwise": ("gaps", put("stand beside transit, dues and fishing", "stand beside transit, dues and crews")),
    "asked what is told": ("gaps", put(r"(<li>)Ask the Harbour League about", r"\1Find out what happens to dues and crews without a settlement.</li><li>Ask the Harbour League about")),
    "no position where there is one": ("reasons_for_not_known", put("it has no position on fishing or the status of Port Auvane", "it has no position on crews or the status of Port Auvane")),
    "priorities not said that are told": ("reasons_for_not_known", put("nobody said how much each issue and option is worth to it", "nobody said which issues matter most to it")),
    "no agreement told in part": ("reasons_for_not_known", put("nobody said how much each issue and option is worth to it", "nobody said what it has without a settlement on 2 of the 7 issues")),
    "asked whether it refuses what it accepts": ("questions_and_what_is_known", put("If the Harbour League refused ‘no dues’", "If the Harbour League refused ‘joint patrols’")),
    "asked whether it refuses what it rejects": ("questions_and_what_is_known", put("If the Harbour League refused ‘no dues’", "If the Harbour League refused ‘the full due’")),
    "an order asked for that is told": ("questions_and_what_is_known", put(r"(<h3>What to ask next</h3>)", r"\1<ul><li>Ask Kestria which it prefers: the full due or no dues. x</li></ul>")),
    "priorities asked for that are told": ("questions_and_what_is_known", put(r"(<h3>What to ask next</h3>)", r"\1<ul><li>Ask Maravel which issue matters more to it: fishing or transit. x</li></ul>")),
    "settlements left that were left before": ("questions_and_what_is_known", put("12 settlements would be left that nobody refuses", "no settlement would be left that nobody refuses")),
    "confirmed, and not": ("confirmed", put("The positions are those in the dossier", "The positions are those in the dossier (not confirmed: 3 of 29 positions)")),
    "a circle that the key does not know": ("graph", put("Dashed circle: possibly one.", "")),
    "a circle that does not occur": ("graph", put(r'stroke-dasharray="4 3"', "")),
    "a state that the list does not name": ("graph", put(r"<li><b>A</b>.*?</li>", "")),
    "other states hold": ("stability", put("one would hold: all three", "none is known to hold: all three")),
    "more states may hold than the table has": ("stability", put("One other might hold", "Three others might hold")),
    "a mark of time without its key": ("timeline", put("Dashed line: a meeting.", "")),
    "a key of time without its mark": ("timeline", put("Circle: a position stated.", "Circle: a position stated. Hollow: proposed, confirmed by nobody.")),
    "shares of more than all": ("shares", put(r"no dues \(77 %\)", "no dues (97 %)")),
    "shares of a settlement of more than all": ("shares", put("joint patrols 56 %", "joint patrols 76 %")),
    "a number without a note": ("notes", put(r'<li id="note-5".*?</li>', "")),
    "a link that leads nowhere": ("notes", put('id="note-6"', 'id="other"')),
    "another number of documents": ("documents", put("11 documents", "12 documents")),
    "other statements than the documents have": ("documents", put("; 89 statements", "; 90 statements")),
    "no document, and some": ("documents", put("</main>", "<section>The record holds no document.</section></main>")),
    "decisive and never decisive": ("powerless", put("</main>", "<section><h2>Voting power</h2><p>Nothing passes without Orsina. Orsina is never decisive.</p></section></main>")),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_is_put_in_is_found(lorn, fault):
    check, into = FAULTS[fault]
    found = denials(into(lorn))
    assert [words for words in found if words.startswith(f"{check}: ")], found


def test_each_check_has_its_fault():
    assert {check for check, _ in FAULTS.values()} == {check.__name__ for check in CHECKS}
