"""What a user does with a dossier, as functions: the command line, the workbench and Python programs call the same ones.

A module for each group; ``VERBS`` says where each is. They are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.lazy import loaded_when_asked

if TYPE_CHECKING:
    from pourparler.verbs.asking import ask
    from pourparler.verbs.bargaining import convert, solve
    from pourparler.verbs.briefing import report
    from pourparler.verbs.document_changes import (
        documents_remove,
        documents_removed,
        documents_resting,
        documents_restore,
        documents_set,
    )
    from pourparler.verbs.documents import add, documents_list, documents_show, keep
    from pourparler.verbs.dossiers import check, demo, new
    from pourparler.verbs.draft_comparison import evaluate_draft
    from pourparler.verbs.draft_writing import draft_write
    from pourparler.verbs.drafting import (
        draft,
        drafted,
        positions_apply,
        positions_doubtful,
        positions_list,
        positions_suggest,
        positions_told,
    )
    from pourparler.verbs.influence import contests, influence_power, influence_spatial
    from pourparler.verbs.networks import all_networks, network, network_over_time
    from pourparler.verbs.next_steps import (
        next_steps_apply,
        next_steps_confirm,
        next_steps_dismiss,
        next_steps_list,
        next_steps_reopen,
        next_steps_suggest,
    )
    from pourparler.verbs.opening import load_conflict, load_negotiation
    from pourparler.verbs.over_time import moved, positions_history
    from pourparler.verbs.proposals import (
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
    )
    from pourparler.verbs.reading import evaluate_reader, read
    from pourparler.verbs.settlement import ask_next, compare, concessions, settle, what_if, why
    from pourparler.verbs.stability import analyse_stability, propose_conflict
    from pourparler.verbs.statements import (
        statements_accept,
        statements_blocks,
        statements_cite,
        statements_correct,
        statements_export,
        statements_list,
        statements_reject,
        statements_search,
        statements_show,
        statements_told,
    )
    from pourparler.verbs.stories import stories_apart, stories_list, stories_together, stories_undo
    from pourparler.verbs.watching import watch, watch_add, watch_list, watch_look, watch_remove
    from pourparler.verbs.what_is_new import news, news_write

VERBS = {
    "dossiers": ("new", "check", "demo"),
    "documents": ("add", "keep", "documents_list", "documents_show"),
    "watching": ("watch", "watch_add", "watch_list", "watch_look", "watch_remove"),
    "document_changes": ("documents_set", "documents_resting", "documents_remove", "documents_removed", "documents_restore"),
    "reading": ("read", "evaluate_reader"),
    "statements": (
        "statements_list", "statements_search", "statements_show", "statements_accept", "statements_reject", "statements_correct",
        "statements_cite", "statements_export", "statements_blocks", "statements_told",
    ),
    "stories": ("stories_list", "stories_together", "stories_apart", "stories_undo"),
    "asking": ("ask",),
    "drafting": (
        "draft", "drafted", "positions_list", "positions_suggest", "positions_told", "positions_doubtful", "positions_apply",
    ),
    "next_steps": (
        "next_steps_suggest", "next_steps_apply", "next_steps_list", "next_steps_confirm", "next_steps_dismiss", "next_steps_reopen",
    ),
    "draft_comparison": ("evaluate_draft",),
    "draft_writing": ("draft_write",),
    "proposals": (
        "proposals_list", "proposals_add", "proposals_change", "proposals_confirm", "proposals_dismiss", "proposals_restore",
        "proposals_rename", "proposals_merge", "proposals_split", "proposals_move", "proposals_reorder", "proposals_undo",
        "proposals_history",
    ),
    "settlement": ("settle", "concessions", "ask_next", "compare", "what_if", "why"),
    "bargaining": ("solve", "convert"),
    "stability": ("analyse_stability", "propose_conflict"),
    "influence": ("influence_power", "influence_spatial", "contests"),
    "networks": ("network", "network_over_time", "all_networks"),
    "over_time": ("moved", "positions_history"),
    "briefing": ("report",),
    "what_is_new": ("news", "news_write"),
    "opening": ("load_negotiation", "load_conflict"),
}  # fmt: skip
"""The verbs of each module, named after the commands; where Python programs need more than a command gives, that too."""

_HOMES = {name: group for group, names in VERBS.items() for name in names}

__all__ = [
    "add",
    "all_networks",
    "analyse_stability",
    "ask",
    "ask_next",
    "check",
    "compare",
    "concessions",
    "contests",
    "convert",
    "demo",
    "documents_list",
    "documents_remove",
    "documents_removed",
    "documents_resting",
    "documents_restore",
    "documents_set",
    "documents_show",
    "draft",
    "draft_write",
    "drafted",
    "evaluate_draft",
    "evaluate_reader",
    "influence_power",
    "influence_spatial",
    "keep",
    "load_conflict",
    "load_negotiation",
    "moved",
    "network",
    "network_over_time",
    "new",
    "news",
    "news_write",
    "next_steps_apply",
    "next_steps_confirm",
    "next_steps_dismiss",
    "next_steps_list",
    "next_steps_reopen",
    "next_steps_suggest",
    "positions_apply",
    "positions_doubtful",
    "positions_history",
    "positions_list",
    "positions_suggest",
    "positions_told",
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
    "statements_blocks",
    "statements_cite",
    "statements_correct",
    "statements_export",
    "statements_list",
    "statements_reject",
    "statements_search",
    "statements_show",
    "statements_told",
    "stories_apart",
    "stories_list",
    "stories_together",
    "stories_undo",
    "watch",
    "watch_add",
    "watch_list",
    "watch_look",
    "watch_remove",
    "what_if",
    "why",
]  # fmt: skip


__getattr__ = loaded_when_asked(__name__, _HOMES)
