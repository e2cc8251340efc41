"""What goes to a language model and what comes back: Request, Response, Usage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

__all__ = ["Constant", "Request", "Response", "Usage", "canonical_json"]


def canonical_json(value: Any) -> bytes:
    """The one JSON encoding used for hashing: sorted keys, no spaces, UTF-8, no NaN.

    Args:
        value: anything that JSON can hold.

    Returns:
        UTF-8 bytes, equal for equal values.

    Raises:
        ValueError: NaN or infinity, which JSON cannot hold.

    Example:
        >>> canonical_json({"b": 1, "a": "é"}).decode()
        '{"a":"é","b":1}'
    """
    return _encode(value).encode()


# json.dumps would make an encoder for every call
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_name = lru_cache(maxsize=256)(_encode)  # names of kinds and of what is in a body: always the same few


class Constant(dict[str, Any]):
    """A part that many bodies share, such as the schema: its canonical form is made once. It must never be changed.

    Example:
        >>> shared = Constant({"type": "json_schema"})
        >>> Request({"response_format": shared}).fingerprint == Request({"response_format": dict(shared)}).fingerprint
        True
    """

    @cached_property
    def canonical(self) -> str:
        """As ``canonical_json`` gives it."""
        return _encode(self)


@dataclass(frozen=True)
class Request:
    """One chat/completions call.

    Args:
        body: the whole JSON body as it is sent; never headers or keys.
        ordinal: 0, or a higher number to ask the same again: for a failed answer, a further pass, a sample.
        kind: the endpoint's kind; live and Batch calls share one.

    Example:
        >>> one = Request({"model": "m", "messages": []})
        >>> one.fingerprint == Request({"messages": [], "model": "m"}).fingerprint
        True
        >>> one.fingerprint == one.again(1).fingerprint
        False
    """

    body: Mapping[str, Any]
    ordinal: int = 0
    kind: str = "chat.completions"

    @property
    def fingerprint(self) -> str:
        """sha256 (hex) of the canonical JSON of kind, body and ordinal: the key of caches and recordings."""
        return self._measured[0]

    @property
    def chars(self) -> int:
        """Characters of the body as canonical JSON, which is as long as what is sent."""
        return self._measured[1]

    @property
    def size(self) -> int:
        """Bytes of the same in UTF-8."""
        return self._measured[2]

    @cached_property
    def _measured(self) -> tuple[str, int, int]:
        """All three at once: the canonical form, as long as the article, is made once and not kept."""
        parts = [
            f"{_name(name)}:{value.canonical if type(value) is Constant else _encode(value)}"
            for name, value in sorted(self.body.items())
        ]
        body = f"{{{','.join(parts)}}}"
        raw = body.encode()
        # the canonical JSON of {"kind": …, "body": …, "ordinal": …}, put together from its parts
        digest = hashlib.sha256(b'{"body":')
        digest.update(raw)
        digest.update(f',"kind":{_name(self.kind)},"ordinal":{self.ordinal:d}}}'.encode())
        return digest.hexdigest(), len(body), len(raw)

    def again(self, ordinal: int) -> Request:
        """The same request under another ordinal.

        Args:
            ordinal: 0, or a higher number to ask the same again.

        Returns:
            A request of the same body.
        """
        return replace(self, ordinal=ordinal)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer, as the endpoint counted them; None where it did not say.

    Args:
        prompt_tokens: tokens read, with those that were cached.
        completion_tokens: tokens written, with those of thoughts.
        cached_tokens: tokens of the prompt that the provider had cached.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cached_tokens: int | None = None

    @classmethod
    def from_body(cls, usage: Mapping[str, Any] | None) -> Usage:
        """Read the ``usage`` object of a chat completion, which may be missing altogether.

        Gemini and xAI count thoughts in the total alone, and charge for them like for the rest of what is written.

        Args:
            usage: the object; None counts as empty.

        Returns:
            The counts; whatever is no whole number from 0 on is None.
        """
        usage = _table(usage)
        details = _table(usage.get("prompt_tokens_details"))
        counts = (usage.get(name) for name in ("prompt_tokens", "completion_tokens", "total_tokens"))
        read, written, total = map(_count, counts)
        if read is not None and total is not None and total - read > (written or 0):
            written = total - read
        return cls(read, written, _count(details.get("cached_tokens")))

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            _sum(self.prompt_tokens, other.prompt_tokens),
            _sum(self.completion_tokens, other.completion_tokens),
            _sum(self.cached_tokens, other.cached_tokens),
        )


def _table(value: object) -> Mapping[str, Any]:
    """What should be a JSON object; endpoints, and files of theirs, may hold anything in its place."""
    return value if type(value) is dict or isinstance(value, Mapping) else {}


_TEXTS = ("text", "output_text")
_ASIDES = ("thinking", "reasoning", "reference")  # as Mistral's models write them, for instance


def _count(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 2**53 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None if value is None else str(value)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


def _written(content: object) -> str:
    """Text that came as text, in parts, some of which may be what a model thought aloud, or as the JSON that it is."""
    if isinstance(content, str):
        return content
    parts = [_part(part) for part in content] if isinstance(content, list | tuple) else [None]
    texts = [part for part in parts if part is not None]
    if len(texts) == len(parts):
        return "".join(texts)
    return json.dumps(content, ensure_ascii=False)


def _part(part: object) -> str | None:
    """The text of a part of an answer, empty where it is none of the answer's; None for what is no part."""
    if isinstance(part, str):
        return part
    kind = _table(part).get("type")
    return _text(_table(part).get("text")) if kind in _TEXTS else "" if kind in _ASIDES else None


@dataclass(frozen=True)
class Response:
    """One completed chat completion with at least one choice.

    Args:
        body: the whole JSON body as it was received.

    Example:
        >>> body = {"model": "m", "choices": [{"finish_reason": "stop", "message": {"content": "{}"}}]}
        >>> Response(body).content
        '{}'
    """

    body: Mapping[str, Any] = field(repr=False)

    @property
    def _choice(self) -> Mapping[str, Any]:
        choices = self.body.get("choices")
        return _table(choices[0] if isinstance(choices, list | tuple) and choices else None)

    @property
    def _message(self) -> Mapping[str, Any]:
        return _table(self._choice.get("message"))

    @property
    def content(self) -> str:
        """The answer's text; empty where there is none. A single tool call's arguments count as text."""
        content = self._message.get("content")
        if content:
            return _written(content)
        calls = self._message.get("tool_calls")
        if not isinstance(calls, list | tuple) or len(calls) != 1:
            return ""
        return _written(_table(_table(calls[0]).get("function")).get("arguments") or "")

    @property
    def refusal(self) -> str | None:
        """The model's words where it declined to answer."""
        return _text(self._message.get("refusal") or None)

    @property
    def finish_reason(self) -> str | None:
        """Why the answer ended: stop, length, content_filter, tool_calls."""
        return _text(self._choice.get("finish_reason"))

    @property
    def model(self) -> str | None:
        """The model's name as the endpoint reports it."""
        return _text(self.body.get("model"))

    @cached_property
    def usage(self) -> Usage:
        """Tokens, as far as the endpoint counted them."""
        return Usage.from_body(self.body.get("usage"))

    @property
    def cache_writes(self) -> int | None:
        """Tokens of the prompt that the provider put into its prompt cache; None where it did not say."""
        details = _table(_table(self.body.get("usage")).get("prompt_tokens_details"))
        return _count(details.get("cache_write_tokens"))
