"""``llm-extract run``: articles in, records out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..plurals import counted
from . import run_options as options
from .given import ALL_SETTINGS, read_given, read_inputs, read_output
from .jobs import heed_jobs
from .streams import stdout_as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..batch import Summary
    from ..documents import Document, UnreadableDocument
    from ..extraction.plan import Plan
    from ..settings import Settings

__all__ = ["run"]


def run(
    paths: options.Paths,
    task: options.Task = None,
    output: options.Output = "-",
    model: options.Model = None,
    text_column: options.TextColumn = "text",
    id_column: options.IdColumn = None,
    date_column: options.DateColumn = None,
    title_column: options.TitleColumn = None,
    encoding: options.Encoding = None,
    stdin_format: options.StdinFormat = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
    seed: options.Seed = None,
    base_url: options.BaseUrl = None,
    prompts: options.Prompts = None,
    temperature: options.Temperature = None,
    max_output_tokens: options.MaxOutputTokens = None,
    param: options.Param = None,
    timeout: options.Timeout = None,
    concurrency: options.Concurrency = None,
    rpm: options.Rpm = None,
    tpm: options.Tpm = None,
    cache: options.Cache = None,
    no_cache: options.NoCache = False,
    record: options.Record = None,
    replay: options.Replay = None,
    ungrounded: options.Ungrounded = None,
    no_reask: options.NoReask = False,
    max_chars: options.MaxChars = None,
    passes: options.Passes = None,
    dry_run: options.DryRun = False,
    max_cost: options.MaxCost = None,
    prices: options.Prices = None,
    changed_only: options.ChangedOnly = None,
    retry_failed: options.RetryFailed = False,
    max_attempts: options.MaxAttempts = 30,
    overwrite: options.Overwrite = False,
    engine: options.Engine = "local",
    actors: options.Actors = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
    log_level: options.LogLevel = None,
    log_format: options.LogFormat = "text",
    log_file: options.LogFile = None,
    trace: options.Trace = False,
) -> int:
    """Extract a record from each article.

    Records go to -o (or stdout) as JSON lines, in the order of the inputs; all messages go to stderr. The same command
    again goes on where it stopped, and nothing that was answered is paid for twice. A table, FILE.csv, is made from
    FILE.csv.jsonl, which is kept beside it.

    The key is read from OPENAI_API_KEY, or the variable of the endpoint's provider. All other settings can also be
    given in pyproject.toml or as LLM_EXTRACT_NAME; llm-extract doctor shows them.

    \b
      llm-extract run articles/ -o records.jsonl -m MODEL
      llm-extract run news.csv --text-column body -o records.csv -m MODEL
      llm-extract run articles/ -o records.jsonl --replay recordings

    Exit codes: 0 all records are ok or empty; 1 finished, some are not; 2 usage or configuration; 3 stopped early (key,
    quota, budget, endpoint); 4 output or internal error; 130 interrupted.
    """
    given = dict(locals())
    settings = read_given({name: given[name] for name in ALL_SETTINGS})
    from ..batch import StopSwitch, Summary, run_batch
    from ..documents import Skipped, refuse_missing
    from ..extraction.extractor import Extractor
    from .changes import keep_changed
    from .engines import find_engine
    from .interrupts import heed_interrupts
    from .logs import export_spans, open_log
    from .money import read_money, show_forecast
    from .output_files import RUN, check_folder, check_log, check_output
    from .progress import show_progress
    from .summary import print_summary

    refuse_missing(paths)
    skipped = Skipped()
    documents = read_inputs(given, skipped)

    def choose(plan: Plan) -> Iterable[Document | UnreadableDocument]:
        return documents if changed_only is None else keep_changed(documents, changed_only, plan)

    (place, table), money = read_output(output), read_money(max_cost, settings.prices)
    for written in (place, None if table is None else table.path):
        check_output(written, RUN, *paths)
    check_log(log_file, place, *paths)
    check_folder(settings.record)
    if dry_run and retry_failed:
        raise ConfigError("--dry-run cannot foresee --retry-failed", hint="Leave one of them out.")
    if dry_run:
        chosen = {"limit": limit, "sample": sample, "seed": seed or 0}
        show_forecast(settings, choose, place, money, overwrite=overwrite, **chosen)
        return 0
    switch, counts, fleet = StopSwitch(), Summary(), find_engine(engine, actors)
    with ExitStack() as stack:
        stack.enter_context(open_log(log_level, log_format, log_file))
        stack.enter_context(export_spans(settings))
        extractor: Extractor[Any] = stack.enter_context(Extractor(settings=settings))
        sink = stdout_as_utf8() if place is None else place
        jobs = heed_jobs(extractor, sink, max_cost, elsewhere=fleet is not None)
        stack.enter_context(heed_interrupts(switch))
        progress = stack.enter_context(show_progress(counts, paths, limit or sample, quiet=quiet))
        try:
            run_batch(
                extractor, choose(extractor.plan), sink, limit=limit, sample=sample, seed=seed or 0,
                retry_failed=retry_failed, overwrite=overwrite, max_attempts=max_attempts, stop=switch, summary=counts,
                observe=progress, prices=money.prices, max_cost=money.most, engine=fleet,
            )  # fmt: skip
        finally:
            progress.end()
            if not quiet and counts.done:
                print_summary(counts, verbose=verbose, skipped=skipped, output=place)
                _tell_unrecorded(counts, settings)
                jobs.tell(counts.answers)
            if table is not None and counts.done:
                table.write(settings.task, prompts)
    return _exit_code(counts, output)


def _tell_unrecorded(counts: Summary, settings: Settings) -> None:
    if settings.record is None or not counts.kept:
        return
    kept = f"{counted(counts.kept, 'record')} {'was' if counts.kept == 1 else 'were'} kept from before"
    print(f"  {kept}, so --record wrote nothing for them.", file=sys.stderr)
    print("  Name another output to record what is stored: that costs nothing.", file=sys.stderr)


def _exit_code(counts: Summary, output: str) -> int:
    if not counts.finished:
        where = "The same command continues." if output != "-" else "Write to a file with -o to be able to continue."
        done = f"{counts.done} of {counts.total} records" if counts.total else counted(counts.done, "record")
        print(f"interrupted after {done}. {where}", file=sys.stderr)
        return 130
    return 0 if counts.all_usable else 1
