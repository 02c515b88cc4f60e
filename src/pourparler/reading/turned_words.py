"""Two turns of phrase that the model still reads the wrong way, each kept because the training texts leave no doubt about it.

* A demand denied ("does not demand", "did not insist on") is no demand. Of the 2,784 marks of the training texts 5 hold such words; none is a demand or a requirement.
* A refusal denied ("would not object", "is not opposed to", "has never ruled out") is no refusal. Of 31 such marks 30 accept or concede, one requires, none rejects.
"""

from __future__ import annotations

import re

_DEMAND_DENIED = re.compile(
    r"\b(?:(?:does|did|do|has|have|had|would)(?: not|n['’]t)|never)\s+(?:\w+ly\s+)?(?:demand|insist|ask|require|call for|request|seek|press)\w*\b",
    re.I,
)
_REFUSAL_DENIED = re.compile(
    r"(?:\b(?:not|never|nothing|no longer|no)\b(?:\s+\w+){0,2}?|n['’]t)\s+"
    r"(?:object\w*|oppos\w+|refus\w+|reject\w*|rul\w+ out|resist\w*|block\w*|veto\w*|exclud\w+|against)\b",
    re.I,
)


def denies_a_demand(words: str) -> bool:
    """Whether the words say that something is not demanded."""
    return _DEMAND_DENIED.search(words) is not None


def denies_a_refusal(words: str) -> bool:
    """Whether the words say that something is not refused."""
    return _REFUSAL_DENIED.search(words) is not None
