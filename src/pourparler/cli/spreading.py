"""Where work is done: in this process, in several of this machine, or on a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import typer

from pourparler.errors import PourparlerError
from pourparler.spread import HERE, Spread, on_cluster, on_this_machine

WORKERS = typer.Option(
    "--workers", metavar="N", help="Work in so many processes of this machine; the result is the same."
)
SCHEDULER = typer.Option(
    "--scheduler",
    metavar="ADDRESS",
    help="Work on a Dask cluster: its scheduler's address, such as tcp://10.0.0.5:8786. Texts are sent there.",
)


def where_asked(
    workers: int | None, scheduler: str | None, language_model: str | None = None
) -> AbstractContextManager[Spread]:
    """The place to work that the options name. Raises PourparlerError where they name two, or one beside a language model."""
    if language_model is not None and (workers is not None or scheduler is not None):
        mend = "Leave out --workers and --scheduler: the model's own address does the work"
        raise PourparlerError("a language model is asked from here, one question after the other", mend=mend)
    if workers is not None and scheduler is not None:
        raise PourparlerError(
            "--workers and --scheduler are two places to work", mend="Give --workers for this machine, or --scheduler"
        )
    if scheduler is not None:
        return on_cluster(scheduler)
    return on_this_machine(workers) if workers is not None else nullcontext(HERE)
