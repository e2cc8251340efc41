"""``llm-extract gold``: drafts, checks and merges of gold."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ConfigError
from ..plurals import counted
from . import SOME_FAILED
from .options import Prompts, Records
from .output_files import GOLD, check_output
from .records_file import find_text, read_records
from .streams import stdout_as_utf8, write_text
from .task_schemas import schema_of_records, schema_of_task

if TYPE_CHECKING:
    from ..evaluation import Gold, GoldLine

__all__ = ["app"]

app = typer.Typer(
    help="Make and check gold, which records are scored against.\n\n"
    "Gold is what careful readers say the records should hold, one JSON line for each article. llm-extract eval scores "
    "records against it.",
    no_args_is_help=True,
)

_NAMED = 5  # articles that are named, of those that are left out
Option = typer.Option
Task = Annotated[
    str | None,
    Option("--task", "-t", metavar="TASK", help="NAME or NAME@vN, whose schema it must fit; else the setting task."),
]
Output = Annotated[str, Option("--output", "-o", metavar="FILE", help="File for the gold; - is stdout.")]


@app.command("from")
def draft(
    records: Records,
    output: Output = "-",
) -> None:
    """Draft gold from records, for a reader to correct.

    Articles that could not be read are left out: nobody can label them.
    """
    from ..evaluation import draft_gold

    check_output(output, GOLD, records)
    unread: list[str] = []
    _write(draft_gold(_readable(read_records(records), unread)), output)
    if unread:
        first = f"{', '.join(unread[:_NAMED])}{', …' if len(unread) > _NAMED else ''}"
        print(f"left out: {counted(len(unread), 'article')} that could not be read: {first}", file=sys.stderr)


@app.command()
def check(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The gold file.")],
    task: Task = None,
    prompts: Prompts = None,
    records: Annotated[
        Path | None,
        Option(
            "--records",
            metavar="FILE",
            help="Records of these articles: they name the task, and quotes must stand in their texts.",
        ),
    ] = None,
) -> int:
    """Check that gold fits the schema, and its quotes the texts.

    Exit code 1 where something does not.
    """
    from ..evaluation import check_gold, load_gold

    schema = schema_of_records(records, task, prompts) if records else _schema(task, prompts)
    lines = load_gold(gold)
    if not len(lines):
        raise ConfigError(f"{gold} holds no gold", hint="Draft it from records: llm-extract gold from RECORDS -o FILE")
    problems = check_gold(lines, schema, text_of=_finder(records, lines))
    for problem in problems:
        print(problem)
    print(f"{gold}: {counted(len(problems), 'problem')}" if problems else f"{gold}: good", file=sys.stderr)
    return SOME_FAILED if problems else 0


@app.command()
def merge(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="One annotator's gold.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="The other's.")],
    output: Output = "-",
    task: Task = None,
    prompts: Prompts = None,
) -> None:
    """Merge the gold of two annotators; show where they differ.

    Their agreement on each field, and every disagreement, go to stderr.
    """
    from ..evaluation import load_gold, merge_gold

    check_output(output, GOLD, first, second)
    agreement = merge_gold(load_gold(first), load_gold(second), _schema(task, prompts))
    for row in agreement.fields:
        share = "-" if row.plain is None else f"{row.plain:.3f}"
        print(f"{row.field}\tagreement {share}", file=sys.stderr)
    for item in agreement.disagreements:
        values = f"{json.dumps(item.gold, ensure_ascii=False)} or {json.dumps(item.found, ensure_ascii=False)}"
        print(f"{item.document}{item.path}: {values}", file=sys.stderr)
    _write(agreement.merged, output)


def _readable(records: Iterable[dict[str, Any]], unread: list[str]) -> Iterator[dict[str, Any]]:
    """The records whose article has a text; the keys of the others are noted."""
    for record in records:
        if record["document"]["id"]:
            yield record
        else:
            unread.append(record["document"]["key"])


def _schema(task: str | None, prompts: Path | None) -> dict[str, Any]:
    """The schema of the task that is named, else of the one in the settings, as a run would have it."""
    from ..settings import read_settings

    settings = read_settings({"task": task, "prompts": prompts})
    return schema_of_task(settings.task, settings.prompts)


def _finder(records: Path | None, gold: Gold) -> Callable[[str], str | None] | None:
    """Finds a document's text by the name that the gold has for it, as eval does; None where no texts are at hand."""
    if records is None:
        return None
    find = find_text(records, None)
    if find is None:
        return None
    about = {}
    for record in read_records(records):
        if line := gold.match(record["document"]):
            about[line.document] = record["document"]
    return lambda name: find(about[name]) if name in about else None


def _write(lines: Iterable[GoldLine], output: str) -> None:
    text = "".join(json.dumps(line.to_dict(), sort_keys=True, ensure_ascii=False) + "\n" for line in lines)
    if output == "-":
        stdout_as_utf8().write(text)
    else:
        write_text(Path(output), text)
