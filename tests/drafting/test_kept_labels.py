"""Labels that are kept are those that are made, whatever lay there."""

import json

import pytest

from pourparler.drafting import kept_labels
from pourparler.drafting.kept_labels import NAME, Labels
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.naming import label

TOLD = (
    ("opposed a toll on freight", True, ["Norland"]),
    ("opposed a toll on freight", False, ["Norland"]),
    ("the town wants a bridge", False, ["the town"]),
    ("the town wants a bridge", False, ["the port"]),
)


def labelled(kept):
    labels = Labels(kept)
    found = [labels(words, denied=denied, holders=holders) for words, denied, holders in TOLD]
    labels.keep(kept)
    return found


MADE = [label(words, denied=denied, holders=holders) for words, denied, holders in TOLD]


def test_each_is_made_once_and_then_found(monkeypatch):
    kept = KeptWork()
    assert labelled(kept) == MADE
    assert len(set(MADE)) == len(TOLD)
    monkeypatch.setattr(kept_labels, "label", lambda *_, **__: pytest.fail("made again"))
    again = KeptWork(kept.made)
    assert labelled(again) == MADE
    assert again.made == kept.made


def test_what_is_no_longer_used_goes():
    kept = KeptWork({NAME: json.dumps({"of another": "draft"}).encode()})
    labelled(kept)
    assert b"of another" not in kept.made[NAME]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"a": 1}', b"\xff"])
def test_what_is_damaged_is_made_again(damage):
    assert labelled(KeptWork({NAME: damage})) == MADE
