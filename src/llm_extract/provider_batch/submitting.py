"""Sending what articles need next as Batch jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, ModelError, RefusedError, RejectedError
from ..models.retrying import retry
from .jobs import OPEN, Job, JobFolder, output_name
from .needs import Needs
from .reconciling import describe, drop, look_up, reconcile
from .request_files import Limits, RequestFiles

if TYPE_CHECKING:
    from pathlib import Path

    from ..costs import Meter
    from ..documents import Document, UnreadableDocument
    from ..extraction.extractor import Extractor
    from ..models.batch_api import BatchApi

__all__ = ["Submission", "submit"]


@dataclass
class Submission:
    """What was submitted.

    Args:
        needs: what the articles need.
        jobs: that were created now.
        resumed: jobs of an earlier command that was cut off, which turned out to be at the endpoint.
        too_dear: requests that the budget left out.
        unsendable: requests that no file can hold.
        unpriced: whether the price of some is not known.
    """

    needs: Needs
    jobs: list[Job] = field(default_factory=list)
    resumed: list[Job] = field(default_factory=list)
    too_dear: int = 0
    unsendable: int = 0
    unpriced: bool = False

    @property
    def requests(self) -> int:
        """Requests in the jobs that were created now."""
        return sum(job.requests for job in self.jobs)

    @property
    def at_most(self) -> Decimal | None:
        """US dollars that they can cost; None where that is not known."""
        amounts = [job.at_most for job in self.jobs]
        return None if None in amounts else sum((amount for amount in amounts if amount is not None), Decimal(0))


async def submit(
    extractor: Extractor[Any],
    documents: Iterable[Document | UnreadableDocument],
    api: BatchApi,
    folder: JobFolder,
    meter: Meter,
    *,
    output: Path | None = None,
    most: Decimal | None = None,
    limits: Limits | None = None,
    observe: Callable[[Job], None] | None = None,
) -> Submission:
    """Send every request that articles need next, is not stored, and is in no open job.

    Args:
        extractor: makes the requests and knows the stored answers; nothing is asked through it.
        documents: the inputs.
        api: the endpoint.
        folder: its jobs, whose lock is held.
        meter: knows prices, and what was spent for the output.
        output: that the records will go to.
        most: US dollars that all runs of this output may cost together.
        limits: of one file.
        observe: told of each job before it is sent.

    Returns:
        What was sent. Killed at any point, the same call sends what had not got there, and nothing twice.

    Raises:
        ConfigError: the endpoint has no Batch API, or ``most`` cannot be kept.
        RefusedError: the endpoint refuses us; jobs that were created before stay.
        TransientError: the endpoint cannot be reached.
        RunError: the cache cannot be used.
    """
    resumed = await reconcile(api, folder)
    folder.sweep()
    jobs = folder.jobs()
    name = output_name(folder.cache, output)
    needs = Needs.of(folder)
    left = None if most is None else most - meter.spent_before() - _reserved(jobs, name)
    files = RequestFiles(folder, extractor.plan.renderer.model, name, meter, limits=limits, left=left)
    written = files.write(needs.go_through(extractor, documents))
    found = Submission(needs, [], resumed, files.too_dear, files.unsendable, files.unpriced)
    if most is not None and files.unpriced:
        for job in written:
            folder.forget(job, "requests", "calls")
        raise ConfigError(
            "the most that a request can cost is unknown, so --max-cost cannot be kept",
            hint="Set an output limit with --max-output-tokens, and give a batch price with --prices.",
        )
    for job in written:
        folder.write(job)
    await _send_all(api, folder, written, found, observe)
    return found


def _reserved(jobs: Iterable[Job], output: str) -> Decimal:
    """What open jobs of an output may still cost."""
    mine = [job for job in jobs if job.waits and job.output == output]
    if any(job.at_most is None for job in mine):
        raise ConfigError(
            "an open job has an unknown cost, so --max-cost cannot be kept",
            hint="Collect it first, or run without --max-cost.",
        )
    return sum((job.at_most for job in mine if job.at_most is not None), Decimal(0))


async def _send_all(
    api: BatchApi,
    folder: JobFolder,
    written: Sequence[Job],
    found: Submission,
    observe: Callable[[Job], None] | None,
) -> None:
    for place, job in enumerate(written):
        if observe is not None:
            observe(job)
        try:
            found.jobs.append(await _send(api, folder, job))
        except (ConfigError, RefusedError, RejectedError):
            # The endpoint said no: neither this one nor those behind it are there, or ever will be.
            await _withdraw(api, folder, job)
            for other in written[place + 1 :]:
                drop(folder, other)
            raise


async def _send(api: BatchApi, folder: JobFolder, job: Job) -> Job:
    """Upload and create one job, noting each step."""
    job = folder.note(job, file_id=await api.upload(folder.requests(job), job.file_name))
    created = await _create(api, job)
    job = folder.note(job, state=OPEN, batch_id=created["id"])
    folder.forget(job, "requests")
    return job


async def _create(api: BatchApi, job: Job) -> dict[str, Any]:
    """Create a job once, even where it is not clear whether an attempt got through."""
    unclear = False

    async def attempt() -> dict[str, Any]:
        nonlocal unclear
        if unclear:
            there = await look_up(api, [job])
            if job.name in there:
                return there[job.name]
        assert job.file_id is not None
        unclear = True
        return await api.create(job.file_id, describe(job))

    return await retry(attempt, api.attempts)


async def _withdraw(api: BatchApi, folder: JobFolder, job: Job) -> None:
    """Give up a job that the endpoint would not have, with its file there."""
    known = next((one for one in folder.jobs() if one.name == job.name), job)
    drop(folder, known)
    if known.file_id is not None:
        with suppress(ModelError, ConfigError):
            await api.delete(known.file_id)
