"""Numbers, intervals, shares, notes, documents: do they agree with what stands beside them?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Page, notes_of, number, words_of

ESTIMATE = re.compile(r"about ([\d,.e+]+) \(([\d,.e+]+) to ([\d,.e+]+) with 95 % confidence\)")
ENDS = re.compile(
    r"scale from .+? \((-?[\d.]+)\) to .+? \((-?[\d.]+)\),? it ends at (-?\d+) in the middle run, and between (-?\d+) and (-?\d+) in 95 %"
)
BARE_ENDS = re.compile(r"it ends at (-?\d+) in the middle run, and between (-?\d+) and (-?\d+) in 95 %")


def _float(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def intervals(page: Page) -> Iterator[str]:
    """A figure lies in its interval, and an interval says something: it is not the whole scale."""
    for middle, low, high in ESTIMATE.findall(page.text):
        if not _float(low) <= _float(middle) <= _float(high):
            yield f"about {middle}, between {low} and {high}"
    bare = BARE_ENDS.findall(page.text)
    for middle, low, high in bare:
        if not float(low) <= float(middle) <= float(high):
            yield f"it ends at {middle}, between {low} and {high}"
        if (float(low), float(high)) == (0.0, 100.0):
            yield f"it ends at {middle}, between {low} and {high}: that is the whole scale"
    for first, last, _, low, high in ENDS.findall(page.text):
        least, most = sorted((float(first), float(last)))
        if float(low) <= least and float(high) >= most:
            yield f"between {low} and {high} is the whole scale from {first} to {last}"


def shares(page: Page) -> Iterator[str]:
    """Shares of one whole come to a hundred, as far as whole percents can."""
    for told in re.findall(r"nearest to (.+?)(?:\. It ends| \(shares of runs)", page.text):
        yield from _whole(told, r"\((\d+) %\)")
    for line in page.lines("What a balanced settlement would contain"):
        yield from _whole(line, r"(\d+) %")
    for table in page.after("Voting power", "table"):
        for column in (-1, -2):
            total = sum(float(words_of(list(row)[column])) for row in table.find("tbody"))
            if abs(total - 100) > 0.5:
                yield f"a power index comes to {total}"


def _whole(told: str, pattern: str) -> Iterator[str]:
    parts = [int(x) for x in re.findall(pattern, told)]
    if parts and abs(sum(parts) - 100) > len(parts) + told.count("under 1 %"):
        yield f"shares that come to {sum(parts)} %: {told}"


def notes(page: Page) -> Iterator[str]:
    """Every number leads to a note, every note is led to, and quotes a document that is listed."""
    told = {int(li.get("value")) for li in page.root.iter("li") if li.get("value")}
    used = {n for part in page.root.find("body").iter("sup") for n in notes_of(part)}
    if told != used:
        yield f"notes without a number in the text: {sorted(told - used)}; numbers without a note: {sorted(used - told)}"
    ids = {node.get("id") for node in page.root.iter() if isinstance(node.tag, str)}
    for a in page.root.iter("a"):
        if (a.get("href") or "").startswith("#") and a.get("href")[1:] not in ids:
            yield f"a link leads nowhere: {a.get('href')}"


def documents(page: Page) -> Iterator[str]:
    """The head counts what the table of documents lists."""
    head = page.root.find_class("sub")[0].text_content()
    found = re.search(
        r"([\d,]+) documents?.*?; ([\d,]+) statements? found by the reader(?: \(told ([\d,]+) times\))?, ([\d,]+) of them confirmed",
        " ".join(head.split()),
    )
    if not found:
        yield f"the head counts nothing: {head}"
        return
    many, statements, confirmed = (number(found[k]) for k in (1, 2, 4))
    times = number(found[3]) if found[3] else statements
    rows = [[words_of(c) for c in row] for table in page.root.find_class("documents") for row in table.find("tbody")]
    more = re.search(r"The record holds ([\d,]+) more", page.text)
    if len(rows) + (number(more[1]) if more else 0) != many:
        yield f"the head counts {many} documents, the table {len(rows)}"
    sums = [sum(number(row[k]) for row in rows) for k in (2, 3)]
    if times < statements or (sums[0] != times if not more else sums[0] > times):
        yield f"the head counts {statements} statements, told {times} times; the table {sums[0]}"
    if sums[1] < confirmed if not more else times == statements and sums[1] > confirmed:
        yield f"the head counts {confirmed} confirmed statements; the table {sums[1]}"
    if "The record holds no document" in page.text and many:
        yield f"the record holds no document, and {many} of them"


def powerless(page: Page) -> Iterator[str]:
    """Nobody without power can block, and who can has some."""
    part = page.section("Voting power")
    for line in page.lines("Voting power", "p") if part is not None else ():
        veto = re.search(r"Nothing passes without (.+?)\.", line)
        never = re.search(r"(?:^|\. )([^.]+?) (?:is|are) never decisive", line)
        if veto and never and set(re.split(r", | and ", veto[1])) & set(re.split(r", | and ", never[1])):
            yield f"somebody can block and is never decisive: {line}"


CHECKS = (intervals, shares, notes, documents, powerless)
