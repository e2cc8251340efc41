"""``llm-extract compare``: two versions over the same documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ConfigError
from ..settings import Settings, read_settings
from . import SOME_FAILED
from .options import BaseUrl, Prompts, TaskOfRecords
from .output_files import COMPARISON, check_output
from .records_file import read_records
from .streams import stdout_as_utf8, write_text
from .task_schemas import schema_of_records, schema_of_task

if TYPE_CHECKING:
    from ..evaluation import VersionScores

__all__ = ["compare"]

Option = typer.Option


def compare(
    one: Annotated[str, typer.Argument(metavar="A", help="A records file, or a task: NAME@vN.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.", show_default=False)],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS", help="Files or folders with articles, where a task is named.", show_default=False
        ),
    ] = None,
    replay: Annotated[
        Path | None, Option("--replay", metavar="DIR", help="Answer from the recordings in this folder.")
    ] = None,
    cache: Annotated[
        str | None,
        Option("--cache", metavar="CACHE", help="Folder or URL of stored answers; else .llm_extract_cache."),
    ] = None,
    model: Annotated[
        str | None, Option("--model", "-m", metavar="MODEL", help="Asked where no answer is stored.")
    ] = None,
    base_url: BaseUrl = None,
    prompts: Prompts = None,
    task: TaskOfRecords = None,
    gold: Annotated[
        Path | None,
        Option(
            "--gold",
            metavar="FILE",
            help="What the records should say; tells which side is better by more than chance.",
        ),
    ] = None,
    json_file: Annotated[
        Path | None, Option("--json", metavar="FILE", help="Write all of it as JSON; - is stdout.")
    ] = None,
    all_changes: Annotated[bool, Option("--all", help="List every change, not only the first 50.")] = False,
) -> int:
    """Compare two prompt versions, or two runs, on the same articles.

    For each field: what was added, lost and changed, with the quotes of both sides, and how far they agree; and what
    each side took in tokens. Exit code 1 where an article could not be compared.
    """
    from ..revisions import compare_records, to_text

    check_output(json_file, COMPARISON, one, other, *(paths or []))
    if paths and _is_records(one) and _is_records(other):
        raise ConfigError(
            f"{one} and {other} are records, and inputs are for tasks",
            hint="Leave the inputs out: what both files have is compared.",
        )
    settings = read_settings(
        {"replay": replay, "cache": cache, "model": model, "base_url": base_url, "prompts": prompts}
    )
    records, schemas = zip(*(_side(name, paths or [], settings, task) for name in (one, other)), strict=True)
    scores = None
    if gold is not None:
        records = (list(records[0]), list(records[1]))
        scores = _score(gold, records, schemas)
    found = compare_records(*records, *schemas)
    content = found.to_dict() if scores is None else {**found.to_dict(), "scores": scores.to_dict()}
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if str(json_file) == "-":
        stdout_as_utf8().write(text)
    else:
        print("\n".join([*_scores_to_text(scores), *to_text(found, most_changes=None if all_changes else 50)]))
        if json_file is not None:
            write_text(json_file, text)
    return SOME_FAILED if found.apart else 0


def _score(gold: Path, records: Sequence[Iterable[dict[str, Any]]], schemas: Sequence[dict[str, Any]]) -> VersionScores:
    """Both sides against the gold, which has to fit the schemas of both."""
    from ..evaluation import compare_versions, load_gold, require_gold

    labelled = require_gold(load_gold(gold, schema=schemas[0]), schemas[1])
    return compare_versions(records[0], records[1], labelled, schemas[0], schemas[1])


def _scores_to_text(scores: VersionScores | None) -> list[str]:
    from ..evaluation import versions_to_text

    return [] if scores is None else [*versions_to_text(scores), ""]


def _side(
    name: str, paths: list[str], settings: Settings, task: str | None
) -> tuple[Iterator[dict[str, Any]], dict[str, Any]]:
    """The records of one side and the schema of their data."""
    if _is_records(name):
        return read_records(Path(name)), schema_of_records(Path(name), task, settings.prompts)
    schema = schema_of_task(name, settings.prompts)
    if not paths:
        raise ConfigError(f"{name} is a task, and no inputs are given", hint="Name them: compare A B PATHS.")
    return _extract(name, paths, settings), schema


def _is_records(name: str) -> bool:
    path = Path(name)
    return path.suffix == ".jsonl" or (path.is_file() and path.suffix != ".md")


def _extract(task: str, paths: list[str], settings: Settings) -> Iterator[dict[str, Any]]:
    from ..documents import read_documents, refuse_missing
    from ..extraction.extractor import Extractor

    refuse_missing(paths)
    extractor: Extractor[Any] = Extractor(task, settings=settings)
    with extractor:
        for record in extractor.extract_many(read_documents(paths)):
            yield record.to_dict()
