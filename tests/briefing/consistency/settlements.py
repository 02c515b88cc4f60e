"""Verdict, counts, who stands in the way, the table of settlements, and agreements of some: do they agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Examples, Page, number, words_of

NO, UNKNOWN = "would not accept", "not known"


def verdict_size(page: Page) -> int | None:
    """How many settlements the verdict leaves; None where it is an estimate."""
    text = page.verdict
    if re.search(r"^(?:Every settlement crosses|No settlement is possible|Some party would be worse off)", text):
        return 0
    found = re.search(r"^(?:No party is known to reject ([\d,]+) of|([\d,]+) of the [\d,]+ settlements? cross)", text)
    return number(found[1] or found[2]) if found else None


def at_table_size(page: Page) -> int | None:
    """How many settlements those at the table have; None where everybody is there, or an estimate is told."""
    for line in page.front:
        if found := re.search(r"^If only those at the table count \(.+?\), ([\d,]+) settlements? remain", line):
            return number(found[1])
        if re.search(r"have no settlement among themselves either", line):
            return 0
    return None


def verdict_and_reasons(page: Page) -> Iterator[str]:
    """Who stands in the way is who the verdict names, on the issues that it names."""
    blocking = page.lines("Who stands in the way")
    ways = page.lines("Who stands in the way", "p")
    none = [line for line in ways if "do not rule out every settlement" in line]
    crossed = page.verdict.startswith("Every settlement crosses a red line of")
    if crossed and none:
        yield f"the verdict is “{page.verdict}”, and then: {none[0]}"
    if verdict_size(page) and not none:
        yield f"the verdict leaves settlements, and then somebody stands in the way: {blocking}"
    if "linkages rule out" in page.verdict and not any("linkages alone" in line for line in ways):
        yield f"the linkages rule out everything, and then: {ways}"
    if crossed:
        sets = [
            line.split(":", 1) for line in blocking if re.search(r"\b(rejects?|requires?|accepts?|offers?)\b", line)
        ]
        sets = [s for s in sets if len(s) == 2 and "no longer" not in s[1]]
        told = set(page.said_of(page.verdict, page.names))
        named = {name for _, who in sets for name in page.said_of(who, page.names)}
        if told - named:
            yield f"the verdict names {sorted(told - named)}, and they do not stand in the way: {sets}"


def left_open(page: Page) -> Iterator[str]:
    """An issue that, left open, frees settlements is in every set of red lines that stands in the way."""
    sets = [
        line.split(":", 1)[0] for line in page.lines("Who stands in the way") if ":" in line and "no longer" not in line
    ]
    opening = [
        m for line in page.front for m in re.findall(r"If (.+?) (?:is|are) left open, ([\d,]+) combination", line)
    ]
    for issue, _ in opening:
        for named in sets:
            if page.issues and not set(page.said_of(issue, page.issues)) & set(page.said_of(named, page.issues)):
                yield f"{issue} left open frees settlements, yet these would still stand in the way: {named}"
    if opening and not page.verdict.startswith(("Every settlement crosses a red line", "In a sample")):
        yield f"red lines do not stand in the way, and {opening[0][0]} is to be left open"
    if opening and verdict_size(page):
        yield f"settlements are left anyhow, and {opening[0][0]} is to be left open"


def counts(page: Page) -> Iterator[str]:
    """Numbers of settlements left: of all, of those at the table, without one party."""
    size, table = verdict_size(page), at_table_size(page)
    said = re.search(r"if one party were left out: (.+?)\.(?: |$)", page.text)
    without = {} if said is None else dict(re.findall(r"without (?:the )?([^;]+?), ([\d,]+)(?=;|$)", said[1]))
    absent = [name for name, row in page.parties.items() if not row.at_table]
    for name, many in without.items():
        if size is not None and number(many) < size:
            yield f"{size} settlements are left for all, and fewer without {name}: {many}"
        if absent == [name] and table is not None and number(many) != table:
            yield f"without {name}, the only one absent, {many} are left, and {table} for those at the table"
    if size is not None and table is not None and table < size:
        yield f"{size} settlements are left for all, and fewer for those at the table: {table}"
    if page.parties and absent and not any("at the table" in line for line in page.front):
        yield f"{absent} are absent, and nothing is said of those at the table alone"
    now = re.search(
        r"Settlements that cross no red line still held in the state counting everybody ([\d,]+)", page.text
    )
    if now and size is not None and number(now[1]) < size and "now" in page.text:
        yield f"as things stand {now[1]} settlements cross no red line, and the verdict leaves {size}"


def table_of_settlements(page: Page) -> Iterator[str]:
    """It shows what the counts say, all of it or so much of it; nobody answers otherwise than the text says."""
    shown, size, table = page.examples, verdict_size(page), at_table_size(page)
    nothing = re.search(r"No settlement is left|No settlement that nobody rejects was found", page.text)
    if shown is None:
        if page.section("What could be agreed") is not None and (size or table):
            yield f"{size or table} settlements are left, and none is shown"
        return
    if nothing:
        yield f"settlements are shown, and the text says: {nothing[0]}"
    for_all = (size is None and not shown.title.startswith("Settlements that those at the table")) or bool(size)
    counted = size if for_all else table
    many = len(shown.rows)
    if shown.some is None and counted is not None and counted != many:
        yield f"{counted} settlements are left, the table shows {many} and does not say “{many} of {counted}”"
    if shown.some is not None:
        first, rest = shown.some
        if first != many:
            yield f"the table is said to show {first}, and shows {many}"
        if rest.replace(",", "").isdigit() and (
            number(rest) <= many or (counted is not None and number(rest) != counted)
        ):
            yield f"the table is said to show {first} of {rest}, and {counted} are left"
    yield from _answers(page, shown, for_all=for_all)


def _answers(page: Page, shown: Examples, *, for_all: bool) -> Iterator[str]:
    for name, row in page.parties.items():
        refuses = [answers[name] for answers in shown.rows if answers[name][0] == NO]
        if refuses and (for_all or row.at_table) and "red line" not in shown.title:
            yield f"{name} would not accept what the table is said to hold for it: {shown.title}"
        absent = [line for line in page.front if line.startswith("If only those at the table count")]
        told = " ".join(absent)
        who = rf"(?:The )?{re.escape(name)}"
        if (
            re.search(rf"\. {who} would not accept any of them", told)
            and not for_all
            and len(refuses) < len(shown.rows)
        ):
            yield f"{name} would accept none, and the table shows one that it might"
        if re.search(rf"\. {who} (?:is|are) not known to reject any of them", told) and refuses and not for_all:
            yield f"{name} is not known to reject any, and the table shows one that it would not accept"
        for _, why in refuses:
            held = {i.words for (p, _), c in page.matrix.items() if p == name for i in c.held}
            named = re.search(r"^(?:rejects?|requires?|accepts?|offers?) ", why)
            if page.matrix and named and not any(words in why for words in held):
                yield f"{name} is said to refuse because it {why}, which is not what it says on any issue"


def given_up(page: Page) -> Iterator[str]:
    """Of a concession, a price or a move it is said that somebody no longer holds something: the matrix shows that it does."""
    if not page.matrix:
        return
    lines = page.lines("Who stands in the way") + page.lines("Agreements that leave a party out")
    told = [(m[1], m[2]) for line in lines for m in re.finditer(WITHDRAWN, line)]
    told += [] if "give up positions that are not counted here" in page.text else list(_moves(page))
    for who, words in told:
        party = page.said_of(who, page.names)[-1:]
        held = [i.words for (p, _), c in page.matrix.items() if [p] == party for i in c.held]
        if party and not any(h.startswith(words) or words.startswith(h) for h in held):
            yield f"{party[0]} would have to give up that it {words}, which it does not say"


WITHDRAWN = r"((?:[Tt]he )?[^;:.(]+?) no longer ((?:reject|require)s? [^;:.(]+?)(?= or if |;|\.|,| and |[ (]|$)"


def _moves(page: Page) -> Iterator[tuple[str, str]]:
    """(party, what it no longer does) of the moves of a conflict."""
    for table in page.root.find_class("option-form"):
        who = ""
        for row in table.iter("tr"):
            if (head := row.find("th[@scope='rowgroup']")) is not None:
                who = words_of(head)
            if (cell := row.find("td")) is not None and (
                found := re.match(r"no longer ((?:reject|require)s? .+)", words_of(cell))
            ):
                yield who, found[1]


def agreements_of_some(page: Page) -> Iterator[str]:
    """An agreement of all but one has the size that is told for leaving that one out."""
    said = re.search(r"if one party were left out: (.+?)\.(?: |$)", page.text)
    without = {} if said is None else dict(re.findall(r"without (?:the )?([^;]+?), ([\d,]+)(?=;|$)", said[1]))
    for line in page.lines("Agreements that leave a party out"):
        found = re.search(r"^(.+?) alone have ([\d,]+) settlements? that none", line)
        if not found:
            continue
        left_out = set(page.names) - set(page.said_of(found[1], page.names))
        if len(left_out) == 1 and (many := without.get(next(iter(left_out)))) not in (None, found[2]):
            yield f"without {left_out} there are {many} settlements, and the others alone have {found[2]}"
        table = at_table_size(page)
        absent = {name for name, row in page.parties.items() if not row.at_table}
        if page.parties and left_out == absent and table not in (None, number(found[2])):
            yield f"those at the table have {table} settlements, and alone {found[2]}"


CHECKS = (
    verdict_and_reasons,
    left_open,
    counts,
    table_of_settlements,
    given_up,
    agreements_of_some,
)
