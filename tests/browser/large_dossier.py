"""A dossier that fills every page: fourteen issues, ten parties, names of forty characters and more, some without a space, long quotations."""

from datetime import date, timedelta

from ruamel.yaml import YAML

from pourparler.drafting import Draft, ProposedIssue, ProposedOption, ProposedParty, ProposedPosition
from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.model import Chances, Document, Holder, Mode, Reading, Stance, Statement
from pourparler.record import Record

UNBROKEN = "Sjöfartsverketsfiskehamnsadministrationen"
PARTIES = (
    UNBROKEN,
    "United Coastal Provinces of Greater Marenholm and Vesterland",
    "Confederation of Independent Harbour Workers and Lighthouse Keepers",
    "Norvik",
    "Provisional Administrative Council of the Eastern Tessel Basin",
    "Interregional_Commission_for_Navigation_and_Dredging",
    "Assembly of the Highland Cantons and Associated Free Districts",
    "Sund",
    "Movement for the Restoration of the Autonomous Coastal Republic",
    "Association of Displaced Families of the Lower River Settlements",
)
ISSUES = (
    "Who patrols the northern approaches to the strait during the fishing season?",
    "What does a vessel of more than five thousand tons pay for each passage?",
    "How are the proceeds of the joint dredging company divided?",
    "Who governs the town?",
    "Which court hears disputes about collisions and salvage in the approaches?",
    "When do the detained crews return?",
    "How many inspectors may board a ship, and on whose order?",
    "What becomes of the pipelines laid before the ceasefire?",
    "Who clears the mines?",
    "In which languages are notices to mariners published?",
    "How is the fishing quota set after the third year?",
    "Who pays for the lighthouses that serve both coasts?",
    "What happens when a monitor reports a violation that the other side denies?",
    "How long does it last?",
)
OPTIONS = (
    "{} is settled by a joint commission in which both coasts have the same number of seats and neither has the chair for longer than a year",
    "left to the side on whose coast it lies, subject to review",
    "decided by Interregional_Commission_for_Navigation_and_Dredging_alone",
    "nothing changes",
)
MANY = [len(OPTIONS) if n % 5 == 0 else 2 for n in range(len(ISSUES))]
"""Options of each issue: few where the pages need not show many, so that the analysis is quick."""
SAID = (
    "We have said from the first day, and we say it again before this assembly and before everybody who listens, that {} must be "
    "{}, because no other arrangement that has been tried in the past forty years has outlived the winter in which it was signed"
)


def make(folder):
    """The dossier's files, the record with eight read documents, and what drafting proposed from them."""
    folder.mkdir(parents=True)
    names = [f"issue_{n}" for n in range(len(ISSUES))]
    documents, said = _documents(names)
    tree = {
        "negotiation": "Talks on the approaches to the strait, its fishing grounds, pipelines, lighthouses and towns",
        "parties": {p: {"at_table": k % 5 != 4, "aliases": [p[:12]]} for k, p in enumerate(PARTIES)},
        "issues": {
            i: {"question": q, "options": {f"option_{k}": _option(n, k) for k in range(MANY[n])}}
            for n, (i, q) in enumerate(zip(names, ISSUES, strict=True))
        },
        "linkages": [{"never": {names[0]: "option_3", names[5]: "option_3"}, "because": _option(0, 0)}],
        "positions": _positions(names, said),
        "no_agreement": {names[0]: "option_3", names[1]: "option_1"},
        "meetings": [
            {
                "date": date(2031, 3, 1 + k),
                "title": f"Round {k}: {ISSUES[k]}",
                "place": PARTIES[4],
                "present": list(PARTIES[: k + 3]),
            }
            for k in range(4)
        ],
    }
    with (folder / "dossier.yaml").open("w", encoding="utf-8") as file:
        YAML().dump(tree, file)
    with Record(folder / "record.sqlite") as record:
        for document in documents:
            record.add_document(document)
            mine = tuple(s for s in said if s.document == document.id)
            record.save_reading(Reading(document.id, "marks", mine), document.text)
        before = record.proposals()
        record.keep_proposals(before, brought_up_to_date(before, _draft(names, documents, said))[0], "draft")
    return folder


def _option(issue, k):
    return OPTIONS[(issue + k) % len(OPTIONS)].format(f"question {issue + 1}")


def _documents(names):
    documents, said = [], []
    for k in range(8):
        text, marks = "", []
        for p in range(k, k + 8):
            party, issue = PARTIES[p % len(PARTIES)], (p * 3 + k) % len(names)
            option = (p + k) % MANY[issue]
            words = SAID.format(f"question {issue + 1}", _option(issue, option))
            text += f"A speaker for {party} came to the rostrum. "
            start = len(text)
            text += f"{words}."
            marks.append((party, names[issue], f"option_{option}", ((start, start + len(words)),)))
            text += "\n\n"
        title = f"Record of day {k + 1}: {PARTIES[2]} and {UNBROKEN} answer"
        source = "Gazette of the Eastern Tessel Basin and of the Highland Cantons" if k % 2 else "Herald"
        document = Document(text, title, date=date(2031, 2, 1) + timedelta(9 * k), source=source)
        documents.append(document)
        for n, (party, issue, option, span) in enumerate(marks):
            said.append(
                Statement(
                    document.id,
                    (),
                    (),
                    span,
                    Mode.DIRECT,
                    speaker=f"a speaker for {party}",
                    party=party,
                    stance=(Stance.DEMANDS, Stance.REJECTS)[n % 3 == 2],
                    issue=issue,
                    option=option,
                    position=span,
                    holders=(Holder(party, party),),
                    chances=Chances(0.95 - n / 20, 0.9, 0.9),
                )
            )
    return documents, said


def _positions(names, said):
    found = []
    for p, party in enumerate(PARTIES):
        mine = [s.id for s in said if s.party == party][:3]
        for n, issue in enumerate(names):
            if (p + n) % 4 == 3:
                continue
            kind = ("demands", "accepts", "rejects", "demands", "offers")[(p * 2 + n) % 5]
            option = 1 if kind == "rejects" else 2 * (p + n) % MANY[n]
            row = {"party": party, "issue": issue, kind: f"option_{option}", "as_of": date(2031, 3, 4)}
            found.append({**row, "evidence": mine, **({"suggested": True} if (p + n) % 7 == 0 else {})})
    return found


def _draft(names, documents, said):
    texts = {d.id: d.text for d in documents}
    parties = tuple(ProposedParty(p, (p[:12],), (), sum(s.party == p for s in said)) for p in PARTIES)
    issues = tuple(
        ProposedIssue(i, q, tuple(ProposedOption(f"option_{k}", _option(n, k)) for k in range(MANY[n])), 0.8)
        for n, (i, q) in enumerate(zip(names, ISSUES, strict=True))
    )
    positions = tuple(
        ProposedPosition(
            s.party,
            s.issue,
            s.option,
            s.stance,
            s.party,
            s.id,
            s.document,
            s.position,
            texts[s.document][s.position[0][0] : s.position[0][1]],
            None,
            False,
            s.chances,
        )
        for s in said
    )
    return Draft(parties, issues, positions)
