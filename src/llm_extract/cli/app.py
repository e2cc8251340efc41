"""The whole command as one object, for whoever wants to look through its verbs."""

from __future__ import annotations

from .verbs import build, needed

__all__ = ["app"]

app = build(needed(()))
