"""What each known endpoint can do: one table, looked up by the base URL.

The rows say how an endpoint takes chat/completions, not how good its models are. What is not in the table is assumed
to be OpenAI-compatible in full; the setting ``structured`` overrides that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from ..errors import ConfigError

__all__ = ["ENDPOINTS", "STRUCTURED", "Endpoint", "find_endpoint"]

STRUCTURED = ("strict", "tools", "json", "text")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0", "host.docker.internal"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Capabilities of one kind of endpoint.

    Args:
        name: what people call it.
        hosts: host names, or their endings where they begin with a dot.
        port: the port that a server of this kind listens on by default; for hosts of one's own.
        mode: how the form of an answer is asked for: ``strict`` (a JSON schema that the server enforces), ``tools``
            (a forced function call), ``json`` (JSON mode and the schema in the prompt) or ``text`` (the prompt alone).
        output_limit: the body parameter that limits the answer's tokens.
        key_variable: the environment variable that holds its key.
        needs_key: whether it answers nobody without one.
        concurrency: requests at once that suit it; None finds out.
        remark: what to know about it.
    """

    name: str
    hosts: tuple[str, ...] = ()
    port: int | None = None
    mode: str = "strict"
    output_limit: str = "max_tokens"
    key_variable: str = "OPENAI_API_KEY"
    needs_key: bool = True
    concurrency: int | None = None
    remark: str = ""

    @property
    def strict_schema(self) -> bool:
        """Whether answers are held to a JSON schema while they are written."""
        return self.mode == "strict"

    def with_structured(self, structured: str) -> Endpoint:
        """The same endpoint, asked for the answer's form in another way.

        Args:
            structured: one of ``STRUCTURED``.

        Raises:
            ConfigError: another word.
        """
        if structured not in STRUCTURED:
            raise ConfigError(f"structured is {structured!r}", hint=f"Use one of: {', '.join(STRUCTURED)}")
        return replace(self, mode=structured)

    @classmethod
    def of_request(cls, body: Mapping[str, Any]) -> Endpoint:
        """What a recorded request shows of the endpoint that it was made for.

        Example:
            >>> body = {"response_format": {"type": "json_schema"}, "max_completion_tokens": 9}
            >>> endpoint = Endpoint.of_request(body)
            >>> endpoint.mode, endpoint.output_limit, endpoint.needs_key
            ('strict', 'max_completion_tokens', False)
        """
        form = (body.get("response_format") or {}).get("type")
        mode = "strict" if form == "json_schema" else "tools" if body.get("tools") else "text"
        mode = "json" if form == "json_object" else mode
        limit = "max_completion_tokens" if "max_completion_tokens" in body else "max_tokens"
        return cls("recorded", mode=mode, output_limit=limit, needs_key=False)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("OpenAI", ("api.openai.com", ".api.openai.com"), output_limit="max_completion_tokens"),
    Endpoint(
        "Azure OpenAI",
        (".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"),
        output_limit="max_completion_tokens",
        key_variable="AZURE_OPENAI_API_KEY",
        remark="the base URL ends in /openai/v1",
    ),
    Endpoint(
        "OpenRouter",
        ("openrouter.ai",),
        key_variable="OPENROUTER_API_KEY",
        remark="schemas are enforced by most providers behind it, not by all; failures may come with status 200",
    ),
    Endpoint(
        "Anthropic",
        ("api.anthropic.com",),
        mode="tools",
        key_variable="ANTHROPIC_API_KEY",
        remark="its OpenAI-compatible layer ignores response_format",
    ),
    Endpoint("Gemini", ("generativelanguage.googleapis.com",), key_variable="GEMINI_API_KEY"),
    Endpoint("Mistral", ("api.mistral.ai",), key_variable="MISTRAL_API_KEY"),
    Endpoint("DeepSeek", ("api.deepseek.com",), mode="json", key_variable="DEEPSEEK_API_KEY"),
    Endpoint(
        "Groq",
        ("api.groq.com",),
        mode="tools",
        output_limit="max_completion_tokens",
        key_variable="GROQ_API_KEY",
        remark="only some models are held to a schema: LLM_EXTRACT_STRUCTURED=strict for those",
    ),
    Endpoint(
        "Ollama",
        port=11434,
        needs_key=False,
        concurrency=4,
        remark="it cuts what exceeds the model's context without a word: raise num_ctx or set --max-chars",
    ),
    Endpoint("LM Studio", port=1234, needs_key=False, concurrency=4),
    Endpoint("llama.cpp", port=8080, needs_key=False, concurrency=4),
    Endpoint("vLLM", port=8000, key_variable="VLLM_API_KEY", needs_key=False),
    Endpoint("LiteLLM proxy", port=4000, key_variable="LITELLM_API_KEY", needs_key=False),
)
_UNKNOWN = Endpoint("unknown", needs_key=False, remark="assumed to enforce schemas: else set LLM_EXTRACT_STRUCTURED")


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
