"""Where a verb finds prompts, and the schema of a task or of a file of records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..settings import read_settings
from .records_file import read_records

if TYPE_CHECKING:
    from ..schemas.loading import Schema

__all__ = ["prompt_folders", "schema_class", "schema_of_records", "schema_of_task"]


def prompt_folders(prompts: Path | None) -> list[Path]:
    """Where prompts are looked for: the option, else the setting ``prompts``, else as ``find_prompt_folders`` does.

    Args:
        prompts: what ``--prompts`` says.

    Raises:
        ConfigError: there is no such folder, or a setting is wrong.
    """
    from ..tasks import find_prompt_folders

    return find_prompt_folders(read_settings({"prompts": prompts}).prompts)


def schema_of_task(task: str, prompts: Path | None) -> dict[str, Any]:
    """The JSON schema of a task's data, with its marks."""
    return _load(task, prompts).json_schema()


def schema_of_records(path: Path, task: str | None, prompts: Path | None) -> dict[str, Any]:
    """The JSON schema of the data in a records file, see ``schema_class``."""
    return schema_class(path, task, prompts).json_schema()


def schema_class(path: Path, task: str | None, prompts: Path | None) -> Schema:
    """The schema of the data in a records file: of the given task, else of the one that the records name.

    Raises:
        ConfigError: the file is empty, and no task is given.
    """
    if task is None:
        named = next(read_records(path), {}).get("task")
        if not named:
            raise ConfigError(f"{path} holds no records", hint="Name the task with --task.")
        task = f"{named['name']}@v{named['version']}"
    return _load(task, prompts)


def _load(task: str, prompts: Path | None) -> Schema:
    from ..schemas.loading import load_schema
    from ..tasks import load_task

    loaded = load_task(task, prompt_folders(prompts))
    return load_schema(loaded.schema, loaded.path.parent)
