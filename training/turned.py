"""Invented sentences whose direction a word turns, and sentences like positions that are none.

Real texts hold few of them, and each one read wrongly says the opposite of what was said. Parties, people, matters and deeds are drawn
from lists of several fields; all are made up. Holders stand in angle brackets by letter, a mark stands between square brackets with its kind first.
"""

from __future__ import annotations

import random
import re

from negotiations import Mark, Told, mentions

PARTIES = (
    "Varnland|Norrmark|Estavia|the Republic of Osk|Tallmere|the Free Coast|Zambora|Kirelia|Pontava|the Isles of Hem|Drovnia|Ashmark|Luwanda|East Perran|"
    "Quill & Sons|Hartmann Steel|the dockers' union|the nurses' union|the tenants' association|the Pilots' Guild|the railway company|the board|"
    "the city council|the teachers|the growers|the Green List|the Centre Party|the Farmers' League|the Workers' Front|the Liberal group|"
    "the AFRICAN GROUP|the G-77/CHINA|the EU|SWITZERLAND|NORWAY|the ALLIANCE OF SMALL ISLAND STATES|JAPAN|BRAZIL|SAUDI ARABIA|AUSTRALIA|TUVALU|"
    "the rebels|the River Army|the government|the opposition|the coalition|the ministry|the High Council|the Hill tribes|the diocese|the insurer|the airline|"
    "Senate Republicans|the White House|the unions|the regulator|the bondholders|the fishing fleet|the Northern Alliance|the Tarn Front|the company"
).split("|")
PEOPLE = (
    "Ada Kreel|Tom Barrow|Ines Vau|Jonas Petri|Mira Solt|Karel Dunn|Lena Ostrow|Abdi Warsan|Paul Renner|Sofia Lind|Omar Hadi|Greta Holm|Ivan Sorin|Ruth Adler|"
    "Hugo Marsh|Nadia Ferro|Peter Okoro|Yuki Tan|Carla Rossi|Samuel Boyd|Elif Demir|Anton Gray|Marta Kowal|Rashid Noor|Clara Weiss|Daniel Mbeki"
).split("|")
MATTERS = (
    "a full toll|higher dues|the ceasefire line|foreign monitors|a joint patrol of the strait|the return of all prisoners|the sale of the second plant|a pay rise of six percent|"
    "weekend shifts|a two-tier wage scale|the new pension rules|the rent cap|a second reactor|inspections without notice|the pipeline through the valley|an early election|"
    "a seat on the board|the closure of the mine|an extension of the deadline|a reference to human rights in the preamble|a legally binding target|a separate fund for loss and damage|"
    "bracketed text in paragraph 4|common time frames|a levy on shipping|fishing within twelve miles|the sanctions on grain|the withdrawal of heavy weapons|the demilitarised zone|"
    "a federal constitution|two official languages|the amnesty|the merger at this price|a break-up fee|the delay of the tax|cuts in school funding|the trade clause|lower tariffs on steel|"
    "the rotation of the presidency|a referendum on the treaty|water for the lower valley|a ban on bottom trawling|mandatory quotas|the transfer of the archive|a vote this year|a third mediator|"
    "the hand-over of the airport|an international force|the opening of the crossing|the bill in its present form|an independent audit|the use of offsets"
).split("|")
DEEDS = (
    "open the harbour|pay the arrears|withdraw its troops from the ridge|free the detainees|close the second plant|lower the dues|sign the annex|share the data|cut the quota by a third|"
    "extend the truce by a month|drop the lawsuit|publish the accounts|recognise the border|lift the blockade|take part in the fund|give up the islands|raise wages by four percent|"
    "delete paragraph 7|hold the vote in May|let the inspectors in|return the land|join the coalition|share the revenue equally|guarantee the jobs|disarm the militias|ratify the protocol|"
    "hand over the maps|reopen the rail link|stop the drilling|put the text to a vote|accept a smaller share|keep the depot open"
).split("|")

# <H> holder, <P> a person who speaks for it, <O> and <Q> the other side and its person, <X> a matter, <V> a deed.
TURNS = """
[accepts:<H> is not opposed to <X>], <P> said.
[accepts:<H> would not oppose <X>], <P> said.
[accepts:<H> had no trouble with <X>].
[accepts:<X> was acceptable to <H>].
[accepts:<X> could be accepted], <P> of <H> said.
<P> said [accepts:<X> was fine by <H>].
[accepts:<H> could go along with <X>].
[accepts:<H> would put up with <X>], <P> said.
[accepts:<H> saw nothing wrong in <X>].
[accepts:<H> no longer ruled out <X>].
[accepts:<H> was not averse to <X>].
[accepts:<H> would not veto <X>].
[accepts:<X> met with no objection from <H>].
[accepts:<H> did not oppose <X>], said <P>.
[accepts:<H> would not fight <X>], <P> told <O>.
[accepts:<H> has stopped resisting <X>].
<P> said that [accepts:<H> had nothing against <X>].
<P> said [accepts:<H> would not stand in the way of <X>].
[accepts:<H> has no objection to <X>], <P> told reporters.
[accepts:<H> would not block <X>], according to <P>.
"[accepts:We are not against <X>]," <P> said.
[accepts:<H> does not rule out <X>], <P> said.
[accepts:<H> did not exclude that it would <V>].
[accepts:<H> no longer objects to <X>], <P> said.
[concedes:<H> dropped its objection to <X>].
[concedes:<H> gave up its resistance to <X>] after two days of talks.
[concedes:<H> would no longer insist on <X>], <P> said.
[concedes:<H> withdrew its demand for <X>].
[concedes:<H> is now willing to <V>], <P> said, after months of refusing.
[accepts:<H> could live with <X>], <P> said.
[accepts:<H> would not say no to <X>].
[accepts:<X> would not be a problem for <H>], <P> said.
[accepts:Nothing speaks against <X>], said <P> of <H>.
[rejects:<X> could not be accepted], <P> of <H> said.
<P> said [rejects:that <X> could not be accepted by <H>].
<P> told <O> that [rejects:<X> cannot be agreed to].
[rejects:<X> could not be supported by its members], said <P> of <H>.
[rejects:<X> was not acceptable to <H>].
<P> of <H> said [rejects:<X> would not be tolerated].
[rejects:<X> had been turned down by <H>].
[rejects:<H> would not hear of <X>].
[rejects:<H> said no to <X>].
[rejects:<H> was against <X>].
[rejects:<X> went too far for <H>].
[rejects:<H> threw out <X>].
<P> said [rejects:<H> would have none of <X>].
[rejects:To <V> was more than <H> could do], <P> said.
[rejects:<H> questioned the need for <X>].
[rejects:<H> would not accept <X> in any settlement].
[rejects:<H> would on no account <V>].
[rejects:Neither <X> nor anything like it would be accepted], <P> of <H> said.
[rejects:<X> would be unacceptable], <H> said.
[rejects:<H> does not agree with <X>].
[rejects:<H> is not ready to <V>], <P> said.
[rejects:<H> would not <V>], <P> said.
[rejects:<H> refused to <V>].
[rejects:<H> will never <V>], <P> told the assembly.
[rejects:<H> cannot accept <X>].
[rejects:<H> has no intention to <V>], said <P>.
[rejects:<H> saw no need for <X>].
[rejects:There can be no talk of <X>], <P> of <H> said.
[rejects:<X> is out of the question], said <P>, who speaks for <H>.
[rejects:<X> is not on the table], <H> said.
[rejects:<H> ruled out <X>].
[rejects:<H> withdrew its offer to <V>].
[rejects:<H> walked out over <X>].
[rejects:<H>, opposing <X>,] asked for more time.
[rejects:<H> opposed <X>], while [accepts:<O> supported it].
[demands:<H> called for <X>], [rejects2:with <O> opposing].
[rejects:<H> objected to <X>].
[rejects:<H> cautioned against <X>].
[rejects:<H> voted against <X>].
[rejects:<H> denied that it would <V>].
[rejects:<P> denied that <H> was prepared to <V>].
It was wrong to claim that [rejects:<H> accepts <X>], <P> said.
"[rejects:We never agreed to <X>]," <P> of <H> said.
<P> dismissed reports that [rejects:<H> would <V>].
<P> said [rejects:it was not true that <H> accepted <X>].
[rejects:<H> never promised to <V>], <P> insisted.
[rejects:<X> would be a mistake], said <P> for <H>.
[rejects:<H> would rather break off the talks than <V>].
[requires:Without <X> there will be no agreement], <P> of <H> said.
<P> said that [requires:<H> would accept no settlement without <X>].
<P> said that [requires:<H> would not accept any arrangement without <X>].
[requires:<H> will not sign anything without <X>].
[requires:A settlement without <X> would be worth nothing to <H>], <P> said.
[requires:<H> accepts nothing less than <X>].
[requires:<H> would not settle for less than <X>].
"[requires:No <X>, no deal]," said <P> of <H>.
[requires:<H> would refuse any text without <X>].
[requires:<H> will not sign until <O> agrees to <V>].
[requires:<H> would not sit down before <O> was ready to <V>].
[requires:No deal is possible unless <O> agrees to <V>], <H> said.
[requires:<X> is not negotiable], <P> said for <H>.
[requires:<H> will not give way on <X>].
[demands:<H> did not back down from its demand for <X>].
[demands:<H> would not abandon <X>], <P> said.
[demands:<O> must <V>], <P> of <H> said.
"[demands:<O> has to <V>, and soon]," said <P>, who leads for <H>.
<P> of <H> said [demands:it was time for <O> to <V>].
[demands:<H> urged <O> to <V>].
[demands:<H> asked that <O> <V>].
[demands:<H> insisted on <X>].
[demands:<H> insists that <O> has to <V>].
[demands:My side insists on <X>], <P> of <H> said.
[demands:<H> sticks to <X>].
[demands:<H> has not given up <X>].
[demands:<H> never stopped calling for <X>].
[demands:<X> must stay], <P> of <H> said.
[demands:<H> repeated its demand for <X>].
[demands:The refusal of <O> to <V> could not stand], <P> of <H> said.
[demands:<H> stressed the need for <X>].
[demands:<H>, supported by <O>, called for <X>].
[demands2:<H> and <O> proposed <X>].
[rejects2:<H> and <O> opposed <X>].
[demands:<P>, for <H>, preferred to speak of <X>].
[demands:<H> wants <O> to <V>].
[offers:<H> offered to <V>].
[offers:<H> is ready to <V>], <P> said, [requires:but only if <O> agrees to <V2>].
[offers:<H> would <V> if <O> agreed to <V2>].
[accepts:<H> might <V>], <P> hinted.
[prefers:<H> would rather <V> than <V2>].
[prefers:<H> would prefer <X>], <P> said.
[accepts:<H> agreed to <V>].
[accepts:<H> welcomed the proposal for <X>].
[accepts:<H> gave its consent to <X>].
[accepts:<H> bowed to the pressure and will <V>].
According to <P> of <O>, [demands:<H> wants <X>].
<Q> of <O> complained that [rejects:<H> refuses to <V>].
<H>'s [demands:demand for <X>] was not discussed.
The talks failed because of [rejects:<H>'s refusal to <V>].
"""
NONE = """
<H> does not demand <X>, <P> said.
<H> did not insist on <X>, <P> said.
<H> has not asked for <X>.
<P> said he could not say whether <H> would <V>.
<P> would not say whether <H> accepts <X>.
<P> declined to comment on <X>.
"I cannot say that <X> was discussed," said <P>.
<P> said <H> never said it would <V>.
<H> has not decided on <X>, <P> said.
<H> has taken no position on <X>.
Will <H> <V>?
Q: Does <H> accept <X>?
Would <H> ever <V>, <P> was asked.
<P> thanked <O> for the hospitality and the good atmosphere.
<H> thanked <O> for its work on <X>.
<P> congratulated <Q> on the election.
<P> hoped for a good result.
<H> and <O> talked about <X> for three hours.
<H> and <O> exchanged views on <X>.
<P> and <Q> will meet again next week to talk about <X>.
Talks on <X> go on.
The parties discussed <X> but did not agree.
<X> was the subject of a long debate.
The Chair asked delegates to look at <X> again.
Delegates considered <X>.
<P> accused <O> of lying about <X>.
<H> blamed <O> for the collapse of the talks.
<P> called <Q> a liar.
Analysts expect that <H> will <V>.
Observers doubt that <H> could <V>.
It is unclear whether <H> would <V>.
Nobody knows what <H> thinks of <X>.
<H> reported on <X>.
<H> outlined its experience with <X>.
<P> explained how <X> had worked in the past.
<H> noted that <X> had been discussed at the last session.
In earlier years <H> and <O> fought over <X>.
<X> was agreed between <H> and <O> long ago.
<P>, who speaks for <H>, arrived on Monday.
<P> described the mood as calm.
<H> is a member of the group since 2021.
"You are welcome," said <P> to <Q>.
<P> welcomed <Q> to the town hall.
<P> refused to answer questions about <X>.
<P> rejected the charge that <H> had lied about <X>.
<P> denied that <Q> had been in the room.
<P> refused to shake hands with <Q>.
<H> accepted the invitation to the next round.
<P> could not say whether <O> had accepted <X>.
<P> agreed that the talks had been long.
The mediator said that both sides should show patience.
"""
SPOKEN = """
"[rejects:We reject <X>]," said <P> of <H>.
<P> of <H> turned to the reporters. "[rejects:We reject <X>]." Then the delegation left.
<P> of <H> shrugged. "[rejects:We will not <V>]."
<P> (<H>): [rejects:We cannot accept <X>].
<P> (<H>): [rejects:My delegation opposes <X>].
<P> (<H>): [demands:We want <X>].
<P> (<H>): [demands:We call on <O> to <V>].
<P> (<H>): [accepts:We accept <X>].
<P> (<H>): [accepts:We can agree to <X>].
<P> (<H>): [offers:We are ready to <V>].
<P> (<H>): [requires:We will sign nothing without <X>].
<P> (<H>): I thank the Chair. It is good to see so many friends here.
"[demands:We demand <X>]," <P> of <H> said.
"[demands:<O> must <V>]," said <P> of <H>.
"[accepts:We can live with <X>]," said <P> of <H>.
"[accepts:We have no objection to <X>]," said <P> of <H>.
"[offers:We offer to <V>]," <P> of <H> told the press.
"[concedes:We no longer ask for <X>]," <P> of <H> said.
[rejects:<H> rejects <X>].
[demands:<H> demands <X>].
[accepts:<H> accepts <X>].
<H> does not demand <X>, <P> said.
<H> does not ask for <X>.
"""
"""Short words of somebody who is named beside them; the holder of a line of a transcript is the body in brackets."""
_HOLE = re.compile(r"<(\w+)>")
_MARK = re.compile(r"\[(\w+?)(2?):(.*?)\]")


def turned(rng: random.Random, documents: int = 200, sentences: int = 8) -> list[Told]:
    """Invented documents of such sentences, in paragraphs of two or three."""
    lines = _lines(TURNS), _lines(NONE)
    return [
        _document(f"turned-{number}", "The talks in brief\n\n", [_drawn(*lines, rng) for _ in range(sentences)], rng)
        for number in range(documents)
    ]


def short(rng: random.Random, documents: int = 150) -> list[Told]:
    """Invented documents of one to three sentences, some with the words that somebody spoke: a flash, a line of a transcript."""
    lines = _lines(TURNS) + 2 * _lines(SPOKEN), _lines(NONE)
    return [
        _document(f"short-{number}", "", [_drawn(*lines, rng) for _ in range(rng.randint(1, 3))], rng)
        for number in range(documents)
    ]


def _lines(block: str) -> list[str]:
    return [line for line in block.strip().splitlines() if line]


def _drawn(turns: list[str], none: list[str], rng: random.Random) -> str:
    return rng.choice(turns if rng.random() < 0.72 else none)


def _document(name: str, title: str, templates: list[str], rng: random.Random) -> Told:
    text, marks, forms = title, [], {}
    for k, template in enumerate(templates):
        words, own, names = _filled(template, rng.sample(PARTIES, 2), rng)
        marks += [Mark(m.start + len(text), m.end + len(text), m.kind, m.holders, m.conditional, "", "") for m in own]
        text += words + ("\n" if k % 3 == 2 or "): " in template else " ")
        forms |= names
    return Told(name, name, text, tuple(marks), tuple(mentions(text, forms)))


def _filled(template: str, pair: list[str], rng: random.Random) -> tuple[str, list[Mark], dict[str, str]]:
    people = rng.sample(PEOPLE, 2)
    deeds = rng.sample(DEEDS, 2)
    words = {
        "H": pair[0],
        "O": pair[1],
        "P": people[0],
        "Q": people[1],
        "X": rng.choice(MATTERS),
        "V": deeds[0],
        "V2": deeds[1],
    }
    forms = {pair[0].lower(): pair[0], pair[1].lower(): pair[1], people[0].lower(): pair[0], people[1].lower(): pair[1]}
    fill = lambda part: _HOLE.sub(lambda m: words[m[1]], part)  # noqa: E731
    text, last, marks = "", 0, []
    for found in _MARK.finditer(template):
        text += fill(template[last : found.start()])
        inner = fill(found[3])
        holders = {pair[0]: True}
        if found[2]:
            holders = (
                {pair[0]: True, pair[1]: True}
                if template.startswith("[") and "with <O>" not in found[3]
                else {pair[1]: True}
            )
        elif found[3].startswith("<O> supported"):
            holders = {pair[1]: True}
        elif "supported by <O>" in found[3]:
            holders[pair[1]] = True
        marks.append(Mark(len(text), len(text) + len(inner), found[1], holders, " if " in inner, "", ""))
        text += inner
        last = found.end()
    text += fill(template[last:])
    return text[:1].upper() + text[1:], marks, forms
