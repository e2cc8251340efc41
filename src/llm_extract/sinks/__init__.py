"""Records as files for other programs: CSV for spreadsheets, SQLite, Parquet."""

from __future__ import annotations

from .cells import guard_text, restore_text
from .exporting import FORMATS, check_export, export_records

__all__ = ["FORMATS", "check_export", "export_records", "guard_text", "restore_text"]
