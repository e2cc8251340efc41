"""``llm-extract demo``: the shipped articles on the shipped recordings."""

from __future__ import annotations

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
        str, typer.Option("--output", "-o", metavar="FILE", help="File for the records; - is stdout.")
    ] = "-",
) -> int:
    """Show what a run does, on five articles: no key, no network.

    The articles and the recorded answers to them come with the package. One record is written for each article.
    """
    from ..batch import Summary, run_batch
    from ..extraction.extractor import Extractor
    from ..settings import Settings
    from .summary import print_summary

    (place, table), counts = read_output(output), Summary()
    # not those of the environment and the project: with another model, say, no recording would answer
    settings = Settings(task="funding_news", prompts=shipped("prompts"), replay=shipped("fixtures"))
    extractor: Extractor[Any]
    with Extractor(settings=settings) as extractor:
        run_batch(extractor, _articles(), stdout_as_utf8() if place is None else place, summary=counts)
    print_summary(counts)
    if table is not None:
        table.write(settings.task, settings.prompts)
    return 0 if counts.all_usable else 1


def _articles() -> Iterator[Document | UnreadableDocument]:
    """The shipped articles; where the package is installed is no part of their records."""
    from ..documents import read_documents

    for item in read_documents([str(shipped("seeds"))]):
        yield replace(item, source=f"seeds/{item.key}")
