"""``<output>.run.json``: how an output came to be, so that any table can be explained and repeated.

An output keeps one entry for each run that wrote it, the latest last. Nothing in it influences an output's bytes, and
no key, no article and no answer is in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .command_line import COMMAND
from .errors import ConfigError, RunError, explained
from .models.secrets import keys_in_environment, mask_secrets
from .output_names import manifest_path
from .plain_data import parse_json
from .settings import Settings, find_origins, read_settings
from .whole_files import put_text

__all__ = [
    "MANIFEST_FORMAT", "InputDigest", "describe_file", "describe_program", "describe_settings",
    "manifest_path", "now", "plain_settings", "read_manifest", "write_manifest",
]  # fmt: skip

MANIFEST_FORMAT = 1
_RUNS = 100  # kept of an output
_BLOCK = 1 << 20
# what the bytes of records and tables can depend on
_PACKAGES = (
    "aiohttp", "chardet", "jinja2", "openai", "pyarrow", "pydantic", "pydantic_core", "rapidfuzz", "trafilatura",
)  # fmt: skip
_DIST_INFO = re.compile(r"([A-Za-z0-9._]+)-([^-]+)\.dist-info")


def read_manifest(output: str | os.PathLike[str]) -> dict[str, Any]:
    """What is known of the runs that wrote an output.

    Args:
        output: the output, not the manifest.

    Returns:
        The manifest, with ``runs``; one without runs where there is none, or it cannot be read.

    Raises:
        RunError: a newer version wrote it, and what it says would be lost.
    """
    try:
        found = parse_json(manifest_path(output).read_bytes(), sound=True)
    except (OSError, ValueError):
        found = None
    if isinstance(found, dict):
        number = found.get("manifest_format")
        if number == MANIFEST_FORMAT and _are_runs(found.get("runs")) and isinstance(found.get("earlier_runs", 0), int):
            return found
        if isinstance(number, int) and number > MANIFEST_FORMAT:
            raise RunError(
                f"{manifest_path(output)} has manifest format {number}, this version knows {MANIFEST_FORMAT}",
                hint="Use the version of llm-extract that wrote it, or give another output with -o.",
            )
    return {"manifest_format": MANIFEST_FORMAT, "output": Path(output).name, "runs": []}


def _are_runs(runs: object) -> bool:
    return isinstance(runs, list) and all(isinstance(one, dict) for one in runs)


def write_manifest(output: str | os.PathLike[str], manifest: Mapping[str, Any]) -> None:
    """Put a manifest in place, whole or not at all; secrets in it read ``***``.

    Args:
        output: the output it is of.
        manifest: with its runs, of which the latest hundred are kept.

    Raises:
        RunError: it cannot be written.
    """
    path = manifest_path(output)
    runs = list(manifest["runs"])
    kept = {**manifest, "runs": runs[-_RUNS:], "earlier_runs": manifest.get("earlier_runs", 0) + len(runs[:-_RUNS])}
    content = json.dumps(mask_secrets(kept, keys_in_environment()), indent=1, ensure_ascii=False, sort_keys=True)
    with explained("written", path, hint="Free or unlock the disk, or give another output with -o."):
        put_text(path, content + "\n", errors="replace")


def now() -> str:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def describe_program() -> dict[str, Any]:
    """The command line, the versions of what was run, and the system; no user, no host, no folder."""
    command = COMMAND.get()
    return {
        "command": None if command is None else ["llm-extract", *command],
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "platform": {"system": platform.system(), "release": platform.release(), "machine": platform.machine()},
        "packages": _versions(),
    }


def _versions() -> dict[str, str]:
    """Versions by the names of the installed packages' folders, which is faster than reading their metadata."""
    found: dict[str, str] = {}
    for folder in dict.fromkeys(sys.path):
        for name in _names(folder):
            match = _DIST_INFO.fullmatch(name)
            if match and (package := match[1].replace(".", "_").lower()) in {*_PACKAGES, "llm_extract"}:
                found.setdefault(package, match[2])
    return found


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or os.curdir))  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []


def describe_settings(settings: Settings) -> dict[str, Any]:
    """The settings as they took effect, and where each comes from that is no default.

    Returns:
        ``values``, and ``origins``: ``given`` by flag or argument, the name of an environment variable, or
        ``pyproject.toml``.
    """
    values = plain_settings(settings)
    try:
        places, around = find_origins({}), plain_settings(read_settings({}))
    except ConfigError:
        places, around = {}, plain_settings(Settings())
    origins = {}
    for name, value in values.items():
        if value != around[name]:
            origins[name] = "given"
        elif (place := places.get(name, "default")) != "default":
            origins[name] = Path(place).name
    return {"values": values, "origins": origins}


def plain_settings(settings: Settings) -> dict[str, Any]:
    """The settings by name, as JSON can hold them."""
    return {one.name: _plain(getattr(settings, one.name)) for one in fields(settings)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def describe_file(path: Path) -> dict[str, Any] | None:
    """Size and sha256 of a file; None where there is none."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
    except OSError:
        return None
    return {"bytes": size, "sha256": digest.hexdigest()}


class InputDigest:
    """Counts inputs and takes their digest while they are read: the sha256 of ``<key> <id>`` and a newline for each.

    Example:
        >>> class Item:
        ...     key, id = "a.txt", "0f"
        >>> inputs = InputDigest()
        >>> len(list(inputs.watch([Item(), Item()]))), inputs.to_dict()["count"]
        (2, 2)
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._count = self._unreadable = 0

    def watch(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items, counted on their way; one that has no id could not be read."""
        for item in items:
            found = getattr(item, "id", None)
            self._count += 1
            self._unreadable += found is None
            self._digest.update(f"{item.key} {found or '-'}\n".encode("utf-8", "surrogatepass"))
            yield item

    def to_dict(self) -> dict[str, Any]:
        """Count, how many were unreadable, and the digest of those read so far."""
        return {"count": self._count, "unreadable": self._unreadable, "sha256": self._digest.hexdigest()}
