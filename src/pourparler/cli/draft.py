"""draft: from the record to a proposed dossier."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pourparler.cli.console import JSON, notice, print_json, say
from pourparler.cli.language_model import DRAFT_BY, ENDPOINT, PRICE, drafter
from pourparler.cli.proposals import show, show_largest, view_of
from pourparler.cli.spreading import SCHEDULER, WORKERS, where_asked

if TYPE_CHECKING:
    from pourparler.verbs.drafting import Drafted

NEWS = {
    "added": "New",
    "moved": "Moved",
    "gone": "Gone, because the statements are",
    "put_aside": "New on what you dismissed, and put aside",
    "unsupported": "Changed or confirmed by a person, but no statement backs it any more",
}
ALL_SHOWN = 500
"""Positions up to which all are listed: nobody reads more in a terminal."""
MOST = 8
"""How many changes of one sort are listed."""


def draft(
    path: Annotated[Path, typer.Argument(metavar="DIR", help="The dossier.")],
    write: Annotated[
        bool, typer.Option("--write", help="Put it into dossier.yaml; what nobody confirmed is marked as suggested.")
    ] = False,
    confirmed_only: Annotated[
        bool, typer.Option("--confirmed-only", help="With --write: only what somebody confirmed.")
    ] = False,
    language_model: Annotated[str | None, DRAFT_BY] = None,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    price: Annotated[str | None, PRICE] = None,
    workers: Annotated[int | None, WORKERS] = None,
    scheduler: Annotated[str | None, SCHEDULER] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Propose parties, issues, options and positions from the documents, with the words behind each. Exit code 1: nothing can be proposed.

    Proposals are kept: `pourparler proposals` confirms and changes them, and drafting again after new documents keeps what you did.

    Nothing leaves this machine unless you name a language model or a cluster; of a language model's answers only what stands in words of the documents is kept.

    Example: pourparler draft grain-talks
    """
    from pourparler import verbs
    from pourparler.wording.views.draft import draft_view
    from pourparler.wording.views.proposals import news_view

    with drafter(path, language_model, endpoint, price) as by, where_asked(workers, scheduler, language_model) as place:
        found = verbs.draft(path, by, on=place)
    written = verbs.draft_write(path, suggested=not confirmed_only) if write else None
    news = news_view(found.news, found.proposals)
    if not found.kept:
        notice("the record can only be read here: these proposals are shown and not kept")
    if as_json:
        done = {} if written is None else {"written": written.done}
        print_json({**draft_view(found.draft, found.documents), "new": news, **done})
    elif found.draft.positions or len(found.proposals):
        _show(path, found, news)
    else:
        say(
            "No position can be proposed: no document that was read says what a party wants, offers, accepts or refuses."
        )
        from pourparler.verbs.reading import waiting
        from pourparler.wording.terms import plural

        if unread := waiting(path):
            say(f"{plural(unread, 'document is', 'documents are')} not read yet. To read: pourparler read {path}")
    if written is not None and not as_json:
        say(f"\n{written.words}")
    if not found.draft.positions:
        raise typer.Exit(1)


def _show(path: Path, found: Drafted, news: Mapping[str, Any]) -> None:
    """How much is proposed, what is new since the last draft, and all of it."""
    from pourparler.wording.terms import plural

    kept = found.proposals
    positions = kept.once(kept.positions)
    sure = sum(p.confirmed for p in kept.once(kept))
    many = f"{plural(len(kept.parties), 'party', 'parties')}, {plural(len(kept.issues), 'issue')} and {plural(len(positions), 'position')} are proposed."
    confirmed = (
        f"{plural(sure, 'proposal is', 'proposals are')} confirmed, counting parties, issues and options."
        if sure
        else "Nobody has confirmed them yet."
    )
    say(f"{many} {confirmed}")
    if len(found.news.added) < len(kept):
        _show_news(news)
    if len(positions) > ALL_SHOWN:
        show_largest(kept, path)
    else:
        show(view_of(path, kept))
    if found.draft.unheld:
        say()
        more = plural(len(found.draft.unheld), "more position")
        say(f"{more} of nobody known: `pourparler statements list` shows what they are.")


def _show_news(news: Mapping[str, Any]) -> None:
    for name, title in NEWS.items():
        if news[name]:
            say(f"\n{title}", "bold")
        for p in news[name][:MOST]:
            say(f"  {p['short']:8}  {p['what'].replace('_', ' ')}: {p['words']}")
        if len(news[name]) > MOST:
            say(f"  and {len(news[name]) - MOST} more")
