"""The briefing: every claim has a note, every note its words, nothing hostile gets through, nothing half-written."""

import re
from datetime import date

import pytest
from lxml import html

from pourparler.briefing import write_briefing
from pourparler.dossier import open_dossier
from pourparler.errors import PourparlerError
from pourparler.model import Document
from pourparler.record import Record
from pourparler.wording.settlement import joined, number, plural


@pytest.fixture
def page(read_demo):
    written = write_briefing(open_dossier(read_demo), read_demo / "briefing.html")
    assert written.missing == 0
    return html.parse(str(written.first)).getroot()


def words(node):
    return " ".join(node.text_content().split())


def test_every_note_leads_to_a_sentence_and_back(page, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        texts = {d.id: " ".join(d.text.split()) for d in record.documents()}
    notes = page.cssselect(".notes li")
    assert len(notes) > 30
    for note in notes:
        quotation = re.match(r"“(.*?)”(?: [A-Z].*)? ?,? in ", words(note))
        document = note.cssselect("a[href^='#document-']")[0].get("href").removeprefix("#document-")
        for piece in quotation[1].split(" … "):
            assert piece in texts[document]
    ids = {node.get("id") for node in page.iter() if node.get("id")}
    links = [a.get("href") for a in page.cssselect("a[href^='#']")]
    assert all(link[1:] in ids for link in links)


def test_ids_are_used_once(page):
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_every_claim_has_a_note(page):
    for selector in (
        ".verdict",
        ".front ol li",
        ".front ul li",
        ".matrix .item",
        ".meeting",
        ".settlements .would-not-accept",
    ):
        claims = page.cssselect(selector)
        assert claims
        # A question asks for what nobody said: there is nothing to cite.
        assert all(claim.cssselect(".refs a") for claim in claims if not words(claim).startswith("Ask ")), selector
    rows = page.xpath("//section[h2='Red lines and conditions']//tbody/tr")
    assert len(rows) == 13
    assert all(row.cssselect(".refs a") for row in rows)


def test_the_first_page_answers(page):
    front = words(page.cssselect(".front")[0])
    assert "No settlement on these issues escapes a red line of Kestria or Port Auvane" in front
    assert "12 combinations" in front
    assert "Port Auvane would refuse every one of them" in front
    assert "Maravel on dues: accepts a reduced due but also rejects a reduced due" in front


def test_silence_moves_hedges_and_contradictions_show(page):
    matrix = " ".join(words(m) for m in page.cssselect(".matrix"))
    assert "nothing said" in matrix
    assert "(given up)" in matrix
    assert matrix.count("• contradicted") == 2
    assert "according to two unnamed officials in Sant Elmo; hedged: “may be ready to accept”" in matrix


def test_nothing_is_fetched_and_nothing_runs(page):
    assert not page.xpath("//script | //link | //iframe | //img | //object")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//@src")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_confirmed_and_suggested_look_different(read_demo):
    dossier = open_dossier(read_demo)
    with Record(dossier.record, by="ann") as record:
        from pourparler.model import Decision

        record.decide(record.search("out of the question")[0].statement.id, Decision.ACCEPTED)
    root = html.parse(str(write_briefing(dossier, read_demo / "b.html").first)).getroot()
    statuses = [words(s) for s in root.cssselect(".status")]
    assert any(s.startswith("accepted by ann") for s in statuses)
    assert any(s.startswith("suggested by the reader") for s in statuses)
    assert "1 of them confirmed by a person" in words(root.cssselect("header")[0])


def test_hostile_text_stays_text(demo):
    path = demo / "dossier.yaml"
    path.write_text(
        path.read_text().replace(
            "negotiation: Strait of Lorn talks", "negotiation: '<script>alert(1)</script> [x](javascript:1)'"
        )
    )
    dossier = open_dossier(demo)
    with Record(dossier.record) as record:
        record.add_document(
            Document(
                "x",
                "<img src=x onerror=alert(1)>",
                source="</style><script>",
                url="javascript:alert(1)",
                date=date(2031, 1, 1),
            )
        )
    written = write_briefing(dossier, demo / "b.html")
    root = html.parse(str(written.first)).getroot()
    assert not root.xpath("//script | //img")
    assert not root.xpath("//a[starts-with(@href, 'javascript')]")
    markdown = written.files["markdown"].read_text()
    assert "<script>" not in markdown.replace("\\<script\\>", "")
    assert "[x](javascript" not in markdown


def test_without_the_documents_the_notes_say_what_is_missing(demo):
    written = write_briefing(open_dossier(demo), demo / "b.html")
    assert written.missing > 30
    assert "is not in the record" in written.first.read_text()


def test_an_empty_dossier_has_a_briefing(tmp_path):
    from pourparler.dossier import new_dossier

    dossier = new_dossier(tmp_path / "x")
    text = write_briefing(dossier, tmp_path / "x" / "b.html").first.read_text()
    assert "2 of the 2 settlements are refused by nobody" in text


def test_a_briefing_that_cannot_be_written_leaves_nothing(read_demo):
    with pytest.raises(PourparlerError, match="cannot be written"):
        write_briefing(open_dossier(read_demo), read_demo / "nowhere" / "b.html")
    assert not (read_demo / "nowhere").exists()


def test_markdown_has_the_same_notes(read_demo):
    written = write_briefing(open_dossier(read_demo), read_demo / "b.html")
    text = written.files["markdown"].read_text()
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert used == defined
    assert "\n\n\n\n" not in text


def test_small_words():
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert plural(1, "settlement") == "1 settlement"
    assert number(12345) == "12,345"
    assert number(10**20) == "1.00e+20"


def test_agreements_without_some_lead_to_the_positions_that_are_their_price(page):
    groups = [li for li in page.cssselect("#help li") if "could be brought in if" in words(li)]
    assert groups
    assert all(li.cssselect("a[href^='#note-']") for li in groups)


def test_a_conflict_too_large_to_be_told_does_not_stop_the_briefing(tmp_path, demo):
    text = (demo / "dossier.yaml").read_text().partition("# The talks as moves")[0]
    moves = "\n".join(f"      m{k}: does {k}" for k in range(12))
    (demo / "dossier.yaml").write_text(f"{text}\nconflict:\n  moves:\n    Kestria:\n{moves}\n")
    write_briefing(open_dossier(demo), demo / "briefing.html")
    for kind in ("html", "md"):
        assert (
            "Not told: 4,096 states are more than can be compared two by two" in (demo / f"briefing.{kind}").read_text()
        )
