"""Records for other programs: CSV for spreadsheets, SQLite, Parquet, data frames."""

from __future__ import annotations

from .cells import guard_text, restore_text
from .data_frames import records_to_frame
from .exporting import FORMATS, check_export, export_records, format_of

__all__ = [
    "FORMATS",
    "check_export",
    "export_records",
    "format_of",
    "guard_text",
    "records_to_frame",
    "restore_text",
]
