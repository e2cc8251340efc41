"""What each known endpoint can do: one table, looked up by profile (``ollama/qwen3``) or by the base URL.

The rows say how an endpoint takes chat/completions, not how good its models are. What is not in the table is assumed
to be OpenAI-compatible in full; the settings ``endpoint`` and ``structured`` override that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError, did_you_mean
from .capabilities import STRUCTURED, Endpoint

__all__ = ["ENDPOINTS", "STRUCTURED", "Endpoint", "find_endpoint", "find_profile", "recorded_endpoint"]

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0", "host.docker.internal"})
_LOOKED_UP = "2026-11-22"


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "OpenAI",
        ("api.openai.com", ".api.openai.com"),
        output_limit="max_completion_tokens",
        profile="openai",
        base_url="https://api.openai.com/v1",
        remark="reasoning models refuse temperature and count their thoughts as output",
        source="https://platform.openai.com/docs/guides/structured-outputs",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Azure OpenAI",
        (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"),
        output_limit="max_completion_tokens",
        key_variable="AZURE_OPENAI_API_KEY",
        profile="azure",
        url_variable="AZURE_OPENAI_ENDPOINT",
        path="/openai/v1",
        remark="the model is the name of your deployment; the v1 API is used, which needs no api-version",
        source="https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "OpenRouter",
        ("openrouter.ai",),
        key_variable="OPENROUTER_API_KEY",
        profile="openrouter",
        base_url="https://openrouter.ai/api/v1",
        remark="schemas are enforced by most providers behind it, not by all; failures may come with status 200",
        source="https://openrouter.ai/docs/structured-outputs",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Anthropic",
        ("api.anthropic.com",),
        mode="tools",
        modes=("tools", "text"),
        key_variable="ANTHROPIC_API_KEY",
        profile="anthropic",
        base_url="https://api.anthropic.com/v1",
        ignored=("response_format", "seed", "presence_penalty", "frequency_penalty", "logit_bias", "reasoning_effort"),
        remark="its OpenAI-compatible layer holds no answer to a schema; temperatures above 1 count as 1",
        source="https://platform.claude.com/docs/en/api/openai-sdk",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Gemini",
        ("generativelanguage.googleapis.com",),
        key_variable="GEMINI_API_KEY",
        profile="gemini",
        base_url="https://generativelanguage.googleapis.com/v1beta/openai",
        remark="which schema keywords it enforces is not documented for this layer",
        source="https://ai.google.dev/api/compatibility",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Mistral",
        ("api.mistral.ai",),
        key_variable="MISTRAL_API_KEY",
        profile="mistral",
        base_url="https://api.mistral.ai/v1",
        renamed={"seed": "random_seed"},
        source="https://docs.mistral.ai/api",
    ),
    Endpoint(
        "DeepSeek",
        ("api.deepseek.com",),
        mode="json",
        modes=("tools", "json", "text"),
        key_variable="DEEPSEEK_API_KEY",
        profile="deepseek",
        base_url="https://api.deepseek.com/v1",
        remark="in thinking mode it does not heed temperature",
        source="https://api-docs.deepseek.com",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Groq",
        ("api.groq.com",),
        mode="tools",
        output_limit="max_completion_tokens",
        key_variable="GROQ_API_KEY",
        profile="groq",
        base_url="https://api.groq.com/openai/v1",
        remark="only some models are held to a schema: LLM_EXTRACT_STRUCTURED=strict for those",
        source="https://console.groq.com/docs/structured-outputs",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Ollama",
        port=11434,
        needs_key=False,
        key_variable="OLLAMA_API_KEY",
        concurrency=4,
        profile="ollama",
        base_url="http://localhost:11434/v1",
        url_variable="OLLAMA_HOST",
        path="/v1",
        remark="it cuts what exceeds the model's context without a word: raise num_ctx or set --max-chars",
        source="https://docs.ollama.com/api/openai-compatibility",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "Ollama Cloud",
        ("ollama.com",),
        mode="tools",
        modes=("tools", "text"),
        key_variable="OLLAMA_API_KEY",
        profile="ollama-cloud",
        base_url="https://ollama.com/v1",
        remark="it takes schemas and does not enforce them",
        source="https://pydantic.dev/docs/ai/api/models/ollama/",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "LM Studio",
        port=1234,
        needs_key=False,
        key_variable="LM_STUDIO_API_KEY",
        concurrency=4,
        modes=("strict", "tools", "text"),
        profile="lmstudio",
        base_url="http://localhost:1234/v1",
        source="https://lmstudio.ai/docs/advanced/structured-output",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "llama.cpp",
        port=8080,
        needs_key=False,
        key_variable="LLAMA_API_KEY",
        concurrency=4,
        profile="llamacpp",
        base_url="http://localhost:8080/v1",
        schema_form="json_object",
        remark="llama-server answers with the model that it was started with, whatever name is asked for",
        source="tests/servers, and https://github.com/ggml-org/llama.cpp/tree/master/tools/server",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "llama-cpp-python",
        needs_key=False,
        key_variable="LLAMA_API_KEY",
        concurrency=1,
        schema_form="json_object",
        profile="llama-cpp-python",
        base_url="http://localhost:8000/v1",
        remark="its grammars hold no answer to a choice among values of several types",
        source="tests/servers, with llama-cpp-python 0.3.36",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "vLLM",
        port=8000,
        key_variable="VLLM_API_KEY",
        needs_key=False,
        profile="vllm",
        base_url="http://localhost:8000/v1",
        source="https://docs.vllm.ai/en/latest/features/structured_outputs/",
        checked=_LOOKED_UP,
    ),
    Endpoint(
        "LiteLLM proxy",
        port=4000,
        key_variable="LITELLM_PROXY_API_KEY",
        needs_key=False,
        profile="litellm",
        base_url="http://localhost:4000",
        url_variable="LITELLM_PROXY_API_BASE",
        remark="what is enforced depends on the endpoint behind it",
        source="tests/servers, and https://docs.litellm.ai/docs/completion/json_mode",
        checked=_LOOKED_UP,
    ),
)
_UNKNOWN = Endpoint("unknown", needs_key=False, remark="assumed to enforce schemas: else set LLM_EXTRACT_STRUCTURED")


def find_profile(name: str) -> Endpoint:
    """The row with a profile's name.

    Args:
        name: as in front of a model's name.

    Raises:
        ConfigError: there is none; the nearest is named.

    Example:
        >>> find_profile("ollama").base_url
        'http://localhost:11434/v1'
    """
    rows = {row.profile: row for row in ENDPOINTS}
    if name not in rows:
        hint = did_you_mean(name, rows, f"Known: {', '.join(sorted(rows))}.")
        raise ConfigError(f"there is no endpoint profile {name!r}", hint=hint)
    return rows[name]


def recorded_endpoint(body: Mapping[str, Any]) -> Endpoint:
    """What a recorded request shows of the endpoint that it was made for.

    Example:
        >>> body = {"response_format": {"type": "json_schema"}, "max_completion_tokens": 9}
        >>> endpoint = recorded_endpoint(body)
        >>> endpoint.mode, endpoint.output_limit, endpoint.needs_key
        ('strict', 'max_completion_tokens', False)
    """
    form = body.get("response_format") or {}
    limit = "max_completion_tokens" if "max_completion_tokens" in body else "max_tokens"
    if form.get("type") == "json_object" and "schema" in form:  # what such an endpoint leaves out is in its row
        row = next(row for row in ENDPOINTS if row.schema_form == "json_object")
        return replace(row, name="recorded", output_limit=limit, needs_key=False)
    mode = "strict" if form.get("type") == "json_schema" else "tools" if body.get("tools") else "text"
    mode = "json" if form.get("type") == "json_object" else mode
    return Endpoint("recorded", mode=mode, output_limit=limit, needs_key=False)


def find_endpoint(base_url: str, *, structured: str | None = None) -> Endpoint:
    """The endpoint behind a base URL.

    Args:
        base_url: as given to the live model.
        structured: how to ask for the answer's form, where the table should not decide.

    Returns:
        Its row; by host first, then, for local and unknown hosts, by port; else a row that assumes everything.

    Example:
        >>> find_endpoint("https://api.openai.com/v1").output_limit
        'max_completion_tokens'
        >>> find_endpoint("http://localhost:11434/v1").name
        'Ollama'
        >>> find_endpoint("http://127.0.0.1:5000/v1", structured="tools").mode
        'tools'
    """
    endpoint = _look_up(base_url)
    return endpoint if structured is None else endpoint.with_structured(structured)


def _look_up(base_url: str) -> Endpoint:
    try:
        parts = urlsplit(base_url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise ConfigError(f"{base_url!r} is no base URL", hint="It looks like https://api.openai.com/v1") from error
    for endpoint in ENDPOINTS:
        if any(host == name or (name.startswith(".") and host.endswith(name)) for name in endpoint.hosts):
            return endpoint
    if parts.scheme == "http" or host in _LOOPBACK:
        for endpoint in ENDPOINTS:
            if endpoint.port is not None and endpoint.port == port:
                return endpoint
    return _UNKNOWN
