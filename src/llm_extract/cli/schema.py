"""``llm-extract schema``: the JSON schema that is sent with a task's requests."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ..tasks import load_task
from .options import Prompts
from .streams import stdout_as_utf8
from .task_schemas import prompt_folders

__all__ = ["app"]

app = typer.Typer(help="Show the form that answers of a task must have.", no_args_is_help=True)


@app.command()
def show(
    task: Annotated[str, typer.Argument(metavar="TASK", help="NAME, NAME@vN, or a prompt file.")],
    prompts: Prompts = None,
) -> None:
    """Print the JSON schema that is sent with a task's requests.

    It is compiled from the class that the prompt file names, in the strict form that endpoints enforce.
    """
    from ..schemas.loading import load_schema
    from ..schemas.strict import compile_schema

    loaded = load_task(task, prompt_folders(prompts))
    wire = compile_schema(load_schema(loaded.schema, loaded.path.parent), pinned=loaded.compiled_schema)
    print(json.dumps(wire.schema, indent=2, ensure_ascii=False), file=stdout_as_utf8())
