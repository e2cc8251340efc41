"""``llm-extract demo``: the shipped articles on the shipped recordings."""

from __future__ import annotations

from typing import Annotated

import typer

from ..shipped import shipped
from .run import run

__all__ = ["demo"]


def demo(
    output: Annotated[str, typer.Option("--output", "-o", help="File for the records; - is stdout.")] = "-",
) -> int:
    """Run the five shipped articles on their recorded answers: no key, no network."""
    return run(paths=[str(shipped("seeds"))], replay=shipped("fixtures"), output=output)
