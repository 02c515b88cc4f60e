"""What is denied of a demand or a refusal. The sentences are made up for these rows."""

import pytest

from pourparler.reading.turned_words import denies_a_demand, denies_a_refusal, refuses


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
