"""The statements of Discourse Network Analyzer's sample file, as who is for (+) or against (-) which concept: facts to check figures against.

From rDNA/rDNA/inst/extdata/sample.dna (github.com/leifeld/dna at 2adbf786): seven organisations, A to G, and six concepts, 1 to 6, each in the order
of the alphabet; E is the Senate and F the Sierra Club, of which the manual works out the ties by hand.
"""

from datetime import date

from pourparler.model.stances import Side
from pourparler.networks.taken import Taken

DOCUMENTS = {
    (1, date(2005, 1, 26), "B"): "-1 -1 -5 +5",
    (2, date(2005, 2, 2), "E"): "-1 +6 -1 -5 +6",
    (3, date(2005, 2, 2), "C"): "+6 +6 +6 +6 +6 +6 -1 +6 +6 +6 +6",
    (4, date(2005, 2, 10), "A"): "+5 +6 +3 +5",
    (5, date(2005, 2, 16), "F"): "+4 +5 +1 +3 +6 +1",
    (6, date(2005, 2, 16), "G"): "+4 +4 +1 +3 +5 +2",
    (7, date(2005, 2, 16), "D"): "-1 -6 -6 -1",
}
"""Number, day and organisation of each document → its statements."""

TAKEN = [
    Taken(actor, ("concept", told[1]), Side.FOR if told[0] == "+" else Side.AGAINST, day, str(number))
    for (number, day, actor), statements in DOCUMENTS.items()
    for told in statements.split()
]
