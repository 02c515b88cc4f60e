"""Any words that YAML may hold, set by a program as a title, a question, the words of an option or a name, are read back as they were."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml.comments import CommentedMap

from pourparler.dossier import add_party, change_issue, change_option, change_party, load, rename_party, set_title
from pourparler.dossier.yaml_layout import Layout
from pourparler.errors import PourparlerError
from pourparler.model import Party

# Characters that mean something in YAML, in runs that are short enough to hit their combinations, and any others.
MARKS = st.text(alphabet=": ?-[]{},#&*!|>'\"%@`~=\\n\n\t1.\x85\u2028\u2029\ufeff\x07\U0001f600", max_size=12)
WORDS = st.one_of(MARKS, st.text(max_size=60)).filter(str.strip)
TALKS = """\
negotiation: "Talks"   # why
parties: {'A': {role: "x"}}
issues:
  transit: {question: "Who?", options: {open: "free", "closed": no}}
"""


SMALL = """\
title: Talks   # why
"quoted": "x"
flow: {a: [b, c], 'd': e}
list:
  - f
  - {g: h}
"""


@given(words=st.one_of(MARKS, st.text(max_size=60)).filter(lambda words: "\0" not in words))
@example(words=": x")
@example(words="? b")
@example(words="a\u2028b")
@settings(max_examples=100, deadline=None)
def test_no_letter_becomes_another_one_wherever_it_is_written(words):
    layout = Layout(SMALL, "x")
    tree = layout.tree
    tree["title"] = tree["quoted"] = tree["flow"]["a"][0] = tree["flow"]["d"] = tree["list"][0] = tree["list"][1][
        "g"
    ] = words
    tree["new"] = tree["flow"]["new"] = words
    tree["key"] = CommentedMap({words: 1})
    written, after = layout.written()
    assert after == tree
    assert "# why" in written


@given(words=WORDS)
@example(words=": x")
@example(words="? b")
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_are_read_back_as_they_were_set(tmp_path, words):
    path = tmp_path / "dossier.yaml"
    path.write_text(TALKS, encoding="utf-8")

    def kept(edit, read):
        refused = None
        try:
            edit()
        except PourparlerError as error:
            refused = str(error)
        if refused is not None:
            assert "YAML" not in refused
            return
        # Words that people read in a line may have their breaks as blanks; nothing else becomes another letter.
        assert read(load(path).negotiation).split() == words.split()

    kept(lambda: set_title(path, words), lambda n: n.title)
    kept(lambda: change_issue(path, "transit", {"question": words}), lambda n: n.issue["transit"].question)
    kept(lambda: change_option(path, "transit", "open", words), lambda n: n.issue["transit"].options["open"])
    kept(lambda: change_party(path, "A", {"role": words}), lambda n: n.party["A"].role)
    kept(lambda: rename_party(path, "A", words), lambda n: next(iter(n.party)))
    kept(lambda: add_party(path, Party("Also " + words)), lambda n: list(n.party)[-1].removeprefix("Also "))
