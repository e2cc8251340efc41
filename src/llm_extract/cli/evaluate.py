"""``llm-extract eval``: hold records against gold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ConfigError
from . import SOME_FAILED
from .options import Documents, Prompts, Records, TaskOfRecords
from .output_files import SCORES, SCORES_JUNIT, SCORES_PAGE, Kind, check_output
from .records_file import check_records, find_text, read_record
from .streams import write_text
from .task_schemas import schema_of_records

if TYPE_CHECKING:
    from ..evaluation import Evaluation

__all__ = ["evaluate"]

Option = typer.Option
MOST_ERRORS = 50
"""Errors that the table lists."""


def evaluate(
    records: Records,
    gold: Annotated[
        Path, Option("--gold", metavar="FILE", help="What the records should say, as JSON lines; see: gold from.")
    ],
    task: TaskOfRecords = None,
    prompts: Prompts = None,
    documents: Documents = None,
    baseline: Annotated[
        Path | None,
        Option("--baseline", metavar="FILE", help="Scores that must not be missed (floors): exit code 1 below one."),
    ] = None,
    update: Annotated[bool, Option("--update", help="Raise the floors in --baseline to what was reached.")] = False,
    accept_regression: Annotated[
        str | None, Option(metavar="REASON", help="With --update: why a floor may be lowered.")
    ] = None,
    json_file: Annotated[Path | None, Option("--json", metavar="FILE", help="Write the scores as JSON.")] = None,
    junit: Annotated[Path | None, Option("--junit", metavar="FILE", help="Write the scores as JUnit XML.")] = None,
    html: Annotated[Path | None, Option("--html", metavar="FILE", help="Write the scores as an HTML page.")] = None,
    processes: Annotated[
        int | None,
        Option(
            "--processes",
            metavar="N",
            min=1,
            max=1000,
            help="How many score at a time; else one, of long files all cores.",
        ),
    ] = None,
) -> int:
    """Score records against gold, and name every error.

    Gold is what careful readers say the records should hold. Precision and recall are given for each field, overall
    and for the quotes.
    """
    from ..evaluation import (
        check_floors,
        load_floors,
        save_floors,
        to_html,
        to_json,
        to_junit,
        to_text,
        told_of_more,
        update_floors,
    )

    _check_files(
        records,
        gold,
        documents,
        baseline,
        outputs=((json_file, SCORES), (junit, SCORES_JUNIT), (html, SCORES_PAGE)),
        update=update,
        accepted=accept_regression,
    )
    most_findings = None if json_file or junit or html else MOST_ERRORS
    result = _score(records, gold, task, prompts, documents, most_findings=most_findings, processes=processes)
    floors = load_floors(baseline) if baseline is not None else None
    if floors is not None and baseline is not None and update:
        floors = update_floors(floors, result, accept_regression=accept_regression)
        save_floors(floors, baseline)
    print("\n".join(to_text(result, floors=floors, most_errors=MOST_ERRORS)))
    if floors is not None and (fewer := told_of_more(result, floors)):
        print(f"{fewer}: what is left may be the easier ones", file=sys.stderr)
    for path, render in ((json_file, to_json), (junit, to_junit)):
        if path is not None:
            write_text(path, render(result, floors=floors))
    if html is not None:
        write_text(html, to_html(result, floors=floors, title=f"{records.name} against {gold.name}"))
    return SOME_FAILED if floors is not None and check_floors(result, floors) else 0


def _score(
    records: Path,
    gold: Path,
    task: str | None,
    prompts: Path | None,
    documents: Path | None,
    *,
    most_findings: int | None,
    processes: int | None,
) -> Evaluation:
    from concurrent.futures import ThreadPoolExecutor

    from ..evaluation import Processes, evaluate_file, load_gold, suitable_processes

    count = suitable_processes(records, gold) if processes is None else processes
    with Processes(count) as workers:
        schema = schema_of_records(records, task, prompts)
        with ThreadPoolExecutor(1) as beside:  # the texts are looked through while other processes read the gold
            finding = beside.submit(find_text, records, documents)
            labelled = load_gold(gold, schema=schema, workers=workers)
            if not len(labelled):
                raise ConfigError(f"{gold} holds no gold", hint="Draft it: llm-extract gold from RECORDS -o FILE")
            texts = finding.result()
        check_records(records)
        return evaluate_file(
            records,
            labelled,
            schema,
            read=read_record,
            texts=texts,
            most_findings=most_findings,
            workers=workers,
        )


def _check_files(
    records: Path,
    gold: Path,
    documents: Path | None,
    baseline: Path | None,
    *,
    outputs: tuple[tuple[Path | None, Kind], ...],
    update: bool,
    accepted: str | None,
) -> None:
    """Refuse what would hold nothing against anything, or lose a file, before any work."""
    if accepted is not None and not update:
        raise ConfigError("--accept-regression is for --update", hint="Add --update, or leave it out.")
    if update and baseline is None:
        raise ConfigError("--update needs --baseline", hint="Name the file of floors: --baseline floors.json --update.")
    if baseline is not None and not (update or baseline.exists()):
        raise ConfigError(f"there is no baseline {baseline}", hint="Make it with --update, or correct its name.")
    seen: set[Path | None] = set()
    for output, kind in outputs:
        check_output(output, kind, records, gold, documents, baseline)
        if output is not None and output in seen:
            raise ConfigError(f"{output} is named twice", hint="Give each form of the scores a file of its own.")
        seen.add(output)
