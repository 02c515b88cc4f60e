"""Who takes which side in a statement, in a sentence."""

from dataclasses import replace

import pytest

from pourparler.model import Holder, Mode, Stance, Statement
from pourparler.wording.statements import stand_words

KESTRIA, LEAGUE = Holder("Kestria", "Kestria"), Holder("Harbour League", "Harbour League")
SAID = Statement("d", (), (), ((0, 9),), Mode.DIRECT, party="Norland", stance=Stance.REJECTS, position=((0, 4),))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"holders": (KESTRIA,)}, "Kestria rejects: “a toll”"),
        ({"holders": (LEAGUE, KESTRIA)}, "The Harbour League and Kestria reject: “a toll”"),
        ({"holders": (Holder("Europeans"),), "stance": Stance.REQUIRES}, "The Europeans require: “a toll”"),
        ({"holders": (KESTRIA, replace(LEAGUE, opposed=True))}, "Kestria rejects: “a toll”, opposed by the Harbour League"),
        ({"holders": (replace(KESTRIA, opposed=True),)}, "Somebody unknown rejects: “a toll”, opposed by Kestria"),
        ({"holders": ()}, "Somebody unknown rejects: “a toll”"),
        ({"holders": (), "position": ()}, "Norland rejects: “a toll”"),
        ({"stance": Stance.REPORTS, "position": ()}, "takes no position: “a toll”"),
    ],
)  # fmt: skip
def test_who_takes_which_side(told, words):
    assert stand_words(replace(SAID, **told), "a toll") == words
