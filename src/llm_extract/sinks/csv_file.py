"""Records as a CSV that spreadsheets open: one row per item of one list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .cells import write_cell
from .fields import fitted, read_fields
from .flat import explode, plan_cells
from .tables import as_scalar, choose_table, make_tables

__all__ = ["write_csv"]

_BOM = "\ufeff"  # by which spreadsheets know UTF-8


def write_csv(
    records: Iterable[Mapping[str, Any]],
    path: Path,
    schema: Mapping[str, Any],
    *,
    rows: str | None = None,
    evidence: bool = False,
) -> int:
    """Write records as CSV: UTF-8 with a byte-order mark, comma, CRLF.

    Args:
        records: as JSON values.
        path: the file, written anew.
        schema: JSON schema of their data.
        rows: the list whose items are the rows; see ``choose_table``.
        evidence: with columns for quote and support behind each cited value.

    Returns:
        How many records were written; one without items has one row.

    Raises:
        ConfigError: there is no such list, or the records do not fit the schema.
        OSError: the file cannot be written.
    """
    fields = read_fields(schema)
    root = make_tables(fields)
    way = root.way_to(choose_table(root, rows).name)
    cells = plan_cells(way, evidence)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_BOM + ",".join(write_cell("text", cell.name) for cell in cells) + "\r\n")
        for record in records:
            for row in explode(fitted(fields, record), way):
                line = (write_cell(cell.kind, as_scalar(cell.kind, cell.source(row))) for cell in cells)
                stream.write(",".join(line) + "\r\n")
            count += 1
    return count
