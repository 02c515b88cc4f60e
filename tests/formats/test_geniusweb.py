"""GeniusWeb: weights times utilities, the reservation bid, which domain is meant; nothing passed over."""

import json
from fractions import Fraction

import pytest

from pourparler import verbs
from pourparler.errors import FormatError
from pourparler.formats import geniusweb, reader
from pourparler.formats.chosen import Chosen

DOMAIN = {"name": "trip", "issuesValues": {"place": {"values": ["sea", "hills"]}, "days": {"range": ["1", "2", "0.5"]}}}
SPACE = {
    "name": "ada",
    "domain": DOMAIN,
    "issueWeights": {"place": 0.3, "days": 0.7},
    "issueUtilities": {
        "place": {"discreteutils": {"valueUtilities": {"sea": 1.0, "hills": 0.333}}},
        "days": {"numberutils": {"lowValue": 1, "lowUtility": 0.1, "highValue": 2, "highUtility": 1}},
    },
    "reservationBid": {"issuevalues": {"place": "hills", "days": "1.5"}},
}


def folder(tmp_path, **files):
    for name, told in {"trip": DOMAIN, "ada": {geniusweb.SPACE: SPACE}, **files}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(told))
    return tmp_path


def test_weights_times_utilities(tmp_path):
    tom = {**SPACE, "name": "tom", "reservationBid": None}
    path = folder(tmp_path, tom={geniusweb.SPACE: tom})
    for source in (path, path / "trip.json", path / "ada.json"):
        assert reader(source) is geniusweb
        n, told = geniusweb.read(source)
        assert n.values["ada"] == {
            "place": {"sea": Fraction(3, 10), "hills": Fraction(999, 10000)},
            "days": {"1": Fraction(7, 100), "1.5": Fraction(385, 1000), "2": Fraction(7, 10)},
        }
        assert n.no_agreement.values == {"ada": Fraction(4849, 10000)}
        assert told == (
            "tom.json: it has no reservation bid, so that any settlement would do; the worst settlement's value is used",
        )
    assert verbs.solve(verbs.load_negotiation(path, [].append)).bargain.exact


def test_profiles_of_another_domain_are_told(tmp_path):
    other = {**DOMAIN, "name": "walk"}
    path = folder(tmp_path, tom={geniusweb.SPACE: {**SPACE, "domain": other}}, notes={"a": 1})
    n, told = geniusweb.read(path)
    assert [p.name for p in n.parties] == ["ada"]
    assert told == (
        "notes.json is not read: it is neither a domain nor a profile",
        "tom.json is not read: it is a profile of another domain",
    )
    folder(tmp_path, walk=other)
    with pytest.raises(FormatError, match=r"2 domains in this folder: trip.json, walk.json"):
        geniusweb.read(path)
    assert geniusweb.read(path, Chosen.of("walk"))[0].title == "walk"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"issueWeights": {"place": 0.3}}, "'days' is missing"),
        ({"issueWeights": {"place": 0.3, "days": 0.7, "hotel": 1}}, "issueWeights: the key 'hotel' is not understood"),
        ({"issueUtilities": {**SPACE["issueUtilities"], "place": {"pictureutils": {}}}}, "the key 'pictureutils' is not understood"),
        ({"issueUtilities": {**SPACE["issueUtilities"], "place": {"discreteutils": {"valueUtilities": {"sea": 1}}}}}, "no utility of 'hills'"),
        ({"reservationBid": {"issuevalues": {"place": "moon"}}}, "the reservation bid names 'moon' of 'place'"),
        ({"domain": None}, "the profile has no domain with issuesValues"),
        ({"groups": []}, "the profile: the key 'groups' is not understood"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path, change, message):
    with pytest.raises(FormatError) as caught:
        geniusweb.read(folder(tmp_path, ada={geniusweb.SPACE: {**SPACE, **change}}))
    assert message in caught.value.message


def test_other_kinds_of_profile_are_refused_by_name(tmp_path):
    with pytest.raises(FormatError, match="a profile of the kind 'DefaultPartialOrdering' is not read"):
        geniusweb.read(folder(tmp_path, tom={"DefaultPartialOrdering": {"domain": DOMAIN, "betterlist": []}}))
