"""Lines of an output: what they are, whether they are final, and what differs between them and a run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from ..plain_data import parse_json
from ..record_lines import find_record_fault
from ..records import to_line

if TYPE_CHECKING:
    from ..documents import Document
    from ..extraction.plan import Plan

__all__ = ["Origin", "encode_line", "is_final", "parse_line", "parse_value"]

_LASTING = frozenset({"RejectedError", "DocumentError"})
"""Errors that the same request would meet again; every other cause of a failed record may have passed."""
_PASSING = frozenset({"TransientError", "RateLimitedError", "TimedOutError", "UnreachableError", "ServerError"})
"""Causes for which a part of a long article has no answer, and may have one next time."""
_PLAIN = (str, int, float, bool, type(None))


def encode_line(raw: Mapping[str, Any]) -> bytes:
    """A record as it stands in an output, with its newline."""
    return (to_line(raw) + "\n").encode()


def parse_value(line: bytes) -> Any:
    """The JSON value in a line of an output; None where the line is no JSON."""
    try:
        return parse_json(line, sound=True)
    except ValueError:
        return None


def parse_line(line: bytes) -> dict[str, Any] | None:
    """The record in a line of an output; None where the line is no record."""
    raw: dict[str, Any] | None = parse_value(line)
    return None if find_record_fault(raw) else raw


def is_final(raw: Mapping[str, Any]) -> bool:
    """Whether asking again would be of no use: an answer came for all of it, or the cause of failure lasts.

    Example:
        >>> is_final({"status": "refused"}), is_final({"status": "failed", "error": {"type": "ServerError"}})
        (True, False)
    """
    if raw.get("status") == "failed":
        return (raw.get("error") or {}).get("type") in _LASTING
    missing = (note for note in raw.get("notes") or () if note.get("code") == "missing")
    return not any((note.get("details") or {}).get("error") in _PASSING for note in missing)


class Origin:
    """What every record of one run has in common, to tell records of this run from others.

    Args:
        plan: task, schema and policies.
    """

    def __init__(self, plan: Plan) -> None:
        described: dict[str, Any] = {
            "task": plan.task.to_dict(),
            "model": plan.renderer.model,
            "parameters": dict(plan.renderer.parameters),
        }
        policies = {field.name: getattr(plan, field.name) for field in fields(plan)}
        described.update({name: value for name, value in policies.items() if isinstance(value, _PLAIN)})
        self.description: dict[str, Any] = json.loads(to_line(described))

    def made(self, raw: Mapping[str, Any]) -> bool:
        """Whether a record has this origin."""
        return all(raw.get(name) == self.description[name] for name in ("task", "model", "parameters"))

    def differences(self, other: Mapping[str, Any]) -> list[str]:
        """What differs, in words, in a record or in the description of another run.

        Args:
            other: has at least some of this description's keys.

        Returns:
            A sentence's part for each difference: what it was, and what it is now.
        """
        found = []
        if "task" in other:
            found += _task_differences(other["task"], self.description["task"])
        for name in self.description:
            if name != "task" and name in other and other[name] != self.description[name]:
                found.append(f"{name} {_shown(other[name])}, now {_shown(self.description[name])}")
        return found

    def fits(self, raw: Mapping[str, Any], document: Document) -> bool:
        """Whether a record is of this origin and of this very document: key, text, title, date, metadata."""
        about = raw["document"]
        return (
            about.get("id") == document.id
            and self.made(raw)
            and about.get("title") == document.title
            and about.get("published_on") == document.published_on
            and about.get("source") == document.source
            and about.get("encoding") == document.encoding
            and about.get("metadata") == document.metadata
        )


def _task_differences(then: Any, now: Mapping[str, Any]) -> list[str]:
    if not isinstance(then, Mapping):
        return ["the task"]
    was, is_now = f"{then.get('name')}@v{then.get('version')}", f"{now['name']}@v{now['version']}"
    if was != is_now:
        return [f"task {was}, now {is_now}"]
    names = {"prompt_sha256": "prompt", "schema_sha256": "schema", "examples_sha256": "examples"}
    return [
        f"the {word} of {was} ({str(then.get(name))[:8]}, now {str(now.get(name))[:8]})"
        for name, word in names.items()
        if then.get(name) != now.get(name)
    ]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else to_line(value)
