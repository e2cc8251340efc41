"""Reconciliation: which records tell of the same event, what they claim together, and where they contradict."""

from __future__ import annotations

from .claims import Field
from .copies import find_copies
from .declarations import EventKind, find_kinds
from .events import EVENT_FORMAT, Event, EventLink
from .reconciling import iterate_events, reconcile
from .verdicts import Claim, Conflict, Said

__all__ = [
    "EVENT_FORMAT",
    "Claim",
    "Conflict",
    "Event",
    "EventKind",
    "EventLink",
    "Field",
    "Said",
    "find_copies",
    "find_kinds",
    "iterate_events",
    "reconcile",
]
