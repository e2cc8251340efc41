"""What one input is held to: a result or an error of the package's tree, in bounded time and memory."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from llm_extract.errors import ExtractError

__all__ = ["LARGEST_INPUT", "Finding", "Hang", "Target", "check", "limit_memory"]

LARGEST_INPUT = 65_536
"""Bytes of one input."""
SECONDS = 2.0
"""Processor time that one input may take."""
ROOM = 1_500_000_000
"""Bytes of address space that a target may add to those of its start."""

Target = Callable[[bytes, Path], None]
"""Reads an input; the folder is its own, and empty only at the start of the process."""


class Hang(BaseException):
    """An input takes too long; no ``Exception``, so that nothing under test can swallow it."""


@dataclass(frozen=True)
class Finding:
    """What an input did that it must not do.

    Args:
        kind: of the exception, ``Hang`` included.
        place: the innermost line of the package in the traceback: equal findings have equal places.
        trace: the traceback.
    """

    kind: str
    place: str
    trace: str

    @property
    def name(self) -> str:
        """A file name, the same for the same kind and place."""
        return f"{self.kind}-{hashlib.sha256(self.place.encode()).hexdigest()[:8]}"


def check(target: Target, data: bytes, folder: Path, *, seconds: float = SECONDS) -> Finding | None:
    """Run one input.

    Args:
        target: what reads it.
        data: the input.
        folder: for the target's files.
        seconds: of processor time.

    Returns:
        None where the contract holds.
    """
    try:
        with _bounded(seconds):
            target(data, folder)
    except ExtractError:
        return None
    except (Exception, Hang) as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if f"{os.sep}llm_extract{os.sep}" in frame.filename] or frames[-1:]
        # of a hang, where it was interrupted is chance: the first frame of the package tells more
        frame = own[0] if isinstance(error, Hang) else own[-1]
        place = f"{Path(frame.filename).name}:{frame.name}:{frame.line}"
        return Finding(type(error).__name__, place, "".join(traceback.format_exception(error))[-6000:])
    return None


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> Any:
        raise Hang(f"more than {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit_memory() -> None:
    """From here on, an input that needs far too much memory meets a MemoryError."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + ROOM
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
