"""``llm-extract demo``: the shipped articles on the shipped recordings."""

from __future__ import annotations

from typing import Annotated

import typer

from ..shipped import shipped
from .run import run

__all__ = ["demo"]


def demo(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="File for the records; - is stdout.")
    ] = "-",
) -> int:
    """Show what a run does, on five articles: no key, no network.

    The articles and the recorded answers to them come with the package. One record is written for each article.
    """
    return run(paths=[str(shipped("seeds"))], replay=shipped("fixtures"), output=output)
