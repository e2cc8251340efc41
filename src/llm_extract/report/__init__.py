"""The report: records, events and evaluation as one HTML file, and the corrections that come back from it."""

from __future__ import annotations

from .building import iterate_report, write_report
from .corrections import Correction, apply_corrections, load_corrections
from .figures import Prices

__all__ = ["Correction", "Prices", "apply_corrections", "iterate_report", "load_corrections", "write_report"]
