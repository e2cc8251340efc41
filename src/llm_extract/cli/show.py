"""``llm-extract show``: records as readable tables, every value with its words."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import typer

from ..errors import ConfigError
from .options import Records
from .records_file import find_text, read_records
from .terminal import open_console

__all__ = ["show"]


def show(
    records: Records,
    document: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="Key of one article, or a part of it; else all are shown.")
    ] = None,
) -> int:
    """Show records as tables: each value and the words for it.

    For every value that the schema wants cited: the article's words for it, where they stand (from:to, in characters),
    and whether they say it; then the values that no words were asked for. Where answers about one article disagree,
    every value that one of them gave.
    """
    from ..reconciliation.tables import record_table
    from ..record_lines import differing_values

    console = open_console()
    shown = 0
    keys: list[str] = []
    find = cache(lambda: find_text(records, None))  # articles are only looked for where words of theirs are to be shown
    for record in read_records(records):
        key = str(record["document"]["key"])
        if document is not None and document not in key:
            keys.append(key)
            continue
        find_one = find() if any(map(differing_values, record["notes"])) else None
        console.print(record_table(record, find_one(record["document"]) if find_one else None))
        console.print()
        shown += 1
    if not shown and not keys:
        raise ConfigError(f"{records} holds no records", hint="Name the output of a run that had articles.")
    if not shown and document is not None:
        raise ConfigError(f"no record of {document!r} in {records}", hint=f"There is: {', '.join(keys[:5])}")
    return 0
