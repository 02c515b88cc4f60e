"""What the tests of edits start from."""

FULL = """\
# A dossier for tests.
negotiation: Grain corridor talks

parties:
  # the northern coast
  North:
    at_table: true
    aliases: [the North, Norhaven]
    actors: [{name: Ada Voss, role: foreign minister}, Tom]   # in office
  South: {at_table: false}
  East:

bystanders:
  Orsina: {role: host}   # of all rounds

issues:
  transit:
    question: Who may use the strait?
    options: {open: free passage, escorted: passage under escort, closed: no passage}
    suggested: [escorted]
  # paid by ships
  dues:
    question: What does a ship pay?
    options: [none, full]
  patrols:
    options: {none: no patrols, joint: joint patrols}

linkages:
  - never: {transit: open, patrols: none}   # unworkable
    because: both delegations said so

# what was said
positions:
  - {party: North, issue: transit, prefers: open > escorted = closed,
     note: at the first round}   # firm
  - {party: North, issue: dues, accepts: none, if: {transit: open}}
  # on the south
  - {party: South, issue: transit, rejects: closed, unless: {dues: none}}
  - {party: South, package: {better: {transit: open, dues: none}, worse: {transit: closed, dues: none}}}
  - {party: East, issue: patrols, demands: joint}

priorities:
  North: transit > dues = patrols
  South: {order: [dues, [transit, patrols]], suggested: true}
no_agreement:
  transit: closed   # as now
  North: {better_than: [{transit: closed, dues: full}]}
  suggested: [transit]
values:
  East: {dues: {none: 1, full: [2, 3]}}
meetings:
  - {title: First round, host: Orsina, present: [North, Ada Voss], evidence: [s000000000001]}
next_steps:
  - {what: a second round, who: [North, South]}
conflict:
  moves:
    South:
      yields: {does: no longer rejects a closed strait, role: give_up, gives_up: [south.transit.rejects.closed]}
      stops: stops the talks
  preferences:
    South: [{wants: not stops, rests_on: [south.transit.rejects.closed]}]
influence:
  contests:
    transit:
      order: closed < escorted < open
      actors: {North: {capability: 3, position: open}, South: {capability: 2, position: closed}}
"""
