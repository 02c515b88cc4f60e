"""The published JSON Schema accepts what the loader accepts, and knows its keys."""

import json
from datetime import date

import jsonschema
import pytest
from ruamel.yaml import YAML

from pourparler.dossier import json_schema
from pourparler.dossier.load import TOP_KEYS

from ..conftest import DEMO, RIYADH
from .test_load import SUGGESTED


@pytest.mark.parametrize("folder", [DEMO, RIYADH], ids=lambda p: p.name)
def test_the_examples_fit_the_schema(folder):
    tree = YAML(typ="safe").load((folder / "dossier.yaml").read_text())
    plain = json.loads(json.dumps(tree, default=lambda d: d.isoformat() if isinstance(d, date) else str(d)))
    jsonschema.Draft202012Validator(json_schema()).validate(plain)


def test_the_schema_is_one_and_names_every_key():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(TOP_KEYS)


def test_it_rejects_what_the_loader_rejects():
    bad = {"negotiation": "x", "parties": {"A": {"at_tabel": True}}, "issues": {"i": {"options": ["a", "b"]}}}
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(bad))


@pytest.mark.parametrize(
    ("evidence", "fits"),
    [
        (["s0123456789ab", {"judgement": "so", "by": "Ada", "on": "2031-02-03"}], True),
        ([{"judgement": "so"}], False),
        ([{"judgement": "so", "by": "Ada", "why": "x"}], False),
    ],
)
def test_a_judgement_has_words_and_a_name(evidence, fits):
    position = {"party": "A", "issue": "i", "demands": "a", "evidence": evidence}
    tree = {"negotiation": "x", "parties": {"A": {}}, "issues": {"i": {"options": ["a", "b"]}}, "positions": [position]}
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(tree) is fits


def test_what_is_suggested_fits_the_schema():
    tree = YAML(typ="safe").load(SUGGESTED)
    jsonschema.Draft202012Validator(json_schema()).validate(tree)
    tree["issues"]["dues"]["suggested"] = "reduced, full"
    assert list(jsonschema.Draft202012Validator(json_schema()).iter_errors(tree))
