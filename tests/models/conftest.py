"""Stores of one machine, and waiting for what other tasks and threads do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from llm_extract.models.disk import DiskStore
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.store import Store


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], Awaitable[None]]:
    """Lets other tasks go on until a condition holds; fails after a minute."""

    async def poll(condition: Callable[[], Any]) -> None:
        async with asyncio.timeout(60):
            while not condition():
                await asyncio.sleep(0.001)

    return poll


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of each kind that this machine has to itself."""
    made: Store = MemoryStore() if request.param == "memory" else DiskStore(tmp_path / "cache")
    yield made
    made.close()
