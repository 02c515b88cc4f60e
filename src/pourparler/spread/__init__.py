"""Work spread over processes: in this one, in several of this machine, or in those of a cluster, by one interface.

``Here`` needs nothing. What goes to other processes goes through Dask, which is loaded only then (extra ``cluster``).
"""

from pourparler.spread.processes import on_cluster, on_this_machine
from pourparler.spread.work import HERE, Done, Here, Lost, Spread, Work, in_order

__all__ = ["HERE", "Done", "Here", "Lost", "Spread", "Work", "in_order", "on_cluster", "on_this_machine"]
