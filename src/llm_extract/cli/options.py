"""Arguments and options that several verbs have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["BaseUrl", "Documents", "Model", "Prompts", "Records", "TaskOfRecords"]

Records = Annotated[Path, typer.Argument(metavar="RECORDS", help="Records: the file that a run wrote.")]
TaskOfRecords = Annotated[
    str | None,
    typer.Option(
        "--task", "-t", metavar="TASK", help="NAME or NAME@vN, whose schema is used; else the one the records name."
    ),
]
Prompts = Annotated[
    Path | None,
    typer.Option("--prompts", metavar="DIR", help="Folder with prompts; else ./prompts, then those of the package."),
]
Documents = Annotated[
    Path | None,
    typer.Option(
        "--documents", metavar="FILE", help="The articles' texts; else RECORDS.documents.jsonl, which the run wrote."
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", "-m", metavar="MODEL", help="Its name, e.g. gpt-5-mini; with its endpoint: ollama/qwen3."),
]
BaseUrl = Annotated[
    str | None,
    typer.Option("--base-url", metavar="URL", help="An OpenAI-compatible endpoint; else api.openai.com."),
]
