"""The lock file of a folder of prompts, ``lock.json``: which bytes each released version has.

It holds ``{"name@vN": {"prompt": sha256, "schema": sha256, "examples": sha256}}``, the last only where there are any.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .errors import ConfigError
from .plain_data import parse_json

__all__ = ["changed_files", "lock_path", "read_lock", "restore_hint", "sha256_of", "version_files"]


def lock_path(folder: Path) -> Path:
    """The lock file of a folder of prompts."""
    return folder / "lock.json"


def read_lock(folder: Path) -> dict[str, dict[str, str]]:
    """The hashes of released versions: ``{"name@vN": {"prompt": sha256, "schema": sha256}}``; empty where nothing was.

    Raises:
        ConfigError: the file is malformed.
    """
    path = lock_path(folder)
    if not path.is_file():
        return {}
    try:
        content = parse_json(path.read_bytes())
    except ValueError as error:
        raise ConfigError(f"{path}: not JSON ({error})", hint="Restore it from version control.") from None
    if not isinstance(content, dict) or not all(isinstance(entry, dict) for entry in content.values()):
        raise ConfigError(f"{path}: not a table of released versions", hint="Restore it from version control.")
    return content


def version_files(path: Path) -> dict[str, Path]:
    """The files that a release pins, by their name in the lock file: ``prompt``, ``schema`` and ``examples``."""
    return {
        "prompt": path,
        "schema": path.with_suffix(".schema.json"),
        "examples": path.with_suffix(".examples.jsonl"),
    }


def changed_files(path: Path, locked: Mapping[str, str]) -> dict[str, str]:
    """What is no longer as it was released.

    Args:
        path: the prompt file of the version.
        locked: its entry in the lock file.

    Returns:
        What happened to each of ``version_files`` that differs: ``was changed``, ``is gone`` or ``was added``.
    """
    found = {}
    for kind, file in version_files(path).items():
        now, then = sha256_of(file), locked.get(kind)
        if now != then:
            found[kind] = "is gone" if now is None else "was added" if then is None else "was changed"
    return found


def sha256_of(path: Path) -> str | None:
    """sha256 (hex) of a file's bytes, or None where there is no such file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def restore_hint(name: str) -> str:
    """What to do about a released file that was changed."""
    return (
        "Restore the file from version control; to change a released version, make the next one: "
        f"llm-extract prompts new {name}"
    )
