"""The words of a question that are no part of its matter: English function words (closed classes), and the verbs and nouns of asking."""

from __future__ import annotations

import re

from pourparler.reading.word_lists import any_of, verb_forms

FUNCTION_WORDS = frozenset(
    (
        "a an the this that these those it its he him his she her they them their we us our you your i my me who whom whose which what "
        "when where why how and or but nor not no yes if then than so as at by for from in into of off on onto out over to up with within "
        "without about above after against along among around before behind below between beyond down during except near per since through "
        "throughout toward towards under until upon via concerning regarding is are was were be been being am do does did done doing has "
        "have had having can could will would shall should may might must there here also too very just only even still yet ever never "
        "other others another any some all each every both either neither such same own more most much many few less least again once n't s"
    ).split()
)
"""Pronouns, articles, prepositions, conjunctions, auxiliaries and the commonest adverbs."""

ASKING = frozenset(
    (
        "say said says saying tell told think thought mean meant argue argued state stated want wanted wants like propose proposed "
        "proposes ask asked asks call called calls position positions view views stance stances opinion opinions statement statements take "
        "took taken takes express expressed make made speak speaks spoke spoken talk talked mention mentioned raise raised "
        "comment commented respond responded answer answered react reacted "
        "country countries delegation delegations delegate delegates party parties group groups anybody "
        "anyone somebody someone everybody matter"
    ).split()
)
"""What a question says of asking and answering and of whoever it may be, before it comes to the matter."""

EARLIER = frozenset("session sessions earlier previous previously past far".split())
"""What it may end with: "in all earlier sessions"."""

_AGAINST = ("oppose", "object", "reject", "refuse", "resist", "block", "criticise", "criticize", "veto")
_FOR = ("support", "favour", "favor", "accept", "endorse", "welcome", "back", "agree")
_OPPOSING = any_of(
    [*sorted(w for verb in _AGAINST for w in verb_forms(verb)), "against", "opposition(?: to)?", "objections?"]
)
_SUPPORTING = any_of([*sorted(w for verb in _FOR for w in verb_forms(verb)), "in favou?r of", "agreed", "supportive"])
OPPOSING = re.compile(_OPPOSING, re.I)
SUPPORTING = re.compile(_SUPPORTING, re.I)
NEGATED = re.compile(rf"(?:\bnot|n['’]t)(?: \w+)? (?:{_SUPPORTING})", re.I)
"""Against it, in words for it."""
