"""What an error says of a name that nobody knows."""

import pytest

from pourparler.errors import PourparlerError, ServerBusyError, did_you_mean, unknown

KNOWN = ("Northland", "Port Union", "harbour_dues")


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("northland", "Did you mean 'Northland'?"),
        ("Norhtland", "Did you mean 'Northland'?"),
        ("harbour", "Did you mean 'harbour_dues'?"),
        ("Port Onion", "Did you mean 'Port Union'?"),
        ("Atlantis", "Choose from: Northland, Port Union, harbour_dues"),
        ("", "Choose from: Northland, Port Union, harbour_dues"),
    ],
)
def test_the_nearest_name_or_all(name, mend):
    assert did_you_mean(name, KNOWN) == mend


def test_of_many_names_the_first_and_of_none_that_there_is_none():
    assert did_you_mean("x", [f"name {k}" for k in range(20)]).endswith("name 11, …")
    assert did_you_mean("x", ()) == "Define one first"


def test_the_error_says_what_there_is_not():
    error = unknown("party", "Atlantis", KNOWN)
    assert isinstance(error, PourparlerError)
    assert error.message == "there is no party 'Atlantis'. Choose from: Northland, Port Union, harbour_dues"


@pytest.mark.parametrize(
    ("seconds", "when"),
    [
        (None, "later"), (0, "later"), (7.2, "in 8 seconds"), (90, "in 90 seconds"), (119, "in 2 minutes"),
        (3600, "in 60 minutes"), (5401, "in 2 hours"), (172_800, "in 2 days"), (999_999_999, "in 11,575 days"),
    ],
)  # fmt: skip
def test_when_a_server_may_be_asked_again(seconds, when):
    assert ServerBusyError("the server answered 429", seconds, host="press.example").mend == f"Try again {when}"
