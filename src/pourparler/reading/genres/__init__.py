"""Whose words a document holds, where its form tells: turns of speech, one author's own words, quotations with a name beside them."""

from pourparler.reading.genres.spoken import Spoken, spoken_in

__all__ = ["Spoken", "spoken_in"]
