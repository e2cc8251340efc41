"""``llm-extract prompts``: which prompt versions there are, and what is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..tasks import find_prompt_folders, list_versions, load_task

__all__ = ["app"]

app = typer.Typer(help="See the prompt versions.", no_args_is_help=True)

Prompts = Annotated[Path | None, typer.Option("--prompts", help="Folder with prompts, instead of ./prompts.")]


@app.command("list")
def list_(prompts: Prompts = None) -> None:
    """List every version with its description."""
    folders = find_prompt_folders(prompts)
    for name, number, path in list_versions(folders):
        task = load_task(str(path))
        state = "released" if task.released else "draft"
        print(f"{name}@v{number}\t{state}\t{task.description}")


@app.command()
def show(
    task: Annotated[str, typer.Argument(help="NAME, NAME@vN, or a prompt file.")], prompts: Prompts = None
) -> None:
    """Show one version as its file has it."""
    loaded = load_task(task, find_prompt_folders(prompts))
    print(f"{loaded.reference}  {loaded.path}  sha256 {loaded.prompt_sha256}\n")
    print(loaded.path.read_text(encoding="utf-8"), end="")
