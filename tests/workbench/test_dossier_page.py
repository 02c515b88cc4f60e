"""The page Dossier and its edits: what is typed becomes what stands in dossier.yaml, or is refused in words."""

import pytest

from pourparler.dossier import load
from pourparler.errors import PourparlerError
from pourparler.workbench.dossier_edits import EDITS, edit

from .conftest import post

BUNDLE = [["transit", "open"], ["dues", "none"]]


@pytest.fixture
def path(demo):
    return demo / "dossier.yaml"


def made(path, what, of=None, **told):
    words = edit(path, load(path).negotiation, what, of or {}, told)
    assert words
    return load(path).negotiation


def numbers(party, path):
    for issue in load(path).negotiation.issues:
        given = {option: str(k) for k, option in enumerate(issue.options)}
        made(path, "values", {"party": party, "issue": issue.id}, numbers=given)


CASES = [
    ("title", {}, {"title": "Other  talks "}, lambda n: n.title == "Other  talks"),
    ("add party", {}, {"name": "West ", "role": "", "at_table": False, "aliases": "W, the west,"},
     lambda n: (n.party["West"].at_table, n.party["West"].aliases, n.party["West"].role) == (False, ("W", "the west"), None)),
    ("change party", {"party": "Maravel"}, {"name": "Maravel Republic", "role": "coast"},
     lambda n: n.party["Maravel Republic"].role == "coast"),
    ("change party", {"party": "Maravel"}, {"people": [{"name": "Ada", "role": " ", "aliases": "A"}, {"name": " "}]},
     lambda n: [(a.name, a.role, a.aliases) for a in n.party["Maravel"].actors] == [("Ada", None, ("A",))]),
    ("change party", {"party": "Maravel"}, {"at_table": False}, lambda n: not n.party["Maravel"].at_table),
    ("remove party", {"party": "Harbour League"}, {"with_references": True}, None),
    ("order parties", {}, {"ids": ["Port Auvane", "Maravel", "Kestria", "Harbour League"]}, lambda n: n.parties[0].name == "Port Auvane"),
    ("add bystander", {}, {"name": "Host", "role": "host"}, lambda n: n.bystanders[-1].role == "host"),
    ("change bystander", {"bystander": "Orsina"}, {"name": "Orsina Republic", "aliases": "O"},
     lambda n: n.bystanders[0].name == "Orsina Republic" and n.bystanders[0].aliases == ("O",)),
    ("remove bystander", {"bystander": "Orsina"}, {}, lambda n: "Orsina" not in [b.name for b in n.bystanders]),
    ("add issue", {}, {"question": "Who pays?", "options": ["both", " ", "Nobody", "nobody!"]},
     lambda n: dict(n.issues[-1].options) == {"both": "both", "nobody": "Nobody", "nobody_2": "nobody!"}),
    ("add issue", {}, {"question": "Who pays?", "options": ["a", "b"], "name": "Cost of escorts", "aliases": "money"},
     lambda n: (n.issues[-1].id, n.issues[-1].aliases) == ("cost_escorts", ("money",))),
    ("change issue", {"issue": "dues"}, {"name": "fees", "question": " What? "}, lambda n: n.issue["fees"].question == "What?"),
    ("change issue", {"issue": "dues"}, {"name": "dues"}, lambda n: "dues" in n.issue),
    ("change issue", {"issue": "dues"}, {"aliases": "a, b"}, lambda n: n.issue["dues"].aliases == ("a", "b")),
    ("remove issue", {"issue": "dues"}, {"with_references": True}, lambda n: "dues" not in n.issue),
    ("order issues", {}, {"ids": ["dues", "transit", "patrols", "fishing", "status_of_Port_Auvane", "crews", "monitoring"]},
     lambda n: n.issues[0].id == "dues"),
    ("add option", {"issue": "dues"}, {"words": "half of it"}, lambda n: n.issue["dues"].options["half_it"] == "half of it"),
    ("change option", {"issue": "dues", "option": "none"}, {"words": "nothing"}, lambda n: n.issue["dues"].options["none"] == "nothing"),
    ("remove option", {"issue": "dues", "option": "none"}, {"with_references": True}, lambda n: "none" not in n.issue["dues"].options),
    ("order options", {"issue": "dues"}, {"ids": ["full", "none", "reduced"]}, lambda n: next(iter(n.issue["dues"].options)) == "full"),
    ("add linkage", {}, {"never": [*BUNDLE, ["", ""]], "because": " "},
     lambda n: (n.linkages[-1].never, n.linkages[-1].because) == ((("transit", "open"), ("dues", "none")), None)),
    ("change linkage", {"linkage": "linkage-1", "was": [["transit", "open"], ["monitoring", "none"]]}, {"because": "x"},
     lambda n: n.linkages[0].because == "x"),
    ("change linkage", {"linkage": "linkage-1"}, {"never": BUNDLE, "confirmed": True}, lambda n: n.linkages[0].never[1] == ("dues", "none")),
    ("remove linkage", {"linkage": "linkage-1"}, {}, lambda n: len(n.linkages) == 1),
    ("priorities", {"party": "Maravel"}, {"order": [["dues", "crews"], [], ["transit"]]},
     lambda n: n.priorities["Maravel"] == (("dues", "crews"), ("transit",))),
    ("no agreement", {"issue": "transit"}, {"option": "open"}, lambda n: n.no_agreement.options["transit"] == "open"),
    ("no agreement", {"issue": "transit"}, {"option": ""}, lambda n: "transit" not in n.no_agreement.options),
    ("no agreement", {"party": "Maravel"}, {"better_than": [BUNDLE, [["", ""]]]},
     lambda n: n.no_agreement.better_than["Maravel"] == ((("transit", "open"), ("dues", "none")),)),
    ("values", {"party": "Maravel", "issue": "dues"}, {"numbers": {"none": "10", "reduced": "2.5 to 7", "full": "-1–0"}},
     lambda n: n.ranges["Maravel"]["dues"] == {"none": (10, 10), "reduced": (2.5, 7), "full": (-1, 0)}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "of", "told", "holds"), CASES, ids=[f"{k} {c[0]}" for k, c in enumerate(CASES)])
def test_what_is_typed_is_what_the_dossier_holds(path, what, of, told, holds):
    if holds is None:
        with pytest.raises(PourparlerError, match=r"has moves|other entries|at least"):
            made(path, what, of, **told)
    else:
        assert holds(made(path, what, of, **told))


def test_every_edit_has_a_case():
    rest = {"confirm party", "confirm bystander", "confirm issue", "add bonus", "change bonus", "remove bonus"}
    assert {case[0] for case in CASES} | rest == set(EDITS)


def test_what_is_confirmed_loses_its_mark(path):
    text = path.read_text()
    marked = text.replace("  Maravel:\n", "  Maravel:\n    suggested: true\n", 1).replace(
        "  dues:\n", "  dues:\n    suggested: true\n", 1
    )
    path.write_text(marked.replace("  Orsina:\n", "  Orsina:\n    suggested: true\n", 1))
    n = load(path).negotiation
    assert (n.party["Maravel"].suggested, n.issue["dues"].suggested) == (True, True)
    made(path, "change party", {"party": "Maravel"}, role="coast")
    assert load(path).negotiation.party["Maravel"].suggested
    made(path, "confirm party", {"party": "Maravel"})
    made(path, "confirm bystander", {"bystander": "Orsina"})
    n = made(path, "confirm issue", {"issue": "dues"})
    assert not any(x.suggested for x in (*n.parties, *n.issues, *n.bystanders))


def test_bonuses_go_by_their_place_and_what_stands_there(path):
    numbers("Maravel", path)
    n = made(path, "no agreement", {"party": "Maravel"}, value="1.5")
    assert n.no_agreement.values == {"Maravel": 1.5}
    made(path, "add bonus", {}, party="Maravel", package=BUNDLE, worth="3")
    n = made(path, "change bonus", {"bonus": 0, "was": BUNDLE}, worth="4.5")
    assert n.bonuses[0].worth == 4.5
    n = made(path, "change bonus", {"bonus": 0}, package=[["transit", "open"], ["dues", "full"]], party="Maravel")
    with pytest.raises(PourparlerError, match="another entry"):
        made(path, "remove bonus", {"bonus": 0, "was": BUNDLE})
    assert made(path, "remove bonus", {"bonus": 0}).bonuses == ()
    assert made(path, "no agreement", {"party": "Maravel"}, value=" ").no_agreement.values == {}


@pytest.mark.parametrize(
    ("what", "of", "told", "words"),
    [
        ("paint", {}, {}, "is not an edit"),
        ("title", {}, {}, "does not say its 'title'"),
        ("title", {}, {"title": " "}, "needs a name"),
        ("add bystander", {}, {"name": "Host", "role": " "}, "needs a role"),
        ("change issue", {"issue": "dues"}, {"name": " "}, "needs a short name"),
        ("add linkage", {}, {"never": [["dues", "none"], ["dues", "full"]]}, "dues is named twice"),
        ("change linkage", {"linkage": "linkage-9"}, {"because": "x"}, "not there any more"),
        ("remove linkage", {"linkage": "linkage-1", "was": BUNDLE}, {}, "another entry"),
        ("values", {"party": "Maravel", "issue": "dues"}, {"numbers": {"none": "much"}}, "'much' is not a number"),
        ("values", {"party": "Maravel", "issue": "dues"}, {"numbers": {"none": "1.2.3"}}, "'1.2.3' is not a number"),
        ("no agreement", {"party": "Maravel"}, {"value": "x"}, "'x' is not a number"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(path, what, of, told, words):
    before = path.read_text()
    with pytest.raises(PourparlerError, match=words):
        made(path, what, of, **told)
    assert path.read_text() == before


def body(client, what, of=None, revision=None, **told):
    now = client.get("/dossier").text.partition('data-revision="')[2][:12]
    return {"revision": revision or now, "what": what, "of": of or {}, "told": told}


def test_an_edit_answers_with_the_page_as_it_is_then_and_can_be_undone(inside, read_demo):
    before = (read_demo / "dossier.yaml").read_text()
    answer = post(
        inside, "/dossier", body(inside, "change party", {"party": "Maravel"}, name="Maravel Republic")
    ).json()
    assert answer["status"] == "Saved: Maravel changed."
    assert ">Maravel Republic</textarea>" in answer["html"]
    assert answer["revision"] == load(read_demo / "dossier.yaml").revision
    undone = post(inside, "/dossier/undo", {}).json()
    assert undone["status"] == "Undone: Maravel changed."
    assert ">Maravel Republic</textarea>" not in undone["html"]
    assert (read_demo / "dossier.yaml").read_text() == before
    assert post(inside, "/dossier/undo", {}).status_code == 404


def test_an_undo_does_not_take_back_what_somebody_else_did(inside, read_demo):
    path = read_demo / "dossier.yaml"
    post(inside, "/dossier", body(inside, "title", title="Other talks"))
    path.write_text(path.read_text() + "# by hand\n")
    answer = post(inside, "/dossier/undo", {})
    assert answer.status_code == 409
    assert path.read_text().endswith("# by hand\n")


def test_a_stale_edit_is_refused_with_what_changed_and_can_be_made_again(inside, read_demo):
    path = read_demo / "dossier.yaml"
    edit = body(inside, "change party", {"party": "Maravel"}, role="coast")
    path.write_text(path.read_text().replace("What does a ship pay?", "What is paid?"))
    answer = post(inside, "/dossier", edit)
    assert answer.status_code == 409
    stale = answer.json()["stale"]
    assert stale == {"changes": ["issues: 1 changed (dues)"], "revision": load(path).revision}
    assert load(path).negotiation.party["Maravel"].role is None
    assert post(inside, "/dossier", {**edit, "revision": stale["revision"]}).status_code == 200
    assert load(path).negotiation.party["Maravel"].role == "coast"
    unknown = post(inside, "/dossier", {**edit, "revision": "0" * 12}).json()["stale"]["changes"]
    assert unknown == ["it is not known what; the page is of an earlier run of the workbench"]


def test_what_else_refers_to_it_is_said_and_faults_have_no_lines_of_what_was_not_written(inside):
    refused = post(inside, "/dossier", body(inside, "remove issue", {"issue": "dues"})).json()
    assert refused["references"]["positions"] == 7
    refused = post(inside, "/dossier", body(inside, "add linkage", never=[["dues", "none"]])).json()["error"]
    assert refused == "a linkage needs `never` with at least two issues"
    refused = post(inside, "/dossier", body(inside, "change party", {"party": "Maravel"}, name="Kestria")).json()[
        "error"
    ]
    assert refused == "there is a party 'Kestria' already. Choose another name"


def test_an_empty_dossier_has_a_page_to_fill_in(inside, read_demo):
    (read_demo / "dossier.yaml").write_text("negotiation: New talks\nparties: {}\nissues: {}\n")
    page = inside.get("/dossier").text
    assert "New party" in page
    assert "Linkages connect two issues. Add the issues first." in page
