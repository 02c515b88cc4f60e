"""Readers of other programs' files, and files for them that are hostile."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pourparler import verbs
from pourparler.errors import FormatWarning
from pourparler.evaluation.gold import load_gold_text
from pourparler.evaluation.scoring import load_gold

from .damage import changed, places

GOLD_TEXT = """\
title: Strait talks
date: 2031-02-17
source: Lorn Post
kind: news
---
[s1|Ada Voss] [c1|said] that [t1|the strait would stay open].
---
1: [Ada Voss, North, demands, transit]
meetings: []
"""
GOLD_LINES = (
    json.dumps(
        {
            "doc": "a",
            "text": "Ada said no.",
            "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}],
        }
    ).encode()
    + b"\n"
)


def _conflict(path: Path) -> object:
    return verbs.analyse_stability(verbs.load_conflict(path))


def _power(path: Path) -> object:
    return verbs.influence_power(path)


def _spatial(path: Path) -> object:
    return verbs.influence_spatial(path, 3)


def _negotiation(path: Path) -> object:
    return verbs.load_negotiation(path)


READERS: Mapping[str, Callable[[Path], object]] = {
    "gmcr-ranking": _conflict, "gmcr-statements": _conflict, "conflict/1": _conflict, "voting": _power, "spatial": _spatial,
    "gold-text": load_gold_text, "gold-lines": load_gold,
}  # fmt: skip
"""What reads a format; formats that are not here hold a negotiation."""


def read(format: str, folder: Path, name: str) -> Any:
    """Read a folder or the file in it. Raises PourparlerError; anything else is a fault of the program."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        warnings.simplefilter("ignore", FormatWarning)
        return READERS.get(format, _negotiation)(folder / name if name else folder)


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A folder of files. ``says``: a pattern of the message; else ``answer``: what is made of the result, and what that must be."""

    what: str
    format: str
    files: Mapping[str, bytes]
    name: str = ""
    says: str | None = None
    answer: tuple[Callable[[Any], object], object] | None = None


def corpus(samples: Mapping[str, tuple[Mapping[str, bytes], str]]) -> Iterator[HostileFile]:
    """All of them; ``samples``: what ``samples.foreign`` returns."""
    yield from _any_format(samples)
    yield from _xml(samples)
    yield from _json(samples)
    yield from _numbers(samples)
    yield from _tables(samples)


def _any_format(samples: Mapping[str, tuple[Mapping[str, bytes], str]]) -> Iterator[HostileFile]:
    """Every file of every format empty, zeros, cut in half, in UTF-16, and valid with a mark first."""
    for format, (files, name) in samples.items():
        for file in sorted(files)[:1] if name else sorted(files)[:2]:
            for what, change in (
                ("empty", lambda _: b""),
                ("zeros", lambda data: bytes(len(data))),
                ("cut in half", lambda data: data[: len(data) // 2]),
                ("chance", lambda data: bytes((k * 7919 + k * k) % 256 for k in range(len(data)))),
            ):
                yield HostileFile(f"{format}: {file} {what}", format, {**files, file: change(files[file])}, name)
            if file.endswith((".json", ".gmcr", ".yml", ".csv", ".xml")) and not files[file].startswith(
                b"\xef\xbb\xbf"
            ):
                marked = {**files, file: b"\xef\xbb\xbf" + files[file]}
                yield HostileFile(
                    f"{format}: {file} with a mark first", format, marked, name, answer=(lambda _: True, True)
                )


def _xml(samples: Mapping[str, tuple[Mapping[str, bytes], str]]) -> Iterator[HostileFile]:
    files, _ = samples["genius"]

    def with_domain(what: str, change: Callable[[bytes], bytes], says: str | None = None) -> HostileFile:
        return HostileFile(f"genius: {what}", "genius", {**files, "domain.xml": change(files["domain.xml"])}, says=says)

    laughs = b"".join(b'<!ENTITY l%d "%s">' % (k, b"&l%d;" % (k - 1) * 10) for k in range(1, 12))
    yield with_domain(
        "a billion laughs",
        lambda x: b"<!DOCTYPE x [<!ENTITY l0 'ha'>" + laughs + b"]>" + x.replace(b'name="i1"', b'name="&l11;"'),
        "document type",
    )
    yield with_domain(
        "a file of the computer",
        lambda x: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + x,
        "document type",
    )
    yield with_domain(
        "5,000 elements in one another",
        lambda x: x.replace(b"<issue ", b"<a>" * 5_000 + b"<issue ", 1),
        "not well-formed XML",
    )
    yield with_domain("an issue twice", lambda x: x.replace(b"i2", b"i1").replace(b'index="2" name', b'index="1" name'))
    for encoding in (
        "utf-7",
        "base64",
        "punycode",
        "idna",
        "unicode_escape",
        "raw_unicode_escape",
        "klingon",
        "undefined",
        "rot13",
        "utf-16",
        "hex",
    ):
        yield with_domain(
            f"says that it is {encoding}", lambda x, e=encoding: f'<?xml version="1.0" encoding="{e}"?>'.encode() + x
        )
    yield with_domain(
        "half a character", lambda x: x.replace(b'value="a"', b'value="&#xD800;"', 1), "not well-formed XML"
    )
    yield with_domain(
        "half a character, escaped",
        lambda x: (
            b'<?xml version="1.0" encoding="raw_unicode_escape"?>' + x.replace(b'value="a"', b'value="\\ud800"', 1)
        ),
    )
    for number in ("1e999", "-1", "nan", "9" * 400, "1/0", "0x10", "1_0", ""):
        profiles = {
            **files,
            "p1.xml": files["p1.xml"].replace(b'evaluation="3"', b'evaluation="%s"' % number.encode(), 1),
        }
        says = None if number == "-1" else "number"
        yield HostileFile(f"genius: an evaluation of {number[:9]!r}", "genius", profiles, says=says)
    yield HostileFile(
        "genius: weights of nothing", "genius", {**files, "p1.xml": files["p1.xml"].replace(b"<weight", b"<wait")}
    )


def _json(samples: Mapping[str, tuple[Mapping[str, bytes], str]]) -> Iterator[HostileFile]:
    """Every JSON file: each of its keys gone, and each of its values of a wrong type."""
    wrong: tuple[object, ...] = (None, True, -1, 1e308, "x", "", [], {}, [[]], [None], {"x": None}, 10**30)
    for format, (files, name) in samples.items():
        for file in (f for f in files if f.endswith((".json", ".gmcr"))):
            told = json.loads(files[file])
            for k, place in enumerate(places(told)):
                change = wrong[k % len(wrong)]
                where = ".".join(map(str, place))
                yield HostileFile(
                    f"{format}: {where} is {change!r}",
                    format,
                    {**files, file: json.dumps(changed(told, place, _set(change))).encode()},
                    name,
                )
            deep = b'{"x":' * 900 + b"1" + b"}" * 900
            yield HostileFile(f"{format}: 900 deep", format, {**files, file: deep}, name)
            yield HostileFile(
                f"{format}: 100,000 deep",
                format,
                {**files, file: b"[" * 100_000},
                name,
                "nested too deeply|not readable JSON|no profile|neither|no dossier",
            )
            key, *_ = told
            twice = json.dumps(told)[:-1] + f', "{key}": 1}}'
            yield HostileFile(f"{format}: a key twice", format, {**files, file: twice.encode()}, name, "stands twice")
            unknown = json.dumps({**told, "klingon": 1}).encode()
            yield HostileFile(
                f"{format}: an unknown key",
                format,
                {**files, file: unknown},
                name,
                None if format == "geniusweb" else "klingon",
            )


def _set(value: object) -> Callable[[Any, str | int], None]:
    return lambda parent, key: parent.__setitem__(key, value)


def _numbers(samples: Mapping[str, tuple[Mapping[str, bytes], str]]) -> Iterator[HostileFile]:
    voting = {"voters": [f"v{k}" for k in range(200)], "weights": [k + 1 for k in range(200)], "quota": 10_051}
    yield HostileFile("voting: 200 voters", "voting", {"v.json": json.dumps(voting).encode()}, "v.json")
    huge = {"voters": ["a", "b", "c"], "weights": [10**30, 10**30, 1], "quota": 2 * 10**30}
    yield HostileFile(
        "voting: weights of 10^30",
        "voting",
        {"v.json": json.dumps(huge).encode()},
        "v.json",
        "more than can be summed exactly",
    )
    for weights, quota in (([], 1), ([1], 0), ([1], -1), ([0, 0], 1), ([1, -1], 1), ([1, 2], 99)):
        told = {"voters": [f"v{k}" for k in range(len(weights))], "weights": weights, "quota": quota}
        yield HostileFile(
            f"voting: weights {weights}, quota {quota}", "voting", {"v.json": json.dumps(told).encode()}, "v.json"
        )
    for numbers in ("1e999", "NaN", "-1e400", "1" * 400, "1e-400", "1e99999999999999999999"):
        for format in ("voting", "spatial", "bargaining-instance/1", "geniusweb", "gmcr-statements"):
            files, name = samples[format]
            file = "ada.json" if format == "geniusweb" else name
            data = files[file].decode()
            last = list(re.finditer(r"(?<=[\s:\[,])\d+(\.\d+)?(?=[,\s\]}])", data))[-1]
            other = (data[: last.start()] + numbers + data[last.end() :]).encode()
            yield HostileFile(f"{format}: a number {numbers[:24]}", format, {**files, file: other}, name)
    options = [{"name": f"o{k}", "permittedDirection": "both"} for k in range(40)]
    many = {
        "options": options,
        "decisionMakers": [{"name": "a", "options": list(range(40)), "preferences": []}],
        "infeasibles": [],
    }
    yield HostileFile(
        "gmcr: 40 options",
        "gmcr-statements",
        {"c.gmcr": json.dumps(many).encode()},
        "c.gmcr",
        "40 options are more than 20",
    )
    files, name = samples["gmcr-statements"]
    nested = b'{"compound":true,"members":[' * 300 + b'[[0,"Y"]]' + b"]}" * 300
    yield HostileFile(
        "gmcr: a condition 300 deep",
        "gmcr-statements",
        {"c.gmcr": files[name].replace(b'"infeasibles": [', b'"infeasibles": [' + nested + b",", 1)},
        name,
    )


def _tables(samples: Mapping[str, tuple[Mapping[str, bytes], str]]) -> Iterator[HostileFile]:
    def values(what: str, text: str | bytes, says: str | None = None) -> HostileFile:
        return HostileFile(
            f"values: {what}", "values", {"v.csv": text.encode() if isinstance(text, str) else text}, "v.csv", says
        )

    head = "issue,option,North,South\n"
    yield values("only names of columns", head, "no option")
    yield values("no party", "issue,option\na,b\n", "first line")
    yield values("a party twice", "issue,option,N,N\na,b,1,2\n", "same name")
    yield values("a party without a name", "issue,option,N,\na,b,1,2\n", "same name, or one has none")
    yield values("a word for a number", head + "a,b,much,2\n", "number")
    yield values("infinity", head + "a,b,inf,2\n", "number")
    yield values("nothing", head + "a,b,,\n")
    yield values("a number of 5,000 digits", head + f"a,b,{'1' * 5_000},2\n", "characters")
    yield values("an option twice", head + "a,b,1,2\na,b,1,2\n", "second time")
    yield values("a row too short", head + "a,b,1\n", "cells")
    yield values("a quotation mark never closed", head + '"a,b,1,2\nc,d,1,2\n')
    yield values("a cell of 1 MB", head + f"a,{'b' * 1_000_000},1,2\n")
    yield values("zeros", head + "a,b\0,1,2\n")
    yield values("no agreement twice", head + "a,b,1,2\nno agreement,,1,2\nno agreement,,1,2\n", "second row")
    yield values("no agreement on an option", head + "a,b,1,2\nno agreement,x,1,2\n", "not understood")
    yield values("windows-1252", head.encode() + b"a,\xe9,1,2\n", "readable")
    yield values("a formula", head + "a,=1+1,1,2\n")
    yield values("2,000 options", head + "".join(f"a,o{k},{k},1\n" for k in range(2_000)))
    files, _ = samples["tables-folder"]
    for file in sorted(files):
        rows = files[file].split(b"\n")
        yield HostileFile(
            f"tables: {file} with a column twice",
            "tables-folder",
            {**files, file: rows[0].rstrip(b"\r") + b"," + rows[0].rstrip(b"\r") + b"\n"},
        )
        yield HostileFile(
            f"tables: {file} with a row of words",
            "tables-folder",
            {**files, file: files[file] + b",".join([b"klingon"] * (rows[0].count(b",") + 1)) + b"\n"},
        )
        yield HostileFile(
            f"tables: {file} with an empty row too long",
            "tables-folder",
            {**files, file: files[file] + b",x" * 50 + b"\n"},
        )
