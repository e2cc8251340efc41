"""The half-price queue of an endpoint: requests out as Batch jobs, their answers into the same cache."""

from __future__ import annotations

from .collecting import Collection, collect
from .jobs import Job, JobFolder
from .needs import Needs
from .request_files import Limits
from .submitting import Submission, submit
from .watching import Holding, WaitsInBatch, cancel, hold_back, look

__all__ = [
    "Collection",
    "Holding",
    "Job",
    "JobFolder",
    "Limits",
    "Needs",
    "Submission",
    "WaitsInBatch",
    "cancel",
    "collect",
    "hold_back",
    "look",
    "submit",
]
