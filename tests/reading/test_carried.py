"""One speaker for several verbs of a sentence."""

import re

import pytest

from pourparler.reading.attribution import Attribution
from pourparler.reading.carried import carry
from pourparler.reading.sentences import sentences
from pourparler.reading.speakers import Speaker

VOSS = Speaker("Ada Voss", "Kestria")


def carried(text):
    """Cues stand in round brackets, a source before its cue in square ones."""
    plain, found, source = "", [], ()
    for part in re.split(r"(\[[^\]]*\]|\([^)]*\))", text):
        start, words = len(plain), part.strip("[]()")
        plain += words
        if part.startswith("["):
            source = ((start, len(plain)),)
        elif part.startswith("("):
            found.append(Attribution(source, ((start, len(plain)),), ()))
            source = ()
    speakers = [VOSS if a.source else Speaker() for a in found]
    return [s.name for s in carry(plain, sentences(plain), found, speakers)]


@pytest.mark.parametrize(
    "text",
    [
        "[Ada Voss] (called) it serious but (said) no.",
        "[Ada Voss] (thanked) them, and (urged) all to stay.",
        "“We go,” [Ada Voss] (said), (adding) that it rained, and (repeating) it.",
        "[Ada Voss] (said) that it rained and then (asked) why.",
    ],
)
def test_joined_verbs_share_their_speaker(text):
    assert set(carried(text)) == {"Ada Voss"}


@pytest.mark.parametrize(
    "text",
    [
        "[Ada Voss] (said) no. And (called) it serious.",  # another sentence
        "[Ada Voss] (said) that the town (is accused) of it.",  # not joined
        "[Ada Voss] (said) that the plan (building) on it fails.",
    ],
)
def test_others_do_not(text):
    assert carried(text) == ["Ada Voss", None]
