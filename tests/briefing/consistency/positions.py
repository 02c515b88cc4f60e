"""What each party says: the matrix, the tables beside it, what is not known, who moved, what is asked. Do they agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from .page import Cell, Item, Page, number

NOTHING, CONDITION = "nothing said", "only named in a condition"
DAY = re.compile(r"\b(\d{1,2} [A-Z][a-z]+ \d{4})\b")
SILENT = r"The record has nothing from .+? on (these issues|this issue|.+?)\."
GIVEN_UP = r" no longer holds? what (?:it|they) said on (these issues|this issue|.+?)\."


def cells_of(page: Page, party: str) -> dict[str, Cell]:
    return {issue: cell for (name, issue), cell in page.matrix.items() if name == party}


def tables_of_positions(page: Page) -> Iterator[str]:
    """The table of parties counts what the matrix shows, and the table of red lines holds the red lines of the matrix."""
    for name, row in page.parties.items() if page.matrix else ():
        held = {(i.kind, i.words): i for c in cells_of(page, name).values() for i in c.held}
        hard = {words for (_, words), i in held.items() if i.hard}
        if page.section("Red lines and conditions") is not None:
            listed = {words for party, _, words in page.red_lines if party == name}
            if listed != hard:
                yield f"red lines of {name}: the table has {sorted(listed)}, the matrix {sorted(hard)}"
        if len(held) > row.positions[0] or (row.positions[0] and not held):
            yield f"{name} has {row.positions[0]} positions, and the matrix shows {len(held)}"
        if bool(row.hard[0]) != bool(hard):
            yield f"{name} has {row.hard[0]} red lines, and the matrix shows {sorted(hard)}"
        if bool(row.positions[1]) != any(i.suggested for i in held.values()):
            yield f"{name} has {row.positions[1]} proposed positions, and the matrix shows otherwise"


def key_and_cells(page: Page) -> Iterator[str]:
    """The key explains every mark of the matrix, and none that it has not."""
    if not page.matrix:
        return
    items = [i for c in page.matrix.values() for i in c.items]
    empty = [c for c in page.matrix.values() if not c.items]
    marks = {f"{i.mark} {i.kind}" for i in items}
    marks |= {"→ moved"} if any(i.moved for i in items) else set()
    marks |= {"• contradicted"} if any(i.contradicted for i in items) else set()
    marks |= {"dashed: proposed, not confirmed"} if any(i.suggested for i in items) else set()
    marks |= {"– nothing said"} if any(c.mark == "–" for c in empty) else set()
    marks |= {"“ said, no position yet"} if any(c.mark == "“" for c in empty) else set()
    if marks != set(page.key):
        yield f"the key explains {sorted(set(page.key) - marks)}, which do not occur, and not {sorted(marks - set(page.key))}"
    for cell in empty:
        if (cell.mark == "–") != (cell.words == NOTHING):
            yield f"a cell is marked {cell.mark} and says: {cell.words}"


def contradictions(page: Page) -> Iterator[str]:
    """Who contradicts itself has contradicted positions in the matrix, and the other way round."""
    lines = page.lines("Reports that contradict each other")
    told = {n for line in lines for n in page.said_of(line.split(" contradict")[0], page.names)[:1]}
    shown = {p for (p, _), c in page.matrix.items() for i in c.items if i.contradicted}
    if page.matrix and shown - told:
        yield f"the matrix marks contradictions of {sorted(shown - told)}, which the front does not tell"
    named = {
        n
        for line in lines
        if re.search(r" contradicts? (?:itself|themselves)", line)
        for n in page.said_of(line, page.names)[:1]
    }
    if page.matrix and named - shown:
        yield f"{sorted(named - shown)} contradict themselves, and the matrix marks nothing"


def moved(page: Page) -> Iterator[str]:
    """What was said before a move is what the matrix shows from earlier days."""
    arrows = {(p, i.words) for (p, _), c in page.matrix.items() for i in c.items if i.moved}
    listed: set[tuple[str, str]] = set()
    for day, now, before, _ in page.moves:
        who = page.said_of(now, page.names)[:1]
        cells = (
            {issue: c for issue, c in cells_of(page, who[0]).items() if any(now.endswith(i.words) for i in c.items)}
            if who
            else {}
        )
        mine = [(i, c) for c in cells.values() for i in c.items if now.endswith(i.words)]
        listed |= {(who[0], i.words) for i, _ in mine}
        if page.matrix and not mine:
            yield f"“{now}” is a move, and the matrix does not show it"
        others = [i for item, c in mine for i in c.items if i is not item]
        if before.startswith("no earlier position"):
            for other in others:
                if _earlier(page, other, day):
                    yield f"“{now}” ({day}): no earlier position, and the matrix shows “{other.words}”"
            continue
        for told in before.split("; "):
            words = re.sub(r" \((?:not given up|no date tells whether before)\)$", "", told)
            alike = [i for i in others if i.words == words]
            if page.matrix and not alike:
                yield f"before “{now}” there was “{words}”, which the matrix does not show"
            if alike and all(i.given_up for i in alike) and told.endswith("(not given up)"):
                yield f"“{words}” is not given up, and the matrix shows it as given up"
            if alike and not any(i.given_up for i in alike) and told == words:
                yield f"“{words}” is what was before, and the matrix shows it as still held"
    if page.section("Who moved") is not None and arrows - listed:
        yield f"the matrix has arrows at {sorted(arrows - listed)}, which did not move"
    if page.matrix and page.section("Who moved") is None and arrows:
        yield f"the matrix has arrows at {sorted(arrows)}, and nobody moved"


def _days(page: Page, item: Item) -> list[datetime]:
    return [
        datetime.strptime(day, "%d %B %Y") for n in item.notes for day in DAY.findall(page.note_days.get(n, ""))[-1:]
    ]


def _earlier(page: Page, item: Item, day: str) -> bool:
    days = _days(page, item)
    return bool(days) and day != "undated" and max(days) < datetime.strptime(day, "%d %B %Y")


def gaps(page: Page) -> Iterator[str]:
    """What is asked for is not known, as the matrix and the tables have it."""
    for line in page.lines("What is not known, and whom to ask"):
        who = page.said_of(re.split(r" about | which | where |: ", line, maxsplit=1)[0], page.names)
        cells = cells_of(page, who[0]) if who else {}
        if line.startswith("Ask ") and (found := re.search(SILENT, line)):
            asked = _asked(page, line, found[1])
            if page.matrix and (
                bad := [i for i in asked if cells[i].words not in (NOTHING, "")] + [i for i in asked if cells[i].items]
            ):
                yield f"the record has nothing from {who[0]} on {bad}, and the matrix shows something: {line}"
        if line.startswith("Ask ") and (found := re.search(GIVEN_UP, line)):
            asked = _asked(page, line, found[1])
            if page.matrix and (bad := [i for i in asked if not cells[i].items or cells[i].held]):
                yield f"{who[0]} no longer holds what it said on {bad}, and the matrix shows otherwise"
        yield from _priorities(page, line)
        if line.startswith("Decide what") and page.matrix:
            said = re.split(r" by ", line, maxsplit=1)[1]
            party = page.said_of(said, page.names)[0]
            for issue in page.said_of(said.split(". ")[0], page.issues):
                if "no position yet" not in page.matrix[party, issue].words:
                    yield f"what {party} said on {issue} is to be decided, and its cell has: {page.matrix[party, issue]}"
        if line.startswith("Find out what happens to"):
            asked = page.said_of(line.split(" without a settlement")[0], page.issues)
            known = [i for i in asked if re.search(rf"(?:^|; ){re.escape(i)}: ", page.no_agreement)]
            if known:
                yield f"it is asked what happens to {known} without a settlement, which is told: {page.no_agreement}"


def _asked(page: Page, line: str, told: str) -> list[str]:
    """The issues that a question is about: named where it says so, else those of the whole question."""
    if told not in ("these issues", "this issue"):
        return page.said_of(told, page.issues)
    head = line.split(". The record")[0].split("? The record")[0]
    if " about " in head:
        return page.said_of(head.split(" about ", 1)[1], page.issues)
    return [i for i, question in _questions(page).items() if question and question in head]


def _questions(page: Page) -> dict[str, str]:
    """The question under the name of each issue in the matrix."""
    found = {}
    for table in page.root.find_class("matrix"):
        for th in list(table.find("thead").iter("th"))[1:]:
            name = "".join(th.itertext()).strip()
            question = " ".join(" ".join(q.itertext()) for q in th.find_class("question")).strip()
            issue = next((i for i in page.issues if name.startswith(i)), name)
            found[issue] = question
    return found


def _priorities(page: Page, line: str) -> Iterator[str]:
    for who in re.findall(r"Ask ([^?]+?) which issues matter most to", line):
        known = [
            n for n in page.said_of(who, page.names) if n in page.parties and page.parties[n].priorities != "not known"
        ]
        if known:
            yield f"{known} are asked which issues matter most, and the table says: {[page.parties[n].priorities for n in known]}"
    for who, where, beside in re.findall(r"Ask ([^?.]+?) where (.+?) stands? beside (.+?)\.(?: |$)", line):
        for name in page.said_of(who, page.parties):
            told = page.parties[name].priorities
            issues = page.issues or page.said_of(beside, [told])
            ranked = page.said_of(told, issues)
            if page.matrix and set(page.said_of(beside, issues)) != set(ranked):
                yield f"{name} is said to have ranked {beside}, and the table says: {told}"
            if asked := set(page.said_of(where, issues)) & set(ranked):
                yield f"{name} is asked where {sorted(asked)} stand, and the table says: {told}"


def reasons_for_not_known(page: Page) -> Iterator[str]:
    """Why an answer is not known is what the matrix, the priorities and the part on no agreement leave open."""
    for line in page.lines("What could be agreed", "p") + [
        t
        for h in (
            "Settlements that those at the table could agree on, and what the absent would say",
            "Settlements that nobody is sure to refuse",
            "Settlements that cross no red line",
        )
        for t in page.lines(h, "p")
    ]:
        found = re.search(r"^(.+?): not known, because (.+)\.$", line)
        if not found or not page.matrix:
            continue
        party = page.said_of(found[1], page.names)[0]
        cells = cells_of(page, party)
        empty = [i for i, c in cells.items() if not c.held and c.words != CONDITION]
        unsettled = [i for i in empty if "no position yet" in cells[i].words]
        for words, expected in (
            (r"no position on", [i for i in empty if i not in unsettled]),
            (r"put down what (?:it|they) said on", unsettled),
        ):
            said = re.search(rf"{words} (?:(\d+) of the \d+ issues|(.+?)(?: and nobody|$|, nobody))", found[2])
            told = (
                len(expected)
                if said is None
                else number(said[1])
                if said[1]
                else len(page.said_of(said[2], page.issues))
            )
            if said is not None and told != len(expected):
                yield f"{line} The matrix has {len(expected)}: {expected}"
            if said is not None and said[2] and set(page.said_of(said[2], page.issues)) != set(expected):
                yield f"{line} The matrix has {expected}"
        if (
            "which issues matter most" in found[2]
            and party in page.parties
            and page.parties[party].priorities != "not known"
        ):
            yield f"{line} The table says: {page.parties[party].priorities}"
        if "without a settlement" in found[2]:
            share = re.search(r"without a settlement on (\d+) of the (\d+)", found[2])
            known = sum(1 for i in page.issues if re.search(rf"(?:^|; ){re.escape(i)}: ", page.no_agreement))
            if page.section("Red lines and conditions") is not None and known != (
                number(share[2]) - number(share[1]) if share else 0
            ):
                yield f"{line} What there is without one: {page.no_agreement}"
    if "Nothing is open because a party has not spoken" in page.text and (
        bad := re.search(r"because (?:it|they) (?:has|have) no position on [^.]+", page.text)
    ):
        yield f"nothing is open because a party has not spoken, yet something is not known {bad[0]}"


def questions_and_what_is_known(page: Page) -> Iterator[str]:
    """Nobody is asked for an answer that stands in the matrix or in the table of parties."""
    for strong in page.after("What to ask next", "strong"):
        party = page.said_of("".join(strong.itertext()), page.names)[:1]
        answers = strong.getparent().getnext()
        for li in answers.iter("li") if party and answers is not None else ():
            yield from _asked_to_answer(page, party[0], " ".join("".join(li.itertext()).split()))
    for line in page.lines("What to ask next"):
        if found := re.match(r"Ask (.+?) which (?:it|they) prefers?: (.+?) or (.+?)\. ", line + " "):
            party = page.said_of(found[1], page.names)[0]
            for item in (
                i for c in cells_of(page, party).values() for i in c.held if i.kind == "order" and not i.contradicted
            ):
                told = re.split(r", then | to ", item.words)
                first, second = (
                    [k for k, part in enumerate(told) if part.endswith(words)] for words in (found[2], found[3])
                )
                if first and second and first != second:
                    yield f"{line} It says: {item.words}"
        if found := re.match(r"Ask (.+?) which issue matters more to (?:it|them): (.+?) or (.+?)\. ", line + " "):
            party = page.said_of(found[1], page.names)[0]
            told = page.parties[party].priorities.split(" before ") if party in page.parties else []
            places = [
                [
                    k
                    for k, part in enumerate(told)
                    if page.said_of(name, page.issues)
                    and page.said_of(name, page.issues)[0] in page.said_of(part, page.issues)
                ]
                for name in (found[2], found[3])
            ]
            if all(places) and places[0] != places[1]:
                yield f"{line} The table says: {page.parties[party].priorities}"


def _asked_to_answer(page: Page, party: str, line: str) -> Iterator[str]:
    head = line.split(", ")[0] + line.partition(":")[2]
    refused = " refused " in line.split(",")[0]
    cells = cells_of(page, party)
    for option in re.findall(r"‘(.+?)’", head):
        held = [i for c in cells.values() for i in c.held]
        for_it = [
            i
            for i in held
            if i.words.split(", if ")[0]
            in {
                f"{verb} {option}"
                for verb in ("accepts", "demands", "requires", "offers", "accept", "demand", "require", "offer")
            }
            and not i.hard
        ]
        against = [i for i in held if i.words in (f"rejects {option}", f"reject {option}")]
        if refused and for_it and not any(i.contradicted for i in for_it):
            yield f"{party} is asked whether it refuses “{option}”, and it {for_it[0].words}"
        if refused and against:
            yield f"{party} is asked whether it refuses “{option}”, and it {against[0].words}"
    if "would change" in line or not page.verdict:
        return
    none = page.verdict.startswith(("Every settlement crosses", "No settlement is possible"))
    if (
        re.search(r"\d+ settlements? would be left that nobody refuses", line)
        and not none
        and "In a sample" not in page.verdict
        and "worse off" not in page.verdict
    ):
        yield f"an answer would leave settlements, and there are some: {line}"
    if "no settlement would be left that nobody refuses" in line and none:
        yield f"an answer would leave no settlement, and there is none: {line}"


def confirmed(page: Page) -> Iterator[str]:
    """How much nobody has confirmed: the head, the table of parties and the matrix."""
    head = page.root.find_class("sub")[0].text_content()
    found = re.search(r"not confirmed: ([\d,]+) of ([\d,]+) position", head)
    if page.parties:
        many = sum(row.positions[1] for row in page.parties.values())
        total = sum(row.positions[0] for row in page.parties.values())
        if (number(found[1]) if found else 0) != many or (found and number(found[2]) != total):
            yield f"the head says {found[0] if found else 'all is confirmed'}, the table {many} of {total}"
    if "Nothing is confirmed yet" in page.text and found and found[1] != found[2]:
        yield f"nothing is confirmed yet, and {found[0]}"


CHECKS = (
    tables_of_positions,
    key_and_cells,
    contradictions,
    moved,
    gaps,
    reasons_for_not_known,
    questions_and_what_is_known,
    confirmed,
)
