"""What a statement does, by its cue and its words. The sentences are made up for these rows."""

import pytest

from pourparler.reading.stances import stance_of


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        # demands
        ("demands", "a minimum wage of twelve crowns", "demands"),
        ("insisted", "that rents stay frozen for two years", "demands"),
        ("are seeking", "longer leases", "demands"),
        ("sought", "a seat on the river board", "demands"),
        ("said", "the customs union must not touch farm prices", "demands"),
        ("said", "that the emission limits are non-negotiable", "demands"),
        ("says", "every landlord has to register by spring", "demands"),
        ("said", "they should publish the accounts", "demands"),
        ("said", "We want a border post at the pass.", "demands"),
        # offers
        ("offered", "to share the quota", "offers"),
        ("proposed", "a tariff of four per cent", "offers"),
        ("undertook", "to plant two forests", "offers"),
        ("have put forward", "a timetable", "offers"),
        ("said", "his ministry was ready to open the archive", "offers"),
        ("is willing", "to pay half of the clean-up", "offers"),
        ("promised", "visas for seasonal workers", "offers"),
        # accepts
        ("accepted", "the arbitrator's figure", "accepts"),
        ("agreed", "to a joint census", "accepts"),
        ("welcomed", "the carbon price", "accepts"),
        ("backed", "a ban on night flights", "accepts"),
        ("approves", "the new grazing rules", "accepts"),
        ("said", "that the tenants had signed up to the plan", "accepts"),
        # rejects
        ("rejected", "a cut in pensions", "rejects"),
        ("refuses", "to lower the tariff", "rejects"),
        ("ruled out", "a toll on lorries", "rejects"),
        ("turned down", "the second draft", "rejects"),
        ("opposes", "the dam", "rejects"),
        ("vetoed", "the timber clause", "rejects"),
        ("said", "the rent cap was unacceptable", "rejects"),
        ("said", "that farmers would not accept a lower price", "rejects"),
        ("said", "We can’t agree to inspections at night", "rejects"),
        ("told", "the union that shorter breaks were out of the question", "rejects"),
        ("says", "No. The bridge stays ours.", "rejects"),
        ("said", "it has no intention of leaving the treaty", "rejects"),
        # prefers
        ("prefers", "a fixed rent to a share of the harvest", "prefers"),
        ("said", "they would rather wait for the census", "prefers"),
        ("favoured", "a common border police", "prefers"),
        ("said", "I'd sooner pay the fine", "prefers"),
        # concedes
        ("conceded", "that the wage floor came too late", "concedes"),
        ("acknowledged", "errors in the survey", "concedes"),
        ("no longer insists", "on a veto", "concedes"),
        ("said", "the growers no longer demand a price guarantee", "concedes"),
        ("said", "that it had dropped its objection to the pipeline", "concedes"),
        ("said", "the tenants could live with a yearly review", "concedes"),
        # makes conditional
        ("said", "the strike will end if the shifts are shortened", "makes conditional"),
        ("agreed", "to lower tariffs provided that licences are renewed", "makes conditional"),
        ("offered", "two harbours in exchange for fuel", "makes conditional"),
        ("said", "no factory will reopen until the filters are in", "makes conditional"),
        # calls on
        ("urged", "both ministers to meet the growers", "calls on"),
        ("called on", "the landlords to wait", "calls on"),
        ("called", "for a pause in evictions", "calls on"),
        ("appealed", "for calm at the border", "calls on"),
        ("said", "We urge the council to read the report", "calls on"),
        # denies
        ("denied", "that any licence was sold", "denies"),
        ("disputed", "the figures", "denies"),
        ("dismissed", "reports of a secret tariff", "denies"),
        ("said", "that the rumour was untrue", "denies"),
        ("said", "We made no such pledge on rents", "denies"),
        ("said", "she had never promised a wage rise", "denies"),
        # reports
        ("said", "the census begins in autumn", "reports"),
        ("noted", "that prices fell", "reports"),
        ("asked", "Will you accept a lower rent?", "reports"),
        # negations
        ("did not accept", "the figure", "rejects"),
        ("never agreed", "to a toll", "rejects"),
        ("did not reject", "the toll", "reports"),
        ("has not demanded", "a veto", "reports"),
        ("did not offer", "a date", "reports"),
        # words inside words, and near misses
        ("said", "it was the least popular tax in the valley", "reports"),
        ("said", "We have never seen this before.", "reports"),
        ("told", "supporters the vote was close", "reports"),
        ("described", "the mustard harvest", "reports"),
        ("said", "the oncoming storm closed the wanton river", "reports"),
        ("called", "the tariff a burden", "reports"),
        ("reported", "that the offering plate was empty", "reports"),
    ],
)  # fmt: skip
def test_stance(cue, content, stance):
    assert stance_of(cue, content).value == stance


def test_the_cue_goes_before_the_content():
    assert stance_of("rejected", "the demand that rents must fall").value == "rejects"
    assert stance_of("demanded", "that they accept the census").value == "demands"


def test_a_condition_goes_before_an_offer_but_not_before_a_refusal():
    assert stance_of("offered", "a truce if the roads open").value == "makes conditional"
    assert stance_of("rejected", "a truce if the roads stay closed").value == "rejects"
