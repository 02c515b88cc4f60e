"""GENIUS: evaluations, weights and caps as GENIUS has them; which files of a folder are meant; what is not used is told."""

import json
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler import verbs
from pourparler.errors import FormatError, FormatWarning
from pourparler.formats import genius
from pourparler.formats.chosen import Chosen
from pourparler.model import Issue, Negotiation, NoAgreement, Party
from pourparler.settlement import solve

CASES = Path(__file__).parent / "cases"

DOMAIN = """<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root">
<issue index="1" name="price" type="discrete"><item index="1" value="$3.47"/><item index="2" value="$4.37"/></issue>
<issue index="2" name="days" type="integer" lowerbound="10" upperbound="12"/>
</objective></utility_space></negotiation_template>"""
PROFILE = """<utility_space><objective index="0" name="any">
<issue index="1" name="price" type="discrete"><item index="1" value="$3.47" evaluation="5"/><item index="2" value="$4.37" evaluation="10"/></issue>
<issue index="2" name="days" type="integer" lowerbound="10" upperbound="12"><evaluator ftype="linear" offset="0.2" slope="0.5"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.4"/></objective>
<discount_factor value="0.9"/><reservation value="0.35"/></utility_space>"""


def folder(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    return tmp_path


def one(tmp_path, profile=PROFILE, domain=DOMAIN):
    """The only party's numbers, and what is told."""
    n, told = genius.read(folder(tmp_path, d=domain, buyer=profile))
    return n.values["buyer"], told


def test_evaluations_are_divided_by_the_largest_of_their_issue(tmp_path):
    values, told = one(tmp_path)
    assert values["price"] == {"$3.47": Fraction(3, 10), "$4.37": Fraction(6, 10)}
    assert values["days"] == {"10": Fraction(8, 100), "11": Fraction(28, 100), "12": Fraction(4, 10)}
    assert told == ("buyer.xml: the discount factor 0.9 is not used; time plays no part here",)
    assert genius.read(tmp_path / "d.xml")[0].no_agreement.values == {"buyer": Fraction(35, 100)}


@pytest.mark.parametrize("case", ["g1-genius-thirds", "g3-stray-xml", "g5-declaration-late"])
def test_thirds_are_thirds(case):
    n, _ = genius.read(CASES / case)
    assert n.values["p1"]["i2"] == {"a": Fraction(3, 5), "b": Fraction(2, 5)}
    assert n.values["p2"]["i2"]["a"] == Fraction(7, 15)
    solved = solve(n)
    assert solved.bargain.exact
    # (0.6, 0.7) is left out: (0.6, 0.7667) is as good for the one and better for the other.
    assert [
        [round(x, 4) for x in row] for row in solved.bargain.plain(solved.all_outcomes.frontier.vectors).tolist()
    ] == [
        [0.8, 0.4667],
        [0.6, 0.7667],
        [0.4, 1.0],
    ]


def test_parameters_of_numbers_from_nought_are_those_of_real_issues():
    n, told = genius.read(CASES / "g2-linear-parameters")
    assert told == ()
    assert n.values["buyer"]["price"] == {str(k): 1 - Fraction(k, 10) for k in range(11)}
    assert n.values["seller"]["price"] == {str(k): Fraction(k, 10) for k in range(11)}


def test_a_stray_file_is_told():
    for path in (CASES / "g3-stray-xml", CASES / "g3-stray-xml" / "domain.xml"):
        n, told = genius.read(path)
        assert [p.name for p in n.parties] == ["p1", "p2"]
        assert told == ("pareto.xml is not read: it is no XML, neither a domain nor a profile",)


def test_a_declaration_that_comes_late_is_told():
    _, told = genius.read(CASES / "g5-declaration-late")
    assert [t.split(":")[0] for t in told] == ["domain.xml", "p1.xml", "p2.xml"]
    assert all("before the XML declaration" in t for t in told)


def test_a_folder_with_several_domains_asks_which():
    with pytest.raises(
        FormatError, match=r"2 domains in this folder: domain.xml, other.xml\. Say which is meant: --domain domain.xml"
    ):
        genius.read(CASES / "g6-two-domains")
    n, told = genius.read(CASES / "g6-two-domains", Chosen.of("domain"))
    assert ([p.name for p in n.parties], told) == (["p1", "p2"], ())
    for path, chosen in (
        (CASES / "g6-two-domains", Chosen.of("other.xml")),
        (CASES / "g6-two-domains" / "other.xml", Chosen()),
    ):
        with pytest.raises(
            FormatError,
            match=r"no preference profile of other.xml lies beside it\. Profiles of other domains: p1.xml, p2.xml",
        ):
            genius.read(path, chosen)
    with pytest.raises(FormatError, match=r"--domain: there is no 'dmain' here\. Did you mean 'domain.xml'\?"):
        genius.read(CASES / "g6-two-domains", Chosen.of("dmain"))


def test_a_profile_belongs_to_the_domain_whose_name_it_shares():
    for path, chosen in (
        (CASES / "g9-variants-in-one-folder", Chosen.of("pond-A-domain")),
        (CASES / "g9-variants-in-one-folder" / "pond-A-domain.xml", Chosen()),
    ):
        n, told = genius.read(path, chosen)
        assert [p.name for p in n.parties] == ["pond-A-prof1", "pond-A-prof2"]
        assert solve(n).zopa == 4
        assert told == tuple(f"pond-B-prof{k}.xml is not read: it is a profile of pond-B-domain.xml" for k in (1, 2))


def test_profiles_are_chosen_by_name(tmp_path):
    two = folder(tmp_path, d=DOMAIN, a=PROFILE, b=PROFILE, c=PROFILE)
    n, told = genius.read(two)
    assert len(n.parties) == 3
    assert told[
        -1
    ] == "3 profiles are read, each as a party; where some are variants of others, choose with --profiles" or any(
        "3 profiles are read" in t for t in told
    )
    n, told = genius.read(two, Chosen.of(None, ["c, a.xml"]))
    assert [p.name for p in n.parties] == ["c", "a"]
    assert not any("profiles are read" in t for t in told)
    with pytest.raises(FormatError, match="this is not a preference profile"):
        genius.read(two, Chosen.of(None, ["d"]))
    folder(tmp_path, e=DOMAIN)
    with pytest.raises(FormatError, match=r"not clear to which domain this profile belongs\. It fits d.xml, e.xml"):
        genius.read(two, Chosen.of("d"))


def test_a_malformed_profile_may_be_a_party_and_is_not_passed_over(tmp_path):
    path = folder(tmp_path, d=DOMAIN, a=PROFILE, b=PROFILE.replace('value="$3.47"', 'value="$3.47"index="7"'))
    with pytest.raises(
        FormatError, match=r"b.xml:2, column \d+: this is not well-formed XML: attributes construct error"
    ):
        genius.read(path)
    assert [p.name for p in genius.read(path, Chosen.of(None, ["a"]))[0].parties] == ["a"]


def test_what_is_not_used_is_told(tmp_path):
    stranger = PROFILE.replace('name="price"', 'name="dearness"').replace(
        'index="1" value="$3.47"', 'index="1" cost="20" value="$3.47"'
    )
    stranger = stranger.replace("<reservation", '<agent name="x"/><reservation').replace(
        "<utility_space>", '<utility_space type="UNCERTAIN">'
    )
    _, told = one(tmp_path, stranger)
    assert told == (
        "buyer.xml: how uncertain an agent is of this profile is not used; its numbers are used as they are",
        "buyer.xml: <agent> is not used",
        "buyer.xml: the cost of an option is not used",
        "buyer.xml: issue 1 is called 'dearness', and 'price' in the domain; it is matched by its number, as in GENIUS",
        "buyer.xml: the discount factor 0.9 is not used; time plays no part here",
    )


def test_slips_of_other_parsers_are_mended_and_told(tmp_path):
    domain, profile = (text.replace("$3.47", "salt & pepper") for text in (DOMAIN, PROFILE))
    values, told = one(tmp_path, profile, domain)
    assert values["price"]["salt & pepper"] == Fraction(3, 10)
    assert [t for t in told if "a bare &" in t] == [
        f"{name}: a bare & in line 2, which is malformed; read as the character &, as GENIUS does"
        for name in ("d.xml", "buyer.xml")
    ]
    (tmp_path / "buyer.xml").write_bytes(profile.replace("any", "Zürich").encode("latin-1"))
    assert any("letters that are not utf-8" in t for t in genius.read(tmp_path)[1])


def test_a_sum_above_one_counts_as_one(tmp_path):
    over = PROFILE.replace('"0.4"', '"0.9"').replace('"0.5"', '"0.8"')
    other = PROFILE.replace('evaluation="5"', 'evaluation="20"')
    n, told = genius.read(folder(tmp_path, d=DOMAIN, a=over, b=other))
    assert n.ceilings == {"a": 1}
    assert "a.xml: utilities above 1, up to 1.5, count as 1, as in GENIUS" in told
    solved = solve(n)
    frontier = solved.all_outcomes.frontier
    # Uncut, a dearer price would be better for a; cut, both are worth 1 to it, and the cheaper one is better for b.
    assert solved.bargain.plain(frontier.vectors).tolist() == [[1.0, 1.0]]
    sums = [total / solved.bargain.scale for total, _ in solved.best()]
    brute = [
        min(x + y, 1) + z + w
        for (x, z) in zip(n.values["a"]["price"].values(), n.values["b"]["price"].values(), strict=True)
        for (y, w) in zip(n.values["a"]["days"].values(), n.values["b"]["days"].values(), strict=True)
        if min(x + y, 1) >= Fraction(35, 100) <= z + w
    ]
    assert sums == sorted(brute, reverse=True)
    assert genius.write(n, tmp_path / "again") == ()
    back, _ = genius.read(tmp_path / "again")
    assert (back.values, back.ceilings) == (n.values, n.ceilings)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<utility_space>", '<utility_space type="nonlinear">', "buyer.xml:1: a utility space of type 'nonlinear', which is not a sum over issues"),
        ("<utility_space>", '<utility_space type="constraint">', "of type 'constraint'"),
        ("<weight index=\"1\"", "<utility/><weight index=\"1\"", "buyer.xml:4: a nonlinear utility space (<utility>, hyper-rectangles)"),
        ("<weight index=\"1\"", "<rules/><weight index=\"1\"", "a nonlinear utility space (<rules>, constraints)"),
        ("<reservation", "<preference/><reservation", "buyer.xml:5: the section <preference> is not understood"),
        ('ftype="linear"', 'ftype="faratin"', "buyer.xml:3: the evaluator 'faratin' of 'days' is not known"),
        ('ftype="linear" offset', 'ftype="triangular" offset', "buyer.xml:3: offset of the triangular evaluator of 'days' is not understood"),
        (' slope="0.5"', "", "the linear evaluator of 'days' has no slope"),
        ('offset="0.2" slope="0.5"', 'parameter0="1" parameter1="-0.1"', "the evaluator of 'days' may count from 0 or from 10"),
        ('<weight index="1" value="0.6"/>', "", "issue 'price' has no weight"),
        ('"integer"', '"price"', "issue 'days' is of the type 'price', which is not read"),
        ('evaluation="5"', 'evaluation="null"', "no evaluation of '$3.47' of 'price'"),
        ('evaluation="5"', 'evaluation="-5"', "is below 0, which GENIUS refuses"),
        ('evaluation="5"', 'evaluation="1e400000"', "'1e400000' is not a finite number"),
        ('value="0.6"', 'value="1e400"', "'1e400' is too large a number"),
        ('"0.35"', '"1.35"', "the reservation value 1.35 is above 1"),
        ("<reservation", '<reservation value="0.1"/><reservation', "<reservation> stands twice"),
        ('<evaluator ftype="linear" offset="0.2" slope="0.5"/>', "<evaluator/><evaluator/>", "issue 'days' is evaluated twice"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(tmp_path, old, new, message):
    assert old in PROFILE
    with pytest.raises(FormatError) as caught:
        one(tmp_path, PROFILE.replace(old, new))
    assert message in caught.value.message


def test_the_nonlinear_case_is_named():
    with pytest.raises(
        FormatError, match=r"p1.xml:1: a utility space of type 'nonlinear', which is not a sum over issues, is not read"
    ):
        genius.read(CASES / "g8-nonlinear")


def test_other_evaluators_of_genius(tmp_path):
    domain = DOMAIN.replace(
        'type="integer" lowerbound="10" upperbound="12"/>', 'type="real"><range lowerbound="0" upperbound="2"/></issue>'
    )
    evaluated = '<issue index="2" name="days" type="real"><range lowerbound="0" upperbound="2"/><evaluator {}/></issue>'
    start, end = PROFILE.index('<issue index="2"'), PROFILE.index("<weight")
    for evaluator, wanted in (
        ('ftype="linear" parameter0="-0.5" parameter1="1"', {"0.0": 0, "1.0": Fraction(1, 2), "2.0": 1}),
        ('ftype="constant" parameter0="0.25"', {"0.0": Fraction(1, 4), "2.0": Fraction(1, 4)}),
        ('ftype="triangular" parameter0="0" parameter1="2" parameter2="1.5"', {"0.3": Fraction(1, 5), "1.5": 1, "1.6": Fraction(4, 5), "2.0": 0}),
    ):  # fmt: skip
        values, told = one(tmp_path, PROFILE[:start] + evaluated.format(evaluator) + PROFILE[end:], domain)
        assert len(values["days"]) == 21
        assert {o: values["days"][o] for o in wanted} == {o: x * Fraction(4, 10) for o, x in wanted.items()}
        assert (
            "d.xml: 'days' is real-valued; it is read at the 21 values at which GENIUS lists bids, and nothing between them"
            in told
        )


def test_options_that_stand_twice_are_one(tmp_path):
    twice = '<item index="3" value="$4.37"/>'
    domain = DOMAIN.replace('<item index="2" value="$4.37"/>', '<item index="2" value="$4.37"/>' + twice)
    profile = PROFILE.replace('evaluation="10"/>', 'evaluation="10"/><item index="3" value="$4.37" evaluation="20"/>')
    values, told = one(tmp_path, profile, domain)
    assert values["price"] == {"$3.47": Fraction(15, 100), "$4.37": Fraction(6, 10)}
    assert "buyer.xml: '$4.37' of 'price' is evaluated twice; the last one counts, as in GENIUS" in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n' + DOMAIN,
            "d.xml:1: a document type or an entity is declared",
        ),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd">\n' + DOMAIN, "d.xml:1: a document type or an entity is declared"),
        ("<a>" * 5_000 + "</a>" * 5_000, "not well-formed XML"),
        ("<a", "d.xml:1, column 3: this is not well-formed XML"),
        ("", "this is no XML, not a GENIUS domain"),
    ],
    ids=["entities", "external", "deep", "cut", "empty"],
)
def test_hostile_xml_ends_in_a_message(tmp_path, text, message):
    path = folder(tmp_path, d=text) / "d.xml"
    with pytest.raises(FormatError) as caught:
        genius.read(path)
    assert message in caught.value.message


def test_entities_in_another_encoding_do_not_pass(tmp_path):
    path = tmp_path / "d.xml"
    path.write_bytes(
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d [<!ENTITY a "ha">]>' + DOMAIN.replace("root", "&a;")
        ).encode("utf-16")
    )
    with pytest.raises(FormatError, match="a document type or an entity is declared"):
        genius.read(path)


def test_what_is_written_is_worth_what_it_was(tmp_path):
    n, _ = genius.read(CASES / "g1-genius-thirds")
    assert genius.write(n, tmp_path / "g") == ()
    assert genius.read(tmp_path / "g")[0].values == n.values


@given(
    st.lists(
        st.lists(
            st.fractions(-3, 30, max_denominator=9) | st.sampled_from([Fraction("0.1234567890123456789")]),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=3,
    ),
    st.fractions(-2, 40, max_denominator=1),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_numbers_survive_exactly_but_for_what_is_told(tables, least):
    issues = tuple(Issue(f"i{k}", {str(o): str(o) for o in range(len(row))}) for k, row in enumerate(tables))
    values = {"A": {i.id: dict(zip(i.options, row, strict=True)) for i, row in zip(issues, tables, strict=True)}}
    n = Negotiation(
        "d", (Party("A"),), issues, values=values, no_agreement=NoAgreement(values={"A": least + 3 * len(tables)})
    )
    with TemporaryDirectory() as where:
        lost = genius.write(n, Path(where) / "g")
        back, told = genius.read(Path(where) / "g")
    assert told == ()
    unit = Fraction(next((w.split("divided by ")[1].split()[0] for w in lost if "divided by" in w), "1"))
    raised = sum((-min(0, *row) for row in tables), Fraction(0))
    worth = [[x * unit for x in back.values["A"][i.id].values()] for i in issues]
    wanted = [[x - min(0, *row) for x in row] for row in tables]
    if not any("last decimals" in w for w in lost):
        assert worth == wanted
        assert back.no_agreement.values["A"] * unit == least + 3 * len(tables) + raised
    else:
        assert all(
            abs(a - b) < Fraction(1, 10**28)
            for x, y in zip(worth, wanted, strict=True)
            for a, b in zip(x, y, strict=True)
        )


def test_commands_take_the_options_and_tell(run, tmp_path):
    case = CASES / "g9-variants-in-one-folder"
    only = ("--domain", "pond-A-domain.xml", "--profiles", "pond-A-prof1,pond-A-prof2")
    for command in (
        ("solve", case, *only, "--json"),
        ("settle", case, *only, "--json"),
        ("concessions", case, *only, "--json"),
        ("ask-next", case, *only, "--json"),
        ("compare", case, "i1=a,i2=a", "i1=b,i2=a", *only, "--json"),
        ("what-if", case, "--without", "pond-A-prof1", *only, "--json"),
        ("convert", case, tmp_path / "c", "--to", "negmas", *only, "--json"),
    ):
        code, out, err = run(*command)
        assert (code, err) == (0, ""), command
        json.loads(out)
        assert "pond-B-prof" not in out, command
    code, out, err = run("solve", CASES / "g3-stray-xml", "--json")
    assert (code, err.split("note")[1].split()[0]) == (0, "pareto.xml")
    assert json.loads(out)["exact"] is True
    code, _, err = run("settle", case)
    assert (code, "Say which is meant: --domain" in err) == (2, True)
    code, _, err = run("solve", tmp_path / "c" / "domain.yml", "--domain", "x")
    assert code == 2


def test_programs_are_warned():
    with pytest.warns(FormatWarning, match="pareto.xml is not read"):
        verbs.load_negotiation(CASES / "g3-stray-xml")
    n = verbs.load_negotiation(
        CASES / "g9-variants-in-one-folder", [].append, domain="pond-B-domain", profiles=["pond-B-prof2"]
    )
    assert [p.name for p in n.parties] == ["pond-B-prof2"]


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "raw_unicode_escape", "base64"])
def test_an_encoding_that_no_xml_has_is_told(tmp_path, encoding):
    domain = f'<?xml version="1.0" encoding="{encoding}"?>' + DOMAIN.replace("root", "\\ud800")
    assert any(f"letters that are not {encoding}" in what for what in one(tmp_path, domain=domain)[1])
