"""Bodies that a dossier does not name yet: the dossier knows no party behind them, and drafting proposes one."""

from __future__ import annotations

from dataclasses import replace

from pourparler.model import Holder, Statement, overlap


def with_bodies_as_read(matched: Statement, read: Statement) -> Statement:
    """A statement as the dossier has it; where that knows no party, the body that the reader found.

    ``matched``: with the dossier's parties. ``read``: the same statement as the reader left it.
    """
    holders = tuple(h if h.party is not None else _as_read(h, read) for h in matched.holders)
    party = matched.party if matched.party is not None else read.party
    return replace(matched, holders=holders, party=party)


def _as_read(holder: Holder, read: Statement) -> Holder:
    """The reader's holder of the same words, else of the same name."""
    same = [h for h in read.holders if h.words and overlap(h.words, holder.words) > 0]
    same = same or [h for h in read.holders if h.name == holder.name]
    return replace(holder, name=same[0].name, party=same[0].party) if same else holder
