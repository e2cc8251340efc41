"""Patterns in plain form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.models.patterns import plain_pattern, with_plain_patterns

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        (r"^-?[0-9]+(\.[0-9]+)?$", "^-?[0-9]+([.][0-9]+)?$"),
        (r"^\d{4}-\d{2}$", "^[0-9]{4}-[0-9]{2}$"),
        (r"^(?:a|b)+$", "^(a|b)+$"),
        (r"^[\w.\-\d]+\/\?$", "^[A-Za-z0-9_.0-9-]+/[?]$"),
        ("^[A-Z]{3}$", "^[A-Z]{3}$"),
        ("^$", "^$"),
    ],
)
def test_what_can_be_said_plainly(pattern: str, plain: str) -> None:
    """Sets, escaped signs and groups without capture have plain forms; plain patterns are their own."""
    assert plain_pattern(pattern) == plain == plain_pattern(plain)


@pytest.mark.parametrize(
    "pattern",
    ["abc", "^abc", "abc$", "^.$", "^[^a]$", r"^\s$", r"^\W$", "^a|b$", "^é$", '^"$', r'^[\"]$', r"^a\\b$", r"^\x41$",
     "^a+?$", "^a*?$", "^(?=a)a$", "^a(b$", "^[a$", "^[]$", r"^a\$", "^a^b$", "^a\nb$", r"^[\s]$", "^[[]$", "^"],
)  # fmt: skip
def test_what_cannot(pattern: str) -> None:
    """Rather no pattern than one that means something else, or that a server falls over."""
    assert plain_pattern(pattern) is None


@given(
    st.lists(
        st.sampled_from(
            [r"\d", r"\w", r"\.", r"\-", "a", "-", "(?:ab|c)", "[x-z]", r"[\d.]", r"[\-_]", "?", "{2}", "+"]
        ),
        max_size=6,
    ),
    st.lists(st.text("ab019.-_xyzc", max_size=6), max_size=8),
)
@settings(derandomize=True, deadline=None, max_examples=200)
def test_the_plain_form_means_the_same(parts: list[str], texts: list[str]) -> None:
    """Whatever text one of them takes, the other takes."""
    pattern = f"^{''.join(parts)}$"
    plain = plain_pattern(pattern)
    try:
        compiled = re.compile(pattern)
    except re.error:
        return
    if plain is not None:
        for text in texts:
            assert bool(re.search(plain, text)) == bool(compiled.search(text))


def test_the_shipped_schemas_lose_nothing() -> None:
    """Every pattern of the released versions has a plain form; nothing but patterns changes."""
    for path in (ROOT / "prompts/funding_news").glob("*.schema.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        text, plain = json.dumps(schema), json.dumps(with_plain_patterns(schema))
        assert text.count('"pattern"') == plain.count('"pattern"') > 0
        assert plain == text.replace("(\\\\.[0-9]+)", "([.][0-9]+)")


def test_properties_called_pattern_stay() -> None:
    """A field may be called so, and a value; patterns in definitions, items and alternatives are found."""
    inner = {"type": "string", "pattern": "^.$"}
    schema = {
        "properties": {"pattern": {"type": "string", "enum": ["pattern"]}, "a": {"anyOf": [inner, {"items": inner}]}},
        "required": ["pattern"],
        "$defs": {"pattern": inner},
    }
    assert with_plain_patterns(schema) == {
        "properties": {
            "pattern": {"type": "string", "enum": ["pattern"]},
            "a": {"anyOf": [{"type": "string"}, {"items": {"type": "string"}}]},
        },
        "required": ["pattern"],
        "$defs": {"pattern": {"type": "string"}},
    }
