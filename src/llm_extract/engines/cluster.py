"""A Ray cluster for the length of a block: the one that RAY_ADDRESS names, or one of this machine alone."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..extras import not_installed
from ..models.limits import RateLimits
from .fleet import Orders

__all__ = ["LINKS", "RayLink", "connected", "need_ray"]

LINKS = 1000
"""Calls that may wait at the fleet at once: a few for each worker."""

_OBJECT_STORE = 200_000_000  # bytes: groups of articles are small, and a few are under way at once
_QUIET = {
    "RAY_memory_monitor_refresh_ms": "0",  # else it kills actors, small as they are, for what others use
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is reported to anybody
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_TQDM": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}


def need_ray() -> None:
    """See that Ray is installed; it is not imported yet, which takes seconds.

    Raises:
        ConfigError: it is not.
    """
    if any(find_spec(name) is None for name in ("ray", "pyarrow", "pandas")):  # Ray Data needs the other two
        raise not_installed("--engine ray", "Ray", "ray")


@contextmanager
def connected() -> Iterator[Any]:
    """Ray, connected; what was started for the block is stopped at its end.

    Raises:
        ConfigError: Ray is not installed.
    """
    need_ray()
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    ray = import_module("ray")
    import_module("ray.data")
    if ray.is_initialized():
        yield ray
        return
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if not os.environ.get("RAY_ADDRESS"):
        options.update(include_dashboard=False, object_store_memory=_OBJECT_STORE)
    with warnings.catch_warnings(), _hushed():
        warnings.simplefilter("ignore")
        ray.init(**options)
    try:
        yield ray
    finally:
        ray.shutdown()


@contextmanager
def _hushed() -> Iterator[None]:
    """Ray's core tells stderr, past Python, that it was told to be quiet; what fails is raised as an error besides."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


class RayLink:
    """Reaches the fleet's actor."""

    def __init__(self, fleet: Any) -> None:
        self._fleet = fleet

    async def lease(self, name: str, amount: float) -> float:
        return float(await self._fleet.lease.remote(name, amount))

    def give_back(self, name: str, amount: float) -> None:
        self._fleet.give_back.remote(name, amount)

    def learn(self, limits: RateLimits) -> None:
        self._fleet.learn.remote(limits)

    def refused(self, pause: float) -> None:
        self._fleet.refused.remote(pause)

    async def orders(self, seen: int) -> Orders:
        found: Orders = await self._fleet.orders.remote(seen)
        return found
