"""What differs between two versions: prompt, schema, parameters, examples, and what is sent for one article."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .fields import schema_differences
from .rendered import SAMPLE, open_renderer

if TYPE_CHECKING:
    from ..documents import Document
    from ..settings import Settings
    from ..tasks import Task

__all__ = ["VersionDiff", "diff_versions", "request_text"]


@dataclass(frozen=True)
class VersionDiff:
    """What differs; every part is empty where nothing does.

    Args:
        prompt: lines of a unified diff of the prompt files.
        schema: one line for each field that differs in what is sent.
        parameters: one line for each parameter.
        examples: lines of a unified diff of the example files.
        request: lines of a unified diff of the requests for one article.
    """

    prompt: tuple[str, ...]
    schema: tuple[str, ...]
    parameters: tuple[str, ...]
    examples: tuple[str, ...]
    request: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.prompt, self.schema, self.parameters, self.examples, self.request))


def diff_versions(
    one: Task, other: Task, document: Document | None = None, settings: Settings | None = None
) -> VersionDiff:
    """Compare two versions.

    Args:
        one: a version.
        other: another, of any task.
        document: the article whose requests are compared; by default a short sample.
        settings: as for ``open_renderer``.

    Returns:
        What differs: prompt, schema, parameters, examples, request.

    Raises:
        ConfigError: one of the versions is malformed.

    Example:
        >>> from ..tasks import load_task
        >>> one, other = load_task("funding_news@v1"), load_task("funding_news@v2")
        >>> difference = diff_versions(one, other)
        >>> type(difference).__name__
        'VersionDiff'
    """
    renderers = [open_renderer(task, settings) for task in (one, other)]
    requests = [renderer.render(document or SAMPLE).body for renderer in renderers]
    schemas = [dict(renderer.wire_schema) for renderer in renderers]
    return VersionDiff(
        prompt=tuple(_unified(one, other, *(task.path.read_text(encoding="utf-8") for task in (one, other)))),
        schema=tuple(schema_differences(*schemas)),
        parameters=tuple(_parameters(one.parameters, other.parameters)),
        examples=tuple(_unified(one, other, *map(_examples, (one, other)))),
        request=tuple(_unified(one, other, *map(request_text, requests))),
    )


def request_text(body: Mapping[str, Any]) -> str:
    """A request for people: parameters and the form of the answer as JSON, then each message under its role."""
    rest = {name: value for name, value in body.items() if name != "messages"}
    parts = [json.dumps(rest, indent=2, ensure_ascii=False)]
    for message in body["messages"]:
        content = message.get("content")
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        parts.append(f"[{message['role']}]\n{text}")
    return "\n\n".join(parts) + "\n"


def _examples(task: Task) -> str:
    return task.examples_path.read_text(encoding="utf-8") if task.examples_path.is_file() else ""


def _unified(one: Task, other: Task, old: str, new: str) -> Iterator[str]:
    return difflib.unified_diff(
        old.splitlines(), new.splitlines(), one.reference, other.reference, lineterm="", n=2
    )  # fmt: skip


def _parameters(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*old, *new}):
        before, after = (json.dumps(one[name]) if name in one else "not set" for one in (old, new))
        if before != after:
            yield f"{name}: {before} → {after}"
