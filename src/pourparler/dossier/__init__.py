"""The folder of one negotiation and its dossier.yaml."""

from pourparler.dossier.differences import differences
from pourparler.dossier.edit import alone, editing, on_current, set_title, write_text
from pourparler.dossier.edit_conflict import add_conflict
from pourparler.dossier.edit_issues import (
    add_issue,
    add_option,
    change_issue,
    change_option,
    id_from,
    remove_issue,
    remove_option,
    rename_issue,
    rename_option,
    reorder_issues,
    reorder_options,
)
from pourparler.dossier.edit_linkages import (
    add_linkage,
    change_linkage,
    remove_linkage,
    set_priorities,
)
from pourparler.dossier.edit_meetings import add_meetings, add_next_steps, change_told, remove_told
from pourparler.dossier.edit_parties import (
    add_actor,
    add_bystander,
    add_party,
    change_actor,
    change_bystander,
    change_party,
    remove_actor,
    remove_bystander,
    remove_party,
    rename_bystander,
    rename_party,
    reorder_parties,
)
from pourparler.dossier.edit_positions import (
    add_evidence,
    add_positions,
    change_position,
    position_node,
    remove_position,
)
from pourparler.dossier.edit_references import (
    ReferredToError,
)
from pourparler.dossier.edit_values import (
    add_bonus,
    change_bonus,
    remove_bonus,
    set_better_than,
    set_no_agreement,
    set_no_agreement_evidence,
    set_reservation_value,
    set_values,
)
from pourparler.dossier.files import revision_of, write_whole
from pourparler.dossier.folder import YAML, Dossier, is_dossier, new_dossier, open_dossier
from pourparler.dossier.load import Loaded, load, loads
from pourparler.dossier.schema import json_schema

__all__ = [
    "YAML",
    "Dossier",
    "Loaded",
    "ReferredToError",
    "add_actor",
    "add_bonus",
    "add_bystander",
    "add_conflict",
    "add_evidence",
    "add_issue",
    "add_linkage",
    "add_meetings",
    "add_next_steps",
    "add_option",
    "add_party",
    "add_positions",
    "alone",
    "change_actor",
    "change_bonus",
    "change_bystander",
    "change_issue",
    "change_linkage",
    "change_option",
    "change_party",
    "change_position",
    "change_told",
    "differences",
    "editing",
    "id_from",
    "is_dossier",
    "json_schema",
    "load",
    "loads",
    "new_dossier",
    "on_current",
    "open_dossier",
    "position_node",
    "remove_actor",
    "remove_bonus",
    "remove_bystander",
    "remove_issue",
    "remove_linkage",
    "remove_option",
    "remove_party",
    "remove_position",
    "remove_told",
    "rename_bystander",
    "rename_issue",
    "rename_option",
    "rename_party",
    "reorder_issues",
    "reorder_options",
    "reorder_parties",
    "revision_of",
    "set_better_than",
    "set_no_agreement",
    "set_no_agreement_evidence",
    "set_priorities",
    "set_reservation_value",
    "set_title",
    "set_values",
    "write_text",
    "write_whole",
]
