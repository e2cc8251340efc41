"""How requests are worded for an endpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.capabilities import Endpoint, without_keywords

ROOT = Path(__file__).resolve().parents[2]


def _words(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        return set(schema).union(*map(_words, schema.values()))
    return set().union(*map(_words, schema)) if isinstance(schema, list) else set()


def test_dropped_keywords_are_nowhere_in_a_schema() -> None:
    """They are found below properties, definitions, items and alternatives; nothing else is touched."""
    schema = json.loads((ROOT / "prompts/funding_news/v2.schema.json").read_text(encoding="utf-8"))
    assert "pattern" in _words(schema)
    left = without_keywords(schema, frozenset({"pattern"}))
    assert _words(schema) - _words(left) == {"pattern"}
    assert without_keywords(schema, frozenset()) == schema


def test_properties_called_like_a_keyword_stay() -> None:
    """A field may be called pattern, and so may a value that it can have."""
    schema = {
        "type": "object",
        "properties": {"pattern": {"type": "string", "enum": ["pattern"], "pattern": "^p"}},
        "required": ["pattern"],
    }
    assert without_keywords(schema, frozenset({"pattern"})) == {
        "type": "object",
        "properties": {"pattern": {"type": "string", "enum": ["pattern"]}},
        "required": ["pattern"],
    }


@pytest.mark.parametrize("name", ["seed", "random_seed"])
def test_parameters_have_the_endpoints_names(name: str) -> None:
    """A parameter is sent under the endpoint's own name, whichever of the two is given."""
    assert Endpoint("x", renamed={"seed": "random_seed"}).name_parameters({name: 7}) == {"random_seed": 7}
