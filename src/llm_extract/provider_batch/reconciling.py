"""Finding out what became of jobs whose submission was cut off, from the endpoint's own lists."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, RejectedError
from .jobs import DROPPED, ENDED, INTENT, OPEN, Job, JobFolder

if TYPE_CHECKING:
    from ..models.batch_api import BatchApi

__all__ = ["METADATA", "describe", "drop", "look_up", "reconcile"]

METADATA = "llm_extract_job"
"""The key in a job's metadata that holds its name."""

_DAY = 86_400.0
_DOUBTFUL = 2 * _DAY  # for which a job that was given up may still turn up
_OLD = 200  # older jobs in a row, after which the list is not read further
_SKEW = _DAY  # between the endpoint's clock and ours


def describe(job: Job) -> dict[str, str]:
    """The metadata of a job at the endpoint."""
    return {METADATA: job.name, "llm_extract_run": job.run, "llm_extract_requests": str(job.requests)}


async def reconcile(api: BatchApi, folder: JobFolder) -> list[Job]:
    """Settle every job of which it is not known whether it got to the endpoint; the folder's lock must be held.

    A job that is found there is open. One that is not is given up, and its file there deleted, before another look: so
    a creation that was still under way either shows up or fails for want of its file. Its requests are due again.

    Args:
        api: the endpoint.
        folder: its jobs.

    Returns:
        Those that were found.

    Raises:
        ModelError: the endpoint does not say.
    """
    doubtful = [job for job in folder.jobs() if job.state == INTENT or _may_turn_up(job)]
    if not doubtful:
        return []
    found = await _adopt(api, folder, doubtful)
    names = {job.name for job in found}
    left = [job for job in doubtful if job.state == INTENT and job.name not in names]
    if left:
        await _delete_files(api, left)
        more = await _adopt(api, folder, left)
        found += more
        names = {job.name for job in more}
        for job in left:
            if job.name not in names:
                drop(folder, job)
    return found


def _may_turn_up(job: Job) -> bool:
    """Whether a job that was given up might be at the endpoint all the same."""
    return job.state == DROPPED and time.time() - job.created < _DOUBTFUL


def drop(folder: JobFolder, job: Job) -> None:
    """Give a job up. What its ledger lines would need is kept, should it turn up after all."""
    folder.note(job, state=DROPPED)
    folder.forget(job, "requests")


async def _adopt(api: BatchApi, folder: JobFolder, doubtful: Iterable[Job]) -> list[Job]:
    doubtful = list(doubtful)
    there = await look_up(api, doubtful)
    return [
        folder.note(job, state=OPEN, batch_id=there[job.name]["id"], file_id=there[job.name].get("input_file_id"))
        for job in doubtful
        if job.name in there
    ]


async def look_up(api: BatchApi, jobs: Iterable[Job]) -> dict[str, dict[str, Any]]:
    """What the endpoint lists under the names of jobs; of one that was created twice the first, the others are ended.

    Raises:
        ModelError: the endpoint does not say.
    """
    wanted = {job.name: job.created for job in jobs}
    since = min(wanted.values()) - _SKEW
    found: dict[str, list[dict[str, Any]]] = {}
    old = 0
    async for batch in api.jobs():
        old = old + 1 if _created(batch, since) < since else 0
        if old > _OLD:
            break  # the newest come first, so no more of ours will
        about = batch.get("metadata")
        name = about.get(METADATA) if isinstance(about, dict) else None
        if isinstance(name, str) and name in wanted:
            found.setdefault(name, []).append(batch)
    first: dict[str, dict[str, Any]] = {}
    for name, batches in found.items():
        first[name], *others = sorted(batches, key=lambda batch: (_created(batch, 0.0), str(batch["id"])))
        for other in others:
            if other.get("status") not in ENDED:
                await api.cancel(other["id"])
    return first


def _created(batch: dict[str, Any], unknown: float) -> float:
    """When a job was created, seconds since 1970; some endpoints say so in words, or not at all."""
    said = batch.get("created_at")
    return float(said) if isinstance(said, int | float) and said else unknown


async def _delete_files(api: BatchApi, jobs: Iterable[Job]) -> None:
    """Delete what was uploaded for jobs that were never created."""
    known = {job.file_name: job for job in jobs}
    ids = {job.file_id for job in known.values() if job.file_id}
    try:
        async for file in api.files():
            if file.get("filename") in known:
                ids.add(file["id"])
    except (RejectedError, ConfigError):
        pass  # an endpoint that lists no files: those that are known go
    for file_id in sorted(ids):
        await api.delete(file_id)
