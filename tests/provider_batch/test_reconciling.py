"""Finding jobs in the lists of endpoints, whatever else those hold."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from llm_extract.provider_batch.jobs import new_job
from llm_extract.provider_batch.reconciling import METADATA, look_up

NAME = "0123456789ab-1"


class Listing:
    """An endpoint's list of jobs."""

    def __init__(self, *jobs: dict[str, Any]) -> None:
        self._jobs, self.cancelled = jobs, list[str]()

    async def jobs(self) -> AsyncIterator[dict[str, Any]]:
        for job in self._jobs:
            yield job

    async def cancel(self, batch_id: str) -> None:
        self.cancelled.append(batch_id)


def find(*jobs: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What is found of one job, and which others were ended."""
    wanted = new_job(name=NAME, base_url="http://localhost/v1", model="m", output="", requests=1, size=1)
    api: Any = Listing(*jobs)
    return asyncio.run(look_up(api, [wanted])), api.cancelled


@pytest.mark.parametrize("created", [None, 0, "2026-11-22T10:00:00Z", [], 1e12])
@pytest.mark.parametrize("metadata", [None, "x", [1], {}, {METADATA: [1]}, {METADATA: "another"}])
def test_odd_jobs_of_others_are_passed_over(created: Any, metadata: Any) -> None:
    """A date in words, or metadata that are no object, of whatever else the key may see, end nothing."""
    ours = {"id": "b1", "created_at": created, "metadata": {METADATA: NAME}}
    found, cancelled = find({"id": "b0", "created_at": created, "metadata": metadata}, ours)
    assert found == {NAME: ours}
    assert not cancelled


def test_of_two_jobs_of_one_name_the_first_stays() -> None:
    """Where the endpoint says when they were created; the other is ended, unless it has ended."""
    later = {"id": "b1", "created_at": 20, "metadata": {METADATA: NAME}}
    first = {"id": "b2", "created_at": 10, "metadata": {METADATA: NAME}}
    assert find(later, first) == ({NAME: first}, ["b1"])
    assert find({**later, "status": "completed"}, first) == ({NAME: first}, [])
