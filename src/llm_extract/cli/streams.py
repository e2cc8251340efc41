"""Standard streams that were closed before the command began, as by ``>&-`` or a service without them.

Their numbers would go to the next files that are opened, and what is said on stderr would end up in the records or in
the cache.
"""

from __future__ import annotations

import os
import sys

__all__ = ["fill_closed_streams"]


def fill_closed_streams() -> None:
    """Give closed streams their numbers back: stderr swallows what is said, writing to stdout is an error."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # the lowest free number is given, so they are taken one after the other
            os.open(os.devnull, os.O_RDWR if number == 2 else os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for the process's life
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
