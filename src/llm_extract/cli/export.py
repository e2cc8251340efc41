"""``llm-extract export``: records as CSV, SQLite or Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ConfigError
from .records_file import read_records, schema_of_records

__all__ = ["export"]

Option = typer.Option


def export(
    records: Annotated[Path, typer.Argument(help="The output of a run.")],
    output: Annotated[Path, Option("--output", "-o", help="FILE.csv, .sqlite, .parquet or .jsonl.")],
    rows: Annotated[
        str | None,
        Option("--rows", help="CSV: the list whose items are the rows, or documents; by default the first list."),
    ] = None,
    evidence: Annotated[bool, Option("--evidence", help="CSV: quote and support behind each cited value.")] = False,
    task: Annotated[str | None, Option("--task", "-t", help="Whose schema; by default the records' own.")] = None,
    prompts: Annotated[Path | None, Option("--prompts", help="Folder with prompts.")] = None,
    documents: Annotated[Path | None, Option("--documents", help="The texts, if not beside the records.")] = None,
) -> None:
    """Write records in another format, named by the output's extension.

    A database that an earlier export made is updated, document by document; any other file is written anew.
    """
    from ..documents import SavedDocuments, documents_path
    from ..sinks import check_export, export_records

    kind = check_export(output, rows=rows, evidence=evidence)
    if output.exists() and records.exists() and output.samefile(records):
        raise ConfigError(f"{output} is the records file itself", hint="Give another file with -o.")
    schema = schema_of_records(records, task, prompts)
    texts = documents or documents_path(records)
    saved = SavedDocuments(texts) if kind == "sqlite" and (documents or texts.is_file()) else None

    def text_of(key: str) -> str | None:
        document = saved.get(key) if saved is not None else None
        return None if document is None else document.text

    count = export_records(read_records(records), output, schema, rows=rows, evidence=evidence, text_of=text_of)
    print(f"{output}: {count} records", file=sys.stderr)
