"""What an Extractor is given: texts as documents, arguments as settings, a class in the place of a task's own."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..documents import Document, UnreadableDocument
from ..errors import ConfigError
from ..schemas.loading import as_schema, load_schema
from ..schemas.strict import compile_schema
from ..schemas.wire import WireSchema
from ..settings import Settings, read_settings
from ..tasks import Task

__all__ = ["as_document", "compile_for", "merge_settings"]

_PATHS = ("prompts", "replay", "record", "prices")


def as_document(text: str | Document | UnreadableDocument) -> Document:
    """What is extracted, as a document.

    Raises:
        DocumentError: it is empty, or could not be read.
        TypeError: it is no text.

    Example:
        >>> as_document("Acme raised $5 million.").text
        'Acme raised $5 million.'
    """
    if isinstance(text, Document):
        return text
    if isinstance(text, UnreadableDocument):
        raise text.error
    if not isinstance(text, str):
        raise TypeError(f"a text or a Document is needed, not {type(text).__name__}")
    return Document.from_text(text)


def merge_settings(task: str | PathLike[str] | None, settings: Settings | None, options: Mapping[str, Any]) -> Settings:
    """The settings that an Extractor's arguments describe.

    Args:
        task: its first argument.
        settings: everything at once; None asks the environment and pyproject.toml.
        options: keyword arguments, which win.

    Raises:
        ConfigError: a setting is wrong.
        TypeError: there is no such setting, or the task is no name.

    Example:
        >>> merge_settings("funding_news@v1", Settings(), {"replay": "fixtures"}).task
        'funding_news@v1'
    """
    unknown = sorted(set(options) - set(Settings.__dataclass_fields__))
    if unknown:
        near = difflib.get_close_matches(unknown[0], Settings.__dataclass_fields__, n=1)
        meant = f". Did you mean {near[0]!r}?" if near else ""
        raise TypeError(f"Extractor() got an unexpected keyword argument {unknown[0]!r}{meant}")
    given = {name: _as_path(name, value) for name, value in options.items()}
    if isinstance(task, str | PathLike):
        given["task"] = fspath(task)
    elif task is not None:
        raise TypeError(f"a task's name or a prompt file is needed, not {task!r}; a class is given as schema=")
    if settings is not None:
        return replace(settings, **given)
    # None reads as "not set" there; as an argument it switches the cache off
    return read_settings({**given, "cache": ""} if given.get("cache", True) in (None, False) else given)


def _as_path(name: str, value: Any) -> Any:
    """A folder or file as a Path; the text of a cache may be the URL of a store, and an empty one switches it off."""
    is_path = (name in _PATHS and isinstance(value, str) and value) or isinstance(value, PathLike)
    return Path(value) if is_path else value


def compile_for(task: Task, schema: type[BaseModel] | None) -> WireSchema:
    """The schema that a task's answers are read by.

    Args:
        task: with the schema that it was released with, if it was.
        schema: a class that takes the place of the one that the prompt file names.

    Raises:
        ConfigError: there is no such schema, it cannot be compiled, or the version was released with another.
    """
    if schema is None:
        return compile_schema(load_schema(task.schema, task.path.parent), pinned=task.compiled_schema)
    loaded = as_schema(schema)
    try:
        return compile_schema(loaded, pinned=task.compiled_schema)
    except ConfigError as error:
        if task.compiled_schema is None:
            raise
        compile_schema(loaded)  # what is wrong with the class by itself is raised here
        raise ConfigError(
            f"{task.name}@v{task.version} was released with another schema than {loaded.name}: {error.message}",
            hint=f"Name the task that {loaded.name} belongs to, or make one: llm-extract prompts new NAME --schema "
            f"FILE.py:{loaded.name}",
        ) from None
