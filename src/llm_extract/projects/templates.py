"""The examples that a project can begin with, as they are in the package.

Files of the project's own Python end in ``.template`` here, so that no tool takes them for the package's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ConfigError

__all__ = ["EXAMPLES", "Template", "load_template"]

EXAMPLES = ("plain", "news")

_FOLDER = Path(__file__).with_name("templates")
_ANSWERS = "answers"


@dataclass(frozen=True)
class Template:
    """One example.

    Args:
        task: the name of its task.
        files: what is written, by path in the project with ``/``.
        answers: what a model answers about each article, by the stem of the article's file.
    """

    task: str
    files: Mapping[str, bytes]
    answers: Mapping[str, Any]


def load_template(example: str) -> Template:
    """Read an example.

    Args:
        example: one of ``EXAMPLES``.

    Raises:
        ConfigError: there is no such example.

    Example:
        >>> sorted(load_template("plain").answers)
        ['001_library', '002_bakery']
    """
    if example not in EXAMPLES:
        raise ConfigError(f"there is no example {example!r}", hint=f"Use one of: {', '.join(EXAMPLES)}.")
    folder = _FOLDER / example
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    files = {name: path.read_bytes() for name, path in paths.items() if not name.startswith(f"{_ANSWERS}/")}
    answers = {path.stem: json.loads(path.read_bytes()) for path in sorted((folder / _ANSWERS).glob("*.json"))}
    (task,) = (path.name for path in (folder / "prompts").iterdir() if path.is_dir())
    return Template(task, {name.removesuffix(".template"): content for name, content in files.items()}, answers)
