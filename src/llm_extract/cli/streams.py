"""Standard streams: those that were closed before the command began, and stdout as it takes data."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from ..errors import explained
from ..whole_files import is_stream, put_text

__all__ = ["fill_closed_streams", "stdout_as_utf8", "write_text"]


def fill_closed_streams() -> None:
    """Give closed streams their numbers back: stderr swallows what is said, writing to stdout is an error.

    They are closed as by ``>&-``, or in a service without them. Their numbers would go to the next files that are
    opened, and what is said on stderr would end up in the records or in the cache.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # the lowest free number is given, so they are taken one after the other
            os.open(os.devnull, os.O_RDWR if number == 2 else os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for the process's life
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def stdout_as_utf8() -> TextIO:
    """Standard output as data go there: the same bytes on every system, and no letter as a number."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """Write a file whole or not at all; a pipe or a device takes the text as it comes.

    Args:
        path: the file.
        text: all that it will hold, or the pieces of it.

    Raises:
        RunError: it cannot be written.
    """
    with explained("written", path, hint="Free the disk, or name another file."):
        if is_stream(path):
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines((text,) if isinstance(text, str) else text)
        else:
            put_text(path, text)
