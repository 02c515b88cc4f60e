"""A ring: everybody's place is the same whatever the ties, and a tie is told by form, thickness and words."""

from lxml import etree

from pourparler.figures.ring import Ring, Tie

RING = Ring(["Acre", "Lorn & sons"], ["Tessel"])
LINKS = {"Acre": "/record?party=Acre", "Lorn & sons": "/record?party=Lorn&issue=x", "Tessel": "/"}


def drawn(*ties):
    return etree.fromstring(RING.drawn(ties, {"Acre": "#0072B2"}, LINKS, 2.0).encode())


def places(svg):
    return [(c.get("cx"), c.get("cy")) for c in svg.iter("{*}circle")]


def test_places_stay():
    none, some = drawn(), drawn(Tie("Acre", "Tessel", 1.0, "near"))
    assert places(none) == places(some)
    assert len(set(places(none))) == 3
    right = [float(x) for x, _ in places(none)]
    assert min(right[:2]) > right[2]


def test_ties_are_told_by_form_thickness_and_words():
    svg = drawn(Tie("Acre", "Tessel", 1.0, "Acre & Tessel: +1"), Tie("Acre", "Lorn & sons", -2.0, "apart"))
    whole, dashed = svg.iter("{*}line")
    assert (whole.get("stroke-dasharray"), dashed.get("stroke-dasharray")) == (None, "6 5")
    assert float(whole.get("stroke-width")) < float(dashed.get("stroke-width")) == 7.0
    assert whole.findtext("{*}title") == "Acre & Tessel: +1"
    assert [float(v) for v in (whole.get("x1"), whole.get("y1"))] == [float(v) for v in places(svg)[0]]


def test_who_has_no_tie_is_faint_and_all_are_links():
    svg = drawn(Tie("Acre", "Tessel", 1.0, "near"))
    assert [(a.get("href"), a.get("class")) for a in svg.iter("{*}a")] == [
        ("/record?party=Acre", None), ("/record?party=Lorn&issue=x", "faint"), ("/", None),
    ]  # fmt: skip
    assert "".join(svg.itertext()).count("Lorn & sons") == 1


def test_nobody_is_a_ring_too():
    assert etree.fromstring(Ring([], []).drawn([], {}, {}, 0.0).encode()).tag.endswith("svg")
