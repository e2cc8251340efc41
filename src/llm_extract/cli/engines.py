"""Which engine a run is on, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ConfigError

if TYPE_CHECKING:
    from ..batch.engine import Engine

__all__ = ["find_engine"]


def find_engine(name: str, actors: int | None) -> Engine | None:
    """The engine of a run; None for this process alone.

    Args:
        name: ``local`` or ``ray``.
        actors: processes that ask.

    Raises:
        ConfigError: there is no such engine, or it is not installed.
    """
    if name == "ray":
        from ..engines.ray import RayEngine

        return RayEngine(actors)
    if name != "local":
        raise ConfigError(f"there is no engine {name!r}", hint="Engines are local and ray.")
    if actors is not None:
        raise ConfigError("--actors is for --engine ray", hint="Say with --concurrency how much is asked at once.")
    return None
