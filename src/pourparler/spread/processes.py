"""Several processes as one place to work: those of this machine, or those of a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pourparler.errors import ClusterError

if TYPE_CHECKING:
    from pourparler.spread.cluster import Cluster

MANY = 4
"""Worker processes for each processor that may be asked for: more only wait for each other."""


@contextmanager
def on_this_machine(workers: int) -> Iterator[Cluster]:
    """So many processes of this machine, until the block ends. Raises ClusterError where they cannot be started."""
    most = MANY * (os.cpu_count() or 1)
    if not 1 <= workers <= most:
        mend = f"Give a number from 1 to {most}; as many as there are processors is best"
        raise ClusterError(f"{workers} workers are not for this machine", mend=mend)
    _needs_dask()
    from pourparler.spread.cluster import local

    with local(workers) as cluster:
        yield cluster


@contextmanager
def on_cluster(address: str) -> Iterator[Cluster]:
    """The workers of the Dask scheduler at an address such as ``tcp://10.0.0.5:8786``, until the block ends; they then go on as they were.

    Raises ClusterError where it does not answer, has no workers, or has another version of this program.
    """
    _needs_dask()
    from pourparler.spread.cluster import remote

    with remote(address) as cluster:
        yield cluster


def _needs_dask() -> None:
    for name in ("distributed", "cryptography"):
        if find_spec(name) is None:
            mend = "Install it: pip install 'pourparler[cluster]'"
            raise ClusterError(f"working in several processes needs the package {name}", mend=mend)
