"""A target for each loader: a function of the input's bytes and a folder, and honest inputs to begin with."""

from __future__ import annotations

from collections.abc import Iterable

from ..harness import Target
from . import answers, configuration, inputs, notes, outputs, words

__all__ = ["TARGETS", "seeds_of"]

_ROOMS = (inputs, configuration, answers, notes, outputs, words)

TARGETS: dict[str, Target] = {name: target for room in _ROOMS for name, target in room.TARGETS.items()}
"""By name, grouped by what is read."""


def seeds_of(name: str) -> Iterable[bytes]:
    """Honest inputs of a target."""
    return next(room.SEEDS.get(name, (b"",)) for room in _ROOMS if name in room.TARGETS)
