"""Who was present together, by party."""

from datetime import date

from pourparler.model import Actor, Meeting, Negotiation, Party
from pourparler.networks.meetings import who_met

NEGOTIATION = Negotiation(
    "Talks", (Party("North", actors=(Actor("Ada Voss"),), aliases=("Norhaven",)), Party("South", actors=(Actor("Tomas Rell"),))), ()
)  # fmt: skip
FIRST, SECOND = date(2031, 2, 1), date(2031, 3, 1)


def test_actors_and_aliases_meet_for_their_party():
    graph = who_met(
        NEGOTIATION,
        [
            Meeting("Round one", FIRST, present=("Ada Voss", "Tomas Rell", "Sund")),
            Meeting("Round two", SECOND, present=("Norhaven", "South")),
            Meeting("Lunch", None, present=("North", "Ada Voss")),
            Meeting("Call", None, present=("Emir",), absent=("South",)),
        ],
    )
    assert dict(graph.nodes(data="kind")) == dict.fromkeys(("North", "South", "Sund", "Emir"), "actor")
    assert graph["North"]["South"] == {"weight": 2, "meetings": (("Round one", FIRST), ("Round two", SECOND))}
    assert graph["North"]["Sund"] == graph["South"]["Sund"] == {"weight": 1, "meetings": (("Round one", FIRST),)}
    assert graph.number_of_edges() == 3


def test_without_meetings_nobody_met():
    assert not who_met(NEGOTIATION, [])
