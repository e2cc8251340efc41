"""``llm-extract cache``: what is stored, and forgetting it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..settings import DEFAULT_CACHE

__all__ = ["app"]

app = typer.Typer(help="Look after the stored answers.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--cache", help="Folder of the cache.")]


@app.command()
def info(cache: Folder = DEFAULT_CACHE) -> None:
    """Show how many answers are stored for each endpoint, and their size."""
    if not cache.is_dir():
        print(f"{cache}: no cache yet")
        return
    from ..models.disk import DiskStore

    store = DiskStore(cache)
    try:
        stored = store.info()
    finally:
        store.close()
    for row in stored.namespaces:
        print(f"{row.namespace}\t{row.rows} answers\t{row.bytes:,} bytes\tsince {row.oldest}")
    print(f"{cache}: {stored.rows} answers")


@app.command()
def clear(
    cache: Folder = DEFAULT_CACHE,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Forget all stored answers. They were paid for: they will be asked and paid for again."""
    if not cache.is_dir():
        print(f"{cache}: no cache yet")
        return
    from ..models.disk import DiskStore

    store = DiskStore(cache)
    try:
        rows = store.info().rows
        if not yes:
            typer.confirm(f"Forget {rows} stored answers in {cache}?", abort=True, err=True)
        store.delete(list(store.keys()))
    finally:
        store.close()
    print(f"{cache}: {rows} answers forgotten")
