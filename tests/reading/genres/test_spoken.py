"""Whose words a text holds, by its form: invented texts, several of each form, read by the model in the package."""

import pytest

from pourparler.model import Actor, BlockKind, Document, DocumentKind, Issue, Negotiation, Party, quote
from pourparler.reading import ModelReader
from pourparler.reading.genres.spoken import author_in
from pourparler.reading.genres.turn_speakers import TurnSpeakers
from pourparler.reading.names import Names
from pourparler.structure.blocks import Known, find_blocks
from pourparler.structure.kinds import completed
from pourparler.structure.turns import find_turns

from ..matched import matched

NEGOTIATION = Negotiation(
    title="The strait",
    parties=(
        Party("Arland", actors=(Actor("Ada Voss", "foreign minister", "Arland"), Actor("Piet Oss", "envoy", "Arland"))),
        Party("Borland", actors=(Actor("Jean de la Tour", "prime minister", "Borland"),)),
        Party(
            "Corm Islands", aliases=("the Islands",), actors=(Actor("Tom Corm", "secretary of state", "Corm Islands"),)
        ),
    ),
    issues=(Issue("toll", {"none": "no toll", "full": "a full toll"}, "What toll is paid?"),),
)
VOSS, OSS, TOUR, CORM = (
    ("Ada Voss", "Arland"), ("Piet Oss", "Arland"), ("Jean de la Tour", "Borland"), ("Tom Corm", "Corm Islands"),
)  # fmt: skip
NOBODY = (None, None)
ASKS = ("asks", None)


@pytest.fixture(scope="module")
def reader():
    return ModelReader()


def said(reader, text, **about):
    reading = matched(Document(text, text.split("\n")[0][:60], **about), NEGOTIATION, reader)
    return [
        (quote(text, s.content), ASKS if s.anonymous else (s.speaker, s.party), s)
        for s in sorted(reading.statements, key=lambda s: s.content)
    ]


def by(found, words):
    """Who says these words, the innermost where one reports another."""
    return min(
        (w, who) for w, who, _ in found if words in w and len(w) == min(len(x) for x, _, _ in found if words in x)
    )[1]


TURNS = {
    "names and questions": (
        "Prime Minister of Borland Jean de la Tour: Good evening.\n\nThe strait is ours.\n\nQuestion: And the toll?\n\nJean de la Tour: It stays.\n\nWe demand a full toll.",
        [("The strait is ours", TOUR), ("And the toll?", ASKS), ("It stays", TOUR), ("We demand a full toll", TOUR)],
    ),
    "capitals, as in a ministry's briefing": (
        "Briefing, Tuesday\n\nMS VOSS: Good afternoon, everyone. We reject the toll.\n\nQUESTION: For good?\n\nMS VOSS: For good.\n\nQUESTION: And the harbour?\n\nMS VOSS: It is open.",
        [("We reject the toll", VOSS), ("For good?", ASKS), ("It is open", VOSS)],
    ),
    "titles in capitals": (
        "HOST: Are we late?\n\nPRIME MINISTER DE LA TOUR: We are on time. The toll stays.\n\nHOST: And you?\n\nMINISTER VOSS: It goes.",
        [("The toll stays", TOUR), ("It goes", VOSS)],
    ),
    "times": (
        "Jean de la Tour (00:04):\nThe toll stays as it is.\nReporter 1 (00:31):\nFor whom?\nJean de la Tour (00:35):\nFor all who pass.",
        [("The toll stays", TOUR), ("For all who pass", TOUR)],
    ),
    "names above the words": (
        "An hour on the quay\n\nADA VOSS\nWe shall not pay it, and I have said so before.\n\nJEAN DE LA TOUR\nThen you will not pass, it is as simple as that.\n\nADA VOSS\nWe shall see about that.\n\nJEAN DE LA TOUR\nThat we shall indeed.",
        [("We shall not pay it", VOSS), ("Then you will not pass", TOUR), ("That we shall indeed", TOUR)],
    ),
    "Q and A after an introduction": (
        "Ada Voss on the toll\n\nForeign minister Ada Voss answered three questions before she left.\n\nQ: Will you pay?\n\nA: We will not.\n\nQ: Never?\n\nA: Not as long as I am in office.",
        [("Will you pay?", ASKS), ("We will not", VOSS), ("as long as I am in office", VOSS)],
    ),
    "brackets for what is done, not said": (
        "Ada Voss: No toll.\n\n[Laughter]\n\nHost: None at all?\n\nAda Voss: None.\n\n(Applause)",
        [("No toll", VOSS), ("None at all?", ASKS)],
    ),
    "initials": (
        "J. de la Tour: Good evening!\n\nYou are welcome.\n\nA.Voss: Thank you.\n\nWe reject a toll.\n\nJ. de la Tour: So be it.",
        [("You are welcome", TOUR), ("We reject a toll", VOSS), ("So be it", TOUR)],
    ),
    "delegates and what they speak for": (
        "Ms. Voss (Arland): We reject a full toll.\n\nMr. de la Tour (Borland) (spoke in French): We demand it.\n\nMrs. Corm (Corm Islands): We could live with half.\n\nThe President: I thank the speakers.",
        [("We reject a full toll", VOSS), ("We demand it", TOUR), ("We could live with half", ("Mrs. Corm", "Corm Islands")), ("I thank the speakers", NOBODY)],
    ),
    "delegates nobody knows": (
        "The meeting was called to order at 3 p.m.\n\nThe President: I give the floor to Arland.\n\nMr. Ott (Arland): No toll will be paid.\n\nMs. Lind (Borland): A toll there must be.",
        [("I give the floor", NOBODY), ("No toll will be paid", ("Mr. Ott", "Arland")), ("A toll there must be", ("Ms. Lind", "Borland"))],
    ),
    "a hearing": (
        "HEARING BEFORE THE COMMITTEE ON PORTS\n\nThe Chairman. The committee will come to order.\n\nMs. Voss. Thank you, Mr. Chairman. We cannot pay the toll.\n\nThe Chairman. Why not?\n\nMs. Voss. Because we are poor.",
        [("We cannot pay the toll", VOSS), ("Because we are poor", VOSS), ("Why not?", NOBODY)],
    ),
    "one witness": (
        "TESTIMONY OF PIET OSS\n\nMr. Oss. Thank you. I have sailed for forty years.\n\nWe ask for an end of the toll.",
        [("I have sailed", OSS), ("We ask for an end of the toll", OSS)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", TURNS)
def test_turns_are_their_speakers(reader, form):
    text, wanted = TURNS[form]
    found = said(reader, text)
    assert [(words, by(found, words)) for words, _ in wanted] == wanted
    assert not any("Laughter" in w or "Applause" in w for w, _, _ in found)


QUOTED = {
    "a dash": ("“We reject a full toll.” – Foreign Minister Ada Voss", [("We reject a full toll", VOSS)]),
    "a dash with an office after the name": ("Talks end\n\n“The toll stays as it is.” — Jean de la Tour, prime minister of Borland", [("The toll stays", TOUR)]),
    "a line below": ("Voices from the quay\n\n“We will not pay it.”\n\n— Ada Voss, foreign minister\n\n“Then do not sail.”\n\n— Jean de la Tour", [("We will not pay it", VOSS), ("Then do not sail", TOUR)]),
    "from somebody": ("And from Prime Minister Jean de la Tour:\n\n“The toll stays as it is.”\n\nFrom Ada Voss:\n\n“It will not be paid.”", [("The toll stays", TOUR), ("It will not be paid", VOSS)]),
    "from a desk": ("From the desk of Piet Oss, envoy, Arland.\n\n“We ask for an end of the toll.”", [("We ask for an end of the toll", OSS)]),
    "straight marks": ('"We reject a full toll." - Ada Voss', [("We reject a full toll", VOSS)]),
}  # fmt: skip


@pytest.mark.parametrize("form", QUOTED)
def test_a_quotation_with_a_name_beside_it(reader, form):
    text, wanted = QUOTED[form]
    found = said(reader, text)
    assert [(words, by(found, words)) for words, _ in wanted] == wanted
    assert len(found) == len(wanted)


ONE_VOICE = {
    "a speech that somebody hands on": (
        "I am passing on the remarks of the delegation of Borland:\n\nWe welcome the talks. Arland must pay the toll at once. We reject a delay.",
        {}, "Borland", ["Arland must pay the toll at once", "a delay"],
    ),
    "remarks by": (
        "Opening remarks by Foreign Minister Ada Voss\n\nLadies and gentlemen, the coffee is excellent. Borland has to give up its toll. We will go no further.",
        {}, "Arland", ["Borland has to give up its toll"],
    ),
    "a statement of whoever published it": (
        "Statement on the strait\n\nThere has been much talk of tolls. A toll is out of the question. We regret the delay.",
        {"source": "Arland"}, "Arland", ["A toll is out of the question"],
    ),
    "a letter with a signature": (
        "Dear colleague,\n\nOur boats are old. The toll has to go before the summer.\n\nYours sincerely,\nPiet Oss",
        {}, "Arland", ["The toll has to go before the summer"],
    ),
    "a letter by a name in the title": (
        "Open letter by Jean de la Tour\n\nDear friends, the channel is dear to keep. The toll has to stay for ten years.",
        {}, "Borland", ["The toll has to stay for ten years"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ONE_VOICE)
def test_a_statement_is_its_authors_side(reader, form):
    text, about, party, words = ONE_VOICE[form]
    found = said(reader, text, **about)
    assert {who[1] for _, who, _ in found} == {party}
    assert all(any(w in told for told, _, _ in found) for w in words)
    assert not any(who[0] == "We" for _, who, _ in found)


def by_author(
    names, source, text="There has been much talk of tolls. A toll is out of the question.", kind=DocumentKind.STATEMENT
):
    author = author_in(Document(text, "On the strait", source=source, kind=kind), names)
    return author and (author.source, author.speaker.name, author.speaker.party)


def test_a_statement_of_a_body_without_a_dossier_is_that_bodys():
    assert by_author(Names(proposes=True), "Salt Workers' Guild") == ((), "Salt Workers' Guild", "Salt Workers' Guild")
    assert by_author(Names(proposes=True), "Salt-Workers  Guild")[1] == "Salt Workers Guild"
    assert by_author(Names(proposes=True), "Kremlin")[1:] == ("Russia", "Russia")
    names = Names(proposes=True)
    by_author(names, "Salt Guild")
    assert [n.name for _, _, n in names.mentions("The Salt Guild met; a salt guild did not.")] == ["Salt Guild"]


def test_a_statement_is_nobodys_where_whoever_published_it_tells_nothing():
    assert by_author(Names(proposes=True), None) is None
    assert by_author(Names(proposes=True), "They") is None
    assert by_author(Names(), "Salt Guild") is None  # a dossier says who the parties are
    assert by_author(Names(proposes=True), "Salt Guild", kind=DocumentKind.NEWS) is None


def test_below_a_byline_a_newspaper_is_not_the_author():
    text = "Leave our boats alone\n\nBy Mara Tell, chair of the Dockers' Guild\n\nWe do not want the toll, and our boats stay."
    author = author_in(
        completed(Document(text, "t", source="Harbour Post", kind=DocumentKind.STATEMENT)), Names(proposes=True)
    )
    assert [text[a:b] for a, b in author.source] == ["Mara Tell"]
    assert author.speaker.name is None


def test_what_a_body_publishes_without_a_dossier_is_read_as_its_own(reader):
    text = "Statement on the strait\n\nThere has been much talk of tolls. A toll is out of the question. We regret the delay."
    found = reader.read(Document(text, "Statement on the strait", source="Salt Guild"), None).statements
    assert {(s.speaker, s.party) for s in found} == {("Salt Guild", "Salt Guild")}


READOUTS = [
    ("Readout of the call\n\nSecretary of State Tom Corm spoke today with Ada Voss. The Secretary stressed that the toll has to go.", "that the toll has to go", CORM),
    ("The envoy's meeting with the mediator\n\nEnvoy Piet Oss met today with the mediator. The Envoy underlined that no toll would be paid.", "that no toll would be paid", OSS),
    ("Readout of the call\n\nPrime Minister Jean de la Tour spoke on Friday with Minister Ada Voss. The Prime Minister reiterated that the toll would stay.", "that the toll would stay", TOUR),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "who"), READOUTS)
def test_a_title_alone_means_whom_the_text_gave_it(reader, text, words, who):
    assert by(said(reader, text), words) == who


@pytest.mark.parametrize(
    "text",
    [
        "1. The Parties shall keep the strait open. Each Party shall ensure that its ships comply.\n\n2. The Parties shall not levy a toll within 30 days.",
        "Arland and Borland have agreed as follows:\n\nArticle 1\n\nThe Parties shall open the harbour. Neither Party shall demand a toll.",
        "Article 3\n\nEither Party may withdraw. The withdrawing Party shall inform the other Party. Both Parties shall refrain from tolls.",
    ],
)
def test_an_agreement_reports_nothing(reader, text):
    assert said(reader, text) == []


def test_a_quotation_that_runs_over_paragraphs_is_one_statement(reader):
    text = "Talks end\n\n“We have waited for nine years,” Ada Voss said. “We will wait no longer for a toll to end.\n\n“Our boats will sail on Monday.”\n\nThe quay was empty."
    found = said(reader, text)
    spans = [s.content for w, who, s in found if who == VOSS]
    assert all(text[a:b].count("\n") == 0 for content in spans for a, b in content)
    assert not any("quay was empty" in w for w, _, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Minister warns Borland\n\nThe envoys met for an hour, an official said.",
        "Full toll for all, demands Arland\n\nBorland rejects a full toll, Jean de la Tour said.",
        "Talks: the third day\nBy Lena Roth\n\nAda Voss said that she would come back.",
        "The envoys met, Ada Voss said.\n\nA DAY OF WAITING\n\n“We are in no hurry,” she added.",
        "Photo: Ada Voss says goodbye\n\nThe talks ended at noon, Jean de la Tour said.",
    ],
)
def test_no_span_crosses_a_block(reader, text):
    from pourparler.structure.blocks import find_blocks

    starts = [b.start for b in find_blocks(text)]
    assert len(starts) > 1
    for _, who, s in said(reader, text):
        assert who[0] != "Lena Roth"
        for a, b in (*s.source, *s.cue, *s.content):
            assert not any(a < start < b for start in starts), text[a:b]


LISTS = [
    ("Arland demands that Borland must:\n\n- give up the toll;\n- open the harbour.\n\nBorland did not answer.", ["give up the toll", "open the harbour"]),
    ("Ada Voss said that three things were needed:\n\n1. An end of the toll;\n2. Pilots for all;\n3. A new map.\n\nShe then left.", ["An end of the toll", "Pilots for all", "A new map"]),
    ("The Islands want both sides to:\n\n• stop at the bar;\n• pay half.\n\nNobody replied.", ["stop at the bar", "pay half"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_all_items_of_a_list_are_said(reader, text, items):
    found = said(reader, text)
    assert any(all(item in w for item in items) for w, _, _ in found), found
    assert not any("did not answer" in w or "then left" in w or "Nobody replied" in w for w, _, _ in found)


def test_what_a_message_answers_is_not_its_senders(reader):
    """A letter that came by mail: what stands in it as quoted is not the author's; in another letter a quotation may be."""
    own, answered = "The toll has to go before the winter.", "The toll has to stay for ten years."
    text = f"Dear friends,\n\n{own}\n\n{answered}\n\nYours sincerely,\nAda Voss"
    at = text.index(answered)
    blocks = find_blocks(text, [Known(at, at + len(answered), BlockKind.QUOTATION)])
    for form, quoted in (("mail", False), ("text", True)):
        found = said(reader, text, kind=DocumentKind.LETTER, source="Ada Voss", blocks=blocks, format=form)
        assert by(found, "before the winter") == VOSS
        assert any(answered in words and who == VOSS for words, who, _ in found) is quoted


def test_the_full_name_of_whoever_takes_turns_may_stand_in_the_first_of_them():
    text = "MODERATOR: Our guest is the envoy, Mr. Halvard Brandt.\n\nMR. BRANDT: Thank you. We reject a toll.\n\nMODERATOR: Why?\n\nMR. BRANDT: It is too high."
    said = ModelReader().read(Document(text, "t")).statements
    assert {s.speaker for s in said if quote(text, s.source) == "MR. BRANDT"} == {"Halvard Brandt"}


def test_a_title_tells_whose_statement_a_text_is():
    text = "Salt Guild statement on the dues\n\nWe reject the dues."
    author = author_in(completed(Document(text, "Salt Guild statement on the dues")), Names(proposes=True))
    assert [text[a:b] for a, b in author.source] == ["Salt Guild"]


def test_a_title_tells_who_answers(reader):
    text = "Interview with Lena Darvish\n\nQ: Are the talks dead?\nA: We will return on Monday. We are against joint patrols."
    found = reader.read(Document(text, "Interview with Lena Darvish"), None).statements
    assert {s.speaker for s in found if "patrols" in quote(text, s.content)} == {"Lena Darvish"}


def test_a_turn_is_for_the_body_that_the_introduction_gives(reader):
    text = (
        "HOST: With us is Maren Holt of the seamen's union. Maren Holt, the company offers fifteen hands. Why not?\n\n"
        "HOLT: Fifteen is too few. We want a higher wage first, and we will not sign below thirty hands."
    )
    (wage,) = [
        s
        for s in reader.read(Document(text, "Radio"), None).statements
        if s.position and "wage" in quote(text, s.position)
    ]
    assert (wage.speaker, wage.party) == ("Maren Holt", "seamen's union")
    assert [h.name for h in wage.holders] == ["seamen's union"]


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Interview with Finance Minister Ada Voss", "Ada Voss"),
        ("Interview with Ada Voss. The harbour is closed", "Ada Voss"),
        ("Interview With Ada Voss On The Strike", None),
        ("Interview with Radio Lorn", None),
        ("We talk to Harbour League", None),
    ],
)
def test_whom_a_title_names_answers_if_it_is_a_person(title, who):
    text = f"{title}\n\nQ: Are the talks dead?\nA: No."
    document = completed(Document(text, title, kind=DocumentKind.TRANSCRIPT))
    names = Names(proposes=True)
    turns = find_turns(text, document.blocks, any_head=True)
    assert TurnSpeakers(text, turns, names).of(turns[1]).name == who
