"""Whose words a document holds, where its form tells: turns of speech, one author's own words, quotations with a name beside them."""

from pourparler.reading.genres.attendance import learn_attendance
from pourparler.reading.genres.spoken import (
    FIRST_PERSON,
    Author,
    Spoken,
    author_in,
    meets,
    own_words,
    reads_on,
    spoken_in,
    takes_positions,
)

__all__ = [
    "FIRST_PERSON",
    "Author",
    "Spoken",
    "author_in",
    "learn_attendance",
    "meets",
    "own_words",
    "reads_on",
    "spoken_in",
    "takes_positions",
]
