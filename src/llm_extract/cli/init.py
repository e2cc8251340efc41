"""``llm-extract init``: a project that works at once."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..projects import Project

__all__ = ["init"]


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The project's folder; made if missing.")] = Path(),
    example: Annotated[
        str,
        typer.Option(
            "--example", metavar="NAME", help="plain: one record per article. news: lists, prices, a contradiction."
        ),
    ] = "plain",
) -> None:
    """Make a project that runs at once, offline.

    It has settings (pyproject.toml), a prompt and its schema, two articles, recorded answers to them, and a test. The
    articles are invented, and the answers were written by hand. Nothing that is there is overwritten; a
    pyproject.toml that is there gets a table [tool.llm-extract].
    """
    from ..projects import make_project

    project = make_project(folder, example)
    for path in project.files:
        print(path)
    print("\n".join(_next_steps(project)), file=sys.stderr)


def _next_steps(project: Project) -> list[str]:
    kept = [f"{path} was left as it is; .llm_extract_cache/ belongs into a .gitignore." for path in project.kept[:1]]
    compare = ["  llm-extract reconcile records.jsonl"] if project.task == "takeovers" else []
    enter = [] if project.folder == Path() else [f"  cd {shlex.quote(str(project.folder))}"]
    return [
        *kept,
        "",
        "Next, on the recorded answers (no key, no network):",
        *enter,
        "  llm-extract run articles -o records.jsonl",
        "  llm-extract show records.jsonl",
        *compare,
        "  pytest",
        "",
        "Then with a model: remove the line 'replay' from pyproject.toml, set OPENAI_API_KEY, and",
        "  llm-extract run articles -o records.jsonl --overwrite -m MODEL",
    ]
