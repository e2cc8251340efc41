"""Work on the parts of a file, here or in several processes; what comes of it is the same, in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from ..errors import RunError
from ..garbage import collected_seldom

__all__ = ["Processes", "available_cores"]

_P = TypeVar("_P")
_R = TypeVar("_R")
_MOST_PROCESSES = 16
"""By default: each needs memory of its own, and one process adds up what the others find."""

_AHEAD = 3
"""Parts per process that are waited for at any time, so that nothing piles up."""


def available_cores() -> int:
    """How many processes this machine runs at a time, of which this one may use 16 at most."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)
    return min(os.cpu_count() or 1, _MOST_PROCESSES)


class Processes:
    """Processes that work on the parts of files, for one task after the other.

    They are started at once, so that they are ready when there is something to do. Leave with ``with`` or ``close``.

    Args:
        count: how many work at a time; with one it is this process. More are started anew, so call from a main module
            that is guarded by ``if __name__ == "__main__"``.

    Example:
        >>> from operator import methodcaller
        >>> with Processes() as workers:
        ...     list(workers.work(methodcaller, ("upper",), "ab"))
        ['A', 'B']
    """

    def __init__(self, count: int = 1) -> None:
        self._count = count
        self._tasks = 0
        self._pool: ProcessPoolExecutor | None = None
        if count > 1:
            self._folder = tempfile.TemporaryDirectory(prefix="llm_extract-", ignore_cleanup_errors=True)
            # started anew, not forked: the same on all systems, and safe where this process has threads
            context = multiprocessing.get_context("spawn")
            folder = self._folder.name
            self._pool = ProcessPoolExecutor(count, mp_context=context, initializer=_prepare, initargs=(folder,))
            for _ in range(count):
                self._pool.submit(available_cores)  # anything: it starts a process

    def work(
        self, worker: Callable[..., Callable[[_P], _R]], given: tuple[Any, ...], parts: Iterable[_P]
    ) -> Iterator[_R]:
        """Do work on parts.

        Args:
            worker: makes what does the work on one part; at the top of a module, as another process must find it.
            given: its arguments; they, the parts and what is found are sent between processes.
            parts: the parts.

        Yields:
            What is found in each part, in the order of the parts.

        Raises:
            RunError: a process was ended from outside.
        """
        if self._pool is None:
            with collected_seldom():
                yield from map(worker(*given), parts)
            return
        self._tasks += 1
        # in a file, since all that is sent with a part is sent with each part
        task = Path(self._folder.name, str(self._tasks))
        task.write_bytes(pickle.dumps((worker, given)))
        waiting: deque[Future[_R]] = deque()
        try:
            for part in parts:
                waiting.append(self._pool.submit(_work, task, part))
                if len(waiting) > _AHEAD * self._count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise RunError(
                "one of the processes was ended, perhaps for want of memory",
                hint="Work with fewer of them, or with one.",
            ) from error
        finally:
            for future in waiting:
                future.cancel()

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._folder.cleanup()

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_known: tuple[Path, Callable[[Any], Any]] | None = None


def _prepare(folder: str) -> None:
    with suppress(ValueError):  # not in a main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()


def _end_with_parent(folder: str) -> None:
    """A process that was killed could neither end its workers nor remove their folder."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _work(task: Path, part: Any) -> Any:
    global _known
    if _known is None or _known[0] != task:
        worker, given = pickle.loads(task.read_bytes())  # noqa: S301 - of the process that started this one
        _known = task, worker(*given)
        gc.freeze()
    with collected_seldom():
        return _known[1](part)
