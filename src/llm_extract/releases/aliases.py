"""Movable names for versions, kept in ``aliases.toml`` of a folder of prompts."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from ..errors import ConfigError
from ..tasks import list_versions, read_aliases
from .publishing import rewrite_whole

__all__ = ["set_alias"]

_ALIAS = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_BARE = re.compile(r"[\w-]+", re.ASCII)
_LOOKS_LIKE_VERSION = re.compile(r"v[1-9]\d*")


def set_alias(folder: Path, name: str, alias: str, number: int) -> int | None:
    """Let an alias name a version; comments and other lines of the file stay as they are.

    Args:
        folder: the folder of prompts.
        name: the task.
        alias: the movable name, such as ``production``.
        number: the version it is to name.

    Returns:
        The version it named before, or None.

    Raises:
        ConfigError: no such version, or a word that cannot be an alias.
        RunError: the file cannot be written.

    Example:
        >>> import shutil, tempfile
        >>> folder = Path(shutil.copytree("prompts", Path(tempfile.mkdtemp()) / "prompts"))
        >>> set_alias(folder, "funding_news", "staging", 1), set_alias(folder, "funding_news", "staging", 2)
        (None, 1)
    """
    if not _ALIAS.fullmatch(alias) or _LOOKS_LIKE_VERSION.fullmatch(alias) or alias == "latest":
        raise ConfigError(
            f"{alias!r} cannot be an alias",
            hint="Take a word other than latest and v1, v2, …: letters, digits, - and _.",
        )
    numbers = [n for task, n, _ in list_versions([folder]) if task == name]
    if number not in numbers:
        known = ", ".join(f"v{n}" for n in numbers) or "none"
        raise ConfigError(f"task {name!r} has no version v{number} in {folder}", hint=f"There is: {known}.")
    path, before = folder / "aliases.toml", None

    def change() -> str:
        nonlocal before
        before = read_aliases(folder).get(name, {}).get(alias)
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        changed = _with_alias(text, name, alias, number)
        if not _says(changed, name, alias, number):
            raise ConfigError(
                f"{path} is written in a way that cannot be edited here",
                hint=f"Set {alias} = {number} for {name} by hand.",
            )
        return changed

    rewrite_whole(path, change)
    return before


def _says(text: str, name: str, alias: str, number: int) -> bool:
    try:
        return bool(tomllib.loads(text)[name][alias] == number)
    except (tomllib.TOMLDecodeError, LookupError, TypeError):
        return False


def _with_alias(text: str, name: str, alias: str, number: int) -> str:
    """The file with one line replaced or added."""
    lines = text.splitlines()
    key = name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    header = re.compile(rf"\s*\[\s*(?:\"{name}\"|{name})\s*\]\s*(#.*)?")
    entry = re.compile(rf"(\s*(?:\"{alias}\"|{alias})\s*=\s*)\d+(.*)")
    start = next((at for at, line in enumerate(lines) if header.fullmatch(line)), None)
    if start is None:
        gap = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *gap, f"[{key}]", f"{alias} = {number}", ""])
    end = next((at for at in range(start + 1, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
    for at in range(start + 1, end):
        match = entry.fullmatch(lines[at])
        if match:
            lines[at] = f"{match[1]}{number}{match[2]}"
            return "\n".join([*lines, ""])
    last = max(at for at in range(start, end) if lines[at].strip())
    return "\n".join([*lines[: last + 1], f"{alias} = {number}", *lines[last + 1 :], ""])
