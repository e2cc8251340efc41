"""Answers of a cache as a file, to take them to another machine: JSON lines of key and body."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..errors import ConfigError, explained
from ..whole_files import replacing
from .care import KEY, find_fault, parse_answer
from .store import Store

__all__ = ["export_answers", "import_answers"]

_LONGEST = 50_000_000  # bytes of one answer: packed with gzip, a few kilobytes could be a line without end
_GROUP = 100  # answers in memory at a time


def export_answers(store: Store, path: Path) -> int:
    """Write all sound answers as JSON lines ``{"body": …, "key": …}``, compressed where the name ends with ``.gz``.

    Args:
        store: the cache.
        path: the file, written anew, put in place when complete.

    Returns:
        How many answers were written; damaged ones are left out.

    Raises:
        RunError: the file cannot be written, or the cache not read.
    """
    count = 0
    told = explained("written", path, hint="Check folder and disk, or give another file.")
    with told, replacing(path) as fresh, _open(path, fresh, "wb") as stream:
        for key, value in _walk(store):
            body = parse_answer(value)
            if not KEY.fullmatch(key) or find_fault(body):
                continue
            stream.write(_compact({"body": body, "key": key}) + b"\n")
            count += 1
    return count


def import_answers(store: Store, path: Path) -> tuple[int, int]:
    """Add answers from a file of ``export_answers``; those that are there already stay as they are.

    The whole file is checked before the first one is added.

    Args:
        store: the cache.
        path: the file.

    Returns:
        How many answers were added, and how many were there already.

    Raises:
        ConfigError: there is no such file, or a line is no answer.
        RunError: the cache cannot be written.
    """
    for _ in _read_answers(path):
        pass
    added = known = 0
    answers = _read_answers(path)
    while group := dict(islice(answers, _GROUP)):
        there = store.get_many(group)
        for key, value in group.items():
            if key in there:
                known += 1
            else:
                store.put(key, value)
                added += 1
    return added, known


def _walk(store: Store) -> Iterator[tuple[str, bytes]]:
    """The answers by key, a few at a time."""
    keys = store.keys()
    while group := list(islice(keys, _GROUP)):
        found = store.get_many(group)
        yield from ((key, found[key]) for key in group if key in found)


def _read_answers(path: Path) -> Iterator[tuple[str, bytes]]:
    number = 0
    try:
        with _open(path, path, "rb") as stream:
            while line := stream.readline(_LONGEST + 1):
                number += 1
                if len(line) > _LONGEST:
                    raise ConfigError(
                        f"{path}, line {number}: longer than {_LONGEST:,} bytes; nothing was added",
                        hint="Give a file of: cache export",
                    )
                yield _read_answer(path, number, line)
    except (OSError, EOFError, zlib.error) as error:
        where = f"{path}, after line {number}" if number else str(path)
        said = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise ConfigError(f"{where}: cannot be read ({said})", hint="Give a file of: cache export") from error


def _read_answer(path: Path, number: int, line: bytes) -> tuple[str, bytes]:
    raw = parse_answer(line)
    raw = raw if isinstance(raw, Mapping) else {}
    key = raw.get("key")
    known = isinstance(key, str) and KEY.fullmatch(key) is not None
    fault = find_fault(raw.get("body")) if known else "its key is none of a cache"
    if fault:
        raise ConfigError(
            f"{path}, line {number}: no stored answer, {fault}; nothing was added",
            hint="Give a file of: cache export",
        )
    return str(key), _compact(raw["body"])


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _open(path: Path, place: Path, mode: str) -> AbstractContextManager[BinaryIO]:
    if path.suffix.lower() == ".gz":
        return cast("AbstractContextManager[BinaryIO]", gzip.open(place, mode))
    return cast("AbstractContextManager[BinaryIO]", place.open(mode))
