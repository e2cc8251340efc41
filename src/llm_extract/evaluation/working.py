"""Work on the parts of a file, here or in several processes; what comes of it is the same, in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, TypeVar

from ..errors import RunError

__all__ = ["available_cores", "work_in_order"]

_P = TypeVar("_P")
_R = TypeVar("_R")
_MOST_PROCESSES = 16
"""By default: each needs memory of its own, and one process adds up what the others find."""

_SELDOM = 50_000
"""Objects made between two looks of a worker's garbage collector: JSON makes many, and none of them is garbage."""

_AHEAD = 3
"""Parts per process that are waited for at any time, so that nothing piles up."""


def available_cores() -> int:
    """How many processes this machine runs at a time, of which this one may use 16 at most."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)
    return min(os.cpu_count() or 1, _MOST_PROCESSES)


def work_in_order(
    worker: Callable[..., Callable[[_P], _R]], given: tuple[Any, ...], parts: Iterable[_P], *, processes: int = 1
) -> Iterator[_R]:
    """Do work on parts.

    Args:
        worker: makes what does the work on one part; at the top of a module, as another process must find it.
        given: its arguments; they, the parts and what is found are sent between processes.
        parts: the parts.
        processes: how many work at a time; with one it is this process.

    Yields:
        What is found in each part, in the order of the parts.

    Raises:
        RunError: a process was ended from outside.

    Example:
        >>> from operator import methodcaller
        >>> list(work_in_order(methodcaller, ("upper",), "ab"))
        ['A', 'B']
    """
    if processes == 1:
        yield from map(worker(*given), parts)
        return
    # started anew, not forked: the same on all systems, and safe where this process has threads
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_prepare, initargs=(worker, given))
    waiting: deque[Future[_R]] = deque()
    try:
        for part in parts:
            waiting.append(pool.submit(_work, part))
            if len(waiting) > _AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise RunError(
            "one of the processes was ended, perhaps for want of memory", hint="Work with fewer of them, or with one."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


_worker: Callable[[Any], Any]


def _prepare(worker: Callable[..., Callable[[Any], Any]], given: tuple[Any, ...]) -> None:
    global _worker
    with suppress(ValueError):  # not in a main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _worker = worker(*given)
    gc.freeze()
    gc.set_threshold(_SELDOM)


def _work(part: Any) -> Any:
    return _worker(part)
