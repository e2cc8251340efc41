"""A fleet whose workers are threads of this process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from llm_extract.engines.assignment import Assignment
from llm_extract.engines.fleet import Fleet
from llm_extract.engines.pool import FleetPool
from llm_extract.engines.work import follow_work, read_group, read_outcome, write_outcome
from llm_extract.engines.worker import Worker


class _Link:
    """Reaches a fleet on the same event loop."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self.lease, self.orders = fleet.lease, fleet.orders
        self._tasks: set[Any] = set()

    def give_back(self, name: str, amount: float) -> None:
        self._later(self._fleet.give_back(name, amount))

    def learn(self, limits: Any) -> None:
        self._later(self._fleet.learn(limits))

    def refused(self, pause: float) -> None:
        self._later(self._fleet.refused(pause))

    def _later(self, coroutine: Any) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Threads:
    """Carries groups to workers on one event loop, in a thread, each group in turn to the next worker."""

    def __init__(self, assignment: Assignment, workers: int, rpm: float | None, tpm: float | None, twice: bool) -> None:
        self._assignment, self._workers, self._limits, self._twice = assignment, workers, (rpm, tpm), twice
        self._loop: asyncio.AbstractEventLoop | None = None
        self._fleet: Fleet | None = None

    def start(self, work: Path, tell: Callable[[Any], None]) -> None:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run(work, tell)), daemon=True)
        self._thread.start()

    async def _run(self, work: Path, tell: Callable[[Any], None]) -> None:
        self._loop, self._fleet = asyncio.get_running_loop(), Fleet(*self._limits)
        workers = [Worker(self._assignment, _Link(self._fleet)) for _ in range(self._workers)]
        tasks = []

        async def answer(worker: Worker, text: str) -> None:
            for _ in range(2 if self._twice else 1):
                tell(read_outcome(write_outcome(await worker.answer(read_group(text)))))

        groups = follow_work(work)
        number = 0
        while (text := await asyncio.to_thread(next, groups, None)) is not None:
            tasks.append(asyncio.create_task(answer(workers[number % len(workers)], text)))
            number += 1
        await asyncio.gather(*tasks)
        for worker in workers:
            await worker.aclose()
        tell(None)

    def stop(self) -> None:
        if self._loop is not None and self._fleet is not None:
            asyncio.run_coroutine_threadsafe(self._fleet.stop(), self._loop)

    def close(self) -> None:
        self._thread.join()


@dataclass
class ThreadEngine:
    """An engine whose workers are in this process; ``twice`` gives each group two times, as after a worker's death."""

    workers: int = 2
    twice: bool = False

    def open(self, job: Any) -> FleetPool:
        settings = job.extractor.settings
        each = (job.concurrency or settings.concurrency or 16) // self.workers
        assignment = Assignment.of(
            job.extractor, job.prices, concurrency=each, run_folder=job.run_folder, max_attempts=job.max_attempts
        )
        carrier = _Threads(assignment, self.workers, settings.rpm, settings.tpm, self.twice)
        return FleetPool(job, carrier, workers=self.workers, in_flight=each)


@pytest.fixture
def thread_engine() -> type[ThreadEngine]:
    """Makes engines whose workers are in this process."""
    return ThreadEngine
