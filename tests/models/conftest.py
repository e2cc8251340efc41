"""Waiting for what other tasks and threads do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], Awaitable[None]]:
    """Lets other tasks go on until a condition holds; fails after ten seconds."""

    async def poll(condition: Callable[[], Any]) -> None:
        async with asyncio.timeout(10):
            while not condition():
                await asyncio.sleep(0.001)

    return poll
