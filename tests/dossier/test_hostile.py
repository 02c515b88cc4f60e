"""Whatever stands in dossier.yaml, it ends in a negotiation, or in faults with their lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.documents.plain import split_front_matter
from pourparler.dossier import add_positions, editing, load, loads
from pourparler.dossier.load import read_file
from pourparler.errors import SHOWN, DocumentError, DossierError, PourparlerError
from pourparler.limited_yaml import DETAILS, DOSSIER, Limits, YAMLFault, plain, tree
from pourparler.model import Kind, Negotiation, Position

EXAMPLE = (Path(__file__).parents[2] / "examples/strait-of-lorn/dossier.yaml").read_text(encoding="utf-8")
TALKS = "negotiation: T\nparties: {A: {}, B: {}}\nissues:\n  x: {options: [a, b]}\n"
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]\n" for k in range(1, 10)
)
MOVES = "negotiation: T\nparties: {A: {}, B: {}}\nconflict: {moves: {A: {" + ", ".join(f"m{k}: x" for k in range(20))

AFTER = {
    "positions: [{party: A, issue: x, rejects: a, as_of: 2031-02-30}]": (5, "as_of: '2031-02-30' is not a date"),
    "positions:\n - {party: A, issue: x, rejects: a, until: 2031-13-01T25:00:00Z}": (6, "is not a date"),
    "meetings:\n - {title: m, evidence: [s123456789abc], date: 2031-02-30}": (6, "date: '2031-02-30' is not a date"),
    "next_steps:\n - {what: m, evidence: {judgement: j, by: A, on: 2031-02-30}}": (6, "on: '2031-02-30' is not a date"),
    "positions: " + "[" * 900 + "]" * 900: (5, "more than 50 deep"),
    "positions:\n  " + "- " * 100_000: (6, "more than 50 deep"),
    "positions: " + "{a: " * 1000: (5, "more than 50 deep"),
    "values: {A: {x: {a: " + "9" * 400 + ", b: 1}}}": (5, "a number of 400 digits"),
    "values: {A: {x: {a: 0x" + "f" * 400 + ", b: 1}}}": (5, "a number of 402 digits"),
    "values: {A: {x: {a: 1e400, b: 1}}}": (5, "a value must be a number"),
    "values: {A: {x: {a: .nan, b: -.inf}}}": (5, "a value must be a number"),
    "values: {A: {x: {a: 1/0, b: 1}}}": (5, "a value must be a number"),
    "values: {A: {x: {a: !!int abc, b: 1}}}": (5, "the tag !!int cannot be used"),
    "positions: !unknown []": (5, "the tag !unknown cannot be used"),
    "positions: !!python/object:os.system []": (5, "cannot be used"),
    "positions:\n - &p\n   <<: *p\n   party: A": (7, "*p stands within itself"),
    "positions: &p [*p]": (5, "*p stands within itself"),
    "positions: *p": (5, "undefined alias"),
    "meetings: &a x\n*a : 3": (6, "a key must be a plain word"),
    "? [a, b]\n: c": (5, "a key must be a plain word"),
    "{a: b}: c": (5, "a key must be a plain word"),
    "meetings: &a []\nnext_steps: &a []": (6, "two anchors are named &a"),
    "meetings: []\nmeetings: []": (6, "duplicate key"),
    BOMB: (10, "more than 250,000 entries"),
    'meetings: [{title: "\\ud800"}]': (5, "U+D800 cannot stand in a text"),
    'meetings: [{title: "\\0"}]': (5, "U+0000 cannot stand in a text"),
    "meetings: [{title: \ud800}]": (5, "U+D800 cannot stand in it"),
    "#\0": (5, "U+0000 cannot stand in it"),
    "\tmeetings: []": (5, "a tab stands where only spaces may"),
    "\ufeffmeetings: []": (5, "unknown key"),
    "---\nmeetings: []": (5, "expected a single document"),
    "meetings:\n  - [": (7, "not valid YAML"),
    "positions: |\n  words": (5, "a position must be a mapping"),
    "~: 1": (5, "unknown key 'None'"),
}
ALONE = {
    "": (1, "is empty"),
    "~": (1, "is empty"),
    "[]": (1, "must be a mapping"),
    "[" * 900: (1, "more than 50 deep"),
    "%YAML 9.9\n---\n" + TALKS: (1, "incompatible YAML"),
    f"{MOVES}}}}}, never: ['{'(' * 1000}m0{')' * 1000}']}}": (3, "is not a condition"),
    f"{MOVES}}}}}, never: ['{'not ' * 1000}m0']}}": (3, "too deep within one another"),
    f"{MOVES}}}}}, never: ['{'not ' * 100_000}m0']}}": (3, "is too long"),
    f"{MOVES}}}}}, never: ['{' and '.join(f'(m{2 * k} or m{2 * k + 1})' for k in range(10))}']}}": (
        3,
        "more than 500 combinations",
    ),
    f"{MOVES}}}}}, never: ['9{'9' * 4900}']}}": (3, "is not a condition"),
    f"{MOVES}}}}}, never: ['m0 if lambda: m1']}}": (3, "is not a condition"),
}


@pytest.mark.parametrize("more", AFTER, ids=lambda text: text[:40].encode("ascii", "replace").decode())
def test_what_cannot_be_read_is_told_with_its_line(more: str) -> None:
    line, words = AFTER[more]
    with pytest.raises(DossierError) as told:
        loads(TALKS + more + "\n", "d.yaml")
    found = [p for p in told.value.problems if words in p.what]
    assert found, told.value
    assert found[0].line == line
    assert len(found[0].what) <= 400


@pytest.mark.parametrize("text", ALONE, ids=lambda text: text[-40:])
def test_a_whole_text_that_cannot_be_read(text: str) -> None:
    line, words = ALONE[text]
    with pytest.raises(DossierError, match=re.escape(words)) as told:
        loads(text, "d.yaml")
    assert told.value.problems[0].line == line


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (TALKS.encode("utf-16"), 1, "is UTF-16"),
        (TALKS.encode("utf-16-be"), 1, "U+0000"),
        (b"\xff\xfe\0\0", 1, "is UTF-16"),
        (TALKS.encode() + b"#\n# \xe9\n", 6, "the byte 0xe9 is not UTF-8"),
    ],
)
def test_other_encodings(data: bytes, line: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_bytes(data)
    with pytest.raises(DossierError, match=re.escape(words)) as told:
        load(path)
    assert told.value.problems[0].line == line
    path.write_bytes(b"\xef\xbb\xbf" + TALKS.encode())
    assert load(path).negotiation.title == "T"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="cannot be read"):
        read_file(tmp_path)


def test_terms_that_double_end_soon() -> None:
    terms = ", ".join(f"t{k}: t{k - 1} and t{k - 1} or not t{k - 1}" for k in range(1, 100))
    with pytest.raises(DossierError, match="rule out every state"):
        loads(f"{MOVES}}}}}, terms: {{t0: m0 and not m1, {terms}}}, never: [t99]}}")


def test_very_many_faults_are_counted() -> None:
    with pytest.raises(DossierError, match="and 200 more") as told:
        loads(TALKS + "positions: [" + ", ".join(["{}"] * (SHOWN + 200)) + "]\n")
    assert len(told.value.problems) == SHOWN + 200


def test_a_dossier_is_not_longer_than_the_limit() -> None:
    with pytest.raises(DossierError, match="characters are too many"):
        loads(TALKS + "#" * DOSSIER.characters)
    few = Limits(characters=100, nodes=5)
    assert plain("[a, b, c, d]", few) == ["a", "b", "c", "d"]
    with pytest.raises(YAMLFault, match="more than 5 entries"):
        plain("[a, b, c, d, e]", few)
    with pytest.raises(YAMLFault, match="more than 4 entries"):
        tree("[&a [x], *a]", Limits(characters=100, nodes=5 - 1))
    assert tree("[&a [x], *a]", few) == [["x"], ["x"]]


def test_an_edit_cannot_save_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(TALKS, encoding="utf-8")
    for note in ("\ud800", "a\0b"):
        with pytest.raises(DossierError, match="cannot stand in"):
            add_positions(path, [Position("p", "A", Kind.REJECTS, issue="x", option="a", note=note)])
        with pytest.raises(DossierError, match="cannot stand in"), editing(path) as node:
            node["negotiation"] = note
    assert path.read_text(encoding="utf-8") == TALKS


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "title: T\ndate: 2031-02-30",
            "date in the front matter: '2031-02-30' is not a date. Give a day that there is, as 2031-02-18",
        ),
        ("title: Talks: a new round", "front matter, line 2: not valid YAML"),
        (
            'title: T\nsource: "The mill\ndate: 2031-02-03',
            "line 3: not valid YAML: the quotation mark that opens here is never closed. Close it",
        ),
        (
            "title: T\n\tsource: S",
            "line 3: not valid YAML: a tab stands where only spaces may. Put spaces in its place",
        ),
        ("title: T\n" + BOMB, "front matter, line 5: more than 1,000 entries"),
        ("a: " + "[" * 900, "front matter, line 2: lists or mappings stand more than 8 deep"),
        ("date: !!int abc", "front matter, line 2: the tag !!int cannot be used here"),
        ("title: &a\n  b: *a", "front matter, line 3: *a stands within itself"),
        ("source: " + "9" * 400, "a number of 400 digits"),
        ("source: x\n" + "#" * DETAILS.characters, "characters are too many"),
    ],
)
def test_front_matter(head: str, words: str) -> None:
    with pytest.raises(DocumentError) as told:
        split_front_matter(f"---\n{head}\n---\nA text.\n")
    assert words in told.value.message


def test_control_characters_in_front_matter_are_dropped_as_in_the_text() -> None:
    details, body = split_front_matter('---\ntitle: "Day\x84 two"\ndate: 2031-02-03\n---\nA text.\n')
    assert (details.title, str(details.date), body) == ("Day two", "2031-02-03", "A text.\n")


def test_a_text_between_lines_is_no_front_matter() -> None:
    text = "---\nHe said: no: never: [\n---\nA text.\n"
    assert split_front_matter(text)[1] == text


def ends_well(text: str) -> None:
    """In a negotiation, or in faults with lines that the text has."""
    problems = ()
    try:
        assert isinstance(loads(text).negotiation, Negotiation)
    except DossierError as error:
        problems = error.problems or (None,)
    assert all(1 <= p.line <= len(text.splitlines()) + 1 for p in problems)


few_and_slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
pieces = st.sampled_from(
    ["[", "]", "{", "}", ": ", "- ", "&a ", "*a", "<<: ", "!!int ", "!x ", "? ", "| ", "> ", "'", '"', "#", "%", "@", "`", "\n", "\n  ",
     "---\n", "...\n", "\t", "\r", "\ufeff", "\ud800", "\0", "2031-02-30", "1e999", ".nan", "0o9", "~", "=", "9" * 50, "\u2028", "a", ", "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=40).map("".join)))
@few_and_slow
def test_any_text(text: str) -> None:
    ends_well(text)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), pieces | st.text(max_size=5)), min_size=1, max_size=4))
@few_and_slow
def test_any_change_of_an_example(changes: list[tuple[float, int, str]]) -> None:
    text = EXAMPLE
    for place, out, words in changes:
        at = int(place * len(text))
        text = text[:at] + words + text[at + out :]
    ends_well(text)


words = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.text(max_size=5),
    st.sampled_from(["A", "B", "x", "a", "b", "a > b", "not m0", "m0 if m0"]),
)  # fmt: skip
keys = st.sampled_from(
    ["party", "issue", "rejects", "prefers", "package", "better", "worse", "if", "unless", "evidence", "as_of", "never", "judgement", "by",
     "title", "date", "present", "what", "who", "A", "B", "x", "a", "b", "moves", "terms", "now", "preferences", "much", "any_order", "wants",
     "contests", "votes", "order", "scale", "actors", "weights", "quota", "rules", "better_than", "suggested", "options", "role", "worth"]
)  # fmt: skip
nodes = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(st.sampled_from(
    ["parties", "bystanders", "issues", "linkages", "positions", "priorities", "no_agreement", "values", "bonuses", "meetings", "next_steps",
     "conflict", "influence"]), nodes, min_size=1, max_size=3))  # fmt: skip
@settings(few_and_slow, max_examples=150)
def test_any_content_of_the_sections(sections: dict[str, object]) -> None:
    from io import StringIO

    from ruamel.yaml import YAML

    out = StringIO()
    told = {"negotiation": "T", "parties": {"A": {}, "B": {}}, "issues": {"x": {"options": ["a", "b"]}}} | sections
    YAML(typ="safe", pure=True).dump(told, out)
    ends_well(out.getvalue())


def test_the_errors_are_ours() -> None:
    assert issubclass(YAMLFault, PourparlerError)
