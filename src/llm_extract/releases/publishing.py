"""Releasing a version: its schema compiled and written, everything checked, and its bytes pinned for good."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigError, explained
from ..lockfile import lock_path, read_lock, sha256_of, version_files
from ..rendering import Renderer, boundary_of
from ..schemas.examples import load_examples
from ..tasks import load_task
from ..whole_files import put_text, replacing
from .rendered import NO_MODEL, SAMPLE, compile_afresh

if TYPE_CHECKING:
    from ..schemas.wire import WireSchema
    from ..tasks import Task

__all__ = ["FOLDER_HINT", "Release", "check_version", "pin_version", "release_version", "rewrite_whole", "write_whole"]

FOLDER_HINT = "Give a folder with --prompts."
"""Of errors: where a folder of prompts cannot be written."""
_TRIES = 20
_MET = (errno.EBUSY, errno.EEXIST)  # another process at the same file


@dataclass(frozen=True)
class Release:
    """What a release did.

    Args:
        reference: ``name@vN``.
        files: the files that are pinned.
        fresh: False where the version was released before, and nothing was written.
    """

    reference: str
    files: tuple[Path, ...]
    fresh: bool


def release_version(reference: str, folders: Sequence[Path] | None = None) -> Release:
    """Release a version: write its compiled schema and pin its files in the lock file.

    Args:
        reference: ``name@vN``.
        folders: as for ``load_task``.

    Returns:
        What was pinned.

    Raises:
        ConfigError: the version was released before and changed since, or something in it is wrong; nothing is pinned.
        RunError: a file cannot be written.

    Example:
        >>> import tempfile
        >>> from .drafts import new_version
        >>> folder = Path(tempfile.mkdtemp())
        >>> path = new_version("shops", schema="llm_extract.schemas.funding:FundingNews", prompts=folder)
        >>> release = release_version("shops@v1", [folder])
        >>> sorted(file.name for file in path.parent.iterdir())
        ['v1.md', 'v1.schema.json']
    """
    if "@v" not in reference and not reference.endswith(".md"):
        raise ConfigError(f"{reference!r} names no version", hint="A release is for ever: write NAME@vN.")
    task = load_task(reference, folders)
    folder = task.path.parent.parent
    files = version_files(task.path)
    if task.released:
        return Release(task.reference, tuple(path for path in files.values() if path.is_file()), False)
    wire = check_version(task)
    _spare_source(task)
    write_whole(task.schema_path, wire.text)
    hashes = {kind: sha256_of(path) for kind, path in files.items()}
    pinned = {kind: digest for kind, digest in hashes.items() if digest is not None}
    pin_version(folder, task.reference, pinned)
    return Release(task.reference, tuple(files[kind] for kind in pinned), True)


def pin_version(folder: Path, reference: str, hashes: Mapping[str, str]) -> None:
    """Put a version's hashes into the lock file.

    Args:
        folder: of prompts.
        reference: ``name@vN``.
        hashes: sha256 by the names of ``version_files``.

    Raises:
        ConfigError: the lock file is malformed.
        RunError: it cannot be written.
    """
    rewrite_whole(
        lock_path(folder),
        lambda: json.dumps({**read_lock(folder), reference: hashes}, indent=2, sort_keys=True) + "\n",
    )


def _spare_source(task: Task) -> None:
    """A schema file of the user's own may have the name that the compiled one is written to."""
    source = task.path.parent / task.schema
    if task.schema_path.is_file() and source.is_file() and source.samefile(task.schema_path):
        raise ConfigError(
            f"{task.path}: its schema is {task.schema_path.name}, which would be replaced by the compiled one",
            hint="Give the schema file another name, and name that in the prompt.",
        )


def check_version(task: Task) -> WireSchema:
    """Check all that can be checked of a version before anything is sent.

    Returns:
        Its schema, compiled as the class is now.

    Raises:
        ConfigError: the schema cannot be sent, an example is wrong, or the template is malformed, leaves the article
            out or does not put its marks around it.
    """
    from ..models.endpoints import find_endpoint
    from ..settings import DEFAULT_BASE_URL

    wire = compile_afresh(task)
    examples = load_examples(task.examples_path, wire)
    endpoint = find_endpoint(DEFAULT_BASE_URL)
    renderer = Renderer(task, wire.schema, model=NO_MODEL, endpoint=endpoint, examples=examples)
    content = str(renderer.render(SAMPLE).body["messages"][-1]["content"])
    before, found, after = content.partition(SAMPLE.text)
    if not found:
        raise ConfigError(
            f"{task.path}: the section '# user' leaves the article out", hint="Put {{ document.text }} into it."
        )
    mark = boundary_of(SAMPLE)
    if mark not in before or mark not in after:
        raise ConfigError(
            f"{task.path}: the article does not stand between its marks, so that its words could pass for the prompt's",
            hint="Write <{{ boundary }}> above and </{{ boundary }}> below {{ document.text }}.",
        )
    return wire


def write_whole(path: Path, text: str, *, hint: str = FOLDER_HINT) -> None:
    """Write a file whole or not at all.

    Args:
        path: its folder is made if missing.
        text: what it is to hold.
        hint: what to do where it cannot be written.

    Raises:
        RunError: the disk is full, or the place cannot be written.
    """
    with explained("written", path, hint=hint):
        path.parent.mkdir(parents=True, exist_ok=True)
        put_text(path, text, beside=f".{os.getpid()}.new")


def rewrite_whole(path: Path, make: Callable[[], str]) -> None:
    """Replace a file by what is made of it; what another process puts into it at the same time is not lost.

    Args:
        path: its folder is made if missing.
        make: reads what stands there, and gives what is to stand there; called again where another process has begun
            to write the file since.

    Raises:
        RunError: the disk is full, or the place cannot be written.
    """
    with explained("written", path, hint=FOLDER_HINT):
        path.parent.mkdir(parents=True, exist_ok=True)
        for left in reversed(range(_TRIES)):
            try:
                with replacing(path) as fresh:
                    fresh.write_text(make(), encoding="utf-8", newline="\n")
                return
            except OSError as error:
                if error.errno not in _MET or not left:
                    raise
