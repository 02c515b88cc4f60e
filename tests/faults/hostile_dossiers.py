"""Hostile dossiers: texts of dossier.yaml that are no YAML, too much, of the wrong types, or valid and large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .samples import BASE, DOSSIER, NUMBERS


@dataclass(frozen=True, slots=True)
class HostileDossier:
    """``says``: a pattern of its message, which tells ``line`` where one is given. ``settlements``: it is valid, and how many settlements
    no party rejects. Neither: it is valid and has no answer that is known beforehand, or a message."""

    what: str
    text: str
    says: str | None = None
    line: int | None = None
    settlements: int | None = None


def corpus() -> Iterator[HostileDossier]:
    """All of them."""
    for group in (_no_yaml, _too_much, _wrong_types, _sections, _positions, _conflicts, _influence, _large):
        yield from group()


LINES = BASE.count("\n")


def _added(
    what: str, text: str, says: str | None = None, *, line: int | None = 1, settlements: int | None = None
) -> HostileDossier:
    """A valid dossier with something added; ``line``: in what is added."""
    at = LINES + line if line is not None and says is not None else None
    return HostileDossier(what, BASE + text + "\n", says, at, settlements)


def _no_yaml() -> Iterator[HostileDossier]:
    yield HostileDossier("nothing", "", "the dossier is empty", 1)
    yield HostileDossier("a comment", "# nothing\n", "the dossier is empty", 1)
    yield HostileDossier("a word", "talks\n", "must be a mapping", 1)
    yield HostileDossier("a list", "- talks\n", "must be a mapping", 1)
    yield HostileDossier("a number", "7\n", "must be a mapping", 1)
    yield HostileDossier("two documents", "negotiation: a\n---\nnegotiation: b\n", "not valid YAML")
    yield HostileDossier("a page", "<html><body>x</body></html>\n", "must be a mapping|not valid YAML", 1)
    yield HostileDossier("a zero", "negotiation: a\0b\n", "U\\+0000", 1)
    yield HostileDossier("half a character", 'negotiation: "\\ud800"\n', "U\\+D800", 1)
    yield HostileDossier("half a character, itself", "negotiation: \ud800\n", "U\\+D800|UTF-8", 1)
    yield HostileDossier("a tab", "negotiation: a\nparties:\n\tNorth: {}\n", "not valid YAML", 3)
    yield HostileDossier("a bracket never closed", BASE + "positions: [\n", "not valid YAML")
    yield HostileDossier("a quotation mark never closed", BASE + 'linkages: "\n', "not valid YAML")
    yield _added("a key twice", "parties: {}", "not valid YAML.*parties|twice")
    yield _added("an alias of nothing", "positions: *nobody", "not valid YAML")
    yield _added("an anchor twice", "linkages: &a []\npositions: &a []", "two anchors", line=2)
    yield _added("an alias of itself", "positions: &a [*a]", "stands within itself")
    yield _added("a merge of itself", "priorities: &a {<<: *a}", "stands within itself")
    yield _added("a merge of a word", "priorities: {<<: x}", None)
    yield _added("an alias as key", "negotiation2: &a x\n? *a\n: y", "a key must be", line=2)
    yield _added("a list as key", "priorities: {[a, b]: c}", "a key must be")
    yield _added("a tag", "positions: !!int abc", "the tag !!int")
    yield _added("a tag of Python", "positions: !!python/object/apply:os.system [ls]", "the tag")
    yield _added("a tag of its own", "positions: !mine []", "the tag")
    yield _added("a directive within", "%YAML 9.9\n---\n", "not valid YAML", line=None)
    yield HostileDossier("a directive", "%YAML 9.9\n---\n" + BASE, None)
    yield HostileDossier("%TAG", "%TAG ! tag:x,2000:\n---\n" + BASE, None, settlements=9)
    yield HostileDossier("a mark first", "\ufeff" + BASE, None, settlements=9)
    yield HostileDossier("line ends of Windows", BASE.replace("\n", "\r\n"), None, settlements=9)
    yield HostileDossier("line ends of old Macs", BASE.replace("\n", "\r"), None, settlements=9)
    yield HostileDossier(
        "letters from right to left", BASE.replace("Strait talks", "\u202eStrait talks"), None, settlements=9
    )


def _too_much() -> Iterator[HostileDossier]:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + k)}: &{chr(98 + k)} [{', '.join([f'*{chr(97 + k)}'] * 9)}]\n" for k in range(20)
    )
    yield HostileDossier("an alias bomb", bomb, "more than 250,000 entries")
    merges = "a: &a {k: 1}\n" + "".join(
        f"m{k}: &m{k} {{<<: [{', '.join(['*a' if not k else f'*m{k - 1}'] * 9)}]}}\n" for k in range(20)
    )
    yield HostileDossier("a bomb of merges", merges, "more than 250,000 entries")
    yield _added("900 lists in one another", f"positions: {'[' * 900}{']' * 900}", "more than 50 deep")
    yield _added(
        "900 mappings in one another",
        "positions:\n" + "".join(f"{' ' * k}a:\n" for k in range(1, 900)),
        "more than 50 deep",
        line=None,
    )
    yield _added("100,000 brackets", "positions: " + "[" * 100_000, "more than 50 deep")
    yield _added(
        "a number of 400 digits",
        f"values: {{North: {{transit: {{open: {'9' * 400}, escorted: 0, closed: 0}}}}}}",
        "a number of 400 digits",
    )
    yield _added("a number of 400 zeros and ones in 16s", f"values: {{North: 0x{'f' * 400}}}", "digits")
    yield HostileDossier("3,000,000 characters", BASE + "#" * 3_000_000, "characters are too many", 1)
    yield _added("a name of 100,000 letters", f"priorities: {{{'a' * 100_000}: x}}", "not valid YAML")
    yield _added("2,000 faults", "positions:\n" + "  - {}\n" * 2_000, "and 1,900 more", line=2)


def _wrong_types() -> Iterator[HostileDossier]:
    """Every section as a word, a number, a truth, a list of nothings, a mapping of nothings, a date."""
    from pourparler.dossier.load import TOP_KEYS

    told = {
        "a word": "x",
        "a number": "7",
        "true": "true",
        "a list of nothings": "[~, ~]",
        "a mapping of nothings": "{North: ~, x: ~}",
        "a date": "2031-02-18",
    }
    for key in TOP_KEYS:
        rest = (
            "\n".join(line for line in BASE.splitlines() if not line.startswith(f"{key}:"))
            if key == "negotiation"
            else BASE
        )
        if key in ("parties", "issues"):
            rest = BASE.split("parties:")[0] + (
                "" if key == "parties" else "parties:" + BASE.split("parties:")[1].split("issues:")[0]
            )
        for what, value in told.items():
            yield HostileDossier(f"{key} is {what}", f"{rest.rstrip()}\n{key}: {value}\n")
        yield HostileDossier(f"{key} is a list of lists", f"{rest.rstrip()}\n{key}: [[[1]], {{a: [b]}}]\n")


def _sections() -> Iterator[HostileDossier]:
    yield _added("an unknown key", "priorties: {}", "unknown key 'priorties'.*priorities")
    yield _added("a number as key", "7: x", "unknown key")
    yield _added("nothing as key", "~: x", "unknown key 'None'")
    yield _added("true as key", "true: x", "unknown key")
    yield HostileDossier("a party without a name", BASE.replace("  South:", "  '':"), "a party without a name", 4)
    yield HostileDossier("a party that is an issue", BASE.replace("  South:", "  dues:"), "both a party and an issue")
    yield HostileDossier(
        "parties 1 and '1'",
        BASE.replace("  South: {at_table: true}\n", "  1: {}\n  '1': {}\n"),
        "'1' stands twice in parties",
        5,
    )
    yield HostileDossier(
        "options true and 'true'",
        BASE.replace("[none, reduced, full]", "[true, 'True']"),
        "an option of dues 'True' stands twice",
        10,
    )
    yield HostileDossier(
        "options that are nothing",
        BASE.replace("[none, reduced, full]", "[~, {a: b}, [c]]"),
        "an option of dues without a name",
        10,
    )
    yield HostileDossier(
        "options no, off, null, ~",
        BASE.replace("[none, reduced, full]", "[no, off, null, 'null']"),
        "an option of dues without a name",
        10,
    )
    yield HostileDossier("an issue without options", BASE.replace("[none, reduced, full]", "[]"), None, settlements=3)
    yield HostileDossier(
        "actors as a mapping", BASE.replace("[{name: Ada Voss, role: foreign minister}]", "{a: b}"), "actors"
    )
    yield HostileDossier(
        "actors of numbers", BASE.replace("[{name: Ada Voss, role: foreign minister}]", "[1, ~, true, [x]]"), "actor"
    )
    yield _added(
        "a day that there is not", "meetings: [{title: x, date: 2031-02-30, present: [North, South]}]", "2031-02-30"
    )
    yield _added(
        "a year of five digits", "meetings: [{title: x, date: 99999-01-01, present: [North, South]}]", "99999-01-01"
    )
    yield _added("a time of day", "meetings: [{title: x, date: 2031-02-18T25:61:00, present: [North, South]}]", None)
    yield _added("a date that is a number", "meetings: [{title: x, date: 20310218, present: [North, South]}]", None)
    yield _added("a meeting of strangers", "meetings: [{present: [Nobody, 7, ~]}]", None)
    yield _added("a linkage of nothing", "linkages: [{never: {}}]", "linkage|never")
    yield _added("a linkage of an unknown option", "linkages: [{never: {transit: opne}}]", "Did you mean 'open'")
    yield _added(
        "linkages that rule out everything",
        "linkages:\n" + "".join(f"  - {{never: {{transit: {o}}}}}\n" for o in ("open", "escorted", "closed")),
        None,
    )
    yield _added("priorities in a circle", "priorities: {North: transit > dues > transit}", "twice|contradict")
    yield _added(
        "values that are not numbers",
        "values: {North: {transit: {open: .inf, escorted: .nan, closed: -.inf}}}",
        "number",
    )
    yield _added("values that are words", "values: {North: {transit: {open: ten, escorted: '1', closed: ~}}}", "number")
    yield _added("values of 10^300", "values: {North: {transit: {open: 1e300, escorted: 0, closed: 0}}}", None)
    yield _added("values of 10^999", "values: {North: {transit: {open: 1e999, escorted: 0, closed: 0}}}", None)
    yield _added(
        "an interval turned around", "values: {North: {transit: {open: [9, 1], escorted: 0, closed: 0}}}", "interval"
    )
    yield _added("no agreement of a stranger", "no_agreement: {Nobody: 7}", "unknown issue or party")
    yield _added("no agreement and no numbers", "no_agreement: {North: 7}", "reservation value")
    yield _added("a bonus for nobody", "bonuses: [{party: Nobody, package: {transit: open}, worth: 1}]", "Nobody")
    yield _added("next steps of nothing", "next_steps: [{}, {what: ~}, 7]", "next step|what")
    yield HostileDossier(
        "numbers that differ in their 38th digit",
        NUMBERS.replace("open: 10,", f"open: {10**38 + 1},").replace("escorted: 5,", f"escorted: {10**38},"),
        "has more digits than can be told apart",
    )
    yield HostileDossier(
        "numbers beyond 64 bits", NUMBERS.replace("open: 10,", "open: 100000000000000000000000000000000000000,"), None
    )


def _positions() -> Iterator[HostileDossier]:
    def position(what: str, told: str, says: str | None = None, settlements: int | None = None) -> HostileDossier:
        return _added(what, f"positions:\n  - {told}", says, line=2, settlements=settlements)

    yield position("a position of a stranger", "{party: Nroth, issue: transit, rejects: open}", "Did you mean 'North'")
    yield position("a position on nothing", "{party: North}", "issue|states nothing")
    yield position("a position that is a word", "North rejects all", "position")
    yield position(
        "all kinds at once", "{party: North, issue: dues, rejects: full, demands: none, accepts: none}", "states"
    )
    yield position("an option that is a list", "{party: North, issue: dues, rejects: [none, full]}", None)
    yield position("an option that is a mapping", "{party: North, issue: dues, rejects: {none: full}}", "option")
    yield position("an option that is a date", "{party: North, issue: dues, rejects: 2031-02-18}", "option")
    yield position("an order of itself", "{party: North, issue: dues, prefers: none > none}", "twice")
    yield position("an order of nothing", "{party: North, issue: dues, prefers: '>'}", "an order with an empty place")
    yield position(
        "an order of 10,000", f"{{party: North, issue: dues, prefers: {' > '.join(['none'] * 10_000)}}}", "twice"
    )
    yield position("a condition on itself", "{party: North, issue: dues, accepts: full, if: {dues: full}}", None)
    yield position(
        "a condition in conditions", "{party: North, issue: dues, accepts: full, if: {if: {if: {if: x}}}}", "if|issue"
    )
    yield position("a condition that is a word", "{party: North, issue: dues, accepts: full, if: never}", "if")
    yield position(
        "evidence that is none", "{party: North, issue: dues, rejects: full, evidence: [7, {a: b}, ~]}", None
    )
    yield position(
        "a day that there is not", "{party: North, issue: dues, rejects: full, as_of: 2031-02-30}", "2031-02-30"
    )
    yield position(
        "a date before Christ", "{party: North, issue: dues, rejects: full, as_of: -0044-03-15}", "as_of|date"
    )
    yield position(
        "until before as_of", "{party: North, issue: dues, rejects: full, as_of: 2031-02-18, until: 1999-01-01}", None
    )
    yield position("a rejection", "{party: North, issue: dues, rejects: full}", settlements=6)
    yield position("an absent party's rejection", "{party: Isles, issue: dues, rejects: full}", settlements=6)
    circle = "{party: North, issue: dues, prefers: none > full}\n  - {party: North, issue: dues, prefers: full > none}"
    yield position("orders in a circle", circle, None)
    every = "\n".join(f"  - {{party: North, issue: dues, rejects: {o}}}" for o in ("none", "reduced", "full"))
    yield _added("everything rejected", f"positions:\n{every}", None, settlements=0)
    yield _added(
        "one position 300 times", "positions:\n" + "  - {party: North, issue: dues, rejects: full}\n" * 300, None
    )
    yield _added(
        "a package of itself", "positions: [{party: North, package: {better: {dues: none}, worse: {dues: none}}}]", None
    )
    yield _added(
        "a package of nothing", "positions: [{party: North, package: {better: {}, worse: {}}}]", "better|package"
    )


def _conflicts() -> Iterator[HostileDossier]:
    def conflict(
        what: str, rest: str, says: str | None = None, moves: str = "North: {stops: stops, pays: pays}"
    ) -> HostileDossier:
        return _added(what, f"conflict:\n  moves: {{{moves}}}\n{rest}", says, line=None)

    yield conflict("a conflict", "", None)
    yield conflict("a move of a stranger", "", "Nobody", "Nobody: {stops: x}")
    yield conflict("a move with the name of a keyword", "", "cannot name a move", "North: {and: x, not: y}")
    yield conflict("a move of 10,000 letters", "", None, f"North: {{{'a' * 10_000}: x}}")
    yield conflict("a move twice", "", "two moves", "North: {stops: x}, South: {stops: y}")
    yield conflict("40 moves", "", "at most 20", f"North: {{{', '.join(f'm{k}: x' for k in range(40))}}}")
    yield conflict("20 moves", "", None, f"North: {{{', '.join(f'm{k}: x' for k in range(20))}}}")
    deep = "(" * 300 + "stops" + ")" * 300
    yield conflict("a condition 300 brackets deep", f"  never: ['{deep}']", None)
    yield conflict(
        "a condition 10,000 brackets deep",
        f"  never: ['{'(' * 10_000}stops{')' * 10_000}']",
        "never|condition|deep|bracket",
    )
    yield conflict("10,000 times not", f"  never: ['{'not ' * 10_000}stops']", None)
    yield conflict("a condition of 10,000 parts", f"  never: ['{' or '.join(['stops and not pays'] * 10_000)}']", None)
    wide = " and ".join(f"(m{2 * k} or m{2 * k + 1})" for k in range(10))
    yield conflict(
        "a condition of 1,024 ways",
        f"  never: ['{wide}']",
        None,
        f"North: {{{', '.join(f'm{k}: x' for k in range(20))}}}",
    )
    iff = " iff ".join(f"m{k}" for k in range(20))
    yield conflict(
        "20 times iff", f"  never: ['{iff}']", None, f"North: {{{', '.join(f'm{k}: x' for k in range(20))}}}"
    )
    yield conflict(
        "a condition that is Python",
        '  never: [\'__import__("os").system("ls")\']',
        "understood|condition|unknown|call|Write",
    )
    yield conflict(
        "a condition that is a sum", "  never: ['stops + pays', 'stops > 1', 'lambda: stops', '1', '']", "Write"
    )
    yield conflict("a condition of an unknown move", "  never: [stop]", "Did you mean 'stops'")
    yield conflict("a condition that is a list", "  never: [[stops], {a: b}, ~, 7]", "never|Write|move")
    yield conflict("terms of one another", "  terms: {a: b, b: a}", "b")
    bomb = "".join(f"    t{k}: {'stops' if not k else f't{k - 1} iff (t{k - 1} or pays)'}\n" for k in range(200))
    yield conflict("200 terms, each twice the one before", f"  terms:\n{bomb}", None)
    yield conflict("every state ruled out", "  never: [stops, not stops]", "rule out every state")
    yield conflict("now is ruled out", "  never: [stops]\n  now: [stops]", "rules out")
    yield conflict("now is a mapping", "  now: {stops: true}", None)
    yield conflict("preferences of a stranger", "  preferences: {Nobody: [stops]}", "party with moves")
    yield conflict(
        "preferences by numbers too large", "  preferences: {North: {weights: {stops: 1e300, pays: 1e300}}}", None
    )
    yield conflict(
        "preferences by words",
        "  preferences: {North: {weights: {stops: much}, ranking: all}}",
        "weights|number|ranking",
    )
    yield conflict(
        "preferences within preferences",
        "  preferences: {North: [{any_order: [{any_order: [stops]}]}]}",
        "any_order|preference|wants",
    )
    yield conflict("a ranking of nothing", "  preferences: {North: {ranking: [[], [~], 7]}}", "ranking|state|move")
    yield conflict("a role that is none", "", "role", "North: {stops: {role: king}}")


def _influence() -> Iterator[HostileDossier]:
    def influence(what: str, told: str, says: str | None = None) -> HostileDossier:
        return _added(what, f"influence:\n  {told}", says, line=None)

    yield influence("a contest of nothing", "contests: {dues: {}}", "order")
    yield influence(
        "an order and a scale", "contests: {dues: {order: none < full, scale: {none: 0, full: 1}}}", "order"
    )
    yield influence("an order of one", "contests: {dues: {order: none}}", "two options")
    yield influence("an order of strangers", "contests: {dues: {order: a < b}}", "unknown option")
    yield influence("a scale of one end", "contests: {dues: {scale: {none: 0, full: 0}}}", "two different ends")
    yield influence("a scale of words", "contests: {dues: {scale: {none: low, full: high}}}", "number")
    yield influence("a scale of infinities", "contests: {dues: {scale: {none: -.inf, full: .inf}}}", "number")
    yield influence("a scale of 10^300", "contests: {dues: {scale: {none: -1e300, full: 1e300}}}", None)
    yield influence(
        "a capability of 0",
        "contests: {dues: {order: none < full, actors: {North: {capability: 0}, South: {}}}}",
        "capability",
    )
    yield influence(
        "a salience of 2",
        "contests: {dues: {order: none < full, actors: {North: {salience: 2}, South: {}}}}",
        "salience",
    )
    yield influence("one actor", "contests: {dues: {order: none < full, actors: {North: {}}}}", "two actors")
    yield influence("actors as a list", "contests: {dues: {order: none < full, actors: [North, South]}}", "mapping")
    yield influence("a vote without weights", "votes: [{body: x}]", "weights")
    yield influence(
        "weights that are no whole numbers", "votes: [{weights: {a: 1.5, b: -1}, quota: 1}]", "whole numbers"
    )
    yield influence("a quota of true", "votes: [{weights: {a: 1}, quota: true}]", "whole numbers")
    yield influence("a quota above all", "votes: [{weights: {a: 1, b: 1}, quota: 3}]", "does not fit")
    yield influence("weights of 10^39", "votes: [{weights: {a: 1" + "0" * 38 + ", b: 1}, quota: 2}]", None)
    yield influence(
        "300 voters", "votes: [{weights: {" + ", ".join(f"v{k}: {k + 1}" for k in range(300)) + "}, quota: 2000}]", None
    )
    yield influence(
        "rules of other voters",
        "votes: [{rules: [{weights: {a: 1}, quota: 1}, {weights: {b: 1}, quota: 1}]}]",
        "different voters",
    )


def _large() -> Iterator[HostileDossier]:
    head = "negotiation: Large\nparties: {A: {}, B: {}}\nissues:\n"
    issues = "".join(f"  i{k}: {{options: [{', '.join(f'o{n}' for n in range(10))}]}}\n" for k in range(30))
    yield HostileDossier("10^30 settlements", head + issues, None, settlements=10**30)
    rejected = "".join(f"  - {{party: A, issue: i{k}, rejects: o0}}\n" for k in range(30))
    yield HostileDossier(
        "10^30 settlements, 9^30 left", f"{head}{issues}positions:\n{rejected}", None, settlements=9**30
    )
    linked = "linkages:\n" + "".join(f"  - {{never: {{i{k}: o0, i{k + 1}: o0}}}}\n" for k in range(29))
    yield HostileDossier("10^30 settlements with 29 linkages", head + issues + linked, None)
    yield HostileDossier(
        "300 issues of one another",
        head + "".join(f"  i{k}: {{options: [a, b]}}\n" for k in range(300)),
        None,
        settlements=2**300,
    )
    yield HostileDossier(
        "an issue of 1,000 options",
        f"{head}  i: {{options: [{', '.join(f'o{n}' for n in range(1_000))}]}}\n",
        None,
        settlements=1_000,
    )
    many = (
        "negotiation: Many\nparties:\n"
        + "".join(f"  P{k}: {{}}\n" for k in range(60))
        + "issues:\n  i: {options: [a, b]}\n  j: {options: [a, b]}\n"
    )
    yield HostileDossier(
        "60 parties",
        many + "positions:\n" + "".join(f"  - {{party: P{k}, issue: i, rejects: a}}\n" for k in range(60)),
        None,
        settlements=2,
    )
    yield HostileDossier("the valid dossier", DOSSIER, None)
    yield HostileDossier("the valid dossier with numbers", NUMBERS, None)
