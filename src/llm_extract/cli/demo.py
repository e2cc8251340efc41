"""``llm-extract demo``: the shipped articles on the shipped recordings."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..shipped import shipped
from .given import read_output
from .streams import stdout_as_utf8

if TYPE_CHECKING:
    from ..documents import Document, UnreadableDocument

__all__ = ["demo"]


def demo(
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="File for the records; - is stdout; a terminal shows one."),
    ] = "-",
) -> int:
    """Show what a run does, on five articles: no key, no network.

    The articles and the recorded answers to them come with the package. One record is written for each article; on a
    terminal, one of them is shown as a table.
    """
    from ..batch import Summary, run_batch
    from ..extraction.extractor import Extractor
    from ..settings import Settings
    from .summary import print_summary

    (place, table), counts = read_output(output), Summary()
    # not those of the environment and the project: with another model, say, no recording would answer
    settings = Settings(task="funding_news", prompts=shipped("prompts"), replay=shipped("fixtures"))
    shown = io.StringIO() if place is None and sys.stdout.isatty() else None
    extractor: Extractor[Any]
    with Extractor(settings=settings) as extractor:
        run_batch(extractor, _articles(), shown or place or stdout_as_utf8(), summary=counts)
    if shown is not None:
        _show_one(shown)
    print_summary(counts)
    if shown is not None:
        print("All of them: llm-extract demo -o demo.jsonl, then llm-extract show demo.jsonl", file=sys.stderr)
        print("A project of your own: llm-extract init my-project", file=sys.stderr)
    if table is not None:
        table.write(settings.task, settings.prompts)
    return 0 if counts.all_usable else 1


def _show_one(lines: io.StringIO) -> None:
    """The shortest record: whoever looks at a terminal cannot read lines of JSON."""
    from ..reconciliation.tables import record_table
    from .terminal import open_console

    records = map(json.loads, lines.getvalue().splitlines())
    open_console().print(record_table(min(records, key=lambda one: len(one["evidence"]))))


def _articles() -> Iterator[Document | UnreadableDocument]:
    """The shipped articles; where the package is installed is no part of their records."""
    from ..documents import read_documents

    for item in read_documents([str(shipped("seeds"))]):
        yield replace(item, source=f"seeds/{item.key}")
