"""Articles, verb forms, negation: tables of what goes in and what comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.wording.english import base, gerund, in_words, infinitive, named, pronoun, quoted, verb_phrase


@pytest.mark.parametrize(
    ("name", "within", "it"),
    [
        ("Kestria", "Kestria", "it"),
        ("Harbour League", "the Harbour League", "it"),
        ("United States", "the United States", "it"),
        ("Europeans", "the Europeans", "they"),
        ("League", "League", "it"),
        ("the Council", "the Council", "it"),
        ("Honduras", "Honduras", "it"),
        ("Port Auvane", "Port Auvane", "it"),
        ("Ministry of Health", "the Ministry of Health", "it"),
        ("Bay of Kells", "Bay of Kells", "it"),
    ],
)
def test_names_have_their_article_and_pronoun(name, within, it):
    assert named(name) == within
    assert pronoun(name) == it


@pytest.mark.parametrize(
    ("verb", "bare", "doing"),
    [
        ("signs", "sign", "signing"),
        ("refuses", "refuse", "refusing"),
        ("passes", "pass", "passing"),
        ("denies", "deny", "denying"),
        ("ties", "tie", "tying"),
        ("stops", "stop", "stopping"),
        ("shuts", "shut", "shutting"),
        ("agrees", "agree", "agreeing"),
        ("goes", "go", "going"),
        ("offers", "offer", "offering"),
        ("is", "be", "being"),
        ("has", "have", "having"),
        ("fixes", "fix", "fixing"),
        ("reaches", "reach", "reaching"),
        ("requires", "require", "requiring"),
    ],
)
def test_forms_of_verbs(verb, bare, doing):
    assert base(verb) == bare
    assert gerund(bare) == doing


@pytest.mark.parametrize(
    ("phrase", "plural", "negative", "both"),
    [
        ("signs a settlement", "sign a settlement", "does not sign a settlement", "do not sign a settlement"),
        ("no longer rejects it", "no longer reject it", "still rejects it", "still reject it"),
        ("still rejects it", "still reject it", "no longer rejects it", "no longer reject it"),
        ("does not attend", "do not attend", "does attend", "do attend"),
        ("may leave the talks", "may leave the talks", "may not leave the talks", "may not leave the talks"),
        ("is present", "are present", "is not present", "are not present"),
        ("has a veto", "have a veto", "does not have a veto", "do not have a veto"),
        ("Delay", "choose ‘Delay’", "does not choose ‘Delay’", "do not choose ‘Delay’"),
        ("Air Strike", "choose ‘Air Strike’", "does not choose ‘Air Strike’", "do not choose ‘Air Strike’"),
    ],
)
def test_verb_phrases(phrase, plural, negative, both):
    assert verb_phrase(phrase, many=True) == plural
    assert verb_phrase(phrase, negative=True) == negative
    assert verb_phrase(phrase, many=True, negative=True) == both


@pytest.mark.parametrize("phrase", ["signs it", "no longer rejects it", "still offers it", "goes"])
def test_a_phrase_goes_with_it_as_it_stands(phrase):
    assert verb_phrase(phrase) == phrase


@given(st.sampled_from(["rejects", "requires", "offers", "denies"]), st.sampled_from(["", "no longer ", "still "]))
def test_twice_negated_is_what_it_was_where_it_goes_on(verb, lead):
    phrase = f"{lead}{verb} open passage"
    negative = verb_phrase(phrase, negative=True)
    if lead:
        assert verb_phrase(negative, negative=True) == phrase
    else:
        assert negative == f"does not {base(verb)} open passage"


@pytest.mark.parametrize(
    ("phrase", "negative", "expected"),
    [
        ("signs a settlement", False, "to sign a settlement"),
        ("signs a settlement", True, "not to sign a settlement"),
        ("no longer rejects it", False, "to stop rejecting it"),
        ("no longer rejects it", True, "to keep rejecting it"),
        ("still requires it", False, "to keep requiring it"),
        ("still requires it", True, "to stop requiring it"),
        ("Delay", False, "to choose ‘Delay’"),
        ("would leave", False, None),
    ],
)
def test_infinitives(phrase, negative, expected):
    assert infinitive(phrase, negative=negative) == expected


@pytest.mark.parametrize(("count", "words"), [(0, "no"), (3, "three"), (10, "ten"), (11, "11"), (1200, "1,200")])
def test_small_numbers_are_words(count, words):
    assert in_words(count) == words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We reject it.", "“We reject it.”"),
        ('"We reject it."', "“We reject it.”"),
        ("“We reject it.”", "“We reject it.”"),
        ("“A due is a due,” Rell said.", "“‘A due is a due,’ Rell said.”"),
        ('Voss would not while "nobody checks what the ships carry."', "“Voss would not while ‘nobody checks what the ships carry.’”"),
        ('"No," he said. "We will sign nothing."', "“‘No,’ he said. ‘We will sign nothing.’”"),
        ('(as "planned") and "', "“(as ‘planned’) and ‘”"),
        ("«Non», dit-il", "“‘Non’, dit-il”"),
        ("", "“”"),
        ('"', "“‘”"),
    ],
)  # fmt: skip
def test_a_quotation_in_a_quotation_has_other_marks(words, told):
    assert quoted(words) == told


@given(st.text(alphabet='ab "“”.('))
def test_a_quotation_has_its_marks_once_and_loses_no_word(words):
    told = quoted(words)
    assert (told[0], told[-1]) == ("“", "”")
    assert not set(told[1:-1]) & set('"“”')
    kept = [c for c in told if c not in "“”‘’"]
    assert kept == [c for c in words if c not in '"“”']
