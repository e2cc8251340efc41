"""``llm-extract doctor``: what a run would meet."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from . import SOME_FAILED
from .ages import show_size
from .options import BaseUrl, Model, Prompts
from .streams import stdout_as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnosis import Diagnosis, Section

__all__ = ["doctor"]

Option = typer.Option


def doctor(
    task: Annotated[str | None, Option("--task", "-t", metavar="TASK", help="NAME, NAME@vN, or a prompt file.")] = None,
    model: Model = None,
    base_url: BaseUrl = None,
    cache: Annotated[str | None, Option("--cache", metavar="CACHE", help="Folder or URL of stored answers.")] = None,
    replay: Annotated[
        Path | None, Option("--replay", metavar="DIR", help="Recordings that answer; none: an endpoint does.")
    ] = None,
    prompts: Prompts = None,
    probe: Annotated[
        bool, Option("--probe", help="Ask the endpoint what it can do: four short requests, a few hundred tokens.")
    ] = False,
    as_json: Annotated[bool, Option("--json", help="Print everything as JSON.")] = False,
) -> int:
    """Check installation, settings, key, cache and prompts.

    Shows each setting with the place that it comes from, and whether a key is there (never the key). Each problem comes
    with its remedy; lines with ! are warnings. Give the options that the run will have. No model is asked,
    except with --probe, which finds out whether the endpoint is reachable and by what it can be held to a schema.

    Exit codes: 0 all is well; 1 there are problems.
    """
    from ..diagnosis import diagnose

    given = {
        "task": task, "model": model, "base_url": base_url, "cache": cache, "replay": replay, "prompts": prompts,
    }  # fmt: skip
    found = diagnose(given, probe=probe)
    if as_json:
        print(json.dumps(found.to_dict(), indent=2, ensure_ascii=False), file=stdout_as_utf8())
    else:
        print("\n".join(_lines(found)))
    print(_sum(found), file=sys.stderr)
    return SOME_FAILED if found.problems else 0


def _lines(found: Diagnosis) -> Iterator[str]:
    for number, section in enumerate(found.sections):
        if number:
            yield ""
        yield section.title
        yield from _facts(section)
        for problem in section.problems:
            yield f"  {'✗' if problem.grave else '!'} {problem.message}"
            yield f"    {problem.remedy}"


def _facts(section: Section) -> Iterator[str]:
    width = max((len(fact.name) for fact in section.facts), default=0)
    for fact in section.facts:
        origin = f"  ({fact.origin})" if fact.origin else ""
        yield f"  {fact.name:<{width}}  {_text(fact.name, fact.value)}{origin}"


def _text(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith("bytes") and isinstance(value, int):
        return show_size(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _sum(found: Diagnosis) -> str:
    if not found.problems and not found.warnings:
        return "all is well"
    return f"problems: {len(found.problems)}, warnings: {len(found.warnings)}"
