"""``llm-extract export``: records as CSV, SQLite or Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..plurals import counted
from .options import Documents, Prompts, Records, TaskOfRecords
from .output_files import DATABASE, TABLE, check_output
from .records_file import read_records
from .task_schemas import schema_of_records

__all__ = ["export"]

Option = typer.Option


def export(
    records: Records,
    output: Annotated[
        Path, Option("--output", "-o", metavar="FILE", help="FILE.csv, FILE.sqlite, FILE.parquet or FILE.jsonl.")
    ],
    rows: Annotated[
        str | None,
        Option(
            "--rows",
            metavar="LIST",
            help="CSV: one row for each item of this list of the schema, or, with documents, for each "
            "article; else the first list.",
        ),
    ] = None,
    evidence: Annotated[
        bool, Option("--evidence", help="CSV: add each value's quote, and whether it backs the value.")
    ] = False,
    task: TaskOfRecords = None,
    prompts: Prompts = None,
    documents: Documents = None,
) -> None:
    """Write records as CSV, SQLite or Parquet.

    A database that an earlier export made is updated, document by document; any other file is written anew.
    """
    from ..documents import SavedDocuments, documents_path
    from ..manifest import now
    from ..sinks import check_export, export_records
    from .export_account import note_export

    kind = check_export(output, rows=rows, evidence=evidence)
    check_output(output, DATABASE if kind == "sqlite" else TABLE, records, documents)
    schema = schema_of_records(records, task, prompts)
    texts = documents or documents_path(records)
    text_of = SavedDocuments(texts).text_of if kind == "sqlite" and (documents or texts.is_file()) else None
    started = now()
    count = export_records(read_records(records), output, schema, rows=rows, evidence=evidence, text_of=text_of)
    note_export(output, records, count, started, rows=rows, evidence=evidence, task=task)
    print(f"{output}: {counted(count, 'record')}", file=sys.stderr)
