"""Trying again what failed for a passing reason, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from llm_extract.errors import ModelError, RefusedError, ServerError
from llm_extract.models.retrying import retry

Run = Callable[[Any], Any]


class Calls:
    """Fails with what it is given, one after the other, and then says when it was called."""

    def __init__(self, *failures: ModelError) -> None:
        self.failures = list(failures)
        self.moments: list[float] = []

    async def __call__(self) -> list[float]:
        self.moments.append(asyncio.get_running_loop().time())
        if self.failures:
            raise self.failures.pop(0)
        return self.moments


def test_pauses_double_and_heed_the_server(run_virtual: Run) -> None:
    """A second, then two, and no less than the server asks for, with a little more where all come back at once."""
    calls = Calls(ServerError("a"), ServerError("b"), ServerError("c", retry_after=30.0))
    assert run_virtual(retry(calls, 4, jitter=lambda: 1.0)) == [0.0, 1.0, 3.0, 34.0]


def test_the_last_error_is_raised(run_virtual: Run) -> None:
    """After so many attempts no further one is made."""
    calls = Calls(*(ServerError(name) for name in "abc"))
    with pytest.raises(ServerError, match="b"):
        run_virtual(retry(calls, 2, jitter=lambda: 0.0))
    assert calls.moments == [0.0, 0.0]


def test_what_does_not_pass_is_not_tried_again(run_virtual: Run) -> None:
    """A refusal is raised at once."""
    calls = Calls(RefusedError("no key"), ServerError("a"))
    with pytest.raises(RefusedError):
        run_virtual(retry(calls, 5, jitter=lambda: 1.0))
    assert calls.moments == [0.0]
