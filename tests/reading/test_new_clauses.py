"""Where a sentence goes on with another position."""

import pytest

from pourparler.reading.new_clauses import begins_with_a_verb, new_clauses


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Arland has never accepted that and proposes a panel", ["Arland has never accepted that", "proposes a panel"]),
        ("the toll stands and that the lock be shut", ["the toll stands", "the lock be shut"]),
        ("it accepts cameras, but remained opposed to pilots", ["it accepts cameras", "remained opposed to pilots"]),
        ("it seeks a toll, and will not sign", ["it seeks a toll", "will not sign"]),
        ("it asked for two; Borland thought one enough", ["it asked for two", "Borland thought one enough"]),
        ("Arland opposed the toll, while Borland liked it", ["Arland opposed the toll", "Borland liked it"]),
        # two things that are wanted together, and one that is refused in two ways
        ("a lock and a bridge", ["a lock and a bridge"]),
        ("the lock is unsafe and will not be built", ["the lock is unsafe and will not be built"]),
        ("pilots and supporting boats", ["pilots and supporting boats"]),
    ],
)
def test_joints(text, parts):
    found, at = [], 0
    for start, end in new_clauses(text, 0, len(text)):
        found.append(text[at:start])
        at = end
    assert [*found, text[at:]] == parts


@pytest.mark.parametrize(
    ("words", "verb"), [("proposes a panel", True), ("would not sign", True), ("the panel", False), ("supporting boats", False)]
)  # fmt: skip
def test_what_has_no_subject_of_its_own(words, verb):
    assert begins_with_a_verb(words, 0) is verb
