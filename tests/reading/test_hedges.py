"""Whether the words make a report less than certain: words, not letters inside others."""

import pytest

from pourparler.reading.hedges import is_hedged


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "the tariff may fall next year"),
        ("said", "rents might double"),
        ("said", "the union could call a strike"),
        ("reportedly agreed", "to a toll"),
        ("allegedly offered", "two licences"),
        ("hinted", "at a longer lease"),
        ("suggested", "that the border would open"),
        ("appears to accept", "the limit"),
        ("appeared to", "back the census"),
        ("said", "the mine will probably close"),
        ("said", "that a deal was unlikely"),
        ("is said to want", "a higher quota"),
        ("is believed to", "oppose the dam"),
        ("are expected to demand", "a wage rise"),
        ("said", "Perhaps the growers will sign."),
        ("said", "the figure was unconfirmed"),
        ("said", "that the fund seems to be empty"),
        ("told", "growers it may rain in May"),
        ("said", "the treaty is possibly void"),
        ("said", "the landlord presumably knows"),
    ],
)
def test_hedged(cue, content):
    assert is_hedged(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "talks on wages resume in May"),
        ("said", "in May 2031 the quota ends"),
        ("said", "on 3 May the border opens"),
        ("said", "by May the rents fall"),
        ("wrote", "talks resume in may"),
        ("said", "May Day is a holiday"),
        ("said", "the verdict caused dismay"),
        ("said", "the mayor signed the lease"),
        ("said", "the almighty river rose"),
        ("said", "an unlikeable tax"),
        ("said", "the mill could not accept lower prices"),
        ("said", "she couldn't sign"),
        ("said", "he appeared in court"),
        ("said", "the council assumed office"),
        ("said", "the police arrested a suspect"),
        ("said", "answer as soon as possible"),
        ("rejected", "the tariff"),
        ("agreed", "to plant two forests"),
        ("said", "the growers will sign"),
        ("", ""),
    ],
)
def test_certain(cue, content):
    assert not is_hedged(cue, content)
