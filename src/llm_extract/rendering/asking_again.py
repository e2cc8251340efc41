"""The re-ask: what was wrong with an answer, and how it is asked for again in the same conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..messages import Request

__all__ = ["Complaint", "ask_for_all", "ask_for_corrections", "corrections_schema"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was wrong with one value of an answer, for the re-ask.

    Args:
        name: property under which the corrected value is asked for.
        path: JSON pointer into the answer.
        message: one sentence.
        schema: strict schema of an object whose key ``value`` holds it.
    """

    name: str
    path: str
    message: str
    schema: Mapping[str, Any]


def ask_for_all(request: Request, answer: str, message: str) -> list[Mapping[str, Any]]:
    """The messages that ask for the whole answer once more, because nothing could be read from the first.

    Args:
        request: the first request.
        answer: what the model wrote.
        message: what was wrong with it.
    """
    text = f"This answer cannot be used: {message}\nAnswer again, with the complete JSON alone."
    return _continued(request, answer, text)


def ask_for_corrections(request: Request, answer: str, complaints: Sequence[Complaint]) -> list[Mapping[str, Any]]:
    """The messages that ask for the values that failed the checks, and for nothing else.

    Args:
        request: the first request.
        answer: what the model wrote.
        complaints: one for each value; the answer has a property for each.
    """
    lines = [f"- {item.name}: {item.path or 'the whole answer'}: {item.message}" for item in complaints]
    text = (
        "Some values of this answer did not pass the checks. Give each of them again under the name in front of "
        "it: correct the quote so that it is copied exactly from the article and shows the value, or correct the "
        "value. Where the article does not say it, give null. Leave everything else as it is.\n" + "\n".join(lines)
    )
    return _continued(request, answer, text)


def corrections_schema(complaints: Sequence[Complaint]) -> dict[str, Any]:
    """The strict schema of the answer to a re-ask.

    Args:
        complaints: one for each value.

    Returns:
        An object with one property per complaint; definitions are shared.

    Example:
        >>> schema = {"properties": {"value": {"type": "integer"}}}
        >>> corrections_schema([Complaint("fix_1", "/age", "no integer", schema)])["properties"]
        {'fix_1': {'type': 'integer'}}
    """
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for item in complaints:
        definitions.update(item.schema.get("$defs", {}))
        properties[item.name] = item.schema["properties"]["value"]
    result: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    if definitions:
        result["$defs"] = definitions
    return result


def _continued(request: Request, answer: str, text: str) -> list[Mapping[str, Any]]:
    return [
        *request.body["messages"],
        {"role": "assistant", "content": _sound(answer)},
        {"role": "user", "content": _sound(text)},
    ]


def _sound(words: str) -> str:
    """Halves of characters, which an answer may escape and no request can hold, as U+FFFD."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
