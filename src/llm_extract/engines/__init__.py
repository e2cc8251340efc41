"""Runs on more than one machine: fleets of workers on engines that others wrote, over one store of answers."""

from __future__ import annotations

__all__: list[str] = []
