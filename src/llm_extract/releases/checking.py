"""Whether every released version is still what was released: its files byte for byte, its schema field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import ConfigError, ExtractError
from ..lockfile import changed_files, lock_path, read_lock, restore_hint, sha256_of, version_files
from ..tasks import Task, list_versions, load_task, read_aliases
from .fields import schema_differences
from .publishing import check_version
from .rendered import compile_afresh

__all__ = ["Finding", "check_prompts"]

_MOST_FIELDS = 5


@dataclass(frozen=True)
class Finding:
    """Something that must not stay so.

    Args:
        reference: the version, ``name@vN``, or the file that is wrong.
        message: what is wrong, naming file and field.
        fix: what to do about it.
    """

    reference: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.reference}: {self.message}. {self.fix}"


def check_prompts(folder: Path) -> list[Finding]:
    """Check all versions of a folder.

    Released versions must have the files that the lock file pins, and the class that each names must still compile to
    the schema that was released. Drafts must be fit for release. Aliases must name versions. A
    lock file that went while a release's schema stayed is named.

    Args:
        folder: with one folder per task, ``lock.json`` and ``aliases.toml``.

    Returns:
        What was found, in the order of the versions; empty where all is well.

    Example:
        >>> check_prompts(Path("prompts"))
        []
    """
    try:
        lock = read_lock(folder)
    except ConfigError as error:
        return [Finding(str(lock_path(folder)), error.message, error.hint)]
    paths = {f"{name}@v{number}": path for name, number, path in list_versions([folder])}
    found = [] if lock_path(folder).is_file() else [*_traces(folder, paths)][:1]
    for reference, path in paths.items():
        found += _check_version(reference, path, lock.get(reference))
    for reference in sorted(set(lock) - set(paths)):
        path = folder / reference.replace("@", "/")
        found.append(Finding(reference, f"{path}.md is released, and is gone", restore_hint(_name(reference))))
    return found + list(_check_aliases(folder, set(paths)))


def _traces(folder: Path, paths: Mapping[str, Path]) -> Iterator[Finding]:
    """Versions that were released before the lock file went: no draft has the schema that a release writes."""
    for reference, path in paths.items():
        schema = version_files(path)["schema"]
        if schema.is_file() and schema.name not in path.read_text(encoding="utf-8", errors="replace"):
            message = f"it is gone, and {schema.name} of a release is there"
            fix = f"Restore it from version control; or release anew: llm-extract prompts release {reference}"
            yield Finding(str(lock_path(folder)), message, fix)


def _check_version(reference: str, path: Path, locked: Mapping[str, str] | None) -> list[Finding]:
    try:
        task = load_task(str(path), verify=False)
    except ConfigError as error:
        if locked is None or sha256_of(path) == locked.get("prompt"):
            return [Finding(reference, error.message, error.hint)]
        task = None
    if locked is None:
        return [] if task is None else _check_draft(task)
    changed = changed_files(path, locked)
    files, fix = version_files(path), restore_hint(_name(reference))
    found = [
        Finding(reference, f"{files[kind]}: the released {kind} file {what}{_fields(task, kind)}", fix)
        for kind, what in changed.items()
    ]
    if task is not None and not {"prompt", "schema"} & set(changed):
        found += _check_class(task)
    return found


def _check_draft(task: Task) -> list[Finding]:
    try:
        fresh = check_version(task).schema
        lines = schema_differences(task.compiled_schema or fresh, fresh)
    except ExtractError as error:
        return [Finding(task.reference, error.message, error.hint)]
    if not lines:
        return []
    fix = "Remove the file; the release writes it."
    return [Finding(task.reference, f"{task.schema_path} of a draft is sent, and is out of date: {_few(lines)}", fix)]


def _check_class(task: Task) -> list[Finding]:
    """Whether the class still gives the schema that was released."""
    fix = (
        f"Undo the change in {task.schema}; or give the changed fields a class of their own and name it in the next "
        f"version: llm-extract prompts new {task.name} --schema MODULE:CLASS"
    )
    try:
        fresh, committed = compile_afresh(task).schema, task.compiled_schema
    except ConfigError as error:
        return [
            Finding(task.reference, f"{task.schema} cannot be compiled any more: {error.message}", error.hint or fix)
        ]
    lines = schema_differences(committed or {}, fresh)
    if not lines:
        return []
    return [Finding(task.reference, f"{task.schema} is no longer the schema that was released: {_few(lines)}", fix)]


def _fields(task: Task | None, kind: str) -> str:
    """The fields in which a changed schema file differs from its class."""
    if kind != "schema" or task is None or not task.schema_path.is_file():
        return ""
    try:
        lines = schema_differences(compile_afresh(task).schema, json.loads(task.schema_path.read_bytes()))
    except (ExtractError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    return f": {_few(lines)}" if lines else " in its layout alone"


def _few(lines: list[str]) -> str:
    more = f" (and {len(lines) - _MOST_FIELDS} more)" if len(lines) > _MOST_FIELDS else ""
    return "; ".join(lines[:_MOST_FIELDS]) + more


def _name(reference: str) -> str:
    return reference.partition("@")[0]


def _check_aliases(folder: Path, known: set[str]) -> Iterator[Finding]:
    path = folder / "aliases.toml"
    try:
        aliases = read_aliases(folder)
    except ConfigError as error:
        yield Finding(str(path), error.message, error.hint)
        return
    for name, numbers in aliases.items():
        for alias, number in numbers.items():
            if f"{name}@v{number}" not in known:
                fix = f"Point it at another: llm-extract prompts alias {name} {alias} vN"
                yield Finding(str(path), f"{alias} of {name} is v{number}, which does not exist", fix)
