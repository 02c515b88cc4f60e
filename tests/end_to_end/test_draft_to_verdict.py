"""From a person's own texts to a dossier that settles: draft, edit, more texts, draft again, write. The talks are invented."""

import pourparler as pp
from pourparler.dossier import load
from pourparler.model import What

FIRST = """Harbour talks open in Aldmoor

ALDMOOR, 3 March 2031 - Kestria demanded on Monday that pilotage be free for fishing boats. "Pilotage must be free for every fishing boat," said Ada Voss, the Kestrian envoy.

Morland rejected free pilotage. Tomas Rell, the Morland minister, said that Morland would never accept free pilotage for fishing boats.

Morland offered to cut the harbour toll to ten crowns. Kestria said that it would accept a toll of ten crowns.
"""
SECOND = """Second day in Aldmoor

ALDMOOR, 5 March 2031 - Ada Voss said that Kestria rejected any pilotage fee for fishing boats. Morland proposed a joint harbour commission. Kestria rejected a joint harbour commission.
"""


def added(folder, name, text):
    file = folder.parent / name
    file.write_text(text, encoding="utf-8")
    assert [a.outcome for a in pp.add(folder, [str(file)])] == ["added"]
    assert all(r for r in pp.read(folder))


def of_words(proposals, words):
    return next(p for p in proposals.positions if words in p.words)


def test_draft_edit_add_draft_again_write_and_settle(tmp_path):
    folder = tmp_path / "harbour"
    pp.new(folder, "Harbour talks")
    added(folder, "first.txt", FIRST)
    drafted = pp.draft(folder).proposals
    assert {p.words for p in drafted.parties} == {"Kestria", "Morland"}
    assert len(drafted.positions) >= 5

    kestria = next(p for p in drafted.parties if p.words == "Kestria")
    never, demands = of_words(drafted, "never accept"), of_words(drafted, "that pilotage be free")
    toll = drafted.issue_of(of_words(drafted, "a toll of ten crowns").id)
    pp.proposals_rename(folder, kestria.id[:8], "Republic of Kestria")
    pp.proposals_rename(folder, toll.id, "How high is the toll?")
    pp.proposals_split(folder, [never.id], issue="What will Morland never accept?")
    rejected = of_words(drafted, "rejected free pilotage")
    pp.proposals_dismiss(folder, [rejected.id])
    pp.proposals_confirm(folder, [demands.id])

    added(folder, "second.txt", SECOND)
    again = pp.draft(folder)
    after = again.proposals
    new = {p.words for p in again.news.added if p.what is What.POSITION}
    assert any("joint harbour commission" in words for words in new)
    assert {p.words for p in after.parties} == {"Republic of Kestria", "Morland"}
    assert after[toll.id].words == "How high is the toll?"
    assert after.issue_of(never.id).words == "What will Morland never accept?"
    assert not after[rejected.id].live
    assert after[demands.id].confirmed
    assert not pp.draft(folder).news

    pp.draft_write(folder, suggested=True)
    pp.draft(folder)  # statements are matched to what was written, which may move proposals once
    assert not pp.draft(folder).news
    checked = pp.check(folder)
    assert checked.missing == ()
    negotiation = checked.loaded.negotiation
    told = {p.evidence[0].statement: p for p in negotiation.positions}
    assert told[demands.body.statement].suggested is False
    assert told[never.body.statement].suggested is True
    assert rejected.body.statement not in {e.statement for p in negotiation.positions for e in p.evidence}
    assert pp.settle(folder) is not None

    pp.draft_write(folder)
    left = load(folder / "dossier.yaml").negotiation
    assert [p.evidence[0].statement for p in left.positions] == [demands.body.statement]
    assert [p.name for p in left.parties if p.name in {"Republic of Kestria", "Morland"}] == ["Republic of Kestria"]
