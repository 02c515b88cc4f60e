"""The part on votes: the indices of the textbook, vetoes, and who is never decisive."""

from dataclasses import replace

from pourparler.briefing.notes import Notes
from pourparler.briefing.voting_section import voting_view
from pourparler.dossier import load
from pourparler.model.influence import Vote
from pourparler.provenance.citations import Citations

from ..conftest import DEMO


def test_the_council_of_1958():
    """France, Germany, Italy 4 votes each, Belgium and the Netherlands 2, Luxembourg 1, quota 12: Luxembourg never decides."""
    voters = ("France", "Germany", "Italy", "Belgium", "Netherlands", "Luxembourg")
    n = load(DEMO / "dossier.yaml").negotiation
    n = replace(n, votes=(Vote("Council", voters, (((4, 4, 4, 2, 2, 1), 12),)),))
    (told,) = voting_view(n, Notes(Citations()))
    assert (told["title"], told["quotas"]) == ("Council", [12])
    assert told["words"] == ["Luxembourg is never decisive."]
    assert [row["shapley_shubik"] for row in told["rows"]] == ["23.3"] * 3 + ["15.0"] * 2 + ["0.0"]
    assert [row["banzhaf"] for row in told["rows"]] == ["23.8"] * 3 + ["14.3"] * 2 + ["0.0"]
    assert [row["weights"] for row in told["rows"]] == [[4], [4], [4], [2], [2], [1]]


def test_who_has_a_veto_is_named():
    n = load(DEMO / "dossier.yaml").negotiation
    n = replace(n, votes=(Vote("Two", ("Big", "Small"), (((3, 1), 3),)),))
    (told,) = voting_view(n, Notes(Citations()))
    assert told["words"] == ["Nothing passes without Big.", "Small is never decisive."]
