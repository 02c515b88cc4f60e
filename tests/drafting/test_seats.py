"""Who sits at the table, who hosts, and which statements show a party."""

from __future__ import annotations

from pourparler.drafting import ProposedActor, ProposedParty, ProposedPosition
from pourparler.drafting.seats import AtMeetings, seated
from pourparler.model import Meeting, Stance


def position(party: str, statement: str) -> ProposedPosition:
    return ProposedPosition(party, "toll", "yes", Stance.DEMANDS, party, statement, "d", ((0, 3),), "a toll")


ARLAND = ProposedParty("Arland", ("the North",), (ProposedActor("Ada Voss"),), 5)
MEETING = Meeting("Talks", host="Arland", present=("Ada Voss",), absent=("Borland",))


def test_evidence_is_each_statement_once():
    positions = [
        position("Arland", "s1"),
        position("Arland", "s1"),
        position("Arland", "s3"),
    ]
    assert seated(ARLAND, positions, AtMeetings.of(())).evidence == ("s1", "s3")


def test_whoever_is_absent_and_never_present_is_away():
    assert seated(ARLAND, [], AtMeetings.of([MEETING, Meeting("More", absent=("Arland",))])).at_table
    assert not seated(ProposedParty("Borland", (), (), 4), [], AtMeetings.of([MEETING])).at_table
    assert seated(ProposedParty("Corland", (), (), 4), [], AtMeetings.of([MEETING])).at_table


def test_a_host_with_few_positions_is_no_party():
    assert seated(ARLAND, [], AtMeetings.of([MEETING])).role == "party"
    assert seated(ProposedParty("Arland", (), (), 2), [], AtMeetings.of([MEETING])).role == "host"


def test_what_the_dossier_says_stays():
    known = ProposedParty("Borland", (), (), 1, role="observer", known=True)
    assert (seated(known, [], AtMeetings.of([MEETING])).role, seated(known, [], AtMeetings.of([MEETING])).at_table) == (
        "observer",
        True,
    )
