"""Asking endpoints that enforce no JSON schema: instructor knows how to word it for tools, JSON mode and plain text.

Only two of its steps are used, each for one attempt: ``handle_response_model`` writes the schema into a body, and
``process_response`` finds the JSON in an answer. The loop, the parsing and the validation are ours, so every attempt is
a Request of its own. No ``context`` is ever given: instructor would run the article through Jinja.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from ..errors import ConfigError
from ..messages import Response, canonical_json

__all__ = ["extract_content", "prepare"]

_MODES = {"tools": "TOOLS", "json": "JSON", "text": "MD_JSON"}


def prepare(body: Mapping[str, Any], wire_schema: Mapping[str, Any], mode: str) -> dict[str, Any]:
    """Write a schema into a request body, in the way that suits an endpoint without strict schemas.

    Args:
        body: model, messages and parameters; it is not changed.
        wire_schema: the JSON schema of the answer, written as it stands.
        mode: ``tools``, ``json`` or ``text``.

    Returns:
        A new body, the same for the same arguments in every process.

    Raises:
        ConfigError: an unknown mode.

    Example:
        >>> schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
        >>> body = prepare({"model": "m", "messages": [{"role": "user", "content": "Go"}]}, schema, "tools")
        >>> body["tool_choice"]
        {'type': 'function', 'function': {'name': 'Answer'}}
    """
    from instructor.v2.core.response import handle_response_model

    answer = _answer_class(canonical_json(wire_schema), json.dumps(wire_schema))
    # instructor changes the list of messages, and their dictionaries, in place.
    _, prepared = handle_response_model(answer, mode=_instructor_mode(mode), **copy.deepcopy(dict(body)))
    return {name: value for name, value in prepared.items() if value is not None or name in body}


def extract_content(response: Response, mode: str) -> str:
    """The JSON text in an answer to a prepared body.

    Args:
        response: a completed answer.
        mode: the one it was prepared with.

    Returns:
        The arguments of the function call, or the JSON in the text; the whole content where instructor finds none,
        for our own parser to judge.
    """
    from instructor.v2.core.response import process_response

    choices = [_as_object({"message": {}, **choice, "finish_reason": "stop"}) for choice in response.body["choices"]]
    try:
        captured = process_response(
            SimpleNamespace(choices=choices), response_model=_capture_class(), stream=False, mode=_instructor_mode(mode)
        )
    except Exception:  # its errors have no common root but Exception, and all mean: no JSON found
        return response.content
    return str(captured.text)


def _instructor_mode(mode: str) -> Any:
    from instructor.v2.core.mode import Mode

    if mode not in _MODES:
        raise ConfigError(f"no way {mode!r} to ask for structure", hint=f"Use one of: {', '.join(_MODES)}")
    return Mode[_MODES[mode]]


@lru_cache(maxsize=64)
def _answer_class(_: bytes, schema_text: str) -> Any:
    """A class whose schema is the wire schema: instructor takes classes only, and keeps every class it sees."""
    from pydantic import BaseModel

    schema = json.loads(schema_text)
    schema.setdefault("title", "Answer")

    class Answer(BaseModel):
        @classmethod
        def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
            return copy.deepcopy(schema)

    Answer.__name__ = Answer.__qualname__ = str(schema["title"])
    return Answer


@lru_cache(maxsize=1)
def _capture_class() -> Any:
    """A class that takes any JSON text unread, so that our own parser gets what the model wrote."""
    from pydantic import BaseModel

    class Captured(BaseModel):
        text: str = ""

        @classmethod
        def model_validate_json(cls, json_data: str | bytes | bytearray, **_: Any) -> Captured:
            return cls.model_construct(text=str(json_data))

    return Captured


def _as_object(value: Any) -> Any:
    """Dictionaries as objects with attributes, which is how instructor reads an answer; arguments may be either."""
    if isinstance(value, Mapping):
        items = {str(key): item if key == "arguments" else _as_object(item) for key, item in value.items()}
        return SimpleNamespace(**items)
    return [_as_object(item) for item in value] if isinstance(value, list) else value
