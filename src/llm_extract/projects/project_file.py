"""The table ``[tool.llm-extract]``: in a new pyproject.toml, or at the end of the one that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..plain_data import parse_toml

__all__ = ["extended", "fresh"]

_PYTEST = '\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n'


def _table(task: str) -> str:
    return f"""[tool.llm-extract]
task = "{task}"
prompts = "prompts"
# Answers come from these recordings, not from a model. Remove the line to ask one.
replay = "tests/recordings"
"""


def fresh(task: str) -> str:
    """A project file for a folder that has none."""
    return _table(task) + _PYTEST


def extended(path: Path, task: str) -> str:
    """The content of a project file with the table added; all else stays as it is.

    Args:
        path: the project file.
        task: the name of the project's task.

    Raises:
        ConfigError: it cannot be read, or has such a table already, or none can be put behind what it holds.
    """
    try:
        before = path.read_bytes().decode("utf-8")
        parsed = parse_toml(before)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}", hint="Correct the file, or choose another folder.") from None
    tool = parsed.get("tool", {})
    if isinstance(tool, dict) and "llm-extract" in tool:
        hint = "Choose another folder: nothing is overwritten."
        raise ConfigError(f"{path} has a table [tool.llm-extract] already", hint=hint)
    ending = "\r\n" if "\r\n" in before else "\n"
    gap = "" if not before else ending if before.endswith(("\n", "\r")) else ending * 2
    after = before + gap + _table(task).replace("\n", ending)
    if _without_table(after) != parsed:
        hint = "Write its tables as [tool.NAME], or choose another folder."
        raise ConfigError(f"{path}: no table [tool.llm-extract] can be added to it", hint=hint)
    return after


def _without_table(text: str) -> dict[str, Any] | None:
    """What a project file says beside our table; None where it cannot be read."""
    try:
        content = parse_toml(text)
    except ValueError:
        return None
    del content["tool"]["llm-extract"]
    if not content["tool"]:
        del content["tool"]
    return content
