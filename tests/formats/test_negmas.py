"""NegMAS folders: value functions computed exactly, others refused by name; which files are meant; nothing passed over."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from pourparler.errors import FormatError
from pourparler.formats import negmas
from pourparler.formats.chosen import Chosen

CASES = Path(__file__).parent / "cases"
SPACE = {
    "name": "d",
    "type": "DiscreteCartesianOutcomeSpace",
    "issues": [
        {"name": "q", "type": "ContiguousIssue", "values": [0, 4]},
        {"name": "p", "type": "CategoricalIssue", "values": ["x", "y"]},
    ],
}
UFUN = {
    "name": "u",
    "type": "LinearAdditiveUtilityFunction",
    "reserved_value": 0.1,
    "weights": [0.1, 2],
    "values": [{"type": "IdentityFun"}, {"type": "TableFun", "mapping": {"x": 0.7, "y": 0}}],
}


def folder(tmp_path, **files):
    for name, told in {"domain": SPACE, "u": UFUN, **files}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(told))
    return tmp_path


def test_the_triangle_is_computed():
    n, told = negmas.read(CASES / "k2-negmas-triangular")
    assert told == ()
    assert n.values["x"] == {
        "q": {"1": 0, "2": Fraction(1, 4), "3": Fraction(1, 2), "4": Fraction(1, 4), "5": 0},
        "p": {str(k): Fraction(k, 10) for k in range(5)},
    }
    assert n.values["y"]["q"] == {str(k): Fraction(5 + k, 20) for k in range(1, 6)}
    assert n.values["y"]["p"] == {str(k): -Fraction(k, 10) for k in range(5)}


@pytest.mark.parametrize(
    ("function", "at_three"),
    [
        ({"type": "IdentityFun"}, 3),
        ({"type": "ConstFun", "bias": 0.3}, Fraction(3, 10)),
        ({"type": "LinearFun", "slope": 0.1}, Fraction(3, 10)),
        ({"type": "AffineFun", "slope": 0.1, "bias": 1}, Fraction(13, 10)),
        ({"type": "QuadraticFun", "a2": 0.1, "a1": 2, "bias": 1}, Fraction(79, 10)),
        ({"type": "PolynomialFun", "coefficients": [1, 0, 0.1]}, Fraction(57, 10)),
        ({"type": "TriangularFun", "start": 1, "middle": 1, "end": 4, "scale": 3, "bias": 1}, 2),
        ({"type": "negmas.preferences.value_fun.TableFun", "mapping": [0, 0, 0, 7, 0]}, 7),
    ],
)
def test_value_functions(tmp_path, function, at_three):
    n, told = negmas.read(folder(tmp_path, u={**UFUN, "values": [function, UFUN["values"][1]]}))
    assert n.values["u"]["q"]["3"] == Fraction(1, 10) * at_three
    assert told == ()


def test_affine_utility_functions_take_numbers_for_what_they_are(tmp_path):
    issues = [SPACE["issues"][0], {"name": "p", "type": "ContiguousIssue", "values": [1, 2]}]
    ufun = {"name": "u", "type": "AffineUtilityFunction", "weights": [1, -0.5], "bias": 0.25, "reserved_value": 0}
    n, _ = negmas.read(folder(tmp_path, domain={**SPACE, "issues": issues}, u=ufun))
    assert (n.values["u"]["q"]["3"], n.values["u"]["p"]["2"]) == (Fraction(13, 4), -1)


def test_reservation_values(tmp_path):
    wanted = Fraction(3, 10) + Fraction(14, 10)
    ufun = {k: v for k, v in UFUN.items() if k != "reserved_value"}
    n, told = negmas.read(folder(tmp_path, u={**ufun, "reserved_outcome": [3, "x"]}))
    assert (n.no_agreement.values, told) == ({"u": wanted}, ())
    n, told = negmas.read(folder(tmp_path, u=ufun))
    assert n.no_agreement.values == {}
    assert told == (
        "u.json: it has no reservation value, so that any settlement would do; the worst settlement's is used",
    )


def test_several_outcome_spaces_ask_which(tmp_path):
    path = folder(tmp_path, other=SPACE, v={**UFUN, "name": "v"}, notes={"made": 2031}, _info={"seed": 1})
    with pytest.raises(
        FormatError, match=r"2 outcome spaces in this folder: domain.json, other.json\. Say which is meant: --domain"
    ):
        negmas.read(path)
    n, told = negmas.read(path, Chosen.of("domain", ["v"]))
    assert [p.name for p in n.parties] == ["v"]
    assert told == ("_info.json is not read: NegMAS keeps what is known of a scenario under such names",)
    _, told = negmas.read(path, Chosen.of("domain"))
    assert told[:2] == (
        "notes.json is not read: it is no utility function",
        "other.json is not read: it is another outcome space",
    )


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"u": {**UFUN, "values": [{"type": "SinFun"}, {}]}}, "the values of 'q' are a SinFun, which is not read. Read are TableFun"),
        ({"u": {**UFUN, "values": [{"type": "LinearFun", "slope": 1, "bias": 2}, {}]}}, "the LinearFun of 'q': the key 'bias' is not understood"),
        ({"u": {**UFUN, "values": [{"type": "AffineFun", "bias": 2}, {}]}}, "the AffineFun of 'q' has no slope"),
        ({"u": {**UFUN, "type": "HyperRectangleUtilityFunction"}}, "a HyperRectangleUtilityFunction is not a sum over issues that can be computed"),
        ({"u": {**UFUN, "weights": {"q": 1}}}, "the weights have none for 'p'"),
        ({"u": {**UFUN, "weights": [1]}}, "the weights are not one for each of the 2 issues"),
        ({"u": {**UFUN, "values": {"q": {"type": "IdentityFun"}}}}, "the values have none for 'p'"),
        ({"u": {**UFUN, "values": [{"type": "IdentityFun"}, {"x": 1, "y": 2, "z": 3}]}}, "a value for 'z', which is no option of 'p'"),
        ({"u": {**UFUN, "constraints": []}}, "the utility function: the key 'constraints' is not understood"),
        ({"domain": {**SPACE, "constraints": []}}, "the outcome space: the key 'constraints' is not understood"),
        ({"domain": {**SPACE, "issues": [{"name": "q", "type": "CallableIssue", "values": [1]}]}}, "issue 'q' is a CallableIssue, which is not read"),
        ({"domain": {**SPACE, "issues": [{"name": "q", "type": "ContiguousIssue", "values": [0, 1, 4]}]}}, "has bounds 0 and 1 and 4"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path, files, message):
    with pytest.raises(FormatError) as caught:
        negmas.read(folder(tmp_path, **files))
    assert message in caught.value.message


def test_numbers_are_the_decimals_that_are_written(tmp_path):
    (tmp_path / "d.yml").write_text("issues: [{name: q, values: [x, y]}]")
    (tmp_path / "u.yml").write_text(
        "{weights: [0.1], values: [{mapping: {x: 0.12345678901234567890123, y: 1e-1}}], reserved_value: -.inf}"
    )
    n, told = negmas.read(tmp_path)
    assert n.values["u"]["q"] == {"x": Fraction("0.012345678901234567890123"), "y": Fraction(1, 100)}
    assert len(told) == 1


def test_a_malformed_file_may_be_a_party_and_is_not_passed_over(tmp_path):
    path = folder(tmp_path)
    (path / "w.yml").write_text("weights: [1, 2\nvalues: {")
    with pytest.raises(FormatError, match=r"w.yml:2: not valid YAML"):
        negmas.read(path)
