"""Where one stands, in sentences."""

from pourparler.drafting.redrafting import brought_up_to_date
from pourparler.model import Issue, Negotiation, Party, Proposals
from pourparler.settlement import Analysis
from pourparler.wording import verdict_words
from pourparler.wording.views.start import start_view

from ..marked_texts import marked

EMPTY = Negotiation("Talks", (), ())


def view(**told):
    start = {
        "documents": 0,
        "unread": 0,
        "reading": False,
        "drafting": False,
        "due": False,
        "statements": 0,
        "proposals": Proposals(),
        "negotiation": EMPTY,
        "analysis": None,
    }
    return start_view(**(start | told))


def test_documents_read_being_read_and_waiting():
    def words(**told):
        return view(**told)["documents"]["words"]

    assert words().startswith("No documents yet.")
    assert words(documents=3, unread=2, statements=1, reading=True) == "1 of 3 documents read so far, with 1 statement."
    assert words(documents=3, unread=2, statements=1) == (
        "1 of 3 documents read, with 1 statement. The others are not read yet."
    )
    assert words(documents=3, statements=20) == "3 documents read, with 20 statements."
    assert words(documents=3, unread=3) == "3 documents added. Nothing is read yet."
    assert view(documents=3, unread=1)["documents"]["unread"]
    assert not view(documents=3, unread=1, reading=True)["documents"]["unread"]
    assert not view(documents=3, unread=0)["documents"]["unread"]
    assert not view(documents=3, unread=3)["documents"]["open"]
    assert view(documents=3, unread=2)["documents"]["open"]


def test_what_is_proposed_and_what_the_dossier_holds():
    proposals = brought_up_to_date(Proposals(), marked("tavi-corridor-2032").draft)[0]
    told = view(documents=5, statements=24, proposals=proposals)
    assert told["draft"]["words"] == (
        "The documents propose 24 positions of 4 parties on 5 issues. None is confirmed yet."
    )
    assert told["draft"]["open"]
    assert told["draft"]["dossier"] == "dossier.yaml holds none of it so far."
    assert "Put what you confirm" in told["verdict"]["words"]
    assert view(documents=1, statements=4)["draft"]["words"].startswith("Nobody takes a position")
    assert not view()["draft"]["open"]


def test_a_draft_that_waits_is_begun_on_its_page():
    told = view(documents=636, statements=100_000, due=True)["draft"]
    assert told["words"].endswith("begin it on the page Draft.")
    assert told["open"]


def test_nobody_is_said_to_take_no_position_while_that_is_still_being_found_out():
    for still in ({"reading": True}, {"drafting": True}):
        told = view(documents=3, statements=4, **still)["draft"]
        assert told["words"] == "The draft will be here when the documents are read."
        assert not told["open"]


def test_the_verdict_where_there_are_issues():
    held = Negotiation("Talks", (Party("A"), Party("B")), (Issue("toll", {"none": "no toll", "full": "a toll"}),))
    analysis = Analysis(held)
    told = view(negotiation=held, analysis=analysis)
    assert told["verdict"]["words"] == verdict_words(analysis)
    assert told["verdict"]["open"]
    assert told["draft"]["dossier"] == "dossier.yaml holds 2 parties, 1 issue and 0 positions."
    assert not view()["verdict"]["open"]
