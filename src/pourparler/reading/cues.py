"""Words that tell how a statement is meant."""

from __future__ import annotations

ANONYMOUS = frozenset(
    (
        "officials official sources source diplomats diplomat observers observer analysts analyst experts insiders aides "
        "aide people witnesses some many others person villagers residents economists reports"
    ).split()
)
"""Heads of sources that name nobody."""

HEDGES = (
    "reportedly", "allegedly", "apparently", "is said to", "are said to", "expected to", "appeared to", "appear to", "appears to",
    "seems to", "seemed to", "may ", "might ", "could ", "possibly", "perhaps", "likely", "unlikely", "believed to", "unconfirmed",
    "suggest", "hinted", "signalled", "signaled", "signaling", "signalling",
)  # fmt: skip
"""Words that make a report less than certain."""
