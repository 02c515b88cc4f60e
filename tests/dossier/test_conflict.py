"""The sections `conflict:` and `influence:`: conditions mean what they say, faults are named with their lines, a program can write them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler import verbs
from pourparler.dossier import add_conflict, load, loads
from pourparler.dossier.conditions import Words, patterns_of, words_of
from pourparler.errors import DossierError, PourparlerError
from pourparler.model.conflict import Direction, Move, Role, Wish
from pourparler.stability import forms

from ..conftest import DEMO, RIYADH
from .test_load import BASE, problems

NAMES = ("a", "b", "c")


@st.composite
def conditions(draw, depth=3):
    """(as written, what it means)."""
    if depth == 0 or draw(st.booleans()):
        k = draw(st.integers(0, 2))
        return NAMES[k], lambda s, k=k: s[k]
    kind = draw(st.sampled_from(["not", "and", "or"]))
    first, f = draw(conditions(depth - 1))
    if kind == "not":
        return f"not ({first})", lambda s: not f(s)
    second, g = draw(conditions(depth - 1))
    return f"({first} {kind} {second})", (lambda s: f(s) and g(s)) if kind == "and" else (lambda s: f(s) or g(s))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(conditions(), conditions(), st.sampled_from(["", "if", "iff"]))
def test_a_condition_holds_where_it_says(first, second, word):
    (left, f), (right, g) = first, second
    text = f"{left} {word} {right}" if word else left
    words = Words(NAMES)
    holds = Wish(text, patterns_of(text, words)).holds(np.arange(8))
    again = (
        Wish(text, patterns_of(words_of(patterns_of(text, words), [Move(n, 0, id=n) for n in NAMES]), words))
        if holds.any() and not holds.all()
        else None
    )
    for s, held in enumerate(holds):
        bits = [bool(s >> k & 1) for k in range(3)]
        meant = f(bits) if not word else (f(bits) or not g(bits)) if word == "if" else f(bits) == g(bits)
        assert held == meant
    if again is not None:
        assert (again.holds(np.arange(8)) == holds).all()


def test_terms_stand_for_conditions():
    words = Words(NAMES)
    words.define("both", "a and b")
    words.define("neither", "not both and not (a or b)")
    holds = Wish("", patterns_of("neither or (both and c)", words)).holds(np.arange(8))
    assert [s for s, h in enumerate(holds) if h] == [0, 4, 7]


CONFLICT = """\
conflict:
  moves:
    North:
      yields: {does: gives up its no, role: give_up, once: taken, gives_up: [n1]}
      stops: stops the talks
    South:
      waits:
  never: [yields and stops]
  now: [waits]
  preferences:
    North:
      - {wants: not stops, much: true}
      - any_order: [not yields, maybe: waits]
positions: [{id: n1, party: North, issue: transit, rejects: open}]
"""


def test_a_conflict_is_read():
    c = loads(BASE + CONFLICT).negotiation.conflict
    assert c.decision_makers == ("North", "South")
    assert c.moves[0] == Move("gives up its no", 0, Direction.FORWARD, "yields", Role.GIVE_UP, ("n1",))
    assert [m.name for m in c.moves] == ["gives up its no", "stops the talks", "waits"]
    assert c.states.tolist() == [0, 1, 2, 4, 5, 6]
    assert [m.id for m in c.taken(c.now)] == ["waits"]
    north, south = c.orders
    assert north.much == 1
    assert [[w.known for w in tier] for tier in north.wishes] == [[True], [True, False]]
    assert not south.complete
    assert set(forms(c).stable) == {"surely", "possibly", "a", "b", "c", "d", "strongly"}


@pytest.mark.parametrize(
    ("told", "order"),
    [
        ("{weights: {stops: -2, waits: 1.5, yields and waits: 1}}", [2, 2, 0, 3, 4, 1]),
        ("{weights: {stops: 2.0e+300, waits: 1.0e+300}}", [0, 0, 2, 1, 1, 3]),
        ("{weights: {stops: 0.1, waits: 0.2, yields: 1.0e-30}}", [0, 1, 2, 3, 4, 5]),
        ("{ranking: [[YNY], [NNN, YNN], NNY, [NYN, NYY]]}", [2, 2, 0, 1, 3, 0]),
    ],
)
def test_preferences_in_numbers_or_as_a_ranking(told, order):
    text = (
        BASE
        + CONFLICT.partition("    North:\n      - {wants")[0]
        + f"    North: {told}\npositions: [{{id: n1, party: North, issue: transit, rejects: open}}]\n"
    )
    assert loads(text).negotiation.conflict.orders[0].levels(6).tolist() == order


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("never: [yields and stops]", "never: [yelds and stops]", "15: unknown move 'yelds'. Did you mean 'yields'?"),
        (
            "never: [yields and stops]",
            "never: [yields and]",
            "15: 'yields and' is not a condition. Write it as a and not b",
        ),
        ("never: [yields and stops]", "never: [yields + stops]", "'yields + stops' is not a condition"),
        ("never: [yields and stops]", "never: [stops if waits if yields]", "only one `if`"),
        ("never: [yields and stops]", "never: [yields, not yields]", "these patterns rule out every state"),
        ("now: [waits]", "now: [yields, stops]", "describes a state that `never` rules out"),
        ("now: [waits]", "now: [sleeps]", "unknown move 'sleeps'"),
        ("gives_up: [n1]", "gives_up: [n2]", "unknown position 'n2'"),
        ("once: taken", "once: twice", "unknown value of once 'twice'"),
        ("role: give_up", "role: hero", "unknown role 'hero'"),
        ("    South:\n", "    Sooth:\n", "unknown party 'Sooth'. Did you mean 'South'?"),
        ("      waits:\n", "      yields:\n", "two moves are named 'yields'"),
        ("      waits:\n", "      wait-a-bit:\n", "'wait-a-bit' cannot name a move"),
        ("{wants: not stops, much: true}", "{much: true}", "needs `wants` or `maybe`"),
        (
            "any_order: [not yields, maybe: waits]",
            "{wants: waits, much: true}\n      - stops\n      - {wants: yields, much: true}",
            "a strong preference stands below a weaker one",
        ),
        ("    North:\n      - {wants", "    Nroth:\n      - {wants", "unknown party with moves 'Nroth'"),
        ("  now: [waits]\n", "  now: [waits]\n  terms: {yields: stops}\n", "'yields' cannot name a term"),
        ("  now: [waits]\n", "  now: [waits]\n  terms: {t: stops if waits}\n", "is not a condition"),
    ],
)
def test_faults_in_a_conflict_are_named(old, new, told):
    assert old in CONFLICT
    found = problems(BASE + CONFLICT.replace(old, new))
    assert any(told in p for p in found), found


def test_too_many_moves_are_told():
    moves = "\n".join(f"      m{k}: x" for k in range(21))
    with pytest.raises(DossierError, match="there are 21 moves; at most 20 can be analysed"):
        loads(BASE + f"conflict:\n  moves:\n    North:\n{moves}\n")


@pytest.mark.parametrize("folder", [DEMO, RIYADH], ids=lambda p: p.name)
def test_a_proposed_conflict_can_be_written_and_read_again(folder, tmp_path):
    text = (folder / "dossier.yaml").read_text()
    path = tmp_path / "dossier.yaml"
    path.write_text(text.partition("# The talks as moves")[0])
    proposed = verbs.propose_conflict(load(path).negotiation)
    add_conflict(path, proposed)
    again = load(path).negotiation.conflict
    assert (again.moves, again.now, again.decision_makers) == (proposed.moves, proposed.now, proposed.decision_makers)
    assert (again.states == proposed.states).all()
    for a, b in zip(again.orders, proposed.orders, strict=True):
        assert [w for tier in a.wishes for w in tier] == [w for tier in b.wishes for w in tier]
    assert path.read_text().startswith(text[:200])
    before = path.read_text()
    with pytest.raises(PourparlerError, match="has a `conflict:` already"):
        add_conflict(path, proposed)
    assert path.read_text() == before


def test_a_proposed_conflict_holds_what_stands_in_the_way():
    n = load(DEMO / "dossier.yaml").negotiation
    proposed = verbs.propose_conflict(n)
    given_up = {id for m in proposed.moves for id in m.gives_up}
    assert given_up == {
        "kestria.status_of_port_auvane.rejects.self_rule",
        "port-auvane.status_of_port_auvane.requires.self_rule",
    }
    assert {m.role for m in proposed.moves} == {Role.GIVE_UP, Role.OFFER, Role.ACCEPT, Role.STOP, Role.CONTEST}
    kestria = proposed.orders[proposed.decision_makers.index("Kestria")]
    assert [w.words for w in kestria.wishes[0]] == ["not kestria_gives_up_status_of_port_auvane"]
    assert all(id in n.position for o in proposed.orders for t in o.wishes for w in t for id in w.rests_on)
    # What nobody said is not known: all settled states may hold and none surely does.
    found = forms(proposed)
    assert found.equilibria("surely", "nash") == []
    assert found.equilibria("possibly", "nash")


INFLUENCE = """\
influence:
  contests:
    transit:
      order: open < closed
      actors:
        North: {capability: 5, salience: [0.2, 0.4], position: open}
        South:
        Harbour: {position: [20, 60]}
  votes:
    - {body: Council, weights: {North: 3, South: 2, East: 2}, quota: 5}
    - rules:
        - {weights: {North: 1, South: 1}, quota: 2}
        - {weights: {South: 9, North: 4}, quota: 10}
"""


def test_influence_is_read():
    n = loads(BASE + INFLUENCE).negotiation
    (contest,) = n.contests
    assert dict(contest.scale) == {"open": (0.0, 0.0), "closed": (100.0, 100.0)}
    assert [(p.actor, p.position, p.capability, p.salience) for p in contest.pulls] == [
        ("North", "open", (5.0, 5.0), (0.2, 0.4)),
        ("South", None, None, None),
        ("Harbour", (20.0, 60.0), None, None),
    ]
    council, double = n.votes
    assert (council.title, council.voters, council.rules) == ("Council", ("North", "South", "East"), (((3, 2, 2), 5),))
    assert double.rules == (((1, 1), 2), ((4, 9), 10))
    assert {
        p.actor
        for p in loads(BASE + "influence: {contests: {transit: {order: open < closed}}}").negotiation.contests[0].pulls
    } == {"North", "South"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    transit:\n", "    tranist:\n", "unknown issue 'tranist'. Did you mean 'transit'?"),
        ("order: open < closed", "order: open < shut", "unknown option of transit 'shut'"),
        ("order: open < closed", "order: open", "an order needs at least two options"),
        ("      order: open < closed\n", "", "needs an `order` or a `scale`"),
        ("order: open < closed", "scale: {open: 5, closed: 5}", "a scale needs two different ends"),
        ("order: open < closed", "scale: {open: 0, closed: [5, 9]}", "a scale needs two different ends"),
        ("capability: 5", "capability: 0", "capability must be above 0"),
        ("[0.2, 0.4]", "[0.2, 1.4]", "salience must lie between 0 and 1"),
        ("Harbour: {position: [20, 60]}", "Harbour: {}", "Harbour is not a party and has no position here"),
        ("position: open", "position: opne", "unknown option on the scale of transit 'opne'"),
        ("quota: 5", "quota: 8", "the quota 8 does not fit the weights"),
        ("quota: 5", "quota: 5.5", "`weights` by voter and a `quota`, all whole numbers"),
        ("South: 9, North: 4", "South: 9, East: 4", "different voters"),
    ],
)
def test_faults_in_influence_are_named(old, new, told):
    assert old in INFLUENCE
    found = problems(BASE + INFLUENCE.replace(old, new))
    assert any(told in p for p in found), found


def test_every_combination_of_three_moves_is_a_state():
    c = loads(BASE + "conflict: {moves: {North: {a: x, b: y}, South: {c: z}}}").negotiation.conflict
    assert [tuple(bool(s >> k & 1) for k in range(3)) for s in c.states.tolist()] == [
        (a, b, c) for c, b, a in product((False, True), repeat=3)
    ]
    assert c.now is None
    assert all(not o.complete for o in c.orders)
