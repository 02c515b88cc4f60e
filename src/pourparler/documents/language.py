"""Which language a text is in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

MINIMUM = 80
"""Letters below which a text is too short to be judged."""
_ENGLISH = frozenset(("the", "of", "and", "to", "that", "for", "with", "by", "from", "which", "have", "this", "would"))
"""Words that are a fifth of written English, and of no other language more than a few in a hundred (Leech, Rayson and Wilson 2001)."""
_PLAINLY = 0.12
"""Their share from which a text is English without being compared with other languages, which takes most of the time a short text takes."""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """ISO 639-1 code; ``en`` unless the text is long enough to be sure of another."""
    sample = text[:5000]
    if len(sample) < MINIMUM:
        return "en"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if sum(map(_ENGLISH.__contains__, words)) > _PLAINLY * len(words):
        return "en"
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < MINIMUM:
        return "en"
    first = letters[:1000]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in first) / len(first)
    code, probability = _identifier().classify(re.sub(r"\s+", " ", sample).lower())
    sure = probability > 0.95 or latin < 0.5
    return str(code) if sure else "en"
