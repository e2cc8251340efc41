"""Runs on Ray Data: the driver reads and writes as in a local run, actors of a pool answer.

What was paid for is in the cache, not in the engine's checkpoints: an actor that dies is started again, is given the
same groups again, and finds what was answered before. The dataset is the file of groups that the driver writes; one
task follows it, and a pool of actors maps it.
"""

from __future__ import annotations

import math
import os
import re
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, ExtractError
from .assignment import Assignment
from .cluster import LINKS, RayLink, connected, need_ray
from .datasets import extract_dataset, write_lines
from .fleet import Fleet
from .pool import LARGEST_GROUP, FleetPool
from .work import Outcome, follow_work, read_group, read_outcome, write_outcome
from .worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..batch.engine import Job

__all__ = ["RayEngine", "extract_dataset", "write_lines"]

_NAMED = re.compile(r"[\w.]*(Error|Exception|Died)\b")
_CPUS = 0.01  # of an actor: it waits most of the time
_ADAPTIVE = 64  # articles that an actor has at once where its gate decides; there are several groups of them


@dataclass(frozen=True)
class RayEngine:
    """Has the articles of a run answered by actors of a Ray cluster.

    The cluster is the one that RAY_ADDRESS names, or else one of this machine, started for the run. Every node needs
    the package, the prompts in the same folder, the key in its environment, and the same cache.

    Args:
        actors: how many; None takes one for each CPU of this machine.

    Example:
        run_batch(extractor, documents, "records.jsonl", engine=RayEngine(actors=8))
    """

    actors: int | None = None

    def open(self, job: Job) -> FleetPool:
        """A pool for one job; Ray is started when the first article must be asked about.

        Raises:
            ConfigError: Ray is not installed, or the run asks for what this engine cannot do.
        """
        need_ray()
        settings = job.extractor.settings
        if job.max_cost is not None:
            raise ConfigError("--engine ray keeps no budget", hint="Leave out --max-cost, or leave out --engine ray.")
        if settings.record is not None:
            raise ConfigError("--engine ray records no answers", hint="Leave out --record, or leave out --engine ray.")
        if settings.cache is None and settings.replay is None:
            raise ConfigError(
                "--engine ray needs a cache: it is what tells what was paid for", hint="Leave out --no-cache."
            )
        if self.actors is not None and self.actors < 1:
            raise ConfigError(f"--actors is {self.actors}", hint="It must be 1 or more.")
        together = job.concurrency or settings.concurrency
        actors = self.actors or os.cpu_count() or 1
        actors = actors if together is None else min(actors, together)
        each = None if together is None else together // actors
        assignment = Assignment.of(
            job.extractor, job.prices, concurrency=each, max_attempts=job.max_attempts,
            run_folder=None if job.run_folder is None else job.run_folder.absolute(),
        )  # fmt: skip
        carrier = _RayCarrier(assignment, actors, settings.rpm, settings.tpm)
        return FleetPool(job, carrier, workers=actors, in_flight=each or _ADAPTIVE)


class _RayCarrier:
    def __init__(self, assignment: Assignment, actors: int, rpm: float | None, tpm: float | None) -> None:
        self._assignment, self._actors = assignment, actors
        self._limits = (rpm, tpm)
        self._fleet: Any = None
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, work: Path, tell: Callable[[Outcome | BaseException | None], None]) -> None:
        """Start Ray and carry out the groups in a file, on a thread of its own."""
        self._thread = threading.Thread(target=self._run, args=(work, tell), daemon=True, name="llm_extract-ray")
        self._thread.start()

    def _run(self, work: Path, tell: Callable[[Outcome | BaseException | None], None]) -> None:
        problem: BaseException | None = None
        try:
            with connected() as ray:
                here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
                lasting = {"max_restarts": -1, "max_task_retries": -1}
                actor = ray.remote(num_cpus=0, max_concurrency=LINKS, label_selector=here, **lasting)(Fleet)
                self._fleet = actor.remote(*self._limits)
                if self._stopped.is_set():
                    self._fleet.stop.remote()
                for outcome in self._carry_out(ray, work.absolute()):
                    tell(outcome)
        except BaseException as error:
            problem = error if isinstance(error, ExtractError) else _shorten(error)
        tell(problem)

    def _carry_out(self, ray: Any, work: Path) -> Iterator[Outcome]:
        """The outcomes of the groups in a file, as they come in."""
        size = self._assignment.settings.concurrency or 4 * _ADAPTIVE
        groups = max(2, math.ceil(2 * size / LARGEST_GROUP))
        with _small_blocks(ray):
            here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}  # the file is on the driver's node
            read = ray.data.read_datasource(_follower(work), override_num_blocks=1, num_cpus=0, label_selector=here)
            pool = ray.data.ActorPoolStrategy(
                size=self._actors, max_tasks_in_flight_per_actor=groups + 2, max_concurrent_calls_per_actor=groups
            )
            answered = read.map_batches(
                _Answering,
                batch_size=None,
                batch_format="pyarrow",
                fn_constructor_kwargs={"assignment": self._assignment, "fleet": self._fleet},
                compute=pool,
                num_cpus=_CPUS,
            )  # actors are started again, and their groups given again, without end: Ray Data's default
            for block in answered.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                for text in block.column("outcome").to_pylist():
                    yield read_outcome(text)

    def stop(self) -> None:
        """Have the workers send nothing more."""
        self._stopped.set()
        if self._fleet is not None:
            self._fleet.stop.remote()

    def close(self) -> None:
        """Wait for Ray to end."""
        if self._thread is not None:
            self._thread.join()


class _Answering:
    """What Ray Data makes an actor of: one worker, and as many groups at once as the pool gives it."""

    def __init__(self, assignment: Assignment, fleet: Any) -> None:
        self._error: ExtractError | None = None
        try:
            self._worker = Worker(assignment, RayLink(fleet))
        except ExtractError as error:
            self._error = error  # raised here, it would come as a report of Ray's

    async def __call__(self, batch: Any) -> AsyncIterator[Any]:
        outcomes = [write_outcome(await self._answer(text)) for text in batch.column("work").to_pylist()]
        yield import_module("pyarrow").table({"outcome": outcomes})

    async def _answer(self, text: str) -> Outcome:
        group = read_group(text)
        if self._error is not None:
            told = (type(self._error).__name__, self._error.message, self._error.hint)
            return Outcome(tuple((one.place, None) for one in group), error=told)
        return await self._worker.answer(group)


def _follower(work: Path) -> Any:
    """A source of Ray Data that follows a file of groups, a row and a block for each."""
    table = import_module("pyarrow").table
    block, source = import_module("ray.data.block"), import_module("ray.data.datasource")

    class WorkSource(source.Datasource):  # type: ignore[misc, name-defined]
        """Made here, for its class is Ray's, which may not be installed."""

        def estimate_inmemory_data_size(self) -> None:
            """Not known: the file grows."""

        def get_read_tasks(self, parallelism: int, *_: Any, **__: Any) -> list[Any]:
            unknown = block.BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [source.ReadTask(lambda: (table({"work": [text]}) for text in follow_work(work)), unknown)]

    return WorkSource()


@contextmanager
def _small_blocks(ray: Any) -> Iterator[None]:
    """Each row is a block of its own, so that each group goes its own way; nothing is shown, nothing times out."""
    context = ray.data.DataContext.get_current()
    wanted = {
        "target_max_block_size": 1,
        "target_min_block_size": 1,
        "enable_progress_bars": False,
        "print_on_execution_start": False,
        "execution_no_progress_timeout_s": -1,
    }
    before = {name: getattr(context, name) for name in wanted if hasattr(context, name)}
    for name in before:
        setattr(context, name, wanted[name])
    try:
        yield
    finally:
        for name, value in before.items():
            with suppress(AttributeError):
                setattr(context, name, value)


def _shorten(error: BaseException) -> BaseException:
    """What Ray says at length: the error at its bottom, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    named = [line for line in lines if _NAMED.match(line)]
    return RuntimeError((named or lines or [type(error).__name__])[-1][:300])
