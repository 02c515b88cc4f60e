"""``bargaining-instance/1``: issues, and additive utilities of every party, as JSON.

``u_p(x) = bias_p + sum_i weights_p[i] * scores_p[i][x_i]``; a settlement is acceptable to p from ``reservation_p`` on.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from pourparler.formats import json_files
from pourparler.formats.files import Tell
from pourparler.formats.json_files import Form, only, only_or_told
from pourparler.formats.numbers import finite
from pourparler.model import Issue, Negotiation, NoAgreement, Party

KEYS = ("format", "name", "issues", "parties", "utility_rule")
PARTY_KEYS = ("name", "weights", "scores", "reservation", "bias", "exact")
RULE = "u_p(x) = bias_p + sum_i weights_p[i] * scores_p[i][x_i]"
UNUSED = ("generator",)


def _negotiation(told: Mapping[str, Any], tell: Tell) -> Negotiation:
    title = str(told.get("name", ""))
    answers = [k for k in told if k.startswith("answers")]
    only_or_told({k: v for k, v in told.items() if k not in answers}, KEYS, UNUSED, lambda _: None, title)
    if not str(told.get("utility_rule", RULE)).startswith(RULE):
        raise ValueError(f"the utility_rule is another one than {RULE}")
    for part in told["issues"]:
        only(part, ("name", "options"), "an issue")
    for part in told["parties"]:
        only(part, (*PARTY_KEYS, "discount_factor"), f"the party {part.get('name')!r}")
        if part.get("discount_factor") not in (None, 1):
            tell(f"{part['name']}: the discount factor {part['discount_factor']} is not used; time plays no part here")
    issues = tuple(Issue(i["name"], {str(o): str(o) for o in i["options"]}) for i in told["issues"])
    if len({i.id for i in issues}) < len(issues):
        raise ValueError("two issues have the same name")
    for issue, given in zip(issues, told["issues"], strict=True):
        if len(issue.options) < len(given["options"]):
            raise ValueError(f"two options of {issue.id} have the same name")
    parties = tuple(p["name"] for p in told["parties"])
    if len(set(parties)) < len(parties):
        raise ValueError("two parties have the same name")
    return Negotiation(
        title=title,
        parties=tuple(Party(name) for name in parties),
        issues=issues,
        values={p["name"]: _values(p, issues) for p in told["parties"]},
        no_agreement=NoAgreement(values={p["name"]: _number(p["reservation"]) for p in told["parties"]}),
    )


def _values(party: Mapping[str, Any], issues: tuple[Issue, ...]) -> dict[str, dict[str, Fraction]]:
    values: dict[str, dict[str, Fraction]] = {}
    bias = _number(party.get("bias", 0))
    told = party.get("exact") or party
    if told is not party:
        only(told, ("weights", "scores"), "exact")
    for issue, weight, scores in zip(issues, told["weights"], told["scores"], strict=True):
        # As written, not as rounded to binary: 0.1 times 3 is 0.3.
        worth = [bias + _number(weight) * _number(score) for score in scores]
        values[issue.id] = dict(zip(issue.options, worth, strict=True))
        bias = Fraction(0)
    return values


def _number(told: Any) -> Fraction:
    return finite(told, FORM.name)


FORM = Form(
    "bargaining-instance/1", _negotiation, mend="Each party has one weight an issue and one score an option, all finite"
)


def read(path: Path) -> tuple[Negotiation, tuple[str, ...]]:
    """Read an instance. A party's values are weight times score, as fractions; where ``exact`` gives these as fractions, from there. Its
    bias is in the values of the first issue. Returns it and what of the file is not used.

    Raises:
        FormatError: not JSON, not this format, or scores that do not fit the issues.
    """
    told: list[str] = []
    return json_files.read(path, told.append, FORM), tuple(told)
