"""Every fault in a dossier is named with its line, all at once, with a way out."""

from datetime import date

import pytest

from pourparler.dossier import load, loads, new_dossier
from pourparler.errors import DossierError
from pourparler.model import Kind

from ..conftest import DEMO, RIYADH

BASE = """\
negotiation: Talks
parties:
  North: {at_table: true}
  South: {at_table: false}
issues:
  transit: {question: Who?, options: {open: free passage, closed: no passage}}
  dues: {options: [none, full]}
"""


def problems(text):
    with pytest.raises(DossierError) as caught:
        loads(text)
    return [str(p) for p in caught.value.problems]


def test_all_problems_at_once_with_lines_and_suggestions():
    found = problems(
        BASE
        + """\
positions:
  - {party: Nroth, issue: transit, rejects: open}
  - {party: North, issue: transit, rejects: opne}
  - {party: North, isue: transit, rejects: open}
  - {party: North, issue: transit, prefers: open > closed > open}
priorties: {}
"""
    )
    assert found[0] == "dossier.yaml:9: unknown party 'Nroth'. Did you mean 'North'?"
    assert found[1] == "dossier.yaml:10: unknown option of transit 'opne'. Did you mean 'open'?"
    assert found[2].startswith("dossier.yaml:11: unknown key 'isue' in a position. Did you mean 'issue'?")
    assert "without an issue" in found[3]
    assert found[4].startswith("dossier.yaml:12: contradictory order: 'open' occurs twice")
    assert found[5] == "dossier.yaml:13: unknown key 'priorties' in the dossier. Did you mean 'priorities'?"
    assert len(found) == 6


@pytest.mark.parametrize(
    ("addition", "message"),
    [
        ("positions: [{party: North, issue: dues, rejects: full, demands: none}]", "states demands and rejects"),
        ("positions: [{party: North, issue: dues}]", "states nothing"),
        (
            "positions: [{party: North, issue: dues, rejects: full, if: {transit: open}}]",
            "`if` does not go with rejects",
        ),
        (
            "positions: [{party: North, issue: dues, rejects: full, unless: {dues: none}}]",
            "condition is on the issue itself",
        ),
        ("positions: [{party: North, issue: dues, rejects: full, evidence: [s1]}]", "neither a statement's id"),
        ("positions: [{party: North, issue: dues, rejects: full, as_of: soon}]", "'soon' is not a date"),
        (
            "positions: [{party: North, issue: dues, rejects: full, as_of: 2031-02-02, until: 2031-02-01}]",
            "lies before `as_of`",
        ),
        ("positions: [{party: North, package: {better: {dues: none}}}]", "needs both"),
        ("linkages: [{never: {transit: open}}]", "at least two issues"),
        ("no_agreement: {transit: shut}", "unknown option of transit 'shut'"),
        ("no_agreement: {North: 4}", "no numbers for every issue"),
        ("values: {North: {dues: {none: 3}}}", "some options of dues only"),
        ("values: {North: {dues: {none: 3, full: much}}}", "must be a number"),
        ("meetings: [{place: here}]", "meeting without a title"),
        ("next_steps: [{who: [North]}]", "does not say what"),
        ("positions: yes-please", "a position must be a mapping"),
    ],
)
def test_faults(addition, message):
    assert any(message in p for p in problems(BASE + addition + "\n"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "dossier.yaml:1: the dossier is empty"),
        ("# only a comment\n", "the dossier is empty"),
        ("- a\n- list\n", "must be a mapping"),
        (
            "negotiation: x\nparties: {A: {}, B: {}}\nissues: {A: {options: [o, p]}}\n",
            "names both a party and an issue",
        ),
        ("negotiation: [x\n", "dossier.yaml:2: not valid YAML"),
        ("a: 1\na: 2\n", "not valid YAML"),
        ("parties: {A: {}}\nissues: {i: {options: [o, p]}}\n", "has no name"),
    ],
)
def test_malformed_and_empty(text, message):
    assert any(message in p for p in problems(text))


def test_everything_is_read():
    n = loads(
        BASE
        + """\
positions:
  - {party: North, issue: transit, accepts: open, if: {dues: full}, evidence: [s0123456789ab], as_of: 2031-02-18}
  - {party: South, issue: transit, prefers: open > closed, until: 2031-03-01}
  - {party: North, issue: transit, accepts: open, if: {dues: full}}
  - {party: South, package: {better: {dues: none}, worse: {transit: open}}}
priorities: {North: transit > dues, South: {order: [dues, transit], evidence: [s0123456789ab]}}
no_agreement: {transit: closed, South: {better_than: [{dues: full}]}}
values: {North: {transit: {open: 1, closed: 0}, dues: {none: 0, full: 2.5}}}
linkages: [{never: {transit: open, dues: none}, because: it costs}]
"""
    ).negotiation
    first, second, third, fourth = n.positions
    assert first.kind is Kind.ACCEPTS
    assert first.hard
    assert first.condition == (("dues", "full"),)
    assert first.as_of == date(2031, 2, 18)
    assert not second.in_force
    assert third.id == first.id + "-2"
    assert fourth.worse == (("transit", "open"),)
    assert n.priorities == {"North": (("transit",), ("dues",)), "South": (("dues",), ("transit",))}
    assert n.no_agreement.options == {"transit": "closed"}
    assert n.no_agreement.better_than == {"South": ((("dues", "full"),),)}
    assert n.values["North"]["dues"] == {"none": 0.0, "full": 2.5}
    assert n.at_table == ("North",)


def test_a_position_without_evidence_is_a_warning_not_an_error():
    loaded = loads(BASE + "positions: [{party: North, issue: dues, rejects: full}]\n")
    assert [w.line for w in loaded.warnings] == [8]
    assert "has no evidence" in str(loaded.warnings[0])


def test_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(DossierError, match="pourparler new"):
        load(tmp_path / "dossier.yaml")


def test_a_new_dossier_is_valid_and_never_overwrites(tmp_path):
    from pourparler.errors import PourparlerError

    made = new_dossier(tmp_path / "x", 'Talks: "the" \\ first')
    assert made.load().negotiation.title == 'Talks: "the" \\ first'
    before = made.yaml.read_bytes()
    with pytest.raises(PourparlerError, match="already"):
        new_dossier(tmp_path / "x")
    assert made.yaml.read_bytes() == before


@pytest.mark.parametrize("folder", [DEMO, RIYADH], ids=lambda p: p.name)
def test_the_examples_are_valid_without_a_warning(folder):
    assert load(folder / "dossier.yaml").warnings == ()


SUGGESTED = """\
negotiation: Talks
parties:
  North: {at_table: true}
  South: {suggested: true}
bystanders:
  East: {role: host, suggested: true}
issues:
  transit: {options: {open: free passage, closed: no passage}, suggested: true}
  dues: {options: [none, reduced, full], suggested: [reduced, full]}
  seat: {options: [yes, no], suggested: false}
linkages:
  - {never: {transit: closed, dues: full}, suggested: true}
  - {never: {transit: open, dues: none}}
positions:
  - {party: South, issue: dues, rejects: full, evidence: [s0123456789ab], suggested: true}
  - {party: North, issue: dues, demands: full, evidence: [s0123456789ab]}
priorities:
  North: {order: dues > transit}
  South: {order: transit > dues, suggested: true}
no_agreement: {transit: closed, dues: full, suggested: [dues]}
meetings: [{title: first round, evidence: [s0123456789ab], suggested: true}]
next_steps: [{what: a second round, suggested: true}, {what: a third}]
"""


def test_what_nobody_confirmed_is_read_as_such():
    n = loads(SUGGESTED).negotiation
    assert [p.suggested for p in n.parties] == [False, True]
    assert [b.suggested for b in n.bystanders] == [True]
    assert [(i.suggested, i.suggested_options) for i in n.issues] == [
        (True, ("open", "closed")), (False, ("reduced", "full")), (False, ()),
    ]  # fmt: skip
    assert [k.suggested for k in n.linkages] == [True, False]
    assert [p.suggested for p in n.positions] == [True, False]
    assert n.suggested_priorities == ("South",)
    assert n.no_agreement.suggested == ("dues",)
    assert [m.suggested for m in n.meetings] == [True]
    assert [s.suggested for s in n.next_steps] == [True, False]


def test_all_of_no_agreement_may_be_suggested():
    text = BASE + "no_agreement: {transit: closed, North: {better_than: [{dues: full}]}, suggested: true}\n"
    assert loads(text).negotiation.no_agreement.suggested == ("transit", "North")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("suggested: [reduced, full]", "suggested: [reduced, fall]", "dossier.yaml:9: unknown option 'fall'. Did you mean 'full'"),
        ("South: {suggested: true}", "South: {suggested: maybe}", "suggested must be true or false"),
        ("suggested: [dues]", "suggested: [seat]", "unknown issue or party under no_agreement 'seat'"),
    ],
)  # fmt: skip
def test_faults_in_what_is_suggested(old, new, message):
    assert message in "\n".join(problems(SUGGESTED.replace(old, new)))


@pytest.mark.parametrize(
    ("text", "parties", "issues"),
    [
        ("negotiation: x\n", 0, 0),
        ("negotiation: x\nparties: {}\nissues: {}\npositions: []\n", 0, 0),
        ("negotiation: x\nparties:\nissues:\npositions:\n", 0, 0),
        ("negotiation: x\nparties: {A: {}}\nissues: {}\n", 1, 0),
        ("negotiation: x\nparties: {}\nissues: {i: {options: [o, p]}}\n", 0, 1),
    ],
)
def test_a_dossier_that_is_not_written_yet_is_valid(text, parties, issues):
    loaded = loads(text)
    assert (len(loaded.negotiation.parties), len(loaded.negotiation.issues)) == (parties, issues)
    assert loaded.warnings == ()


@pytest.mark.parametrize("options", ["", "question: Who?", "options: {}", "options: [one]", "options: {one: only one}"])
def test_an_issue_without_a_choice_is_kept_with_a_warning(options):
    loaded = loads(f"negotiation: x\nparties: {{A: {{}}}}\nissues: {{i: {{{options}}}}}\n")
    assert [i.id for i in loaded.negotiation.issues] == ["i"]
    (warning,) = loaded.warnings
    assert "'i' has fewer than two options: it is left out of the analysis until it has two" in warning.what


@pytest.mark.parametrize(
    ("there", "instead", "line", "message"),
    [
        ("  South:", "  North2: {}\n  1: {}\n  '1':", 6, "'1' stands twice in parties"),
        ("[none, full]", "[none, full, none]", 7, "an option of dues 'none' stands twice"),
        ("[none, full]", "[none, full, ~]", 7, "an option of dues without a name. Write a word"),
        ("[none, full]", "[none, {full: all}]", 7, "an option of dues without a name"),
        ("[none, full]", "{none: no dues, '': all}", 7, "an option of dues without a name"),
        ("[none, full]", "{true: x, 'True': all}", 7, "'True' stands twice in the options"),
        ("[none, full]", "none", 7, "options must be a list or a mapping"),
        ("  South:", "  '':", 4, "a party without a name"),
        ("  dues:", "  ~:", 7, "an issue without a name"),
    ],
)
def test_names_that_are_none_or_stand_twice(there, instead, line, message):
    (first, *_) = problems(BASE.replace(there, instead))
    assert first.startswith(f"dossier.yaml:{line}: {message}")


def test_an_unknown_key_that_is_nothing_has_its_line():
    assert problems(BASE + "~: x\n")[0].startswith("dossier.yaml:8: unknown key 'None'")


def test_numbers_of_which_digits_would_be_lost_are_refused():
    values = "values: {North: {dues: {none: 100000000000000000001, full: 1}}}\n"
    assert problems(BASE + values)[0] == (
        "dossier.yaml:8: a value has more digits than can be told apart: 100000000000000000001. Leave out digits that do not count"
    )
    assert loads(BASE + values.replace("01,", "00,")).negotiation.values["North"]["dues"]["none"] == 10**20
