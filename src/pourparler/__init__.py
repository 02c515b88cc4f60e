"""From what the parties say to what they could agree on.

The commands as functions, under the same names: ``pourparler settle`` is ``settle``, ``pourparler positions suggest`` is
``positions_suggest``; ``stability`` is ``analyse_stability``, because a package has that name. ``open`` is a command only. They are loaded
when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pourparler.verbs import (
        add,
        analyse_stability,
        ask_next,
        check,
        compare,
        concessions,
        convert,
        demo,
        documents_list,
        documents_remove,
        documents_resting,
        documents_restore,
        documents_set,
        documents_show,
        draft,
        draft_write,
        evaluate_draft,
        evaluate_reader,
        influence_power,
        influence_spatial,
        load_conflict,
        load_negotiation,
        network,
        network_over_time,
        new,
        next_steps_apply,
        next_steps_suggest,
        positions_apply,
        positions_list,
        positions_suggest,
        proposals_add,
        proposals_change,
        proposals_confirm,
        proposals_dismiss,
        proposals_history,
        proposals_list,
        proposals_merge,
        proposals_move,
        proposals_rename,
        proposals_reorder,
        proposals_restore,
        proposals_split,
        proposals_undo,
        propose_conflict,
        read,
        report,
        settle,
        solve,
        statements_accept,
        statements_cite,
        statements_correct,
        statements_export,
        statements_list,
        statements_reject,
        statements_search,
        statements_show,
        what_if,
        why,
    )

__all__ = [
    "add",
    "analyse_stability",
    "ask_next",
    "check",
    "compare",
    "concessions",
    "convert",
    "demo",
    "documents_list",
    "documents_remove",
    "documents_resting",
    "documents_restore",
    "documents_set",
    "documents_show",
    "draft",
    "draft_write",
    "evaluate_draft",
    "evaluate_reader",
    "influence_power",
    "influence_spatial",
    "load_conflict",
    "load_negotiation",
    "network",
    "network_over_time",
    "new",
    "next_steps_apply",
    "next_steps_suggest",
    "positions_apply",
    "positions_list",
    "positions_suggest",
    "proposals_add",
    "proposals_change",
    "proposals_confirm",
    "proposals_dismiss",
    "proposals_history",
    "proposals_list",
    "proposals_merge",
    "proposals_move",
    "proposals_rename",
    "proposals_reorder",
    "proposals_restore",
    "proposals_split",
    "proposals_undo",
    "propose_conflict",
    "read",
    "report",
    "settle",
    "solve",
    "statements_accept",
    "statements_cite",
    "statements_correct",
    "statements_export",
    "statements_list",
    "statements_reject",
    "statements_search",
    "statements_show",
    "what_if",
    "why",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in __all__:
        from pourparler import verbs

        return getattr(verbs, name)
    raise AttributeError(f"module 'pourparler' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
