"""Which endpoint is asked, and for which model."""

from __future__ import annotations

import pytest

from llm_extract.errors import ConfigError
from llm_extract.models.addresses import find_address, model_name
from llm_extract.settings import Settings

PROXY = "http://proxy:4000"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"model": "gpt-5"}, ("https://api.openai.com/v1", "gpt-5", "OpenAI")),
        ({"model": "openai/gpt-5"}, ("https://api.openai.com/v1", "gpt-5", "OpenAI")),
        ({"model": "ollama/qwen3:8b"}, ("http://localhost:11434/v1", "qwen3:8b", "Ollama")),
        ({"model": "openrouter/openai/gpt-5"}, ("https://openrouter.ai/api/v1", "openai/gpt-5", "OpenRouter")),
        ({"model": "vllm/Qwen/Qwen3-8B"}, ("http://localhost:8000/v1", "Qwen/Qwen3-8B", "vLLM")),
        ({"model": "Qwen/Qwen3-8B"}, ("https://api.openai.com/v1", "Qwen/Qwen3-8B", "OpenAI")),
        ({"model": "ollama/qwen3", "base_url": PROXY}, (PROXY, "ollama/qwen3", "LiteLLM proxy")),
        ({"model": "m/x", "base_url": "http://gpu:9/v1", "endpoint": "vllm"}, ("http://gpu:9/v1", "m/x", "vLLM")),
        ({"model": "openai/x", "endpoint": "lmstudio"}, ("http://localhost:1234/v1", "openai/x", "LM Studio")),
        ({}, ("https://api.openai.com/v1", None, "OpenAI")),
    ],
)
def test_the_rule(settings: dict[str, str], expected: tuple[str, str | None, str]) -> None:
    """Base URL before the setting endpoint before a profile in the model's name before OpenAI."""
    found = find_address(Settings(**settings), {})  # type: ignore[arg-type]
    assert (found.base_url, found.model, found.endpoint.name) == expected
    assert model_name(Settings(**settings)) == expected[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "base_url"),
    [
        ("", "http://localhost:11434/v1"),
        ("0.0.0.0", "http://localhost:11434/v1"),
        ("0.0.0.0:8", "http://localhost:8/v1"),
        ("gpu", "http://gpu:11434/v1"),
        ("http://gpu:9/", "http://gpu:9/v1"),
        ("http://gpu:9/v1", "http://gpu:9/v1"),
        ("https://models.example.org", "https://models.example.org/v1"),
        ("https://example.org/ollama", "https://example.org/ollama/v1"),
        ("[::1]:8", "http://[::1]:8/v1"),
    ],
)
def test_places_are_read_as_the_profiles_own_tools_write_them(host: str, base_url: str) -> None:
    """OLLAMA_HOST may lack scheme, port and path, and may be an address to listen on."""
    assert find_address(Settings(model="ollama/m"), {"OLLAMA_HOST": host}).base_url == base_url


def test_azure_is_asked_at_the_resources_address() -> None:
    """Everybody has a resource of their own there; the model is the deployment's name."""
    found = find_address(Settings(model="azure/mine"), {"AZURE_OPENAI_ENDPOINT": "https://me.openai.azure.com"})
    assert (found.base_url, found.model) == ("https://me.openai.azure.com/openai/v1", "mine")
    with pytest.raises(ConfigError, match="Set AZURE_OPENAI_ENDPOINT"):
        find_address(Settings(model="azure/mine"), {})


def test_a_profile_alone_names_no_model() -> None:
    """What ends at the slash is refused before anything is sent."""
    with pytest.raises(ConfigError, match="ollama/MODEL"):
        find_address(Settings(model="ollama/"), {})


def test_structured_overrides_the_profile() -> None:
    """The person knows better than the table what the model obeys."""
    assert find_address(Settings(model="anthropic/x", structured="json"), {}).endpoint.mode == "json"


def test_a_port_that_is_none_is_named() -> None:
    """A malformed place is an error that names its variable."""
    with pytest.raises(ConfigError, match="OLLAMA_HOST"):
        find_address(Settings(model="ollama/m"), {"OLLAMA_HOST": "gpu:port"})
