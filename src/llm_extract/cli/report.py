"""``llm-extract report``: records, events and scores as one HTML file."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ConfigError
from ..plain_data import parse_json
from ..plurals import counted
from .options import Documents, Records
from .output_files import REPORT, check_output
from .records_file import read_records

__all__ = ["report"]

Option = typer.Option


def report(
    records: Records,
    events: Annotated[
        Path | None,
        typer.Argument(metavar="EVENTS", help="Events: the file that reconcile -o wrote.", show_default=False),
    ] = None,
    output: Annotated[Path, Option("--output", "-o", metavar="FILE", help="The page.")] = Path("report.html"),
    documents: Documents = None,
    evaluation: Annotated[
        Path | None, Option("--evaluation", metavar="FILE", help="The scores that eval --json wrote.")
    ] = None,
    price: Annotated[
        tuple[float, float] | None,
        Option(
            "--price", metavar="READ WRITTEN", help="What a million tokens cost, read and written: shows money, too."
        ),
    ] = None,
    currency: Annotated[
        str | None, Option(metavar="CODE", help="The currency of --price; else USD.", show_default=False)
    ] = None,
    title: Annotated[
        str | None, Option(metavar="TEXT", help="The page's title; else the name of the records file.")
    ] = None,
) -> None:
    """Write one page for the browser, to read and to review.

    The page needs no network. It shows each value beside the words that say it, what the articles disagree on, what
    went wrong and what it cost. What a reader corrects in it can be downloaded and put into the records:

        llm-extract review apply RECORDS CORRECTIONS
    """
    from ..documents import SavedDocuments, documents_path
    from ..report import Prices, write_report

    check_output(output, REPORT, records, events, documents, evaluation)
    if currency is not None and price is None:
        raise ConfigError("--currency is for --price, and no price is given", hint="Add --price READ WRITTEN.")
    for one in price or ():
        if not 0 <= one < math.inf:
            raise ConfigError(f"--price is {one:g}", hint="Give two sums of money, 0 or more.")
    if not records.is_file():
        next(read_records(records))  # says what is missing before anything else is said
    texts = documents or documents_path(records)
    if documents is None and not texts.is_file():
        print(f"no texts at {texts}: the page shows quotes without their articles (--documents)", file=sys.stderr)
        saved = None
    else:
        saved = SavedDocuments(texts)
    count = write_report(
        output,
        read_records(records),
        documents=saved,
        events=_read_events(events) if events else None,
        evaluation=_read_scores(evaluation) if evaluation else None,
        prices=Prices(*price, currency or "USD") if price else None,
        title=title or records.name,
    )
    print(f"{output}: {counted(count, 'record')}, {output.stat().st_size / 1_000_000:.1f} MB", file=sys.stderr)


def _read_events(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            events = [parse_json(line, sound=True) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot read {path}: {error}", hint="Give the output of llm-extract reconcile.") from error
    if any(not isinstance(event, dict) or event.get("event_format") != 1 for event in events):
        raise ConfigError(f"{path} holds something that is no event", hint="Give the output of llm-extract reconcile.")
    return events


def _read_scores(path: Path) -> dict[str, Any]:
    try:
        scores = parse_json(path.read_text(encoding="utf-8"), sound=True)
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot read {path}: {error}", hint="Write it with llm-extract eval --json FILE.") from error
    if not isinstance(scores, dict) or not {"overall", "fields", "errors"} <= scores.keys():
        raise ConfigError(f"{path} holds no scores", hint="Write it with llm-extract eval --json FILE.")
    return scores
