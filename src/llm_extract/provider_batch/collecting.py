"""Fetching what jobs have answered: stored like live answers, entered in the ledger at batch prices, each once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError, RefusedError, RejectedError
from .jobs import COLLECTED, ENDED, INTENT, OPEN, Job, JobFolder, output_name
from .reconciling import reconcile
from .rejections import Rejections
from .results import Result, find_causes, read_result

if TYPE_CHECKING:
    from ..costs import Meter
    from ..costs.entries import OpenCall
    from ..models.batch_api import BatchApi
    from ..models.cached import CachedModel

__all__ = ["Cause", "Collection", "collect"]

_GROUP = 250  # answers looked up together
_CAUSES = 100


@dataclass(slots=True)
class Cause:
    """Why some requests have no answer.

    Args:
        error: the first of its kind.
        article: that it was for; None where all of a job is meant, or nobody said.
        requests: how many.
    """

    error: ModelError
    article: str | None
    requests: int = 0

    @property
    def passing(self) -> bool:
        """Whether the same requests may be answered another time."""
        return not isinstance(self.error, RejectedError)


@dataclass
class Collection:
    """What was collected.

    Args:
        collected: jobs whose answers are stored now.
        open: jobs that have not ended, as the endpoint describes them.
        lost: jobs of this output that never got to the endpoint; their requests are due again.
        answers: answers that are stored now.
        known: answers of jobs that were stored already, bought another way in the meantime.
        unanswered: requests without an answer that are due again.
        rejected: requests that the endpoint would not take.
        strange: lines that are none, or belong to no request of their job, or come twice.
        unknown: jobs that the endpoint does not know under this key.
        gone: jobs whose results the endpoint has no more.
        elsewhere: outputs that other jobs were submitted for, with the number of these.
        causes: why requests have no answer.
    """

    collected: list[Job] = field(default_factory=list)
    open: list[tuple[Job, dict[str, Any]]] = field(default_factory=list)
    lost: list[Job] = field(default_factory=list)
    answers: int = 0
    known: int = 0
    unanswered: int = 0
    rejected: int = 0
    strange: int = 0
    unknown: list[Job] = field(default_factory=list)
    gone: list[Job] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    causes: dict[tuple[str, str], Cause] = field(default_factory=dict)

    @property
    def refusal(self) -> RefusedError | None:
        """What must be seen to before anything is sent again."""
        return next((one.error for one in self.causes.values() if isinstance(one.error, RefusedError)), None)

    def add_cause(self, error: ModelError, article: str | None = None, requests: int = 1) -> None:
        """Count why requests have no answer; errors of one type with one remedy are one cause.

        Args:
            error: why there is no answer.
            article: the key of one article that it concerns.
            requests: how many requests it concerns.
        """
        key = (type(error).__name__, error.hint)
        if key not in self.causes and len(self.causes) >= _CAUSES:
            key = (key[0], "")
        self.causes.setdefault(key, Cause(error, article)).requests += requests


async def collect(
    api: BatchApi,
    folder: JobFolder,
    cached: CachedModel,
    meter: Meter,
    *,
    output: Path | None = None,
    every: float | None = None,
) -> Collection:
    """Store the answers of every job of an output that has ended, and enter them in its ledger.

    Args:
        api: the endpoint.
        folder: its jobs, whose lock is held.
        cached: stores answers.
        meter: of the output's ledger.
        output: that the jobs were submitted for.
        every: look again after so many seconds until all of them have ended; None looks once.

    Returns:
        What there was. Killed at any point, the same call stores the rest, and enters nothing twice.

    Raises:
        ModelError: the endpoint cannot be reached, or refuses us.
        RunError: the cache or the ledger cannot be written.
    """
    name = output_name(folder.cache, output)
    before = {job.name for job in folder.jobs() if job.state == INTENT and job.output == name}
    await reconcile(api, folder)
    at = _Collecting(api, folder, name, cached, meter)
    at.found.lost = [job for job in folder.jobs() if job.name in before and not job.waits]
    await at.collect_ended()
    while at.found.open and every is not None:
        await asyncio.sleep(every)
        await at.collect_ended()
    return at.found


class _Collecting:
    """Goes through the jobs of an output, as often as it takes until all have ended."""

    def __init__(self, api: BatchApi, folder: JobFolder, output: str, cached: CachedModel, meter: Meter) -> None:
        self._api, self._folder, self._output = api, folder, output
        self._cached, self._meter = cached, meter
        self.found = Collection()

    @cached_property
    def _entered(self) -> set[str]:
        """The calls of these jobs that a collection before this one has entered; read once, a ledger may be long."""
        runs = {job.run for job in self._folder.jobs() if job.state == OPEN}
        return {entry.call for entry in self._meter.entries() if entry.via == "batch" and entry.run in runs}

    async def collect_ended(self) -> None:
        """Store what has ended by now, and note what has not."""
        found = self.found
        found.open.clear()
        found.unknown.clear()
        found.elsewhere.clear()
        for job in self._folder.jobs():
            if job.state != OPEN:
                continue
            if job.output != self._output:
                found.elsewhere[job.output] += 1
                continue
            assert job.batch_id is not None
            batch = await self._api.find(job.batch_id)
            if batch is None:
                found.unknown.append(job)
            elif batch.get("status") in ENDED:
                await self._collect(job, batch)
            else:
                found.open.append((job, batch))

    async def _collect(self, job: Job, batch: dict[str, Any]) -> None:
        folder, there = self._folder, {}
        for kind, word in (("output", "output_file_id"), ("errors", "error_file_id")):
            if file_id := batch.get(word):
                there[kind] = await self._api.download(file_id, folder.results(job, kind))
        work = _Work(folder, job, self._cached, self._meter, self.found, self._entered)
        for kind, is_there in there.items():
            if is_there:
                await work.store(folder.results(job, kind))
        gone = not there["output"] if "output" in there else _says_answered(batch)
        if gone:
            self.found.gone.append(job)
        work.finish(batch, gone=gone)
        counts = {"answered": work.answered, "unanswered": work.unanswered, "rejected": len(work.rejected)}
        if not work.strange:  # killed now, they are fetched again
            folder.forget(job, "output", "errors")
        self.found.collected.append(folder.note(job, state=COLLECTED, ended=str(batch.get("status")), found=counts))
        folder.forget(job, "requests", "calls")


def _says_answered(batch: dict[str, Any]) -> bool:
    """Whether the endpoint counts requests that were answered, wherever the answers are."""
    counts = batch.get("request_counts")
    done = counts.get("completed") if isinstance(counts, dict) else None
    return isinstance(done, int) and done > 0


class _Work:
    """Goes through the lines of one job."""

    def __init__(
        self, folder: JobFolder, job: Job, cached: CachedModel, meter: Meter, found: Collection, entered: Container[str]
    ) -> None:
        self._folder, self._job, self._cached, self._meter, self._found = folder, job, cached, meter, found
        self._calls = {call.fingerprint: call for call in folder.read_calls(job)}
        self._entered = entered
        self._settled: set[str] = set()
        self._failed: dict[str, ModelError] = {}
        self.rejected: dict[str, str] = {}
        self.answered = self.unanswered = self.strange = 0

    async def store(self, path: Path) -> None:
        """Store the answers in a file, whatever their order."""
        with path.open("rb") as stream:
            lines = (line for line in stream if line.strip())
            while group := list(islice(lines, _GROUP)):
                await self._store_group([one for one in self._read(group) if self._is_news(one)])

    def _read(self, lines: list[bytes]) -> Iterator[Result]:
        for line in lines:
            result = read_result(line)
            if result is None or result.fingerprint not in self._calls:
                self.strange += 1
            else:
                yield result

    def _is_news(self, result: Result) -> bool:
        """Note a failure; whether this is the first answer to its request."""
        if result.error is not None:
            self._failed.setdefault(result.fingerprint, result.error)
            return False
        if result.fingerprint in self._settled:
            self.strange += 1
            return False
        self._settled.add(result.fingerprint)
        return True

    async def _store_group(self, results: list[Result]) -> None:
        stored = self._cached.peek([result.fingerprint for result in results])
        for result in results:
            assert result.response is not None
            call = self._calls[result.fingerprint]
            if result.fingerprint not in stored:
                await self._cached.keep(result.fingerprint, result.response)
            # what is stored already is kept, for records may rest on it; this answer was charged for all the same
            self._found.known += result.fingerprint in stored and call.call not in self._entered
            self._found.answers += 1
            self.answered += 1
            if call.call not in self._entered:
                self._meter.answered_batched(call, self._job.model, result.response)

    def finish(self, batch: dict[str, Any], *, gone: bool) -> None:
        """Say of every request without an answer why."""
        found = self._found
        found.strange += self.strange
        if batch.get("status") == "failed" and not self._settled and not self._failed:
            for error in find_causes(batch):
                found.add_cause(error, requests=self._job.requests)
        for fingerprint, call in self._calls.items():
            if fingerprint not in self._settled:
                self._leave(call, gone)
        Rejections(self._folder.path, self._folder.base_url).add(self.rejected.items())

    def _leave(self, call: OpenCall, gone: bool) -> None:
        error = self._failed.get(call.fingerprint)
        if isinstance(error, RejectedError):
            self.rejected[call.fingerprint] = error.message
            self._found.rejected += 1
        else:
            self.unanswered += 1
            self._found.unanswered += 1
            if error is None and gone and call.call not in self._entered:
                self._meter.answered_batched(call, self._job.model, None)
        if error is not None:
            self._found.add_cause(error, call.article)
