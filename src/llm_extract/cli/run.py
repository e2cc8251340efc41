"""``llm-extract run``: articles in, records out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from ..errors import ConfigError
from ..settings import read_settings

if TYPE_CHECKING:
    from ..batch import StopSwitch, Summary

__all__ = ["run"]

Option = typer.Option
_INPUT, _MODEL, _RUN, _SAY = "Inputs", "Model and answers", "The run", "Messages"


def run(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for stdin.", show_default=False)],
    task: Annotated[str | None, Option("--task", "-t", help="NAME, NAME@vN, or a prompt file.")] = None,
    output: Annotated[
        str, Option("--output", "-o", metavar="FILE", help="Records (.jsonl), or a table: .csv, .sqlite, .parquet.")
    ] = "-",
    text_column: Annotated[str, Option(help="Column or JSON key of the article.", rich_help_panel=_INPUT)] = "text",
    id_column: Annotated[str | None, Option(help="That of its id.", rich_help_panel=_INPUT)] = None,
    date_column: Annotated[str | None, Option(help="That of its publication date.", rich_help_panel=_INPUT)] = None,
    title_column: Annotated[str | None, Option(help="That of its title.", rich_help_panel=_INPUT)] = None,
    encoding: Annotated[
        str | None, Option(help="Of all inputs, instead of what is found.", rich_help_panel=_INPUT)
    ] = None,
    stdin_format: Annotated[
        str, Option(help="How - is read: text, html, jsonl, json, csv or tsv.", rich_help_panel=_INPUT)
    ] = "text",
    limit: Annotated[int | None, Option(help="Only the first N articles.", rich_help_panel=_INPUT)] = None,
    sample: Annotated[int | None, Option(help="Only N articles, drawn by key.", rich_help_panel=_INPUT)] = None,
    seed: Annotated[int, Option(help="Another number, another sample.", rich_help_panel=_INPUT)] = 0,
    model: Annotated[
        str | None, Option("--model", "-m", help="Its name as the endpoint knows it.", rich_help_panel=_MODEL)
    ] = None,
    base_url: Annotated[
        str | None, Option("--base-url", help="An OpenAI-compatible endpoint.", rich_help_panel=_MODEL)
    ] = None,
    replay: Annotated[
        Path | None, Option("--replay", help="Answer from recordings in this folder.", rich_help_panel=_MODEL)
    ] = None,
    record: Annotated[
        Path | None, Option("--record", help="Record the answers in this folder.", rich_help_panel=_MODEL)
    ] = None,
    cache: Annotated[Path | None, Option("--cache", help="Folder of stored answers.", rich_help_panel=_MODEL)] = None,
    no_cache: Annotated[
        bool, Option("--no-cache", help="Keep no answers, only records.", rich_help_panel=_MODEL)
    ] = False,
    prompts: Annotated[Path | None, Option("--prompts", help="Folder with prompts.", rich_help_panel=_MODEL)] = None,
    timeout: Annotated[float | None, Option(help="Seconds for one request.", rich_help_panel=_MODEL)] = None,
    max_output_tokens: Annotated[int | None, Option(help="Limit of one answer.", rich_help_panel=_MODEL)] = None,
    temperature: Annotated[float | None, Option(help="Sampling temperature.", rich_help_panel=_MODEL)] = None,
    param: Annotated[
        list[str] | None, Option(help="NAME=VALUE, a further body parameter (JSON).", rich_help_panel=_MODEL)
    ] = None,
    concurrency: Annotated[
        int | None, Option(help="Requests in flight, instead of what the endpoint takes.", rich_help_panel=_RUN)
    ] = None,
    ungrounded: Annotated[
        str | None, Option(help="keep, drop or fail: values that no words back.", rich_help_panel=_RUN)
    ] = None,
    no_reask: Annotated[
        bool, Option("--no-reask", help="Never ask again for what fails the checks.", rich_help_panel=_RUN)
    ] = False,
    max_chars: Annotated[
        int | None, Option(help="Longer articles are read in parts; 0 never cuts.", rich_help_panel=_RUN)
    ] = None,
    passes: Annotated[
        int | None, Option(help="Ask this often about each article, unite.", rich_help_panel=_RUN)
    ] = None,
    changed_only: Annotated[
        Path | None,
        Option("--changed-only", metavar="RECORDS", help="Only what these records did not ask.", rich_help_panel=_RUN),
    ] = None,
    retry_failed: Annotated[
        bool,
        Option("--retry-failed", help="Ask again for what has no usable answer.", rich_help_panel=_RUN),
    ] = False,
    dry_run: Annotated[
        bool, Option("--dry-run", help="Say what would be asked and cost; ask nothing.", rich_help_panel=_RUN)
    ] = False,
    max_cost: Annotated[
        float | None,
        Option("--max-cost", metavar="USD", help="Stop before all runs of FILE cost more.", rich_help_panel=_RUN),
    ] = None,
    prices: Annotated[
        Path | None,
        Option("--prices", envvar="LLM_EXTRACT_PRICES", help="Your own prices (TOML).", rich_help_panel=_RUN),
    ] = None,
    max_attempts: Annotated[
        int, Option(help="Failed attempts at one request, over all runs.", rich_help_panel=_RUN)
    ] = 30,
    overwrite: Annotated[
        bool,
        Option("--overwrite", help="Begin anew where FILE was made by another task or model.", rich_help_panel=_RUN),
    ] = False,
    verbose: Annotated[
        bool, Option("--verbose", "-v", help="Say more; show tracebacks.", rich_help_panel=_SAY)
    ] = False,
    quiet: Annotated[bool, Option("--quiet", "-q", help="No progress, no summary.", rich_help_panel=_SAY)] = False,
) -> int:
    """Extract a record from each input.

    Records go to -o (or stdout) as JSON lines in the order of the inputs, all messages to stderr. The same command
    again continues where it stopped; nothing that was answered is paid for twice. A table is made from FILE.jsonl,
    which is kept beside it.

    Exit codes: 0 all records are ok or empty; 1 finished, some are not; 2 usage or configuration; 3 stopped early (key,
    quota, budget); 4 output or internal error; 130 interrupted.
    """
    parameters = _parameters(temperature=temperature, max_output_tokens=max_output_tokens, further=param or [])
    given = {
        "task": task, "model": model, "base_url": base_url, "replay": replay, "record": record,
        "cache": "" if no_cache else cache, "prompts": prompts, "timeout": timeout, "concurrency": concurrency,
        "ungrounded": ungrounded, "reask": False if no_reask else None, "parameters": parameters or None,
        "max_chars": max_chars, "passes": passes,
    }  # fmt: skip
    settings = read_settings(given)
    from ..batch import StopSwitch, Summary, run_batch
    from ..documents import Skipped, read_documents
    from ..extraction.extractor import Extractor
    from .changes import keep_changed
    from .interrupts import heed_interrupts
    from .money import read_money, show_forecast
    from .progress import show_progress
    from .summary import print_summary
    from .tables import Table

    skipped = Skipped()
    documents = read_documents(
        paths, text_column=text_column, id_column=id_column, date_column=date_column, title_column=title_column,
        encoding=encoding, stdin_format=stdin_format, skipped=skipped,  # type: ignore[arg-type]
    )  # fmt: skip
    if Path(output).is_dir():
        raise ConfigError(f"{output} is a folder", hint="Name a file in it with -o.")
    money, table = read_money(max_cost, prices), Table.of(output)
    lines = str(table.records) if table is not None else output
    if dry_run and retry_failed:
        raise ConfigError("--dry-run cannot foresee --retry-failed", hint="Leave one of them out.")
    if dry_run:
        show_forecast(settings, documents, lines, money, limit=limit, sample=sample, seed=seed)
        return 0
    switch, counts = StopSwitch(), Summary()
    with ExitStack() as stack:
        extractor: Extractor[Any] = stack.enter_context(Extractor(settings=settings))
        sink = _stdout() if lines == "-" else Path(lines)
        chosen = documents if changed_only is None else keep_changed(documents, changed_only, extractor.plan)
        stack.enter_context(heed_interrupts(switch))
        progress = stack.enter_context(show_progress(counts, paths, limit or sample, quiet=quiet))
        try:
            run_batch(
                extractor, chosen, sink, limit=limit, sample=sample, seed=seed, retry_failed=retry_failed,
                overwrite=overwrite, max_attempts=max_attempts, stop=switch, summary=counts, observe=progress,
                prices=money.prices, max_cost=money.most,
            )  # fmt: skip
        finally:
            progress.end()
            if not quiet and counts.done:
                print_summary(counts, verbose=verbose, skipped=skipped)
            if table is not None and counts.done:
                table.write(settings.task, prompts)
    return _exit_code(counts, switch, output)


def _exit_code(counts: Summary, switch: StopSwitch, output: str) -> int:
    if not counts.finished:
        where = "The same command continues." if output != "-" else "Write to a file with -o to be able to continue."
        of = f" of {counts.total}" if counts.total else ""
        print(f"interrupted after {counts.done}{of} records. {where}", file=sys.stderr)
        return 130
    return 0 if counts.all_usable else 1


def _parameters(*, further: list[str], **named: Any) -> dict[str, Any]:
    import json

    parameters = {name: value for name, value in named.items() if value is not None}
    for item in further:
        name, sign, text = item.partition("=")
        if not sign or not name:
            raise ConfigError(f"--param {item!r}", hint="Write NAME=VALUE, e.g. --param seed=7.")
        try:
            parameters[name] = json.loads(text)
        except ValueError:
            parameters[name] = text
    return parameters


def _stdout() -> TextIO:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout
