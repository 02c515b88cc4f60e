"""Damage to a file as disks, networks, editors and attackers do it: bytes lost, turned, doubled, moved, or others in their place."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

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
