"""The command line of this process, for those who write down how an output came to be."""

from __future__ import annotations

from contextvars import ContextVar

__all__ = ["COMMAND"]

COMMAND: ContextVar[tuple[str, ...] | None] = ContextVar("command", default=None)
"""The arguments of ``llm-extract``; None in a program of someone's own."""
