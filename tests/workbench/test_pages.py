"""What the pages answer and what they write, without a browser."""

import json
import re
from io import BytesIO

import pytest
from lxml import html

from pourparler.record import Record

from .conftest import post


def cards(inside, document=None):
    page = html.fromstring(inside.get("/read" + (f"?document={document}" if document else "")).text)
    return [c.get("id") for c in page.cssselect(".card")]


def test_words_are_corrected_as_they_stand_in_the_text(inside, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        entry = record.search("nobody checks what the ships carry")[0]
    id = entry.statement.id
    told = post(
        inside,
        f"/statements/{id}",
        {"decision": "corrected", "correction": {"content": "would not accept open\n passage"}},
    ).json()
    assert told["marks"] is True
    assert told["card"]["quote"] == "would not accept open passage"
    again = post(inside, f"/statements/{id}", {"decision": "corrected", "correction": {"content": "was never said"}})
    assert again.status_code == 404
    assert "does not have the words 'was never said'" in again.json()["error"]
    spans = post(inside, f"/statements/{id}", {"decision": "corrected", "correction": {"content": [[0, 7]]}}).json()
    assert spans["card"]["quote"] == "Kestria"
    assert (
        post(inside, f"/statements/{id}", {"decision": "undo"}).json()["card"]["quote"]
        == "would not accept open passage"
    )


def test_split_join_mark_and_undo(inside, read_demo):
    with Record(read_demo / "record.sqlite") as record:
        entry = record.search("nobody checks what the ships carry")[0]
        document = record.document(entry.statement.document)
    before = cards(inside, document.id)
    place = document.text.index("while")
    told = post(inside, f"/statements/{entry.statement.id}", {"decision": "split", "place": place}).json()
    assert told["card"]["quote"] == "that Kestria would not accept open passage"
    assert len(cards(inside, document.id)) == len(before) + 1
    post(inside, f"/statements/{entry.statement.id}", {"decision": "undo"})
    assert cards(inside, document.id) == before
    joined = post(inside, f"/statements/{before[0]}", {"decision": "join", "other": before[1]}).json()
    assert " … " in joined["card"]["quote"]
    assert joined["waiting"] == len(before) - 2
    made = post(inside, f"/documents/{document.id}/statements", {"content": [[0, 7]]}).json()["id"]
    assert made in cards(inside, document.id)
    assert post(inside, f"/statements/{made}", {"decision": "undo"}).json()["card"] is None
    assert post(inside, f"/documents/{document.id}/statements", {"content": []}).status_code == 422


def test_the_queue_begins_with_what_the_verdict_rests_on(inside):
    page = html.fromstring(inside.get("/read?by_priority=true").text)
    first = page.cssselect("#queue li")[0].text_content()
    assert "Self-rule for Port Auvane is out of the question" in first
    assert "the verdict rests on it: Kestria rejects self-rule" in first
    reasons = [li.cssselect(".soft")[0].text_content() for li in page.cssselect("#queue li")]
    assert not any("Kestria has no position" in reason for reason in reasons)  # it has one on every issue
    here = page.cssselect("#queue a")[0].get("data-statement")
    post(inside, f"/statements/{here}", {"decision": "accepted"})
    ids = [
        a.get("data-statement")
        for a in html.fromstring(inside.get("/read?by_priority=true").text).cssselect("#queue a")
    ]
    assert here not in ids
    assert len(ids) == len(set(ids)) > 10


def test_a_document_arrives_and_is_read(inside, read_demo):
    text = "Ada Voss said on Monday that Kestria rejects monitoring by a third party. Tomas Rell said nothing of it."
    (told,) = post(inside, "/documents?name=new.txt&date=2031-03-28&source=Courier", content=text.encode()).json()[
        "documents"
    ]
    assert (told["outcome"], told["told"]) == ("added", None)
    job = inside.app.state.reading
    for _ in range(600):
        if not job.progress.running:
            break
        import time

        time.sleep(0.05)
    assert job.progress.fault is None
    assert (job.progress.done, job.progress.total) == (1, 1)
    assert job.progress.found > 0
    assert len(cards(inside, told["document"])) == job.progress.found
    (again,) = post(inside, "/documents?name=new.txt", content=text.encode()).json()["documents"]
    assert again["outcome"] == "known"


def test_a_faulty_reading_is_told_and_can_be_begun_again(inside, read_demo):
    path = read_demo / "dossier.yaml"
    before = path.read_text()
    path.write_text(before.replace("rejects: league", "rejects: leauge"))
    job = inside.app.state.reading
    assert post(inside, "/reading").json() == {"begun": True}
    for _ in range(600):
        if not job.progress.running:
            break
        import time

        time.sleep(0.05)
    assert "unknown option" in job.progress.fault
    path.write_text(before)
    assert post(inside, "/reading").json() == {"begun": True}


def test_scenarios_stand_side_by_side_and_change_nothing(inside, read_demo, run):
    before = (read_demo / "dossier.yaml").read_bytes()
    part = "drop kestria.status_of_port_auvane.rejects.self_rule"
    page = html.fromstring(
        inside.get("/", params={"scenario": part, "party": "Maravel", "kind": "accepts", "answer": "dues=full"}).text
    )
    heads = [th.text_content() for th in page.cssselect(".scenarios thead th")]
    assert heads[0] == "as it stands"
    assert "without “Kestria rejects self-rule”" in heads[1]
    assert "if Maravel accepts the full due" in heads[2]
    counts = [td.text_content() for td in page.cssselect(".scenarios tbody tr")[1].cssselect("td")]
    told = json.loads(run("what-if", read_demo, "--drop", part.removeprefix("drop "), "--json")[1])
    assert counts[:2] == [str(told["as it stands"]["size"]), str(told["supposed"]["size"])]
    assert (read_demo / "dossier.yaml").read_bytes() == before
    assert inside.get("/", params={"scenario": "drop nothing.there"}).status_code == 422
    assert inside.get("/", params={"scenario": "rm -rf"}).status_code == 422
    assert inside.get("/", params={"scenario": "add Nobody: dues accepts full"}).status_code == 422


def test_solutions_and_frontier_lead_to_their_settlements(inside):
    page = html.fromstring(inside.get("/solutions").text)
    links = page.cssselect(".frontier a")
    assert len(links) > 5
    target = links[0].get("href")
    shown = html.fromstring(inside.get(target).text)
    chosen = {i.get("name"): i.get("value") for i in shown.cssselect("#settlement input[checked]")}
    for issue, option in chosen.items():
        assert f"option.{issue}={option}" in target
    assert "Nash" in page.text_content()
    assert "What to ask next" in page.text_content()
    alone = [("without", p) for p in ("Kestria", "Maravel", "Harbour League")]
    assert "Nash" not in inside.get("/solutions", params=alone).text


def test_the_timeline_tells_moves_and_meetings(inside):
    page = inside.get("/timeline").text
    assert "Kestria accepts open passage, if the settlement has monitoring by a third party" in page
    assert "Second round" in page
    assert "meeting, proposed" in page
    only = inside.get("/timeline?party=Port%20Auvane&since=2031-02-20&until=2031-02-28").text
    assert "Port Auvane requires self-rule" in only
    assert "Kestria accepts" not in only
    assert inside.get("/timeline?since=x").status_code == 422
    for picture in ("/timeline.svg", "/network/affiliation.svg", "/network/meetings.svg", "/solutions"):
        links = re.findall(r'href="([^"]*)"', inside.get(picture).text)
        assert links, picture
        assert all(re.match(r"/(record|positions|\?)", link) for link in links), picture
        assert inside.get(links[0].replace("&amp;", "&")).status_code == 200


def test_networks_as_graphml(inside):
    import networkx as nx

    graph = nx.read_graphml(BytesIO(inside.get("/network/conflict.graphml").content))
    assert (
        graph.edges["Kestria", "Port Auvane"]["options"]
        == "patrols: patrols by Kestria alone; status of Port Auvane: self-rule"
    )
    for basis in ("dossier", "confirmed", "record"):
        for kind in ("affiliation", "congruence", "conflict", "meetings"):
            assert inside.get(f"/network/{kind}.graphml?basis={basis}&who=speaker").status_code == 200
    assert inside.get("/network/other.graphml").status_code == 422
    assert inside.get("/network?basis=other").status_code == 422
    assert inside.get("/network?copies=twice").status_code == 422


def test_networks_say_how_often_the_same_words_count(inside):
    once, each = (inside.get(f"/network?basis=record&copies={c}").text for c in ("once", "each"))
    assert "The same words count once, however many outlets tell them." in once
    assert "The same words count every time that an outlet tells them." in each
    assert '<option value="each" selected>every time</option>' in each
    assert "copies=each" in each
    assert "The same words count" in inside.get("/network").text


def test_the_timeline_says_how_often_the_same_words_count(inside):
    once, each = (inside.get(f"/timeline?copies={c}").text for c in ("once", "each"))
    assert "the same words count once, on the day on which they were told first" in once
    assert "the same words count every time that an outlet tells them" in each
    assert 'data-picture="/timeline.svg?copies=each' in each
    assert inside.get("/timeline.svg?copies=each").status_code == 200
    assert inside.get("/timeline.svg?copies=twice").status_code == 422


@pytest.mark.parametrize("ending", ["md", "docx", "html"])
def test_a_briefing_of_chosen_sections(inside, ending):
    answer = inside.get(f"/briefing.{ending}?section=positions&section=moves")
    assert answer.status_code == 200
    if ending == "docx":
        from docx import Document

        document = Document(BytesIO(answer.content))
        text = "\n".join(p.text for p in document.paragraphs)
        assert "Self-rule for Port Auvane is out of the question" in text
        assert any(p.style.name == "Heading 2" and p.text == "Who moved" for p in document.paragraphs)
    else:
        text = answer.text
    assert "What each party says on each issue" in text
    assert "Would it hold?" not in text
    assert "The parties" not in text
    assert inside.get(f"/briefing.{ending}?section=gossip").status_code == 422
    assert inside.get("/briefing.exe").status_code == 422


def test_the_record_is_taken_away_as_asked_for(inside):
    rows = [json.loads(row) for row in inside.get("/record.jsonl?party=Port%20Auvane").text.splitlines()]
    assert rows
    assert all("Port Auvane" in {r["party"], *(h["party"] for h in r["holders"])} for r in rows)
    told = inside.get("/record.jsonld?party=Port%20Auvane").json()
    assert told["total"] == len(rows)
    target = told["first"]["items"][0]["target"][-1]["selector"]
    document = told["first"]["items"][0]["target"][-1]["source"].removeprefix("urn:sha256:")
    text = inside.get(f"/read?document={document}").text
    assert html.fromstring(f"<p>{target[1]['exact']}</p>").text_content().split()[0] in text
    assert inside.get("/record.exe").status_code == 422
    assert inside.get("/record?since=soon").status_code == 422
