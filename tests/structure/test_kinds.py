"""The kind of a document is known by its form, in texts whose words were made up."""

import pytest

from pourparler.model import BlockKind, Document, DocumentKind
from pourparler.structure.kinds import completed, recognised_again
from pourparler.structure.turns import find_turns

K = DocumentKind

NEWS = """Good talks, says Brandt

ASTER – Norland's foreign minister Ivo Brandt said on Monday that he was ready to meet his counterpart. “We reject a full toll,” he told reporters.

Sudmark: no comment. The ministry declined to answer three questions, and our correspondent was shown out."""

EXAMPLES = {
    K.NEWS: [
        NEWS,
        "Toll talks: what we know\n\nThe delegations met for two hours. Note: the toll was not discussed, according to an official of the port.",
        "Union walks out\n\n“We have had enough of this, and our members have had enough of it,” said Mara Tell, who leads the dockers. She added that they would be back.",
        "Down at the harbour\n\nBy Mara Tell, staff writer\n\nWe took our coats and the boat. The envoy has said that the toll will come, and told us to wait.",
        "Why the toll failed\n\nI saw the envoy leave by the kitchen. He said nothing. Later a spokeswoman said that he had had a cold.",
    ],
    K.TRANSCRIPT: [
        "Ivo Brandt: Friends, good afternoon.\n\nWe reject a toll.\n\nQuestion: Is the harbour open?\n\nIvo Brandt: It is.",
        "MR MILLER: Good afternoon, everyone.\n\nQUESTION: Can you say whether the toll was discussed?\n\nMR MILLER: I cannot.\n\nQUESTION: Why?",
        "Tom Hale (01:23):\nThe harbour is open.\nSpeaker 2 (01:40):\nFor whom?\nTom Hale (01:44):\nFor all.",
        "[00:10] Pia Lund\nWhat do you want?\n[00:14] Ivo Brandt\nNo toll, that is all we want.",
        "Q: Will Norland pay the toll?\n\nA: We reject a toll.",
        "Q. Will you meet again?\n\nA. On Friday, I hope.\n\nQ. Where?\n\nA. Here.",
        "A talk at noon\n\nPia Lund\nWhat is it that you want from them?\n\nIvo Brandt\nAn end of the toll, and nothing else.\n\nPia Lund\nAnd if they refuse?\n\nIvo Brandt\nThen we shall stay in port.",
        "Sunday guest: Ivo Brandt\n\nDo you sleep well?\nAs well as the tide lets me.\nWill you pay the toll?\nNot a crown of it.\nAnd your neighbours?\nThey may pay what they like.\nWhen is the vote?\nIn May.",
        "Mr HARDY (Evening Bell): Are you losing the islands?\nSir MILES HALE: They have not moved.\nMr HARDY: Will you pay?\nSir MILES HALE: No.",
        "I. Brandt: Good evening!\n\nYou are welcome.\n\nP. Lund: Pia Lund, Channel One.\n\nWhat is the main result?\n\nI.Brandt: We reject a toll.",
    ],
    K.VERBATIM_RECORD: [
        "Mr. Brandt (Norland): We reject a full toll.\n\nMrs. Hale (Hale Islands): We support a full toll.",
        "The meeting was called to order at 10.05 a.m.\n\nThe President (spoke in French): I thank the members.\n\nMr. Brandt (Norland): We reject it.\n\nMr. Le Fèvre (Sudmark) (spoke in French): We demand it.",
        "Jean Le Fèvre (Sudmark): Sudmark demands a full toll.\n\nThe President (spoke in Spanish): I thank the representative.\n\nMs. Lund (Islands): We support it.",
    ],
    K.SUMMARY_RECORD: [
        "Summary record of the third meeting\n\n1. The Chair opened the debate.\n\n2. Mr. Brandt (Norland) said that his delegation could not accept a toll.",
        "Committee of the Whole\n\n12. Mr. Brandt (Norland) said that a toll was out of the question.\n\n13. Ms. Lund (Islands) supported him.\n\n14. The CHAIR thanked both.",
        "Provisional summary record\n\nThe PRESIDENT invited statements. NORLAND regretted the toll.",
    ],
    K.BULLETIN: [
        "First day\n\nFEES: NORLAND, for the COAST GROUP, opposed a toll. SUDMARK called for one. The HALE ISLANDS asked for time, and OSTREA supported SUDMARK.",
        "Highlights, Monday\n\nOn dues, NORLAND and SUDMARK differed. VERRAN, supported by OSTREA, proposed brackets. The AGENCY OF PORTS reported on its work.",
        "Contact group\n\nMARISK said the text was unbalanced. TORVAL preferred option two, while ELLAND asked for more time in the corridors.",
    ],
    K.STATEMENT: [
        "Statement of the ministry\n\nThe ministry has taken note of remarks on the toll. It will not be paid.",
        "I am publishing the speech of the representative of Norland:\n\nWe welcome the talks. We reject a full toll.",
        "Our place at the table\n\nWe have fished here for ninety years. Nobody asked us about the toll. We will not pay it, and our boats stay in port until we are heard.",
        "Press release\n\nThe Guild speaks for ninety crews. A toll would end them.",
        "Leave our boats alone\n\nBy Mara Tell, chair of the Dockers' Guild\n\nWe do not want the toll. The envoy has said that it will come, and told us to wait. Our boats cannot wait for us.",
        "Remarks by the envoy at the opening\n\nLadies and gentlemen, thank you for the coffee. A toll is not on offer.",
    ],
    K.READOUT: [
        "Readout of the call with the Port Line\n\nThe envoy spoke this evening with Ms Thorne, who described the distress of the crews.",
        "Secretary Hale’s Call with Foreign Minister Brandt\n\nThe below is attributable to Spokesperson Pia Lund:\n\nSecretary of State Tom Hale spoke today with Ivo Brandt. The Secretary affirmed support.",
        "The minister's meeting with envoy Lund\n\nMinister Brandt met on Tuesday with the envoy. He underlined that no toll would be paid.",
    ],
    K.AGREEMENT: [
        "1. The Parties shall keep the harbour open. Each Party shall ensure that its ships comply.\n\n2. The Parties shall not levy a toll.",
        "Norland and Sudmark, wishing to end the dispute, have agreed as follows:\n\nArticle 1\n\nThe Parties shall open the harbour within ten days.",
        "Article 3\n\nEither Party may withdraw. The withdrawing Party shall give notice of ninety days. Both Parties shall inform the Council.",
    ],
    K.COMMUNIQUE: [
        "Joint communiqué\n\nThe delegations met at Aster. The harbour will be open to both.",
        "Joint statement of Norland and Sudmark\n\nThe ministers exchanged views on the toll.",
        "After the meeting at Aster\n\nBoth sides agreed to open the harbour. The two sides also agreed to meet in May. They thanked the hosts.",
    ],
    K.LETTER: [
        "Dear Mr Brandt, thank you for the fish. We cannot pay the toll, and we will not.",
        "To the council of ports\n\nYour Excellencies, our crews ask for a hearing.\n\nRespectfully,\nPia Lund",
        "Open letter to the two governments\n\nTwelve years ago we left with what we could carry.",
        "About the toll\n\nWe write to say that it cannot be. Our boats are old and so are we.\n\nYours sincerely,\nPia Lund",
    ],
    K.MINUTES: [
        "Minutes of the ninth session\n\nMs Lund reported on dues.",
        "Harbour board, Tuesday\n\nPresent: Ms Lund, Mr Brandt, Mr Hale.\n\nDues. Mr Brandt would not hear of a toll.",
        "Port committee\n\nApologies were received from Mr Danks. The minutes of the last meeting were approved. Mr Brandt opposed a toll.",
    ],
    K.TESTIMONY: [
        "STATEMENT OF IVO BRANDT\n\nMr. Brandt. Thank you, Mr. Chairman. We believe that a full toll would ruin our ports.",
        "Hearing of the committee on ports\n\nThe Chairman. The committee will come to order.\n\nMr. Brandt. Thank you. We reject the toll.\n\nThe Chairman. Why?",
        "Testimony before the panel on dues\n\nMs. Lund. I have fished for forty years. The toll would end that.",
    ],
}  # fmt: skip


def of(text):
    return completed(Document(text, text.split("\n")[0][:60]))


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in EXAMPLES.items() for t in texts])
def test_the_form_tells_the_kind_and_says_by_what(kind, text):
    found = of(text)
    assert found.kind is kind, found.kind_reason
    assert found.kind_reason


def test_a_kind_that_was_given_stays_until_it_is_asked_for_again():
    given = Document(NEWS, "x", kind=K.LETTER, kind_reason="given by ann")
    kept = completed(given)
    assert (kept.kind, kept.kind_reason) == (K.LETTER, "given by ann")
    assert kept.blocks
    assert recognised_again(kept).kind is K.NEWS


def turns(text, **how):
    found = of(text)
    return [
        (text[slice(*t.head.name)], [text[a:b] for a, b in t.content]) for t in find_turns(text, found.blocks, **how)
    ]


def test_a_turn_goes_on_over_paragraphs_until_the_next_name():
    text = EXAMPLES[K.TRANSCRIPT][0]
    assert turns(text) == [
        ("Ivo Brandt", ["Friends, good afternoon.", "We reject a toll."]),
        ("Question", ["Is the harbour open?"]),
        ("Ivo Brandt", ["It is."]),
    ]


def test_names_above_the_words_and_brackets_that_are_nobodys():
    text = "Tom Hale (01:23):\nThe harbour is open.\n[Laughter]\nSpeaker 2 (01:40):\nFor whom?\nTom Hale (01:44):\nFor all."
    assert turns(text) == [
        ("Tom Hale", ["The harbour is open."]),
        ("Speaker 2", ["For whom?"]),
        ("Tom Hale", ["For all."]),
    ]


def test_what_stands_in_brackets_after_a_name_is_kept_apart():
    text = EXAMPLES[K.VERBATIM_RECORD][1]
    heads = [t.head for t in find_turns(text, of(text).blocks)]
    assert [[text[slice(*a)] for a in h.asides] for h in heads] == [
        ["spoke in French"],
        ["Norland"],
        ["Sudmark", "spoke in French"],
    ]


def test_an_interview_without_names_has_those_who_ask_and_those_who_answer():
    text = EXAMPLES[K.TRANSCRIPT][7]
    heads = [t.head for t in find_turns(text, of(text).blocks)]
    assert [h.part for h in heads] == ["asks", "answers"] * 4
    assert {b.kind for b in of(text).blocks} == {BlockKind.TITLE, BlockKind.PARAGRAPH}


def test_a_colon_in_a_report_begins_no_turn():
    assert turns(NEWS) == []
    assert turns("Talks\n\nNorland: no toll.\n\nThe rest was silence, said the envoy.", any_head=True) == [
        ("Norland", ["no toll.", "The rest was silence, said the envoy."])
    ]


def test_a_turn_holds_all_its_paragraphs_in_order():
    text = "Ivo Brandt: One.\n\nTwo.\n\n[Laughter]\n\nThree.\n\nQuestion: Why?\n\nIvo Brandt: So."
    document = completed(Document(text, "t", kind=K.TRANSCRIPT))
    turns = [[text[a:b] for a, b in t.content] for t in find_turns(text, document.blocks)]
    assert turns == [["One.", "Two.", "Three."], ["Why?"], ["So."]]


@pytest.mark.parametrize(
    "names", ["THE UNITED STATES", "ANTIGUA AND BARBUDA", "the REPUBLIC of KOREA", "CÔTE D'IVOIRE"]
)
def test_delegations_of_several_words_make_a_bulletin(names):
    text = f"{names} opposed the toll. NORLAND proposed a fund. SUDMARK supported this. {names}, with NORLAND, called for a pause."
    assert completed(Document(text, "t")).kind is K.BULLETIN


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Salt Guild statement on the dues", K.STATEMENT),
        ("The Harbour League press release", K.STATEMENT),
        ("Ministers issue statement on the dues", K.NEWS),
        ("Guild statement angers Norland", K.NEWS),
        ("New statement on the dues", K.NEWS),
    ],
)
def test_a_title_that_begins_with_whose_statement_it_is(title, kind):
    assert completed(Document(f"{title}\n\nThe dues have to go, and the boats stay in port.", title)).kind is kind
