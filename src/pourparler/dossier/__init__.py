"""The folder of one negotiation and its dossier.yaml."""

from pourparler.dossier.edit import editing, set_title, write_text
from pourparler.dossier.edit_conflict import add_conflict
from pourparler.dossier.edit_meetings import add_meetings, add_next_steps, change_told, remove_told
from pourparler.dossier.edit_positions import (
    add_evidence,
    add_positions,
    change_position,
    position_node,
    remove_position,
)
from pourparler.dossier.files import revision_of, write_whole
from pourparler.dossier.folder import YAML, Dossier, is_dossier, new_dossier, open_dossier
from pourparler.dossier.load import Loaded, load, loads
from pourparler.dossier.schema import json_schema

__all__ = [
    "YAML",
    "Dossier",
    "Loaded",
    "add_conflict",
    "add_evidence",
    "add_meetings",
    "add_next_steps",
    "add_positions",
    "change_position",
    "change_told",
    "editing",
    "is_dossier",
    "json_schema",
    "load",
    "loads",
    "new_dossier",
    "open_dossier",
    "position_node",
    "remove_position",
    "remove_told",
    "revision_of",
    "set_title",
    "write_text",
    "write_whole",
]
