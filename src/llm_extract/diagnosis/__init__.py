"""What a run with these settings would meet: the installation, settings, endpoint, cache, prompts and recordings."""

from __future__ import annotations

from .diagnosing import diagnose
from .findings import Diagnosis, Fact, Problem, Section

__all__ = ["Diagnosis", "Fact", "Problem", "Section", "diagnose"]
