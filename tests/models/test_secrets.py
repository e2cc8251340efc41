"""Secrets are found wherever they stand, and ordinary words are none."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.models.secrets import Secret, find_secret, keys_in_environment


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sk-proj-abcdefghijklmnop1234", "an API key"),
        ("sk-or-v1-" + "0f" * 32, "an API key"),
        ("sk-ant-api03-x_y-" + "Ab1" * 8 + "_-zz", "an API key"),
        ("AIza" + "b" * 35, "an API key"),
        ("ghp_" + "a1" * 18, "an API key"),
        ("glpat-" + "a1" * 10, "an API key"),
        ("hf_" + "a1" * 17, "an API key"),
        ("xoxb-1234567890-abcdefghij", "an API key"),
        ("AKIAABCDEFGHIJKLMNOP", "an API key"),
        ("Authorization: Bearer abcdefghijklmnopqrstuvwxyz", "a bearer token"),
        ("-----BEGIN PRIVATE KEY-----", "a private key"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", "a private key"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "a private key"),
    ],
)
def test_each_kind_is_found_with_its_place(text: str, kind: str) -> None:
    """The place is a JSON pointer; the secret is no part of what is said."""
    found = find_secret({"messages": [{"content": "fine"}, {"a/b": f"see {text}."}]})
    assert found == Secret(kind, "/messages/1/a~1b")
    assert text not in str(found)


@pytest.mark.parametrize(
    "content",
    [
        "A risk-averse-and-long-hyphenated-thing; the bearer of good news; task-force-one-two",
        "-----BEGIN CERTIFICATE-----",
        "The AKIAABCDEFGHIJKLMNOPQRS ship.",
        "https://example.com/tech/sk-hynix-says-its-chips-of-2025-are-sold-out and articles/sk-telecom_results_q1.txt",
        {"n": 1, "none": None, "list": [True, 1.5]},
    ],
)
def test_ordinary_content_holds_none(content: Any) -> None:
    """Words that share letters with keys, certificates, and what is no text."""
    assert find_secret(content) is None


def test_known_keys_are_found_and_placeholders_are_not() -> None:
    """A key in use is found in values and names; one of a few letters would be found everywhere."""
    assert find_secret({"a": ["x plain-words-key y"]}, ["plain-words-key"]) == Secret("the API key in use", "/a/0")
    assert find_secret({"a": {"plain-words-key": 1}}, ["plain-words-key"]) == Secret("the API key in use", "/a")
    assert find_secret("the test passes", ["test", "x", ""]) is None


def test_keys_come_from_variables_that_say_so() -> None:
    """Whoever's key it is; empty ones and placeholders are none."""
    names = ("OPENAI_API_KEY", "MISTRAL_API_KEY", "GROQ_API_KEY", "OLLAMA_API_KEY", "PATH")
    environment = dict(zip(names, ("key-one-", "key-two-", "", "ollama", "/bin"), strict=True))
    assert keys_in_environment(environment) == ["key-one-", "key-two-"]
