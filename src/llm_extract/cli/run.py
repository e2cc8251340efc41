"""``llm-extract run``: articles in, records out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from ..errors import ConfigError, RunError
from ..settings import read_settings
from . import summary

__all__ = ["run"]

Option = typer.Option


def run(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for stdin.", show_default=False)],
    task: Annotated[str | None, Option("--task", "-t", help="NAME, NAME@vN, or a prompt file.")] = None,
    output: Annotated[str, Option("--output", "-o", help="File for the records; - is stdout.")] = "-",
    model: Annotated[str | None, Option("--model", "-m", help="The model's name as the endpoint knows it.")] = None,
    base_url: Annotated[str | None, Option("--base-url", help="An OpenAI-compatible endpoint.")] = None,
    replay: Annotated[Path | None, Option("--replay", help="Answer from recordings in this folder.")] = None,
    record: Annotated[Path | None, Option("--record", help="Record the answers in this folder.")] = None,
    cache: Annotated[Path | None, Option("--cache", help="Folder of stored answers.")] = None,
    no_cache: Annotated[bool, Option("--no-cache", help="Store nothing, ask everything.")] = False,
    prompts: Annotated[Path | None, Option("--prompts", help="Folder with prompts.")] = None,
    timeout: Annotated[float | None, Option(help="Seconds for one request.")] = None,
    max_output_tokens: Annotated[int | None, Option(help="Limit of one answer.")] = None,
    temperature: Annotated[float | None, Option(help="Sampling temperature.")] = None,
    param: Annotated[list[str] | None, Option(help="NAME=VALUE, a further body parameter (JSON).")] = None,
    concurrency: Annotated[int | None, Option(help="Requests in flight.")] = None,
    ungrounded: Annotated[str | None, Option(help="keep, drop or fail: values that no words back.")] = None,
    no_reask: Annotated[bool, Option("--no-reask", help="Never ask again for what fails the checks.")] = False,
    verbose: Annotated[bool, Option("--verbose", "-v", help="Say more; show tracebacks.")] = False,
    quiet: Annotated[bool, Option("--quiet", "-q", help="No summary.")] = False,
) -> int:
    """Extract a record from each input.

    Records go to stdout (or to -o) as JSON lines, the summary to stderr.
    """
    parameters = _parameters(temperature=temperature, max_output_tokens=max_output_tokens, further=param or [])
    given = {
        "task": task, "model": model, "base_url": base_url, "replay": replay, "record": record,
        "cache": "" if no_cache else cache, "prompts": prompts, "timeout": timeout, "concurrency": concurrency,
        "ungrounded": ungrounded, "reask": False if no_reask else None, "parameters": parameters or None,
    }  # fmt: skip
    settings = read_settings(given)

    from ..documents import check_paths, read_documents
    from ..extraction.extractor import Extractor

    check_paths(paths)
    lines = summary.Summary()
    with ExitStack() as stack:
        extractor: Extractor[Any] = stack.enter_context(Extractor(settings=settings))
        sink = _open(output, stack)
        for outcome in extractor.extract_many(read_documents(paths)):
            sink.write(outcome.to_json() + "\n")
            lines.add(outcome)
    if not quiet:
        lines.print(verbose=verbose)
    return 0 if lines.all_ok else 1


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


def _open(output: str, stack: ExitStack) -> TextIO:
    if output == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        return sys.stdout
    try:
        return stack.enter_context(Path(output).open("w", encoding="utf-8", newline="\n"))
    except OSError as error:
        raise RunError(f"{output} cannot be written: {error.strerror}", hint="Give another file with -o.") from None
