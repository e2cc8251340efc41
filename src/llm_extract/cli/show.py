"""``llm-extract show``: records as readable tables, every value with its words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import ConfigError
from .records_file import read_records

__all__ = ["show"]


def show(
    records: Annotated[Path, typer.Argument(help="The output of a run.")],
    document: Annotated[str | None, typer.Argument(help="Key of the article, or part of it; all without it.")] = None,
) -> int:
    """Show records: each cited value, the article's words for it, and whether they back it."""
    from rich.console import Console

    from ..reconciliation.tables import record_table

    console = Console(highlight=False, markup=False)
    shown = 0
    keys: list[str] = []
    for record in read_records(records):
        key = str(record["document"]["key"])
        if document is not None and document not in key:
            keys.append(key)
            continue
        console.print(record_table(record))
        console.print()
        shown += 1
    if not shown and document is not None:
        raise ConfigError(f"no record of {document!r} in {records}", hint=f"There is: {', '.join(keys[:5])}")
    return 0
