"""What is denied of a demand or a refusal. The sentences are made up for these rows."""

import pytest

from pourparler.reading.turned_words import denies_a_demand, denies_a_refusal, given_up, refuses, tells_of_a_failure


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("Arland does not demand a toll", True),
        ("it did not insist on the lock", True),
        ("Arland hasn’t asked for a pause", True),
        ("they never formally requested a mediator", True),
        ("Arland demands that the lock is not closed", False),
        ("Arland insists on the lock", False),
        ("it would not open the lock", False),
    ],
)
def test_a_demand_denied(words, denied):
    assert denies_a_demand(words) is denied


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("Arland would not object to pilots", True),
        ("it is not opposed to the lock", True),
        ("Arland doesn't rule out a toll", True),
        ("it had nothing against the bridge", True),
        ("has never refused to share the cost", True),
        ("would not stand by and see its request rejected", False),
        ("Arland rejects the lock", False),
        ("it would not accept the toll", False),
    ],
)
def test_a_refusal_denied(words, denied):
    assert denies_a_refusal(words) is denied


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Arland still opposed pilots from the sea", True),
        ("it remains firmly opposed to the lock", True),
        ("Arland was still against a toll", True),
        ("they continued to reject the bridge", True),
        ("there will be no pilots in Arland", True),
        ("there would never be a toll", True),
        ("Arland no longer opposed the lock", False),
        ("it is not still opposed to the lock", False),
        ("there would be no objection to pilots", False),
        ("there can be no treaty without pilots", False),
        ("Arland still demands a toll", False),
    ],
)
def test_what_is_still_refused_or_is_not_to_be(words, refused):
    assert refuses(words, words) is refused


def test_what_is_not_to_be_hangs_on_a_condition_elsewhere_in_the_sentence():
    assert not refuses("there will be no treaty", "Arland wants pilots, or there will be no treaty")
    assert not refuses("there can be no toll", "Without a bridge there can be no toll")


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Arland does not consent to the toll", True),
        ("it wasn't in favour of a second lock", True),
        ("Arland cannot support the bridge", True),
        ("demanded that the lock not be closed", True),
        ("insisted that no night ferry be stopped", True),
        ("wants the pilots not to come from the sea", True),
        ("Arland does not want any toll at all", True),
        ("it could not go along with a longer lock", True),
        ("Arland would never tolerate pilots from the sea", True),
        ("Arland does not only support the bridge", False),
        ("it would not accept anything less than a seat", False),
        ("it would not agree to a plan that closes the lock", False),
        ("it cannot accept the lock without pilots", False),
        ("the lock would not be closed", False),
        ("demanded that the lock be closed and not be sold", False),
        ("Arland did not want to wait", False),
    ],
)
def test_assent_denied_and_the_demand_that_something_not_be(words, refused):
    assert refuses(words, words) is refused


def test_what_is_denied_on_a_condition_of_the_sentence_is_no_refusal():
    assert refuses("the lock not be closed", "Arland asked that the lock not be closed")
    assert refuses("the lock not be closed", "Arland asked that the lock not be closed until May")
    assert not refuses("the lock not be closed", "Arland asked that the lock not be closed unless it is replaced")
    assert not refuses("Arland does not want a toll", "Arland does not want a toll unless the bridge is built")


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("the ward not be closed before June", True),
        ("the lock must not be opened until the gates are mended", True),
        ("demanded that no second lock be built until the toll is paid", False),
        ("the lock will not be opened before the gates are mended", False),
        ("the lock must be opened before June", False),
        ("the lock must not be opened unless the gates are mended before June", False),
    ],
)
def test_what_must_not_be_yet_is_refused_until_then(words, refused):
    assert refuses(words, words) is refused


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("Arland was against any toll in the dry months", True),
        ("Borland cautioned against a second lock", True),
        ("it spoke against the bridge", True),
        ("Arland does not see a need for pilots", True),
        ("it saw no point in a toll", True),
        ("there can be no question of a toll", True),
        ("Arland was not against the toll", False),
        ("it would vote against any bridge that has no pilots", False),
        ("Arland sees no use in a lock without pilots", False),
        ("Borland warned against going beyond the lock", False),
    ],
)
def test_whoever_is_against_it_refuses_it(words, refused):
    assert refuses(words, words) is refused


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("It also rejects exclusive rights for either side", True),
        ("Arland flatly refused a second round", True),
        ("the union opposes the toll", True),
        ("Arland ruled out a toll", True),
        ("Arland objected to the second lock", True),
        ("Arland no longer opposes the toll", False),
        ("Arland refused to rule out a toll", False),
        ("a toll opposed by Brenna", False),
        ("Arland wants those who reject the toll to pay", False),
        ("Arland rejected the notion that the toll is dead", False),
        ("Arland wants the ban that Brenna opposes", False),
    ],
)
def test_whoever_rejects_it_in_the_first_words_refuses_it(words, refused):
    assert refuses(words, words) is refused


def test_whoever_refuses_until_something_is_done_asks_for_that():
    assert not refuses("Arland refused a second round", "Arland refused a second round unless the locks open.")


@pytest.mark.parametrize(
    ("words", "sentence", "failed"),
    [
        ("The mill failed to submit its plan", "The mill failed to submit its plan by May", True),
        ("The mill did not send the draft", "The mill did not send the draft that it had promised", True),
        ("The mill has not paid the toll", "The mill has not paid the toll, a week after it fell due", True),
        ("The mill did not accept the draft", "The mill did not accept the draft that was due", False),
        ("The mill did not send the draft", "The mill did not send the draft, for it wants none", False),
        ("The mill will not pay", "The mill will not pay what it promised", False),
    ],
)
def test_what_was_promised_and_not_done_is_no_refusal(words, sentence, failed):
    assert tells_of_a_failure(words, sentence) == failed


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("We no longer insist on 40,000 crowns", ["no longer insist on 40,000 crowns"]),
        ("the mill gives up its plan for a dam, and takes the weir", ["gives up its plan for a dam"]),
        ("the mill dropped its demand for a toll and accepts a levy", ["dropped its demand for a toll"]),
        ("the mill has stopped asking for 2.5 percent", ["stopped asking for 2.5 percent"]),
        ("the mill dropped its opposition to a toll", []),
        ("the mill no longer opposes a toll", []),
    ],
)
def test_what_is_given_up(words, left):
    assert given_up(words) == left
