"""The arguments and options of ``llm-extract run``, in the groups in which its help shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "Actors",
    "BaseUrl",
    "Cache",
    "ChangedOnly",
    "Concurrency",
    "DateColumn",
    "DryRun",
    "Encoding",
    "Engine",
    "IdColumn",
    "Limit",
    "LogFile",
    "LogFormat",
    "LogLevel",
    "MaxAttempts",
    "MaxChars",
    "MaxCost",
    "MaxOutputTokens",
    "Model",
    "NoCache",
    "NoReask",
    "Output",
    "Overwrite",
    "Param",
    "Passes",
    "Paths",
    "Prices",
    "Prompts",
    "Quiet",
    "Record",
    "Replay",
    "RetryFailed",
    "Rpm",
    "Sample",
    "Seed",
    "StdinFormat",
    "Task",
    "Temperature",
    "TextColumn",
    "Timeout",
    "TitleColumn",
    "Tpm",
    "Trace",
    "Ungrounded",
    "Verbose",
]

Option = typer.Option
_INPUT, _MODEL, _STORED = "Inputs", "Model", "Stored and recorded answers"
_FLEET = "More than one process"
_CHECK, _COST, _RUN, _SAY = "Checks and long articles", "Cost", "Going on", "Messages"

Paths = Annotated[
    list[str], typer.Argument(metavar="PATHS", help="Files, folders, globs, or - for stdin.", show_default=False)
]
Task = Annotated[
    str | None,
    Option(
        "--task",
        "-t",
        metavar="TASK",
        help="What to extract: NAME, NAME@vN, or a prompt file; else the setting task, else funding_news.",
    ),
]
Output = Annotated[
    str,
    Option("--output", "-o", metavar="FILE", help="FILE.jsonl, or a table: FILE.csv, .sqlite, .parquet; - is stdout."),
]
Model = Annotated[
    str | None,
    Option("--model", "-m", metavar="MODEL", help="Its name, e.g. gpt-5-mini; with its endpoint: ollama/qwen3."),
]
TextColumn = Annotated[
    str, Option(metavar="NAME", help="Tables and JSON: where the article's text is.", rich_help_panel=_INPUT)
]
IdColumn = Annotated[
    str | None,
    Option(metavar="NAME", help="Where its id is; else rows are numbered.", rich_help_panel=_INPUT),
]
DateColumn = Annotated[
    str | None,
    Option(
        metavar="NAME",
        help="Where its date of publication is, which weekdays are reckoned from.",
        rich_help_panel=_INPUT,
    ),
]
TitleColumn = Annotated[str | None, Option(metavar="NAME", help="Where its title is.", rich_help_panel=_INPUT)]
Encoding = Annotated[
    str | None, Option(metavar="NAME", help="Of all inputs, e.g. cp1252; else found out.", rich_help_panel=_INPUT)
]
StdinFormat = Annotated[
    str | None,
    Option(metavar="FORMAT", help="Of stdin: text, html, jsonl, json, csv or tsv; else text.", rich_help_panel=_INPUT),
]
Limit = Annotated[int | None, Option(metavar="N", help="Only the first N articles.", rich_help_panel=_INPUT)]
Sample = Annotated[
    int | None,
    Option(metavar="N", help="Only N articles, drawn by chance, the same ones each time.", rich_help_panel=_INPUT),
]
Seed = Annotated[
    int | None,
    Option(metavar="N", help="With --sample: another number draws another one; else 0.", rich_help_panel=_INPUT),
]
BaseUrl = Annotated[
    str | None,
    Option(
        "--base-url",
        metavar="URL",
        help="An OpenAI-compatible endpoint; else api.openai.com.",
        rich_help_panel=_MODEL,
    ),
]
Prompts = Annotated[
    Path | None,
    Option(
        "--prompts",
        metavar="DIR",
        help="Folder with prompts; else ./prompts, then those of the package.",
        rich_help_panel=_MODEL,
    ),
]
Temperature = Annotated[
    float | None,
    Option(metavar="X", help="0 to 2: how far answers may vary; else the version's own.", rich_help_panel=_MODEL),
]
MaxOutputTokens = Annotated[
    int | None, Option(metavar="N", help="Most tokens that one answer may have.", rich_help_panel=_MODEL)
]
Param = Annotated[
    list[str] | None,
    Option(
        metavar="NAME=VALUE",
        help="A further parameter of requests, as JSON: seed=7. Repeatable.",
        rich_help_panel=_MODEL,
    ),
]
Timeout = Annotated[
    float | None, Option(metavar="SECONDS", help="Wait this long for one answer; else 120.", rich_help_panel=_MODEL)
]
Concurrency = Annotated[
    int | None, Option(metavar="N", help="Requests at once; else what the endpoint takes.", rich_help_panel=_MODEL)
]
Rpm = Annotated[
    float | None,
    Option("--rpm", metavar="N", help="Requests a minute; else what the endpoint says.", rich_help_panel=_MODEL),
]
Tpm = Annotated[
    float | None,
    Option("--tpm", metavar="N", help="Tokens a minute; else what the endpoint says.", rich_help_panel=_MODEL),
]
Engine = Annotated[
    str,
    Option(metavar="NAME", help="local, or ray: on Ray Data (extra ray), see docs/engines.md.", rich_help_panel=_FLEET),
]
Actors = Annotated[
    int | None,
    Option(metavar="N", help="Processes that ask, with --engine ray; else one a CPU.", rich_help_panel=_FLEET),
]
Cache = Annotated[
    str | None,
    Option(
        "--cache",
        metavar="CACHE",
        help="Folder of stored answers, or the URL of a shared store; else .llm_extract_cache.",
        rich_help_panel=_STORED,
    ),
]
NoCache = Annotated[bool, Option("--no-cache", help="Store no answers.", rich_help_panel=_STORED)]
Record = Annotated[
    Path | None,
    Option(
        "--record",
        metavar="DIR",
        help="Write the answers into this folder, too, for --replay.",
        rich_help_panel=_STORED,
    ),
]
Replay = Annotated[
    Path | None,
    Option(
        "--replay",
        metavar="DIR",
        help="Answer from these recordings, offline; none: ask a model after all.",
        rich_help_panel=_STORED,
    ),
]
Ungrounded = Annotated[
    str | None,
    Option(
        metavar="WORD",
        help="Values that the article's words do not back: keep them (the default, marked), drop "
        "them, or fail the record.",
        rich_help_panel=_CHECK,
    ),
]
NoReask = Annotated[
    bool, Option("--no-reask", help="Do not ask once more for what fails the checks.", rich_help_panel=_CHECK)
]
MaxChars = Annotated[
    int | None,
    Option(
        metavar="N",
        help="Longer articles are read in parts; 0 never cuts; else 100000 characters.",
        rich_help_panel=_CHECK,
    ),
]
Passes = Annotated[
    int | None,
    Option(metavar="N", help="Read each article N times and unite what is found; else once.", rich_help_panel=_CHECK),
]
DryRun = Annotated[
    bool, Option("--dry-run", help="Say what would be asked and cost; ask nothing.", rich_help_panel=_COST)
]
MaxCost = Annotated[
    float | None,
    Option(
        "--max-cost",
        metavar="USD",
        help="Stop before all runs into FILE together cost more.",
        rich_help_panel=_COST,
    ),
]
Prices = Annotated[
    Path | None,
    Option(
        "--prices",
        metavar="FILE",
        envvar="LLM_EXTRACT_PRICES",
        help="Prices of your own (TOML).",
        rich_help_panel=_COST,
    ),
]
ChangedOnly = Annotated[
    Path | None,
    Option(
        "--changed-only",
        metavar="RECORDS",
        help="Only articles that these records did not ask about in the same words.",
        rich_help_panel=_RUN,
    ),
]
RetryFailed = Annotated[
    bool,
    Option("--retry-failed", help="Ask again where the last answer was of no use.", rich_help_panel=_RUN),
]
MaxAttempts = Annotated[
    int, Option(metavar="N", help="Failed attempts at one request, over all runs.", rich_help_panel=_RUN)
]
Overwrite = Annotated[
    bool,
    Option("--overwrite", help="Begin anew where FILE was made by another task or model.", rich_help_panel=_RUN),
]
Verbose = Annotated[bool, Option("--verbose", "-v", help="Say more; show tracebacks.", rich_help_panel=_SAY)]
Quiet = Annotated[bool, Option("--quiet", "-q", help="No progress, no summary.", rich_help_panel=_SAY)]
LogLevel = Annotated[
    str | None,
    Option(
        metavar="LEVEL",
        envvar="LLM_EXTRACT_LOG_LEVEL",
        help="Log what happens: debug, info, warning or error.",
        rich_help_panel=_SAY,
    ),
]
LogFormat = Annotated[
    str,
    Option(metavar="FORM", envvar="LLM_EXTRACT_LOG_FORMAT", help="Log as text or json.", rich_help_panel=_SAY),
]
LogFile = Annotated[
    Path | None,
    Option(metavar="FILE", envvar="LLM_EXTRACT_LOG_FILE", help="Append the log; else to stderr.", rich_help_panel=_SAY),
]
Trace = Annotated[
    bool, Option("--trace", help="Send OpenTelemetry spans and metrics by OTLP (OTEL_…).", rich_help_panel=_SAY)
]
