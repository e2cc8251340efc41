"""The table of endpoints."""

from __future__ import annotations

from typing import Any

import pytest

from llm_extract.errors import ConfigError
from llm_extract.models.endpoints import ENDPOINTS, STRUCTURED, find_endpoint, find_profile, recorded_endpoint


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://api.openai.com/v1", "OpenAI"),
        ("https://eu.api.openai.com/v1", "OpenAI"),
        ("https://API.OpenAI.com/v1/", "OpenAI"),
        ("https://mine.openai.azure.com/openai/v1", "Azure OpenAI"),
        ("https://openrouter.ai/api/v1", "OpenRouter"),
        ("https://api.anthropic.com/v1/", "Anthropic"),
        ("https://generativelanguage.googleapis.com/v1beta/openai/", "Gemini"),
        ("http://localhost:11434/v1", "Ollama"),
        ("http://gpu-box:11434/v1", "Ollama"),
        ("http://127.0.0.1:8080/v1", "llama.cpp"),
        ("http://[::1]:8000/v1", "vLLM"),
        ("http://127.0.0.1:53211/v1", "unknown"),
        ("https://llm.example.com:8000/v1", "unknown"),
        ("https://api.openai.com.evil.example/v1", "unknown"),
        ("https://notopenai.azure.com.example/v1", "unknown"),
    ],
)
def test_found_by_host_or_port(url: str, name: str) -> None:
    """Known hosts win, whole names only; ports count for servers of one's own."""
    assert find_endpoint(url).name == name


def test_output_limit_by_endpoint() -> None:
    """OpenAI has its own name for the limit, the others take the old one."""
    assert find_endpoint("https://api.openai.com/v1").output_limit == "max_completion_tokens"
    assert find_endpoint("http://localhost:11434/v1").output_limit == "max_tokens"


def test_unknown_endpoints_are_assumed_to_be_able() -> None:
    """What is not in the table gets strict schemas and needs no key, until told otherwise."""
    endpoint = find_endpoint("http://127.0.0.1:53211/v1")
    assert (endpoint.strict_schema, endpoint.needs_key) == (True, False)
    assert not find_endpoint("http://127.0.0.1:53211/v1", structured="json").strict_schema


def test_structured_must_be_a_known_word() -> None:
    """A misspelt way to ask for structure is refused with the words there are."""
    with pytest.raises(ConfigError, match="strict, tools, json, text"):
        find_endpoint("https://api.openai.com/v1", structured="jsno")


def test_a_port_that_is_none_is_a_config_error() -> None:
    """An address that cannot be parsed is named."""
    with pytest.raises(ConfigError, match="is no base URL"):
        find_endpoint("http://localhost:port/v1")


def test_rows_are_complete() -> None:
    """Every row can be found and has a known mode and limit."""
    for endpoint in ENDPOINTS:
        assert endpoint.profile
        assert endpoint.base_url or endpoint.url_variable
        assert endpoint.mode in endpoint.modes
        assert set(endpoint.modes) <= set(STRUCTURED)
        assert endpoint.source
        assert endpoint.mode in STRUCTURED
        assert endpoint.output_limit in ("max_tokens", "max_completion_tokens")
    assert len({endpoint.port for endpoint in ENDPOINTS if endpoint.port}) == sum(bool(e.port) for e in ENDPOINTS)
    assert len({endpoint.profile for endpoint in ENDPOINTS}) == len(ENDPOINTS)


def test_the_base_url_of_a_row_finds_the_row() -> None:
    """A profile and its base URL lead to the same capabilities, where the port is its own."""
    for endpoint in ENDPOINTS:
        if endpoint.base_url and (endpoint.hosts or endpoint.port):
            assert find_endpoint(endpoint.base_url) is endpoint


def test_a_misspelt_profile_is_refused_with_the_nearest() -> None:
    """The setting names a profile that exists, or learns which ones do."""
    with pytest.raises(ConfigError, match="Did you mean 'ollama'"):
        find_profile("olama")
    with pytest.raises(ConfigError, match="Known: anthropic, azure"):
        find_profile("xyz")


def test_recordings_of_an_endpoint_with_a_schema_form_of_its_own_replay() -> None:
    """What such an endpoint leaves out of schemas is left out under replay too, or nothing would be found."""
    schema = {
        "type": "object",
        "properties": {"n": {"type": "string", "pattern": r"^\d$"}, "m": {"type": "string", "pattern": "^.$"}},
    }
    sent = find_profile("llama-cpp-python").response_format("n", schema)
    replayed = recorded_endpoint({"response_format": sent})
    assert replayed.response_format("other", schema) == sent
    assert (replayed.strict_schema, replayed.needs_key) == (True, False)


@pytest.mark.parametrize(
    ("body", "mode"),
    [
        ({"response_format": {"type": "json_schema"}}, "strict"),
        ({"response_format": {"type": "json_object"}}, "json"),
        ({"tools": [{}]}, "tools"),
        ({"response_format": None}, "text"),
    ],
)
def test_recordings_show_the_mode(body: dict[str, Any], mode: str) -> None:
    """Under replay the way a request asked for structure is read off the request."""
    assert recorded_endpoint(body).mode == mode
