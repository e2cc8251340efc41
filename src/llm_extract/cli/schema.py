"""``llm-extract schema``: the JSON schema that is sent with a task's requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ..tasks import find_prompt_folders, load_task

__all__ = ["app"]

app = typer.Typer(help="See the schema of a task.", no_args_is_help=True)


@app.command()
def show(
    task: Annotated[str, typer.Argument(help="NAME, NAME@vN, or a prompt file.")],
    prompts: Annotated[Path | None, typer.Option("--prompts", help="Folder with prompts.")] = None,
) -> None:
    """Print the compiled strict schema of a task version, as it is sent."""
    from ..schemas.loading import load_schema
    from ..schemas.strict import compile_schema

    loaded = load_task(task, find_prompt_folders(prompts))
    wire = compile_schema(load_schema(loaded.schema, loaded.path.parent), pinned=loaded.compiled_schema)
    print(json.dumps(wire.schema, indent=2, ensure_ascii=False))
