"""What an error says of a name that nobody knows."""

import pytest

from pourparler.errors import PourparlerError, did_you_mean, unknown

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
