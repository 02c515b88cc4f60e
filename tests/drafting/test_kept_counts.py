"""What is counted in documents and kept: the same as counted anew, whatever names and documents came, went or changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.drafting import name_counts
from pourparler.drafting.kept_counts import NAME, Counts
from pourparler.drafting.kept_work import KeptWork
from pourparler.drafting.name_counts import Known, Sort, counted
from pourparler.model import Document

WORDS = (
    "Norland",
    "Sund",
    "the union",
    "Petra Loom",
    "Loom",
    "chair of",
    "and",
    "'s offer",
    ",",
    ".\n",
    "\n",
    "said it would think of it " * 12,
    "said",
    "ΟΔΟΣ'Α",
)
NAMES = (
    Known("Norland", ("Norland",), Sort.BODY, 4),
    Known("Sund", ("Sund", "the union"), Sort.BODY, 2),
    Known("Petra Loom", ("Petra Loom",), Sort.PERSON, 2),
    Known("union", ("union", "the union"), Sort.DESCRIPTION, 1),
    Known("Οδος", ("ΟΔΟΣ",), Sort.BODY, 1),
    Known("Sund and Norland", ("Sund ,\nNorland",), Sort.BODY, 1),
)
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5)
SOME = st.lists(st.sampled_from(NAMES), min_size=1, unique=True)


def told(names, texts, kept=None):
    """Counts by the names themselves: their numbers change."""
    found = counted(names, [], {str(k): Document(text, "") for k, text in enumerate(texts)}, {}, kept)
    pairs = {
        (what, names[a].name, names[b].name): much for what, row in found.counts.items() for (a, b), much in row.items()
    }
    return pairs, {names[k].name: many for k, many in found.occurs.items()}


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(st.tuples(SOME, st.integers(1, 5)), min_size=2, max_size=4), st.sampled_from(Sort))
def test_counts_with_what_was_kept_are_those_that_are_made_anew(texts, steps, sort):
    left: dict[str, bytes] = {}
    for number, (names, many) in enumerate(steps):
        names = [replace(n, sort=sort) if number % 2 and n.name == "Sund" else n for n in names]
        kept = KeptWork(left)
        assert told(names, texts[:many], kept) == told(names, texts[:many])
        left = kept.made


def test_only_lines_near_which_a_name_changed_are_looked_at_again(monkeypatch):
    far = "They went home. " * 50
    texts = ["Norland met Sund.", f"Sund spoke.\n{far}\n{far}\nPetra Loom of Sund spoke.\n{far}\n{far}\nNorland."]
    kept = KeptWork()
    told(NAMES[:2], texts, kept)
    seen = []
    count = name_counts._in_lines

    def counting(text, first, ends, **rest):
        seen.append(text[first : ends[-1]])
        return count(text, first, ends, **rest)

    monkeypatch.setattr(name_counts, "_in_lines", counting)
    again = KeptWork(kept.made)
    told(NAMES[:2], texts, again)
    assert seen == []
    assert again.made == kept.made
    told(NAMES[:3], [*texts, "Norland."], KeptWork(again.made))
    assert seen == [f"{far}\nPetra Loom of Sund spoke.\n{far}\n", "Norland."]


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:40], lambda b: b"PK" + b[2:90]])
def test_what_is_damaged_is_counted_anew(damage):
    kept = KeptWork()
    whole = told(NAMES, ["Norland met Sund."], kept)
    assert Counts.unpacked(damage(kept.made[NAME])) is None
    assert told(NAMES, ["Norland met Sund."], KeptWork({NAME: damage(kept.made[NAME])})) == whole


def test_rows_of_names_that_there_are_not_are_no_counts():
    kept = KeptWork()
    told(NAMES, ["Norland met Sund."], kept)
    found = Counts.unpacked(kept.made[NAME])
    assert found is not None
    assert Counts.unpacked(replace(found, names=found.names[:1]).packed()) is None
    assert Counts.unpacked(replace(found, documents=[]).packed()) is None
