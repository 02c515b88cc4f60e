"""``bargaining-instance/1``: issues, and additive utilities of every party, as JSON.

``u_p(x) = bias_p + sum_i weights_p[i] * scores_p[i][x_i]``; a settlement is acceptable to p from ``reservation_p`` on.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from pourparler.formats import json_files
from pourparler.formats.json_files import Form
from pourparler.model import Issue, Negotiation, NoAgreement, Party


def _negotiation(told: Mapping[str, Any]) -> Negotiation:
    issues = tuple(Issue(i["name"], {str(o): str(o) for o in i["options"]}) for i in told["issues"])
    if len({i.id for i in issues}) < len(issues):
        raise ValueError("two issues have the same name")
    for issue, given in zip(issues, told["issues"], strict=True):
        if len(issue.options) < len(given["options"]):
            raise ValueError(f"two options of {issue.id} have the same name")
    parties = tuple(p["name"] for p in told["parties"])
    return Negotiation(
        title=str(told.get("name", "")),
        parties=tuple(Party(name) for name in parties),
        issues=issues,
        values={p["name"]: _values(p, issues) for p in told["parties"]},
        no_agreement=NoAgreement(values={p["name"]: p["reservation"] for p in told["parties"]}),
    )


def _values(party: Mapping[str, Any], issues: tuple[Issue, ...]) -> dict[str, dict[str, float]]:
    values: dict[str, dict[str, float]] = {}
    bias = Fraction(str(party.get("bias", 0)))
    for issue, weight, scores in zip(issues, party["weights"], party["scores"], strict=True):
        # As written, not as rounded to binary: 0.1 times 3 is 0.3.
        worth = [bias + Fraction(str(weight)) * Fraction(str(score)) for score in scores]
        values[issue.id] = {o: float(x) for o, x in zip(issue.options, worth, strict=True)}
        bias = Fraction(0)
    return values


FORM = Form(
    "bargaining-instance/1", _negotiation, mend="Each party has one weight an issue and one score an option, all finite"
)


def read(path: Path) -> Negotiation:
    """Read an instance. A party's values are weight times score; its bias is in the values of the first issue.

    Raises:
        FormatError: not JSON, not this format, or scores that do not fit the issues.
    """
    return json_files.read(path, FORM)
