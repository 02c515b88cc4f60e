"""How much of an answer is shown, on the terminal, in the briefing and on the pages alike.

Programs that read ``--json`` get all of it, except where a command has the option ``--most``.
"""

CONCESSIONS = 8
"""Sets of positions that would open a settlement."""
BLOCKING_SETS = 6
"""Sets of positions that stand in the way, in the briefing and where scenarios stand side by side."""
GAPS = 8
"""Things that are not known."""
QUESTIONS = 8
"""Answers that would change the verdict, or questions to ask next."""
TRADES = 4
"""Packages in which each gives way on what matters less to it."""
GROUPS = 4
"""Agreements of some without the others."""
PRICES = 3
"""Ways to bring a party into such an agreement."""
SETTLEMENTS = 6
"""Settlements that are spelt out."""
SOLUTIONS = 3
"""Settlements that are most often one bargaining solution."""
STATES = 8
"""States of a conflict in a table."""
WITHIN_REACH = 4
"""Settlements that would hold if somebody's preferences changed."""
WAYS = 12
"""Ways from one state to another."""
CHOICES = 3
"""Single changes of preference that would each do."""
NEAREST_STATES = 8
"""States that somebody would have to rank no higher than another."""
