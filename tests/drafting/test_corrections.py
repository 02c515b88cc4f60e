"""A correction is taken over or refused whole, with what there is instead."""

from dataclasses import replace

import pytest

from pourparler.drafting.corrections import CORRECTABLE, corrected
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.model import Holder, Issue, Mode, Negotiation, Party, Stance, Statement

TEXT = "Ada Voss said the strait must stay open if the League agrees. Tomas Rell said it would."
NEGOTIATION = Negotiation(
    "Talks",
    (Party("Northland"), Party("Port Union")),
    (Issue("transit", {"open": "all", "closed": "nobody"}), Issue("dues", {"none": "", "full": ""})),
)
BLANK = Statement("0123456789ab", ((0, 8),), ((9, 13),), ((14, 60),), Mode.INDIRECT, speaker="Ada Voss")
CONTENT = ((14, 60),)
NORTH, UNION = Holder("Northland", "Northland"), Holder("Port Union", "Port Union")
ON_TRANSIT = replace(BLANK, party="Northland", issue="transit", option="open")
TAKING = replace(
    ON_TRANSIT,
    stance=Stance.DEMANDS,
    position=((30, 39),),
    holders=(replace(NORTH, words=((0, 8),)), Holder("the League", words=((43, 49),))),
)


@pytest.mark.parametrize(
    ("correction", "changes"),
    [
        ({"speaker": " Tomas Rell "}, {"speaker": "Tomas Rell"}),
        ({"speaker": ""}, {"speaker": None}),
        ({"party": "Port Union"}, {"party": "Port Union"}),
        ({"party": None}, {"party": None}),
        ({"stance": "rejects"}, {"stance": Stance.REJECTS, "position": CONTENT, "holders": (NORTH,)}),
        (
            {"stance": Stance.OFFERS, "position": "stay open"},
            {"stance": Stance.OFFERS, "position": ((30, 39),), "holders": (NORTH,)},
        ),
        ({"stance": "reports"}, {}),
        ({"mode": "direct"}, {"mode": Mode.DIRECT}),
        ({"hedged": True, "anonymous": True}, {"hedged": True, "anonymous": True}),
        ({"option": "closed"}, {"option": "closed"}),
        ({"option": None}, {"option": None}),
        ({"issue": "dues", "option": "full"}, {"issue": "dues", "option": "full"}),
        ({"issue": "", "option": ""}, {"issue": None, "option": None}),
        ({"issue": "dues", "option": None}, {"issue": "dues", "option": None}),
        ({"content": [[14, 40]]}, {"content": ((14, 40),)}),
        ({"content": "the strait … stay  open"}, {"content": ((14, 24), (30, 39))}),
        ({"content": TEXT[14:60]}, {}),
        ({"source": "Tomas Rell"}, {"source": ((62, 72),)}),
        ({"source": ""}, {"source": ()}),
        ({"condition": "if the League agrees"}, {"condition": ((40, 60),)}),
        ({}, {}),
    ],
)
def test_what_fits_is_changed_and_nothing_else(correction, changes):
    assert corrected(ON_TRANSIT, correction, TEXT, NEGOTIATION) == replace(ON_TRANSIT, **changes)


@pytest.mark.parametrize(
    ("correction", "changes"),
    [
        ({"stance": "rejects"}, {"stance": Stance.REJECTS}),
        ({"stance": "reports"}, {"stance": Stance.REPORTS, "position": (), "holders": ()}),
        ({"position": []}, {"stance": Stance.REPORTS, "position": (), "holders": ()}),
        ({"position": "the strait … open"}, {"position": ((14, 24), (35, 39))}),
        ({"position": [[14, 39]]}, {"position": ((14, 39),)}),
        ({"holders": []}, {"holders": ()}),
        ({"holders": None}, {"holders": ()}),
        ({"holders": ["Port Union"]}, {"holders": (UNION,)}),
        ({"holders": ["Port Union", "!Northland"]}, {"holders": (UNION, Holder("Northland", "Northland", ((0, 8),), True))}),
        ({"holders": ["the League"]}, {"holders": (TAKING.holders[1],)}),
        ({"holders": ["!Tomas Rell"]}, {"holders": (Holder("Tomas Rell", None, ((62, 72),), True),)}),
        ({"holders": [{"name": "the League", "opposed": True}]}, {"holders": (replace(TAKING.holders[1], opposed=True),)}),
        ({"holders": [{"name": "Northland"}, "the League"]}, {}),
        ({"party": "Port Union"}, {"party": "Port Union", "holders": (replace(UNION, words=((0, 8),)), TAKING.holders[1])}),
        ({"party": None}, {"party": None, "holders": (Holder("Ada Voss", None, ((0, 8),)), TAKING.holders[1])}),
        ({"party": None, "speaker": None}, {"party": None, "speaker": None, "holders": (TAKING.holders[1],)}),
        ({"party": "Port Union", "holders": ["Northland"]}, {"party": "Port Union", "holders": (TAKING.holders[0],)}),
        ({"speaker": "the League", "party": None}, {"speaker": "the League", "party": None, "holders": (Holder("the League", None, ((0, 8),)),)}),
        ({"option": "closed"}, {"option": "closed"}),
    ],
)  # fmt: skip
def test_stance_position_and_holders_go_together(correction, changes):
    assert corrected(TAKING, correction, TEXT, NEGOTIATION) == replace(TAKING, **changes)


@pytest.mark.parametrize(
    ("correction", "holders"),
    [({}, (Holder("Ada Voss"),)), ({"party": "Port Union"}, (UNION,)), ({"holders": []}, ()), ({"holders": ["Northland"]}, (NORTH,))],
)  # fmt: skip
def test_of_what_took_no_position_the_words_are_the_position_and_the_speaker_holds_it(correction, holders):
    changed = corrected(BLANK, {"stance": "accepts", **correction}, TEXT, NEGOTIATION)
    assert (changed.stance, changed.position, changed.holders) == (Stance.ACCEPTS, CONTENT, holders)


def test_who_is_named_as_party_of_a_position_of_nobody_known_holds_it():
    nobodys = replace(TAKING, party=None, holders=())
    assert corrected(nobodys, {"party": "Port Union"}, TEXT, NEGOTIATION).holders == (UNION,)
    assert corrected(nobodys, {"speaker": "Tomas Rell"}, TEXT, NEGOTIATION).holders == ()


def test_where_the_dossier_names_no_parties_any_name_holds():
    bare = Negotiation("Talks", (), NEGOTIATION.issues)
    assert corrected(TAKING, {"holders": ["!the Guild"]}, TEXT, bare).holders == (Holder("the Guild", opposed=True),)


@pytest.mark.parametrize(
    ("statement", "correction", "message"),
    [
        (BLANK, {"mood": "x"}, "no 'mood' to correct. Did you mean 'mode'"),
        (BLANK, {"id": "x"}, "no 'id' to correct. Choose from: source"),
        (BLANK, {"stance": "reject"}, "no stance 'reject'. Did you mean 'rejects'"),
        (BLANK, {"mode": "shouted"}, "no mode 'shouted'. Choose from: direct, indirect, mixed"),
        (BLANK, {"party": "northlands"}, "no party 'northlands'. Did you mean 'Northland'"),
        (BLANK, {"party": "Atlantis"}, "no party 'Atlantis'. Choose from: Northland, Port Union"),
        (BLANK, {"issue": "transits"}, "no issue 'transits'. Did you mean 'transit'"),
        (BLANK, {"option": "nonsense"}, "'nonsense' needs its issue, and the statement has none. No issue"),
        (BLANK, {"option": "full"}, "'full' needs its issue, and the statement has none. 'full' is an option of: dues"),
        (ON_TRANSIT, {"option": "nonsense"}, "transit has no option 'nonsense'. Choose from: open, closed"),
        (ON_TRANSIT, {"option": "opened"}, "transit has no option 'opened'. Did you mean 'open'"),
        (ON_TRANSIT, {"issue": "dues"}, "dues has no option 'open', which the statement has so far. Give the option"),
        (ON_TRANSIT, {"issue": None}, "'open' needs its issue"),
        (ON_TRANSIT, {"issue": "transit", "option": "full"}, "transit has no option 'full'"),
        (replace(ON_TRANSIT, issue="love"), {"option": "open"}, "no issue 'love'"),
        (BLANK, {"hedged": "yes"}, "hedged: 'yes' is neither true nor false"),
        (BLANK, {"speaker": 7}, "speaker: 7 is not a name"),
        (TAKING, {"holders": ["northlands"]}, "no party 'northlands'. Did you mean 'Northland'"),
        (TAKING, {"holders": ["Tomas Rel"]}, "no party 'Tomas Rel'. Choose from: Northland, Port Union"),
        (TAKING, {"holders": ["!Atlantis"]}, "no party 'Atlantis'. Choose from: Northland, Port Union"),
        (TAKING, {"holders": "Northland"}, "holders: 'Northland' is not a list of names"),
        (TAKING, {"holders": ["Northland", "!Northland"]}, "'Northland' is named twice"),
        (TAKING, {"holders": [7]}, "holders: 7 is no holder. Write a name"),
        (TAKING, {"holders": ["! "]}, "holders: '! ' is no holder"),
        (TAKING, {"holders": [{"name": "Northland", "opposed": "yes"}]}, "opposed: 'yes' is neither true nor false"),
        (TAKING, {"position": [], "stance": "rejects"}, "position: a statement that rejects something needs the words"),
        (
            BLANK,
            {"position": "stay open"},
            "position: the statement takes no position, it reports. Give its stance too: demands, requires",
        ),
        (BLANK, {"holders": ["Northland"]}, "holders: the statement takes no position"),
        (BLANK, {"content": [[1]]}, "content: .* neither words nor spans"),
        (BLANK, {"content": 7}, "content: 7 are neither words nor spans"),
    ],
)
def test_what_does_not_fit_is_told_with_what_there_is(statement, correction, message):
    with pytest.raises(PourparlerError, match=message):
        corrected(statement, correction, TEXT, NEGOTIATION)


def test_words_that_do_not_stand_there_are_told():
    with pytest.raises(NotFoundError, match="does not have the words 'stay shut'"):
        corrected(BLANK, {"content": "stay shut"}, TEXT, NEGOTIATION)


def test_what_the_dossier_no_longer_has_stands_until_it_is_corrected():
    old = replace(BLANK, party="Gone", issue="gone", option="gone")
    assert corrected(old, {"speaker": "Bo"}, TEXT, NEGOTIATION) == replace(old, speaker="Bo")


def test_all_that_a_reader_suggests_can_be_corrected():
    kept = {"document", "id", "confidence", "reported_by", "act", "part_of", "chances", "points_to"}
    assert set(CORRECTABLE) | kept == set(Statement.__dataclass_fields__)
