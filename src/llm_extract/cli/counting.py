"""How many articles there are, as far as it can be told without reading them."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

from ..documents.found import STDIN, Lost, Skipped, kind_of
from ..documents.sources import find_files

__all__ = ["count_inputs"]

_BLOCK = 1 << 20


def count_inputs(paths: Iterable[str]) -> int | None:
    """Count files, and lines of JSON Lines files.

    Args:
        paths: as ``read_documents`` takes them.

    Returns:
        A number that is right but for empty lines and inputs given twice; None where there are inputs whose articles
        cannot be counted so: standard input, CSV, JSON arrays, and pipes, for what is read here nobody else would get.
    """
    total = 0
    for path in paths:
        for found in find_files(path, Skipped()):
            if isinstance(found, Lost):
                total += 1
                continue
            kind, packed = kind_of(found.path)
            if found.path == STDIN or kind in ("csv", "tsv", "json") or _is_special(found.path):
                return None
            try:
                total += _count_lines(Path(found.path), packed) if kind == "jsonl" else 1
            except (OSError, EOFError, zlib.error):
                total += 1
    return total


def _is_special(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 - as given


def _count_lines(path: Path, packed: bool) -> int:
    lines, last = 0, b"\n"
    with gzip.open(path) if packed else path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")
