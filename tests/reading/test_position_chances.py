"""How likely a position is right: features in the order of the weights, and chances that grow with what speaks for them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.reading.position_chances import (
    AGAINST,
    DIRECTION_WEIGHTS,
    FEATURES,
    HOLDER_WEIGHTS,
    KINDS,
    MARK_WEIGHTS,
    direction_features,
    fitted,
    holder_chance,
    logit,
    mark_features,
)

INSIDE = np.array([0.5, 0.9, 0.7])
NAMES = np.array([0.0, 0.6, 0.2])
shares = st.floats(0, 1)
SEEDED = settings(derandomize=True, deadline=None)


def kinds_of(**shares_: float) -> np.ndarray:
    """Probabilities of the seven kinds; what is not given is shared out."""
    rest = (1 - sum(shares_.values())) / (len(KINDS) - len(shares_))
    return np.array([shares_.get(kind, rest) for kind in KINDS])


def features(**other: object) -> dict[str, float]:
    """Of one stretch, by what they are."""
    given_ = {
        "inside": INSIDE,
        "begins": 0.5,
        "kinds": np.log(kinds_of(demands=0.7)),
        "names": NAMES,
        "told": False,
        "sentence": 12,
    }
    row = mark_features(**(given_ | other))  # type: ignore[arg-type]
    return dict(zip(FEATURES, row.tolist(), strict=True))


def test_there_is_a_weight_for_each_feature_and_a_constant() -> None:
    assert len(MARK_WEIGHTS) == len(FEATURES) + 1
    assert len(DIRECTION_WEIGHTS) == len(direction_features(kinds_of(demands=0.7))) + 1
    assert len(HOLDER_WEIGHTS) == 3
    assert KINDS[AGAINST] == "rejects"


@SEEDED
@given(shares)
def test_logit_is_the_logarithm_of_the_odds_and_stays_finite(p: float) -> None:
    assert 1 / (1 + np.exp(-logit(p))) == pytest.approx(p, abs=1.01e-4)
    assert logit(1 - p) == pytest.approx(-logit(p), abs=1e-6)


@pytest.mark.parametrize(
    ("weights", "row", "chance"),
    [((0.0, 1.0), [0.0], 0.5), ((0.0, 1.0), [np.log(3)], 0.75), ((np.log(3), 2.0, -1.0), [1.0, 2.0], 0.75), ((-5.0,), [], 1 / (1 + np.e**5))],
)  # fmt: skip
def test_fitted_is_a_logistic_regression_with_the_constant_first(
    weights: tuple[float, ...], row: list[float], chance: float
) -> None:
    assert fitted(weights, row) == pytest.approx(chance)


def test_the_features_of_a_stretch() -> None:
    assert features() == pytest.approx(
        {
            "words inside, mean": logit(0.7), "words inside, surest": logit(0.9), "words inside, least sure": 0.0, "first word begins one": 0.0,
            "words": np.log(3), "kind": logit(0.7), "kind, unnormalised": np.log(0.7), "names the holder": logit(0.8),
            "likeliest word for the holder": logit(0.6), "told by somebody": 0.0, "words of the sentence": np.log(12), "share of the sentence": 0.25,
        },
        abs=1e-5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        ({"begins": 0.9}, {"first word begins one"}),
        ({"told": True}, {"told by somebody"}),
        ({"sentence": 24}, {"words of the sentence", "share of the sentence"}),
        ({"names": np.array([0.0, 0.6, 0.3])}, {"names the holder"}),
        ({"kinds": np.log(kinds_of(demands=0.7)) + 1}, {"kind, unnormalised"}),
    ],
)
def test_each_thing_that_is_known_changes_its_own_features(other: dict[str, object], changed: set[str]) -> None:
    before, after = features(), features(**other)
    assert {name for name in FEATURES if after[name] != pytest.approx(before[name], abs=1e-5)} == changed


def test_a_sentence_without_words_does_not_divide_by_nothing() -> None:
    assert np.isfinite(list(features(sentence=0).values())).all()


@SEEDED
@given(st.floats(0, 0.25), st.floats(0, 0.25))
def test_a_surer_mark_is_likelier(less: float, more: float) -> None:
    low, high = sorted((less, more))
    chances = [fitted(MARK_WEIGHTS, list(features(inside=INSIDE[1:] - 0.25 + by).values())) for by in (low, high)]
    assert chances[0] <= chances[1]


@SEEDED
@given(shares, shares)
def test_the_direction_is_the_surer_the_farther_for_and_against_are_apart(one: float, other: float) -> None:
    # The same surest kind in both, so that only the distance differs.
    near, far = sorted((one, other), key=lambda p: abs(p - 0.5))
    rows = [(abs(logit(p)), 0.8) for p in (near, far)]
    assert fitted(DIRECTION_WEIGHTS, rows[0]) <= fitted(DIRECTION_WEIGHTS, rows[1])


@SEEDED
@given(shares)
def test_for_and_against_are_as_far_apart_either_way(against: float) -> None:
    kinds, turned = np.zeros(len(KINDS)), np.zeros(len(KINDS))
    kinds[[0, AGAINST]], turned[[0, AGAINST]] = (1 - against, against), (against, 1 - against)
    apart, surest = direction_features(kinds)
    assert (apart, surest) == pytest.approx(direction_features(turned), abs=1e-6)
    assert (apart, surest) == (abs(logit(against)), max(against, 1 - against))


@SEEDED
@given(shares, shares, st.booleans())
def test_a_holder_with_more_of_the_share_is_likelier_and_so_is_one_whose_side_is_known(
    one: float, other: float, side: bool
) -> None:
    low, high = sorted((one, other))
    assert 0 < holder_chance(low, side) <= holder_chance(high, side) < 1
    assert holder_chance(one, side=False) < holder_chance(one, side=True)
