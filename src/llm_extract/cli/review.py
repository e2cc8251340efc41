"""``llm-extract review``: put what a reader corrected into the records."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .records_file import check_output, read_records, read_texts, schema_class

if TYPE_CHECKING:
    pass

__all__ = ["app"]

app = typer.Typer(help="Put what a reader corrected in the report into the records.", no_args_is_help=True)

Option = typer.Option


@app.callback()
def _family() -> None:
    pass


@app.command("apply")
def apply(
    records: Annotated[Path, typer.Argument(help="The records that the report showed.")],
    corrections: Annotated[Path, typer.Argument(help="The file downloaded from the report.")],
    output: Annotated[str, Option("--output", "-o", metavar="FILE", help="The reviewed records; - is stdout.")] = "-",
    task: Annotated[str | None, Option("--task", "-t", help="Whose schema; by default the records' own.")] = None,
    prompts: Annotated[Path | None, Option("--prompts", help="Folder with prompts.")] = None,
    documents: Annotated[Path | None, Option("--documents", help="The texts, if not beside the records.")] = None,
) -> None:
    """Merge corrections into records.

    Reviewed records say by whom and keep the model's values; gold from FILE takes them as gold. The texts are copied
    beside -o, where the other commands look for them.
    """
    from ..records import to_line
    from ..report import apply_corrections, load_corrections

    check_output(output, records, corrections, documents)
    reviewed = apply_corrections(
        read_records(records),
        load_corrections(corrections),
        schema_class(records, task, prompts),
        read_texts(records, documents),
    )
    lines: Iterator[str] = (to_line(record) + "\n" for record in reviewed)
    if output == "-":
        sys.stdout.writelines(lines)
        return
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(lines)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _copy_texts(records, documents, path)


def _copy_texts(records: Path, documents: Path | None, output: Path) -> None:
    from ..documents import documents_path

    source, target = documents or documents_path(records), documents_path(output)
    if source.is_file() and source.resolve() != target.resolve():
        shutil.copyfile(source, target)
