"""Random conflicts, and the definitions of stability word for word, sequences of moves kept as (state, who moved last)."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from pourparler.model.conflict import Conflict, Direction, Move, Order


@st.composite
def conflicts(draw, most_moves=6, most_makers=4, partial=False):
    """With ties, moves that go one way only, infeasible states; ``partial``: orders that are partly unknown, some strong."""
    makers = draw(st.integers(1, most_makers))
    count = draw(st.integers(makers, max(makers, most_moves)))
    moves = tuple(
        Move(f"m{k}", k if k < makers else draw(st.integers(0, makers - 1)), draw(st.sampled_from(list(Direction))))
        for k in range(count)
    )
    states = np.array([s for s in range(1 << count) if draw(st.integers(0, 3))] or [0])

    def row():
        return draw(st.lists(st.integers(0, 1 if partial else 6), min_size=len(states), max_size=len(states)))

    def order():
        if not partial:
            return Order.by_level(row())
        tiers = [np.array([row() for _ in range(draw(st.integers(1, 2)))]) for _ in range(draw(st.integers(1, 2)))]
        return Order(tuple(tiers), much=draw(st.integers(0, 1)))

    names = tuple(f"D{d}" for d in range(makers))
    return Conflict("random", names, moves, states, tuple(order() for _ in range(makers)))


def compared(order, s, t):
    """How t stands to s: 2 much better, 1 better, 0 equal, -1 worse, -2 much worse, None not known; s and t are places."""
    for k, tier in enumerate(order.tiers):
        ups = any(row[t] > row[s] for row in tier)
        downs = any(row[t] < row[s] for row in tier)
        if ups and downs:
            return None
        if ups or downs:
            return (1 if ups else -1) * (2 if k < order.much else 1)
    return 0


def moves_of(c, d, place):
    """The places that d can go to."""
    states = c.states.tolist()
    s = states[place]
    found = []
    for where, t in enumerate(states):
        changed = [k for k in range(len(c.moves)) if (s ^ t) >> k & 1]
        if t == s or any(c.moves[k].owner != d for k in changed):
            continue
        ways = {Direction.FORWARD: 1, Direction.BACK: 0}
        if all(c.moves[k].direction is Direction.BOTH or ways[c.moves[k].direction] == t >> k & 1 for k in changed):
            found.append(where)
    return found


def by_definition(c, tempts=lambda x: x is not None and x > 0, deters=lambda x: x is not None and x <= 0, answers=None):
    """For each concept, decision maker and state whether it is stable; the arguments take what ``compared`` gives."""
    answers = answers or (lambda x: x is not None and x > 0)
    makers = range(len(c.decision_makers))
    many = len(c.states)
    place = {s: k for k, s in enumerate(c.states.tolist())}
    moves = [[moves_of(c, d, s) for s in range(many)] for d in makers]
    better = [[[t for t in moves[d][s] if answers(compared(c.orders[d], s, t))] for s in range(many)] for d in makers]

    def joint(d, s, step):
        found, waiting = set(), [(s, None)]
        seen = set(waiting)
        while waiting:
            here, last = waiting.pop()
            for j in makers:
                if j in (d, last):
                    continue
                for t in step[j][here]:
                    found.add(t)
                    if (t, j) not in seen:
                        seen.add((t, j))
                        waiting.append((t, j))
        return found

    def stable(concept, d, s):
        def bad(t):
            return deters(compared(c.orders[d], s, t))

        for s1 in (t for t in moves[d][s] if tempts(compared(c.orders[d], s, t))):
            if concept == "nash":
                return False
            if concept == "gmr":
                ok = any(bad(t) for t in joint(d, s1, moves))
            elif concept == "smr":
                ok = any(bad(t) and all(bad(u) for u in moves[d][t]) for t in joint(d, s1, moves))
            elif concept == "seq":
                ok = any(bad(t) for t in joint(d, s1, better))
            else:
                ok = False
                for chosen in product(*[[s, *better[j][s]] for j in makers if j != d]):
                    end = int(c.states[s1])
                    for t in chosen:
                        end ^= int(c.states[t] ^ c.states[s])
                    ok = ok or (end in place and bad(place[end]))
            if not ok:
                return False
        return True

    return {k: [[stable(k, d, s) for s in range(many)] for d in makers] for k in ("nash", "gmr", "smr", "seq", "sim")}
