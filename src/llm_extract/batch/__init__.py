"""Many documents, each ending in exactly one record: bounded, ordered, resumable, and nothing paid for twice."""

from __future__ import annotations

from .run import MAX_ATTEMPTS, arun_batch, run_batch
from .selection import select
from .stopping import StopSwitch
from .summary import Cause, Row, Summary

__all__ = ["MAX_ATTEMPTS", "Cause", "Row", "StopSwitch", "Summary", "arun_batch", "run_batch", "select"]
