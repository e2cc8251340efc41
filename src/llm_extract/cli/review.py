"""``llm-extract review``: put what a reader corrected into the records."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from .options import Documents, Prompts, TaskOfRecords
from .output_files import REVIEWED, check_output
from .records_file import read_records, read_texts
from .streams import stdout_as_utf8, write_text
from .task_schemas import schema_class

__all__ = ["app"]

app = typer.Typer(help="Put a reader's corrections into the records.", no_args_is_help=True)

Option = typer.Option


@app.callback()
def _family() -> None:
    pass


@app.command("apply")
def apply(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="The records that the report showed.")],
    corrections: Annotated[
        Path, typer.Argument(metavar="CORRECTIONS", help="The file that was downloaded from the report.")
    ],
    output: Annotated[str, Option("--output", "-o", metavar="FILE", help="The reviewed records; - is stdout.")] = "-",
    task: TaskOfRecords = None,
    prompts: Prompts = None,
    documents: Documents = None,
) -> None:
    """Put the corrections of a report into its records.

    Corrected records say who corrected them, and keep what the model said. They can become gold: llm-extract gold from
    FILE. The articles' texts are copied beside -o, where the other commands look for them.
    """
    from ..records import to_line
    from ..report import apply_corrections, load_corrections

    check_output(output, REVIEWED, records, corrections, documents)
    reviewed = apply_corrections(
        read_records(records),
        load_corrections(corrections),
        schema_class(records, task, prompts),
        read_texts(records, documents),
    )
    lines: Iterator[str] = (to_line(record) + "\n" for record in reviewed)
    if output == "-":
        stdout_as_utf8().writelines(lines)
        return
    path = Path(output)
    write_text(path, lines)
    _copy_texts(records, documents, path)


def _copy_texts(records: Path, documents: Path | None, output: Path) -> None:
    from ..documents import documents_path

    source, target = documents or documents_path(records), documents_path(output)
    if source.is_file() and source.resolve() != target.resolve():
        shutil.copyfile(source, target)
