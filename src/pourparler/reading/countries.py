"""By what other names a country's government goes: its capital, its demonym, the seat of its government."""

from __future__ import annotations

from functools import lru_cache

from pourparler.reading.word_lists import word_table

_AMBIGUOUS = frozenset({"American Indian", "Georgia", "Jordan", "Chad", "Turkey"})
_SHORTEST = 4
"""Letters; shorter names and codes stand for too much else ("us", "in", "no")."""


@lru_cache(maxsize=512)
def called(name: str) -> tuple[str, ...]:
    """Other names of the country that goes by ``name``; none where it is no country's name.

    Capitals, demonyms and variants are those of the package countryinfo; seats of government the list ``government_seats``.
    """
    from countryinfo import CountryInfo
    from countryinfo.exceptions import CountryNotFoundError

    bare = name.strip().removeprefix("the ").removeprefix("The ")
    if len(bare) < _SHORTEST and bare not in ("USA", "EU", "UAE"):
        return ()
    seats = word_table("government_seats")["names"]
    if bare in ("European Union", "EU"):
        return tuple(seats["European Union"])
    try:
        country = CountryInfo(bare)
        own = country.name()
        told = [own, country.demonym(), str(country.capital()).removesuffix(" D.C."), *country.alt_spellings()]
    except (CountryNotFoundError, KeyError, AttributeError):
        return ()
    plain = [t for t in told if isinstance(t, str) and len(t) >= _SHORTEST and "," not in t and t not in _AMBIGUOUS]
    return tuple(dict.fromkeys((*seats.get(own, ()), *plain)))
