"""Which ways of asking for structure an endpoint and a model obey: found out by asking, a few tokens each.

The article of a probe says nothing of the fields that its schema wants, so that only an answer that was held to the
schema, or that followed it, has them. What counts is the answer, not the status: some endpoints take a schema and
write prose.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, RejectedError, TransientError
from ..messages import Request, Response, Usage
from .addresses import Address, find_address
from .capabilities import STRUCTURED
from .local_servers import keyless_hint

if TYPE_CHECKING:
    from ..settings import Settings
    from .base import Model

__all__ = ["PROBE_SCHEMA", "Finding", "Probe", "probe", "probe_settings"]

PROBE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"shade": {"type": "string", "enum": ["teal", "ochre"]}, "count": {"type": "integer"}},
    "required": ["shade", "count"],
    "additionalProperties": False,
}
_ASKED = "Say in one short sentence what the weather in spring is like."
_MOST_TOKENS = 1_000  # room for a model that thinks first; others stop by themselves


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one way to ask.

    Args:
        mode: one of ``STRUCTURED``.
        verdict: ``obeyed``, ``ignored`` (an answer that does not fit the schema), ``refused`` (the endpoint does not
            take such a request) or ``failed`` (no answer came).
        detail: one line: the answer's beginning, or what the endpoint said.
        usage: tokens, as the endpoint counted them.
    """

    mode: str
    verdict: str
    detail: str = ""
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of all ways.

    Args:
        address: what was asked.
        findings: one for each way, the most binding first.
    """

    address: Address
    findings: tuple[Finding, ...]

    @property
    def usage(self) -> Usage:
        """Tokens of all requests together."""
        total = Usage()
        for finding in self.findings:
            total += finding.usage
        return total

    @property
    def best(self) -> str | None:
        """The most binding way that was obeyed; None where none was."""
        return next((finding.mode for finding in self.findings if finding.verdict == "obeyed"), None)

    @property
    def advice(self) -> str:
        """What to set, one sentence; empty where what is used by itself is the best."""
        mode = self.address.endpoint.mode
        if self.best is None:
            return "No way to ask for structure was obeyed: try another model."
        if self.best == mode:
            return ""
        verdict = next(finding.verdict for finding in self.findings if finding.mode == mode)
        if verdict == "obeyed":
            return f"LLM_EXTRACT_STRUCTURED={self.best} binds answers more than {mode}, which is used by itself."
        return f"Set LLM_EXTRACT_STRUCTURED={self.best}: {mode}, which is used by itself, was {verdict}."


def probe_settings(settings: Settings, *, api_key: str | None = None) -> Probe:
    """Probe what the settings name; for use outside an event loop.

    Args:
        settings: model and endpoint; the timeout is that of one request.
        api_key: by default from the endpoint's environment variable.

    Raises:
        ConfigError: no model named, or no key.
        RefusedError: the endpoint refuses us.
    """
    import asyncio

    from .live import LiveModel

    address = find_address(settings)
    key = os.environ.get(address.endpoint.key_variable, "") if api_key is None else api_key
    if address.model is None:
        raise ConfigError("no model named", hint="Name one with --model, LLM_EXTRACT_MODEL or [tool.llm-extract].")
    if address.endpoint.needs_key and not key:
        raise ConfigError(f"no API key for {address.base_url}", hint=keyless_hint(address))

    async def ask() -> Probe:
        model = LiveModel(address.base_url, key, timeout=settings.timeout)
        try:
            return await probe(model, address)
        finally:
            await model.aclose()

    return asyncio.run(ask())


async def probe(model: Model, address: Address) -> Probe:
    """Ask once in each way, one after the other, and read the answers.

    Args:
        model: sends the requests.
        address: the endpoint and the model's name.

    Returns:
        What was obeyed, and what it took.

    Raises:
        RefusedError: the endpoint refuses us: key, quota, or no such model.
    """
    return Probe(address, tuple([await _try(model, address, mode) for mode in STRUCTURED]))


async def _try(model: Model, address: Address, mode: str) -> Finding:
    try:
        response = await model.complete(Request(_body(address, mode)))
    except RejectedError as error:
        return Finding(mode, "refused", error.message)
    except TransientError as error:
        return Finding(mode, "failed", error.message)
    content = _content(response, mode)
    if _fits(content):
        return Finding(mode, "obeyed", _line(content), response.usage)
    if response.finish_reason == "length":
        return Finding(mode, "ignored", f"cut off after {_MOST_TOKENS} tokens: {_line(content)}", response.usage)
    return Finding(mode, "ignored", _line(content) or "an empty answer", response.usage)


def _body(address: Address, mode: str) -> dict[str, Any]:
    endpoint = address.endpoint
    limit = endpoint.name_parameters({"max_output_tokens": _MOST_TOKENS})
    body = {"model": address.model, "messages": [{"role": "user", "content": _ASKED}], **limit}
    if mode == "strict":
        return {**body, "response_format": endpoint.response_format("probe", PROBE_SCHEMA)}
    from .instructed import prepare

    return prepare(body, PROBE_SCHEMA, mode)


def _content(response: Response, mode: str) -> str:
    if mode == "strict":
        return response.content
    from .instructed import extract_content

    return extract_content(response, mode)


def _fits(content: str) -> bool:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or set(value) != set(PROBE_SCHEMA["required"]):
        return False
    shades = PROBE_SCHEMA["properties"]["shade"]["enum"]
    return value["shade"] in shades and isinstance(value["count"], int) and not isinstance(value["count"], bool)


def _line(content: str) -> str:
    words = "".join(character if character.isprintable() else " " for character in content).split()
    text = " ".join(words)
    return text if len(text) <= 80 else text[:79] + "…"
