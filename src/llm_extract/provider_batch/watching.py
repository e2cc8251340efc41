"""How jobs stand, ending them, and keeping a live run from asking what they will answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, ModelError
from .jobs import ENDED, OPEN, Job, JobFolder, output_name
from .reconciling import drop, reconcile

if TYPE_CHECKING:
    from ..messages import Request
    from ..models.batch_api import BatchApi

__all__ = ["Holding", "WaitsInBatch", "cancel", "hold_back", "look"]


class WaitsInBatch(ModelError):
    """The request is in a Batch job whose answers are not collected yet; asked live too, it would be paid twice."""


async def look(api: BatchApi, folder: JobFolder) -> list[tuple[Job, dict[str, Any]]]:
    """The jobs of a cache with what the endpoint says of those that are open there, the oldest first.

    Args:
        api: the endpoint.
        folder: its jobs. While another command is changing them, what is in doubt stays so.

    Returns:
        Each job, and the endpoint's object for it; empty for jobs that are not open.

    Raises:
        ModelError: the endpoint does not say.
    """
    if folder.path.is_dir() and folder.try_lock():
        try:
            await reconcile(api, folder)
        finally:
            folder.close()
    seen = []
    for job in folder.jobs():
        known = await api.find(job.batch_id) if job.state == OPEN and job.batch_id else {}
        seen.append((job, {"status": "unknown to this key"} if known is None else known))
    return seen


async def cancel(
    api: BatchApi, folder: JobFolder, names: list[str], *, forget: bool = False
) -> list[tuple[Job, dict[str, Any]]]:
    """End open jobs. What they have finished is charged, and to be collected.

    Args:
        api: the endpoint.
        folder: its jobs, whose lock is held.
        names: of jobs, or their ids at the endpoint; empty for all that are open.
        forget: give up jobs that the endpoint does not know; their requests are due again.

    Returns:
        Those that were open, with what the endpoint says of them.

    Raises:
        ConfigError: no open job has one of these names, or the endpoint does not know one; the others are ended.
        ModelError: the endpoint does not do it.
    """
    await reconcile(api, folder)
    jobs = [job for job in folder.jobs() if job.state == OPEN]
    known = {name for job in jobs for name in (job.name, job.batch_id)}
    if unknown := [name for name in names if name not in known]:
        raise ConfigError(f"no open job {unknown[0]}", hint="Run: llm-extract batch status")
    found: list[tuple[Job, dict[str, Any]]] = []
    lost = []
    for job in jobs:
        if names and not {job.name, job.batch_id} & set(names):
            continue
        assert job.batch_id is not None
        batch = await api.find(job.batch_id)
        if batch is None and forget:
            drop(folder, job)
            found.append((job, {"status": "forgotten"}))
            continue
        if batch is None:
            lost.append(job)
            continue
        if batch.get("status") not in ENDED and batch.get("status") != "cancelling":
            batch = await api.cancel(job.batch_id)
        found.append((job, batch))
    if lost:
        raise ConfigError(
            f"the endpoint does not know {', '.join(job.name for job in lost)}",
            hint="Use the key that submitted it; if the job is gone for good, --forget: it is asked again, and paid.",
        )
    return found


@dataclass
class Holding:
    """Keeps requests that open jobs hold from being sent live.

    Args:
        waiting: from fingerprint to job.
        held: fingerprints that a run wanted to ask.
    """

    waiting: Mapping[str, str]
    held: set[str] = field(default_factory=set)

    def __call__(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            WaitsInBatch: a job holds it.
        """
        job = self.waiting.get(request.fingerprint)
        if job is not None:
            self.held.add(request.fingerprint)
            raise WaitsInBatch(
                f"its answer is being made by Batch job {job}",
                hint="When the job has ended: llm-extract batch collect; or end it with llm-extract batch cancel",
            )


def hold_back(cache: Path, base_url: str, output: Path | None) -> tuple[Holding, list[Job]]:
    """What a live run over a cache has to know of its jobs.

    Args:
        cache: the cache's folder.
        base_url: the endpoint.
        output: the run's.

    Returns:
        What keeps it from asking twice, and the jobs that were submitted for this output.

    Raises:
        RunError: the notes cannot be read.
    """
    folder = JobFolder(cache, base_url)
    name = output_name(cache, output)
    return Holding(folder.waiting()), [job for job in folder.jobs() if job.output == name]
