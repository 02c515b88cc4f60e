"""An answer: the right sentences first, each once, by position; what found nothing is said."""

from dataclasses import replace
from datetime import date

import pytest

from pourparler.asking import Given, Known, Nearness, answer, answers
from pourparler.dossier import loads
from pourparler.model import Decision, Document, Holder, Meaning, Reading, Stance
from pourparler.record import Record
from pourparler.record.passages import quoted_terms
from pourparler.verbs.indexing import index_again

from .conftest import BULLETINS, GROUP, meaning, said


def ask(record, known, words, **given):
    return answer(record, words, known, None, meaning, Given(**given) if given else None)


def told(found):
    return [t.words for g in found.groups for t in g.told]


def test_words_and_meaning_both_find_and_the_same_words_count_once(record, known):
    found = ask(record, known, "what did Kestria say about tolls")
    (first, *_) = found.groups
    assert (first.who, first.side, found.answered) == ("Kestria", "against", True)
    rejects, opposed = first.told
    assert rejects.words == "Kestria rejects any toll in the strait."
    assert [p.title for p in (rejects.place, *rejects.again)] in (["Bulletin 1", "Summary"], ["Summary", "Bulletin 1"])
    assert (
        opposed.words == "Kestria again opposed charges on passing ships."
    )  # no word of the question, the same in meaning
    assert (rejects.stance, rejects.review) == (Stance.REJECTS, "proposed")
    assert "Maravel" not in " ".join(told(found))


def test_the_same_words_of_two_speakers_are_told_by_each(tmp_path):
    texts = [
        f"# Day {k}\n\n{who} spoke.\n\nIt opposed the toll on all passing ships."
        for k, who in enumerate(("Kestria", "Maravel", "Kestria"))
    ]
    with Record(tmp_path / "record.sqlite") as record:
        for k, (text, who) in enumerate(zip(texts, ("Kestria", "Maravel", "Kestria"), strict=True)):
            document = Document(text, f"Day {k}", date(2031, 2, 3 + k), format="markdown")
            record.add_document(document)
            one = said(document, "opposed the toll on all passing ships", who, Stance.REJECTS)
            meant = {one.id: Meaning(meaning("opposed the toll"))}
            record.save_reading(Reading(document.id, "test", (one,), meanings=meant), text)
        index_again(record)
        found = ask(record, Known(None, record.names()), "who opposed the toll")
        assert sorted((g.who, 1 + len(t.again)) for g in found.groups for t in g.told) == [
            ("Kestria", 2),
            ("Maravel", 1),
        ]


def test_like_words_with_another_figure_are_not_the_same_told_again(tmp_path):
    sentences = [
        f"Nobody in the strait would pay a toll of {n} dollars for each ship that passes it." for n in (40, 90, 40)
    ]
    with Record(tmp_path / "record.sqlite") as record:
        for k, words in enumerate(sentences):
            record.add_document(Document(f"Day {k} was long.\n\n{words}", f"Day {k}", date(2031, 2, 3 + k)))
        index_again(record)
        found = ask(record, Known(None, record.names()), "what about a toll for ships")
        assert sorted(1 + len(t.again) for g in found.groups for t in g.told if "dollars" in t.words) == [1, 2]


def test_whoever_asks_after_a_person_of_a_party_gets_what_that_person_said_first(tmp_path):
    talks = loads("""
negotiation: Strait talks
parties: {Kestria: {actors: [{name: Otto Lind, role: president until 2031}, {name: Ada Voss, role: president}]}, Maravel: {}}
issues: {}
""").negotiation
    told_by = ("Otto Lind", "Ada Voss")
    texts = ("We want the toll on ships kept as it is.", "We want the toll on all ships lowered in May.")
    with Record(tmp_path / "record.sqlite") as record:
        for k, (text, who) in enumerate(zip(texts, told_by, strict=True)):
            document = Document(f"A day passed.\n\n{text}", f"Day {k}", date(2031, 2, 3 + k))
            record.add_document(document)
            one = replace(said(document, text.removesuffix("."), who, Stance.DEMANDS), party="Kestria")
            record.save_reading(Reading(document.id, "test", (one,), meanings={one.id: Meaning(meaning("toll"))}), text)
        index_again(record)
        known = Known(talks, record.names())
        for who, text in zip(told_by, texts, strict=True):
            assert told(ask(record, known, f"what did {who} say about the toll on ships"))[0] == text


def test_a_sentence_that_only_names_those_asked_after_is_found_and_looks_so(record, known):
    found = ask(record, known, "what did Kestria say about tolls")
    (bare,) = [t for g in found.groups for t in g.told if t.words.startswith("Nobody spoke")]
    assert (bare.who, bare.stance, bare.side, bare.place.statement) == ("Kestria", None, "", None)


def test_a_sentence_counts_for_what_stands_before_it(record, known):
    found = ask(record, known, "was Kestria against a quota for each fleet")
    assert told(found)[0] == "Kestria said the paragraph should be deleted."
    assert found.groups[0].told[0].place.headings == "Bulletin 1 › Harbour talks 1 › Fisheries"


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"until": date(2031, 12, 31)}, {"Bulletin 1"}),
        ({"since": date(2032, 1, 1)}, {"Bulletin 2", "Summary"}),
        ({"heading": "SBI"}, {"Bulletin 1"}),
        ({"heading": "summary"}, {"Summary"}),
    ],
)
def test_dates_and_headings_limit_it(record, known, given, titles):
    found = ask(record, known, "what did Kestria say about tolls", **given)
    assert {p.title for g in found.groups for t in g.told for p in (t.place, *t.again)} == titles


def test_a_sentence_of_another_time_that_fits_better_is_told_beside_the_answer(record, known):
    found = ask(record, known, "what did Kestria say about better wages for sailors in 2031")
    assert all(p.date.year == 2031 for g in found.groups for t in g.told for p in (t.place, *t.again))
    assert found.other_times.words == "Kestria could accept better wages for sailors."
    assert (found.other_times.who, found.other_times.stance) == ("Kestria", Stance.ACCEPTS)
    assert ask(record, known, "what did Kestria say about better wages for sailors in 2032").other_times is None
    assert ask(record, known, "what did Kestria say about better wages for sailors").other_times is None


def test_whoever_opposes_in_the_words_of_another_answers_who_is_against(record):
    document = Document("Maravel, opposed by Orsina, proposed a ladder for sturgeon.", "Day 9", date(2033, 1, 9))
    record.add_document(document)
    holders = (Holder("Maravel", "Maravel"), Holder("Orsina", "Orsina", opposed=True))
    one = said(document, "proposed a ladder for sturgeon", "Maravel", Stance.DEMANDS, holders=holders)
    record.save_reading(Reading(document.id, "test", (one,)), document.text)
    index_again(record)
    known = Known(None, record.names())
    (against, *_) = ask(record, known, "who opposed a ladder for sturgeon").groups
    assert (against.who, against.side, against.told[0].stance) == ("Orsina", "against", Stance.REJECTS)
    (wanted, *_) = ask(record, known, "who supported a ladder for sturgeon").groups
    assert (wanted.who, wanted.side, wanted.told[0].stance) == ("Maravel", "for", Stance.DEMANDS)


def test_a_side_comes_first_or_alone(record, known):
    first = ask(record, known, "did Kestria support wages or tolls")
    assert first.groups[0].side == "for"
    assert {g.side for g in ask(record, known, "what about Kestria and tolls or wages", side="against").groups} == {
        "against"
    }


def test_who_is_on_a_side_comes_before_who_is_not_and_the_other_side_last(record, known):
    texts = [
        "Maravel welcomes a toll in the strait for all ships.",
        "The chair spoke of a toll in the strait for all ships at length.",
        "Orsina is against a toll in the strait for all ships.",
    ]
    documents = [
        Document(f"Day {k} was long.\n\n{words}", f"Day {k}", date(2033, 1, k + 1)) for k, words in enumerate(texts)
    ]
    record.add_documents(documents)
    marked = [
        said(documents[0], texts[0], "Maravel", Stance.ACCEPTS),
        said(documents[2], texts[2], "Orsina", Stance.REJECTS),
    ]
    for s in marked:
        record.save_reading(Reading(s.document, "test", (s,)), "")
    index_again(record)
    known = Known(None, record.names())
    opposed = ask(record, known, "who opposed a toll in the strait for all ships")
    fitting = [g.side for g in opposed.groups if g.told[0].fits]
    assert fitting == sorted(fitting, key=["against", "", "for"].index)
    assert {"against", "", "for"} == set(fitting)
    supported = ask(record, known, "who supported a toll in the strait for all ships")
    assert (supported.groups[0].who, supported.groups[0].side) == ("Maravel", "for")
    fits = [g.told[0].fits for g in opposed.groups]
    assert fits == sorted(fits, reverse=True)


@pytest.fixture
def spelt(tmp_path):
    """A record in which a commission is spelt out once."""
    texts = {
        "Day 1": "The Port Dues Commission (PDC) met.",
        "Day 2": "Kestria asked the PDC for more time.",
        "Day 3": "Maravel trusts the Port Dues Commission.",
        "Day 4": "Each port wants a commission of inquiry.",
        **{f"Day {k}": f"Nothing happened on day {k}." for k in range(10, 20)},
    }
    with Record(tmp_path / "record.sqlite") as opened:
        opened.add_documents([Document(text, title, date(2031, 1, 1)) for title, text in texts.items()])
        index_again(opened)
        yield opened


@pytest.mark.parametrize("question", ["what about the PDC", "what about the port dues commissions"])
def test_short_and_long_form_are_one_where_a_document_says_so(spelt, question):
    found = ask(spelt, Known(None, ()), question)
    fitting = {t.place.title for g in found.groups for t in g.told if t.fits}
    assert {"Day 1", "Day 2", "Day 3"} <= fitting
    ((form, others),) = found.question.spelt
    assert {form, *others} in ({"PDC", "Port Dues Commission"}, {"port dues commissions", "PDC"})


def test_as_it_is_written_only_the_words_count(spelt):
    found = ask(spelt, Known(None, ()), "what about the PDC", as_written=True)
    assert {t.place.title for g in found.groups for t in g.told} == {"Day 1", "Day 2"}
    assert found.question.spelt == ()


def test_an_abbreviation_is_one_in_capitals_only_and_a_longer_form_hides_those_in_it(spelt):
    assert ask(spelt, Known(None, ()), "what about the pdc").question.spelt == ()
    more = "The Old Port Dues Commission (OPDC) and the Port Dues Commission (PDC) met."
    spelt.add_document(Document(more, "Day 5", date(2031, 1, 5)))
    index_again(spelt)
    asked = ask(spelt, Known(None, ()), "what about the Old Port Dues Commission and the PDC").question.spelt
    assert asked == (("Old Port Dues Commission", ("OPDC",)), ("PDC", ("Port Dues Commission",)))


def test_whoever_spoke_for_a_group_is_told_apart_and_the_group_on_request(record, known):
    found = ask(record, known, "what did Orsina say about dues", parties=("Orsina",)) if known.who("Orsina") else None
    assert found is None  # nobody by that name is marked in the record
    apart = ask(
        record, Known(None, {**dict.fromkeys(record.names(), 1), "Orsina": 1}), "what did Orsina say about dues"
    )
    assert [(g.who, g.speaks_for, g.side) for g in apart.groups] == [("Orsina", GROUP, "for")]
    both = ask(
        record,
        Known(None, {**dict.fromkeys(record.names(), 1), "Orsina": 1}),
        "what did Orsina say about dues",
        groups=True,
    )
    assert [w.name for w in both.question.groups] == [GROUP]
    assert GROUP in {g.who for g in both.groups}


def test_anybody_is_asked_where_nobody_is_named(record, known):
    found = ask(record, known, "who spoke of wages")
    assert {g.who for g in found.groups if any("wages" in t.words for t in g.told)} == {"Maravel", "Kestria"}
    assert found.years == {2031: 1, 2032: 1}
    assert sum(found.sides.values()) == found.found == 2


def test_rejected_and_removed_are_gone_and_corrected_ones_stand_as_corrected(record, known):
    (entry,) = [e for e in record.statements() if e.quote.startswith("could accept")]
    record.decide(entry.statement.id, Decision.REJECTED)
    found = ask(record, known, "what did Kestria say about wages")
    assert [t.place.statement for g in found.groups for t in g.told if "sailors" in t.words] == [None]
    record.remove_document(BULLETINS[1].id)
    index_again(record)
    assert not any("sailors" in words for words in told(ask(record, known, "what did Kestria say about wages")))


def test_what_found_nothing_is_said(record, known):
    found = ask(record, known, "what did Kestria say about zeppelins")
    assert (found.answered, found.unknown) == (False, {"zeppelins": ()})
    assert found.groups  # what comes nearest
    assert ask(record, known, "what did Kestria say about quotta").unknown == {"quotta": ("quota",)}
    silent = ask(record, known, "what did Norway say about tolls")
    assert (silent.silent, silent.answered) == ({"Norway": ()}, False)
    assert ask(record, known, "tolls", parties=("Kestria",), since=date(2040, 1, 1)).groups == ()


@pytest.mark.parametrize("most", [1, 600])
def test_names_before_words_of_speaking_for_are_found_as_by_one_search(tmp_path, monkeypatch, most):
    lines = [
        "Orsina, for the League, spoke.",
        "For Orsina it was late.",
        "ORSINA ON BEHALF OF two.",
        "Orsina also for all.",
    ]
    with Record(tmp_path / "record.sqlite") as record:
        record.add_document(
            Document("\n\n".join([*lines, "Norway for itself.", "Orsina spoke, for once."]), "Orsina for all")
        )
        index_again(record)
        monkeypatch.setattr(answers, "MOST_RANKED", most)
        for forms, many in ((("Orsina", "orsina", "Zembla"), 3), (("Norway", "Orsina"), 4), (("Zembla",), 0)):
            heads = [f"{form} {link}" for form in forms for link in answers.SPEAKING_FOR]
            plain = record.ranked_passages(f"words : ({' OR '.join(quoted_terms(heads))})", most=most)
            assert sorted(answers._speaking_for(record, [*forms, "…"])) == sorted(n for n, _ in plain)
            assert len(plain) == min(many, most)
        assert answers._speaking_for(record, []) == []


def test_it_is_the_same_with_all_meanings_at_hand(record, known):
    for words in (
        "what did Kestria say about tolls",
        "who spoke of wages",
        "Kestria on fish in 2031",
        "tolls in 2032",
        "what did Kestria say since 2032",
        "what was said in 2031",
    ):
        at_hand = answer(record, words, known, Nearness(*record.meaning_rows()), meaning)
        assert at_hand == ask(record, known, words)


def test_without_any_meaning_words_do(record, known):
    with record._writing() as db:
        db.exec_driver_sql("DELETE FROM meanings")
    assert told(ask(record, known, "what did Kestria say about tolls"))[0].startswith("Kestria rejects any toll")


@pytest.mark.parametrize(
    "words", ['"', "NEAR(toll", "* OR toll", "kestria -", "'; DROP TABLE passages; --", "toll\x00s", "ſ ﬁ ∂"]
)
def test_no_question_is_too_strange(record, known, words):
    ask(record, known, words)


def test_an_empty_record(tmp_path):
    with Record(tmp_path / "record.sqlite") as empty:
        found = answer(empty, "what did Kestria say about tolls", Known(None, empty.names()), None, meaning)
        assert (found.groups, found.answered) == ((), False)
