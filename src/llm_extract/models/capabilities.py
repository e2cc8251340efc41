"""What one endpoint can do, and how requests are worded for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ConfigError
from .patterns import with_plain_patterns

__all__ = ["STRUCTURED", "Endpoint"]

STRUCTURED = ("strict", "tools", "json", "text")
"""The ways to ask for an answer's form, the most binding first."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Capabilities of one kind of endpoint: a row of the table in ``endpoints.py``.

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
        remark: what to know about it, one sentence without a full stop.
        profile: the word that names it in front of a model's name: ``ollama/qwen3``.
        base_url: where it is, up to and without ``/chat/completions``; empty where everybody has their own.
        url_variable: an environment variable, of the endpoint's own tools, that names another place.
        path: what follows the address in that variable.
        modes: the ways that are documented for it, of ``STRUCTURED``; which of them a model obeys is its own affair.
        schema_form: the ``type`` of ``response_format`` under which it takes a schema: ``json_schema`` as OpenAI does,
            or ``json_object`` as llama.cpp does, whose grammars take plain patterns only, see ``patterns.py``.
        renamed: body parameters that it knows under another name.
        ignored: body parameters that it takes and does not heed.
        source: where this row is documented.
        checked: the day when that was looked up, ISO.
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
    profile: str = ""
    base_url: str = ""
    url_variable: str = ""
    path: str = ""
    modes: tuple[str, ...] = STRUCTURED
    schema_form: str = "json_schema"
    renamed: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    source: str = ""
    checked: str = ""

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

    def response_format(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The body parameter that holds answers to a schema.

        Args:
            name: of the schema.
            schema: a strict one.

        Example:
            >>> Endpoint("x").response_format("n", {"type": "object"})["json_schema"]["strict"]
            True
            >>> Endpoint("x", schema_form="json_object").response_format("n", {"type": "string", "pattern": "^a\\\\d$"})
            {'type': 'json_object', 'schema': {'type': 'string', 'pattern': '^a[0-9]$'}}
        """
        if self.schema_form == "json_object":
            return {"type": "json_object", "schema": with_plain_patterns(schema)}
        return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}

    def name_parameters(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Body parameters under the names that the endpoint has for them.

        Example:
            >>> Endpoint("x", renamed={"seed": "random_seed"}).name_parameters({"seed": 7, "max_output_tokens": 9})
            {'random_seed': 7, 'max_tokens': 9}
        """
        names = {**self.renamed, "max_output_tokens": self.output_limit}
        return {names.get(name, name): value for name, value in parameters.items()}
