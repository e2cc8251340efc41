"""What an exported table says of itself: its entry in ``<table>.run.json``."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from ..manifest import describe_file, describe_program, manifest_path, now, read_manifest, write_manifest
from ..sinks import format_of

__all__ = ["note_export"]


def note_export(table: Path, records: Path, count: int, started: str, **options: Any) -> None:
    """Write down what a table was made from; a database that is added to keeps the entries of earlier exports.

    Args:
        table: the file that was written.
        records: the records file; its own manifest says how that came to be.
        count: how many records were written.
        started: the time at which the export began.
        options: as given.

    Raises:
        RunError: it cannot be written.
    """
    entry = {
        "run": uuid.uuid4().hex[:12],
        "status": "finished",
        "started": started,
        "ended": now(),
        "records_file": {"path": str(records), **(describe_file(records) or {})},
        "records_manifest": manifest_path(records).name if manifest_path(records).is_file() else None,
        "records": count,
        "options": {name: None if value is None else str(value) for name, value in options.items()},
        **describe_program(),
    }
    earlier = read_manifest(table)
    kept = earlier["runs"] if format_of(table) == "sqlite" else []
    write_manifest(
        table,
        {
            **earlier,
            "output": table.name,
            "made_by": "export",
            "status": "finished",
            "file": describe_file(table),
            "runs": [*kept, entry],
        },
    )
