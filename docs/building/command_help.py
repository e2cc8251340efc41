"""The page of commands: what ``--help`` says, verb by verb, at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from llm_extract.cli.app import app

__all__ = ["walk_verbs", "write_commands"]


def walk_verbs(command: Any = None, name: str = "llm-extract") -> Iterator[tuple[str, str]]:
    """Each command, family of commands and verb, with its help.

    Args:
        command: the one to begin with; by default the whole command.
        name: its name with all that stands before it.

    Yields:
        The name as it is typed, and the help that it prints.
    """
    command = command or typer.main.get_command(app)
    context = typer.Context(command, info_name=name, terminal_width=80, max_content_width=80)
    yield name, command.get_help(context)
    for inner in command.list_commands(context) if isinstance(command, typer.core.TyperGroup) else ():
        found = command.get_command(context, inner)
        if found is not None and not found.hidden:
            yield from walk_verbs(found, f"{name} {inner}")


def write_commands() -> str:
    """The page."""
    parts = [
        "# Commands\n\nWhat each command says with `--help`. stdout carries data only; progress, summaries and errors "
        "go to stderr. What exit codes mean: [Errors and exit codes](errors.md)."
    ]
    for name, text in walk_verbs():
        level = "#" * max(2, len(name.split()))
        parts.append(f"{level} {name}\n\n```text\n{text.rstrip()}\n```")
    return "\n\n".join(parts) + "\n"
