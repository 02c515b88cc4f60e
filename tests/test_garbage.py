"""The collector of circles rests while much is made, and works again afterwards, whatever happened."""

import gc

import pytest

from pourparler.garbage import nothing_collected


def test_the_collector_rests_and_works_again():
    assert gc.isenabled()
    with nothing_collected():
        assert not gc.isenabled()
        with nothing_collected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error():
    with pytest.raises(ValueError, match="no"), nothing_collected():
        raise ValueError("no")
    assert gc.isenabled()
