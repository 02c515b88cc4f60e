"""Results in sentences: made here and nowhere else. A module for each kind of answer; `views` gathers them into plain data."""

from pourparler.wording.english import capital, named
from pourparler.wording.gaps import contradiction_words, missing_words, question_words
from pourparler.wording.positions import (
    KIND,
    blocking_words,
    concession_words,
    position_words,
    reasons_words,
    sentence,
    set_words,
    source_words,
)
from pourparler.wording.solutions import SOLUTION, division_words
from pourparler.wording.terms import (
    ACCEPTANCE,
    bundle_words,
    counted,
    day,
    issue_name,
    issue_words,
    joined,
    number,
    option_words,
    parties,
    percent,
    plural,
    settlement_words,
    share_words,
)
from pourparler.wording.verdict import basis_words, set_aside_words, table_words, unlisted_words, verdict_words

__all__ = [
    "ACCEPTANCE",
    "KIND",
    "SOLUTION",
    "basis_words",
    "blocking_words",
    "bundle_words",
    "capital",
    "concession_words",
    "contradiction_words",
    "counted",
    "day",
    "division_words",
    "issue_name",
    "issue_words",
    "joined",
    "missing_words",
    "named",
    "number",
    "option_words",
    "parties",
    "percent",
    "plural",
    "position_words",
    "question_words",
    "reasons_words",
    "sentence",
    "set_aside_words",
    "set_words",
    "settlement_words",
    "share_words",
    "source_words",
    "table_words",
    "unlisted_words",
    "verdict_words",
]
