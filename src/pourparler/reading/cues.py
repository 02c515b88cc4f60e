"""Words that report what somebody said, thinks or wants."""

from __future__ import annotations


def _forms(*verbs: str) -> frozenset[str]:
    made: set[str] = set()
    for verb in verbs:
        base, *irregular = verb.split("/")
        made.update((base, *irregular))
        stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
        if base.endswith("y") and base[-2] not in "aeiou":
            made.update((base[:-1] + "ies", base[:-1] + "ied", base + "ing"))
        else:
            made.add(base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s"))
            made.add(stem + "ing")
            if not irregular:
                made.add(stem + "ed")
    return frozenset(made)


SAYING = _forms(
    "say/said", "tell/told", "add", "announce", "insist", "state", "claim", "argue", "explain", "assert", "declare", "reiterate",
    "stress", "emphasise", "emphasize", "underline", "confirm", "admit/admitted/admitting", "acknowledge", "concede", "reply",
    "respond", "answer", "comment", "remark", "recall", "warn", "caution", "contend", "maintain", "complain", "repeat",
    "report", "reveal", "disclose", "write/wrote/written", "tweet", "post", "note", "observe", "point", "indicate", "signal",
    "suggest", "predict", "joke", "conclude", "allege", "affirm", "assure", "testify", "muse", "quip/quipped/quipping", "boast",
    "shout", "cry", "whisper", "counter", "elaborate", "clarify", "echo", "mention", "ask", "wonder", "demand", "propose",
)  # fmt: skip
"""Verbs of saying; with one of these a clause or a quotation is enough."""

THINKING = _forms(
    "believe", "think/thought", "hope", "fear", "expect", "know/knew/known", "feel/felt", "doubt", "worry", "find/found",
    "learn", "hear/heard", "see/saw/seen", "agree", "decide", "promise", "pledge", "vow", "threaten", "show/shown", "estimate",
    "understand/understood", "realise", "realize", "consider", "imply", "hint", "deny", "dispute", "swear/swore/sworn",
    "speculate", "assume", "imagine", "guess", "pray", "urge", "remind", "advise", "convince", "mean/meant",
)  # fmt: skip
"""Verbs of thinking, promising and learning; these need `that` or a quotation."""

WANTING = _forms(
    "want", "refuse", "offer", "plan/planned/planning", "intend", "seek/sought", "call", "describe", "reject", "accuse", "praise",
    "criticise", "criticize", "condemn", "blame", "urge", "demand", "propose", "agree", "promise", "pledge", "vow", "threaten",
    "decline", "welcome", "oppose", "support", "hope", "ask", "characterise", "characterize", "dismiss", "label",
)  # fmt: skip
"""Verbs that report what somebody wants or makes of a thing; these need `to`, `for`, `as` or a quotation."""

NOUNS_TOO = frozenset(
    (
        "state states post posts point points comment comments remark remarks report reports plan plans support note "
        "notes promise promises claim claims call show shows hold holds mention offer offers demand demands answer "
        "answers hope hopes fear fears doubt doubts want estimate estimates question praise blame pledge pledges vow vows "
        "label see known mean found held thought worry need asked reply respond concern guess warning counter find think "
        "know feel say tell believe"
    ).split()
) - frozenset(("say tell think believe want see know feel find hope fear asked found held thought known says").split())
"""Forms that are nouns (or participles) as often as verbs: these need `that` or a quotation after them."""

CUES = SAYING | THINKING | WANTING

ASKING_AN_ADDRESSEE = _forms("tell/told", "assure", "remind", "convince", "warn", "advise", "urge", "ask")
"""Verbs whose first object is who was spoken to."""

AUXILIARIES = frozenset(
    (
        "has have had will would did does do is are was were be been being could can may might must should shall not "
        "never n't also later then repeatedly publicly previously already once again further just only recently "
        "reportedly clearly made"
    ).split()
)
"""What may stand between a source and its verb."""

NOT_A_SOURCE = frozenset(
    (
        "that which who whom whose it there this these those what when where why how as if and or but so because while "
        "although though than then to be not"
    ).split()
)

NOT_BEFORE_A_VERB = frozenset("to the a an its his her their of for by in".split())
"""After one of these a form of a cue is a noun or an infinitive."""

PRONOUNS = frozenset(["he", "she", "they", "i", "we"])

ANONYMOUS = frozenset(
    (
        "officials official sources source diplomats diplomat observers observer analysts analyst experts insiders aides "
        "aide people witnesses some many others person"
    ).split()
)
"""Heads of sources that name nobody."""

HEDGES = (
    "reportedly", "allegedly", "apparently", "is said to", "are said to", "expected to", "appeared to", "appear to", "appears to",
    "seems to", "seemed to", "may ", "might ", "could ", "possibly", "perhaps", "likely", "unlikely", "believed to", "unconfirmed",
    "suggest", "hinted", "signalled", "signaled", "signaling", "signalling",
)  # fmt: skip
"""Words that make a report less than certain."""
