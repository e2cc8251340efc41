"""``llm-extract gold``: drafts, checks and merges of gold."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import SOME_FAILED
from .records_file import check_output, read_records, read_texts, schema_of_records, schema_of_task

if TYPE_CHECKING:
    from ..evaluation import GoldLine

__all__ = ["app"]

app = typer.Typer(help="Make and check gold: what careful readers say the records must hold.", no_args_is_help=True)

Option = typer.Option
Task = Annotated[str, Option("--task", "-t", help="Whose schema it must fit.")]
Prompts = Annotated[Path | None, Option("--prompts", help="Folder with prompts.")]
Output = Annotated[str, Option("--output", "-o", help="File; - is stdout.")]


@app.command("from")
def draft(
    records: Annotated[Path, typer.Argument(help="The output of a run.")],
    output: Output = "-",
) -> None:
    """Draft gold from records, for a careful reader to correct."""
    from ..evaluation import draft_gold

    check_output(output, records)
    _write(draft_gold(read_records(records)), output)


@app.command()
def check(
    gold: Annotated[Path, typer.Argument(help="The gold file.")],
    task: Task = "funding_news",
    prompts: Prompts = None,
    records: Annotated[Path | None, Option("--records", help="Records whose texts the quotes must stand in.")] = None,
) -> int:
    """Check gold against the schema, and its quotes against the texts."""
    from ..evaluation import check_gold, load_gold

    schema = schema_of_records(records, task, prompts) if records else schema_of_task(task, prompts)
    problems = check_gold(load_gold(gold), schema, text_of=_finder(records))
    for problem in problems:
        print(problem)
    print(f"{gold}: {len(problems)} problems" if problems else f"{gold}: good", file=sys.stderr)
    return SOME_FAILED if problems else 0


@app.command()
def merge(
    first: Annotated[Path, typer.Argument(help="One annotator's gold.")],
    second: Annotated[Path, typer.Argument(help="The other's.")],
    output: Output = "-",
    task: Task = "funding_news",
    prompts: Prompts = None,
) -> None:
    """Merge the gold of two annotators; agreement per field and every disagreement go to stderr."""
    from ..evaluation import load_gold, merge_gold

    check_output(output, first, second)
    agreement = merge_gold(load_gold(first), load_gold(second), schema_of_task(task, prompts))
    for row in agreement.fields:
        share = "-" if row.plain is None else f"{row.plain:.3f}"
        print(f"{row.field}\tagreement {share}", file=sys.stderr)
    for item in agreement.disagreements:
        values = f"{json.dumps(item.gold, ensure_ascii=False)} or {json.dumps(item.found, ensure_ascii=False)}"
        print(f"{item.document}{item.path}: {values}", file=sys.stderr)
    _write(agreement.merged, output)


def _finder(records: Path | None) -> Any:
    """Finds a document's text by any of the names that gold may use, or None where no texts are at hand."""
    if records is None:
        return None
    texts = read_texts(records, None)
    by_name = {name: text for key, text in texts.items() for name in (key, Path(key).name, Path(key).stem)}
    return by_name.get


def _write(lines: Iterable[GoldLine], output: str) -> None:
    text = "".join(json.dumps(line.to_dict(), sort_keys=True, ensure_ascii=False) + "\n" for line in lines)
    if output == "-":
        sys.stdout.write(text)
    else:
        Path(output).write_text(text, encoding="utf-8", newline="\n")
