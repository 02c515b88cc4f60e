"""Damage to a file as disks, networks, editors and attackers do it: bytes lost, turned, doubled, moved, or others in their place."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

TOKENS: Sequence[bytes] = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[2J", b"\r", b"\n", b"\n---\n", b"\t", b'"', b"'", b"<", b">", b"&",
    b"]]>", b"<!--", b"&#xD800;", b"{", b"}", b"[", b"]", b"(", b")", b":", b": ", b"- ", b",", b";", b"=", b"|", b"*a", b"&a ", b"<<: ", b"!!int ", b"!", b"%",
    b"-1", b"0", b"1e999", b"1e-999", b"NaN", b".inf", b"-.inf", b"Infinity", b"null", b"true", b"1/0", b"0x1F", b"1_0", b"9" * 30, b"1" * 5_000,
    b"2031-02-30", b"0000-00-00", b"99999-01-01", b"\\ud800", b"\\u0000", b"[" * 600, b"{" * 600, b"a" * 3_000, b" " * 300, b"encoding='utf-7'", b"rejects", b"if",
)  # fmt: skip
"""What is put in: what readers take for a mark, and numbers that are none or too large."""


def cut(data: bytes, chance: random.Random) -> bytes:
    """Only its beginning."""
    return data[: chance.randrange(len(data) + 1)]


def turned(data: bytes, chance: random.Random) -> bytes:
    """Some of its bits turned."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, 512)))


def lost(data: bytes, chance: random.Random) -> bytes:
    """A piece of it gone."""
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece of it twice, or many times."""
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 50)) + data[end:]


def moved(data: bytes, chance: random.Random) -> bytes:
    """A piece of it in place of another."""
    start, end = _piece(data, chance)
    at, until = _piece(data, chance)
    return data[:at] + data[start:end] + data[until:]


def blanked(data: bytes, chance: random.Random) -> bytes:
    """A piece of it zeros."""
    start, end = _piece(data, chance)
    return data[:start] + b"\0" * (end - start) + data[end:]


def put_in(data: bytes, chance: random.Random) -> bytes:
    """Something put in, or in place of a piece."""
    start, end = _piece(data, chance)
    return data[:start] + chance.choice(TOKENS) + data[start if chance.random() < 0.5 else end :]


WAYS: Sequence[Callable[[bytes, random.Random], bytes]] = (cut, turned, lost, doubled, moved, blanked, put_in)


def _word(data: bytes, chance: random.Random) -> bytes:
    """A word or number between marks replaced by another of the file, or by a token."""
    words = [k for k in range(len(data)) if data[k : k + 1].isalnum() and not (k and data[k - 1 : k].isalnum())]
    if not words:
        return data
    start = chance.choice(words)
    end = start
    while end < len(data) and data[end : end + 1].isalnum():
        end += 1
    other = chance.choice(words)
    until = other
    while until < len(data) and data[until : until + 1].isalnum():
        until += 1
    return data[:start] + (data[other:until] if chance.random() < 0.4 else chance.choice(TOKENS)) + data[end:]


def damaged(data: bytes, chance: random.Random, *, text: bool = True) -> bytes:
    """The file with one to four damages; ``text``: words are replaced too."""
    ways = (*WAYS, _word, _word, _word, put_in) if text else WAYS
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(ways)(data, chance)
    return data


WRONG: Sequence[object] = (
    None, True, False, 0, -1, 1, 7, 2.5, 1e308, 10**30, -(10**30), "", " ", "x", "open", "North", "transit", "none", "1", "1/3", "0.1", "nan", "2031-02-18",
    "2031-02-30", "a > b", "open > closed", ">", "=", "not stops", "(", "\u202e", "é" * 300, [], [None], [[]], ["x", "x"], [1, 2], {}, {"x": None}, {"": ""},
)  # fmt: skip
"""What stands in a tree where something else should."""


def places(told: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where something stands in a tree of dicts and lists."""
    entries: Any = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in entries:
        yield (*at, key)
        yield from places(value, (*at, key))


def changed(told: Any, place: Sequence[str | int], change: Callable[[Any, str | int], None]) -> Any:
    """A copy of a tree; ``change`` is called with the copied parent of the place, and its key."""
    first, *rest = place
    copy: Any = dict(told) if isinstance(told, dict) else list(told)
    if rest:
        copy[first] = changed(told[first], rest, change)
    else:
        change(copy, first)
    return copy


def _at(told: Any, place: Sequence[str | int]) -> Any:
    for key in place:
        told = told[key]
    return told


def grown(told: Any, chance: random.Random) -> Any:
    """A tree with some of its parts replaced by others of it or by something wrong, taken out, doubled, or under another name."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        all_places = list(places(told))
        if not all_places:
            return told
        place, other = chance.choice(all_places), chance.choice(all_places)
        value = chance.choice((chance.choice(WRONG), _at(told, other)))
        way = chance.randrange(5)

        def change(parent: Any, key: Any, value: object = value, way: int = way, name: Any = other[-1]) -> None:
            if way < 2:
                parent[key] = value
            elif way == 2:
                del parent[key]
            elif isinstance(parent, list):
                parent.insert(key, parent[key] if way == 3 else value)
            else:
                parent[str(name)] = parent.pop(key) if way == 3 else value

        told = changed(told, place, change)
    return told
