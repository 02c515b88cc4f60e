"""One sentence says what to do next with a dossier that is not written yet."""

from pourparler.dossier import loads
from pourparler.settlement.readiness import without_choice
from pourparler.wording import left_out, next_action


def talks(told=""):
    return loads(f"negotiation: x\n{told}\n").negotiation


def test_documents_first_then_their_draft():
    empty = talks()
    assert next_action(empty, 0, "talks") == (
        "The dossier names no party and no issue yet. Add documents (pourparler add talks FILE …), read them (pourparler read talks), "
        "and draft from them: pourparler draft talks."
    )
    assert next_action(empty, 3, "talks") == (
        "The dossier names no party and no issue yet. See what the documents propose (pourparler draft talks), or write it into dossier.yaml."
    )


def test_what_can_be_analysed_needs_nothing():
    whole = talks("parties: {A: {}}\nissues: {i: {options: [o, p]}}")
    assert next_action(whole) is None
    assert left_out(without_choice(whole)) is None


def test_issues_that_leave_no_choice_are_named():
    one = talks("parties: {A: {}}\nissues: {i: {options: [o, p]}, k: {options: [o]}}")
    assert (
        left_out(without_choice(one))
        == "Issue 'k' has fewer than two options: it is left out of the analysis until it has two."
    )
    two = talks("parties: {A: {}}\nissues: {i: {options: [o, p]}, k: {}, l: {}}")
    assert left_out(without_choice(two)).startswith("Issues 'k' and 'l' have fewer than two options: they are left out")
