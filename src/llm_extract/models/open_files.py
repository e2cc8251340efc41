"""How many connections the system lets a process have: each is an open file, and some systems allow 256 of those."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress

__all__ = ["make_room"]

_SPARE = 24  # for what else is opened meanwhile: inputs, journals, modules, name lookups
_log = logging.getLogger(__name__)


def make_room(connections: int) -> int:
    """Have the system let this process open more files, where so many connections need it and its owner may.

    Args:
        connections: wanted at once.

    Returns:
        How many can be had, 1 at least; ``connections``, where the system does not say.

    Example:
        >>> make_room(1)
        1
    """
    if sys.platform == "win32":  # whose sockets are no files
        return connections
    import resource

    limit, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections + _count_open() + _SPARE
    if limit == resource.RLIM_INFINITY or limit >= needed:
        return connections
    allowed = needed if highest == resource.RLIM_INFINITY else min(needed, highest)
    with suppress(OSError, ValueError):  # macOS has another limit besides
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, highest))
        limit = allowed
    room = max(1, connections - max(0, needed - limit))
    if room < connections:
        _log.warning("this process may open %d files (ulimit -n): at most %d requests at once", limit, room)
    return room


def _count_open() -> int:
    try:
        return len(os.listdir("/dev/fd"))  # noqa: PTH208 - names alone
    except OSError:
        return 0
