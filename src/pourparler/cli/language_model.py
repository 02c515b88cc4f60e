"""What the commands that may ask a language model share: its options, its address, what it has cost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pourparler.cli.console import notice, progress
from pourparler.errors import PourparlerError

if TYPE_CHECKING:
    from pourparler.drafting import LanguageModelDrafter
    from pourparler.reading import Endpoint, Price, Usage

DRAFT_BY = typer.Option(metavar="NAME", help="Let this language model draft. The documents are sent to its address.")
ENDPOINT = typer.Option(
    metavar="ADDRESS",
    envvar="POURPARLER_LLM_ENDPOINT",
    help="The address of the language model, OpenAI-compatible, up to /v1. A key is taken from POURPARLER_LLM_KEY.",
)
PRICE = typer.Option(
    metavar="ASKED:ANSWERED",
    help="The price of a million tokens asked and answered, such as 0.5:2; the cost is then printed.",
)


def endpoint_of(path: Path, model: str, address: str | None) -> Endpoint:
    """Where to ask, with the dossier's cache. Raises PourparlerError where no address was given."""
    from pourparler.dossier import open_dossier
    from pourparler.reading import Endpoint

    if not address:
        mend = "Add --endpoint http://localhost:8080/v1, or set POURPARLER_LLM_ENDPOINT"
        raise PourparlerError("the language model has a name but no address", mend=mend)
    cache = open_dossier(path).root / "cache" / "language-model"
    return Endpoint(address, model, os.environ.get("POURPARLER_LLM_KEY") or None, cache)


def price_of(written: str) -> Price:
    """The price as it was written. Raises PourparlerError."""
    from pourparler.reading import Price

    try:
        asked, answered = (float(part) for part in written.split(":"))
    except ValueError:
        raise PourparlerError(
            f"{written!r} is not a price", mend="Write two numbers for a million tokens, asked and answered: 0.5:2"
        ) from None
    return Price(asked, answered)


def tell_usage(used: Usage, paid: Price | None) -> None:
    """How much was asked and answered; the cost only where a price was given."""
    told = f"{used.questions} questions, {used.from_cache} of them answered from the cache; {used.asked} tokens sent, {used.answered} received"
    notice(told + (f"; cost {used.cost(paid):.4f}" if paid else ""))


@contextmanager
def drafter(
    path: Path, model: str | None, address: str | None, price: str | None
) -> Iterator[LanguageModelDrafter | None]:
    """The drafter by this language model, with its progress; None where none is named. In the end it is told what was asked."""
    if model is None:
        yield None
        return
    from pourparler.drafting import LanguageModelDrafter
    from pourparler.monitor import Monitor

    paid = price_of(price) if price else None
    endpoint = endpoint_of(path, model, address)
    with progress("asking the language model", None) as step:
        by = LanguageModelDrafter(endpoint, Monitor(lambda *_: step()))
        try:
            yield by
        finally:
            tell_usage(endpoint.usage, paid)
    left = by.dropped
    if left.words or left.names or left.rejected:
        notice(
            f"not kept: {left.words} whose words are not in the document, {left.names} with names or ids that nobody knows, "
            f"{left.rejected} that you rejected"
        )
