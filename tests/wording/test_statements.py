"""Who takes which side in a statement, in a sentence."""

from dataclasses import replace

import pytest

from pourparler.model import Chances, Holder, Mode, Stance, Statement
from pourparler.wording.statements import Stand, chances_words, said_by, stand_of, stand_words

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


@pytest.mark.parametrize(
    ("told", "stand"),
    [
        ({"holders": (KESTRIA,)}, Stand("Kestria", "rejects", "against")),
        ({"holders": (KESTRIA, replace(LEAGUE, opposed=True))}, Stand("Kestria", "rejects", "against", others="the Harbour League", opposing="for it")),
        (
            {"holders": (KESTRIA, LEAGUE, Holder("Maravel", opposed=True)), "stance": Stance.OFFERS},
            Stand("Kestria and the Harbour League", "offer", "for", others="Maravel", opposing="against it"),
        ),
        ({"holders": (KESTRIA,), "chances": Chances(0.9, 0.9, 0.6)}, Stand("Kestria", "rejects", "against", doubtful=True)),
        ({"stance": Stance.DENIES, "position": (), "holders": (KESTRIA,)}, Stand()),
    ],
)  # fmt: skip
def test_a_stand_in_its_parts(told, stand):
    found = stand_of(replace(SAID, **told))
    assert found == (stand if stand.others else replace(stand, opposing=found.opposing))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"speaker": "Ada Voss", "party": "Kestria"}, "Ada Voss for Kestria"),
        ({"speaker": "Kestria", "party": "Kestria"}, "Kestria"),
        ({"speaker": None, "party": None}, "an unknown speaker"),
        ({"speaker": None, "party": None, "anonymous": True}, "somebody unnamed"),
        ({"act": True}, "told, not said"),
    ],
)
def test_who_says_so(told, words):
    assert said_by(replace(SAID, **told)) == words


def test_chances_are_told_of_positions_only():
    likely = replace(SAID, chances=Chances(0.926, 0.52, 0.9994))
    assert chances_words(likely) == (("position", "93 %"), ("side", "over 99 %"), ("holder", "52 %"))
    assert chances_words(replace(likely, stance=Stance.REPORTS)) == chances_words(SAID) == ()
