"""Whatever carries evidence is a claim: nothing in the model is left out."""

import inspect
from dataclasses import fields, is_dataclass

import pytest

from pourparler.model import (
    Bonus,
    Bystander,
    Claim,
    Evidence,
    Issue,
    Kind,
    Linkage,
    Meeting,
    Negotiation,
    NextStep,
    NoAgreement,
    Party,
    Position,
    conflict,
    influence,
    negotiation,
    text,
)
from pourparler.model.conflict import Conflict, Move, Order, Wish, feasible
from pourparler.model.influence import Contest, Pull, Vote


def cited(number):
    return (Evidence(statement=f"s{number:012x}"),)


STATES = feasible(1, ())
WITH_EVIDENCE = {
    Position: lambda e: {"positions": (Position("north.transit", "North", Kind.REJECTS, "transit", "open", evidence=e),)},
    Linkage: lambda e: {"linkages": (Linkage("linkage:1", (("transit", "open"),), evidence=e),)},
    Bonus: lambda e: {"bonuses": (Bonus("North", (("transit", "open"),), 1.0, e),)},
    NoAgreement: lambda e: {"no_agreement": NoAgreement(evidence=e)},
    Bystander: lambda e: {"bystanders": (Bystander("Sund", "host", evidence=e),)},
    Meeting: lambda e: {"meetings": (Meeting("First round", evidence=e),)},
    NextStep: lambda e: {"next_steps": (NextStep("meet again", evidence=e),)},
    Move: lambda e: {"conflict": Conflict("c", ("North",), (Move("signs", 0, id="sign", evidence=e),), STATES, (Order.unknown(STATES),))},
    Wish: lambda e: {
        "conflict": Conflict(
            "c", ("North",), (Move("signs", 0, id="sign"),), STATES, (Order.by_wishes([[Wish("sign", (((0, True),),), evidence=e)]], STATES),)
        )
    },
    Pull: lambda e: {"contests": (Contest("transit", {"open": (0, 0)}, (Pull("North", evidence=e),)),)},
    Vote: lambda e: {"votes": (Vote("council", ("North",), (((1,), 1),), evidence=e),)},
}  # fmt: skip
NAMES = {
    Position: "north.transit", Linkage: "linkage:1", Bonus: "bonus of North", NoAgreement: "no_agreement", Bystander: "Sund",
    Meeting: "meeting 'First round'", NextStep: "next step 'meet again'", Move: "move sign", Wish: "preference 'sign'",
    Pull: "North in the contest over transit", Vote: "vote 'council'",
}  # fmt: skip


def talks(**more):
    return Negotiation("Talks", (Party("North"),), (Issue("transit", {"open": ""}),), **more)


@pytest.mark.parametrize("kind", WITH_EVIDENCE, ids=lambda kind: kind.__name__)
def test_each_is_a_claim_under_its_name(kind):
    found = talks(**WITH_EVIDENCE[kind](cited(7))).claims()
    assert [c for c in found if c.evidence] == [Claim(NAMES[kind], cited(7))]


def test_the_evidence_of_priorities_is_a_claim():
    found = talks(priority_evidence={"North": cited(7)}).claims()
    assert [c for c in found if c.evidence] == [Claim("priorities of North", cited(7))]


def test_no_part_of_the_model_carries_evidence_unseen():
    classes = {
        each
        for module in (conflict, influence, negotiation, text)
        for _, each in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(each) and any(f.name == "evidence" for f in fields(each))
    }
    assert classes - {Claim} == set(WITH_EVIDENCE)
    of_the_whole = {f.name for f in fields(Negotiation) if f.name.endswith("evidence")}
    assert of_the_whole == {"priority_evidence"}
