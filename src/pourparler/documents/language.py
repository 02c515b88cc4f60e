"""Which language a text is in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

MINIMUM = 80
"""Letters below which a text is too short to be judged."""


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """ISO 639-1 code; ``en`` unless the text is long enough to be sure of another."""
    sample = text[:5000]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < MINIMUM:
        return "en"
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters[:1000]) / len(letters[:1000])
    code, probability = _identifier().classify(re.sub(r"\s+", " ", sample).lower())
    sure = probability > 0.95 or latin < 0.5
    return str(code) if sure else "en"
