"""The readable summary of a run: a row for each article of a small one, then counts and causes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..errors import TransientError
from ..output_names import state_path
from ..plurals import counted
from ..text_columns import align_columns
from .terminal import open_console

if TYPE_CHECKING:
    from pathlib import Path

    from ..batch import Summary
    from ..documents import Skipped

__all__ = ["print_summary"]

_ROWS = 100
_PROBLEMS = 10
_AGAIN = "The same command asks again; llm-extract doctor --probe looks at the endpoint"
_PASSING = {TransientError.__name__, *(kind.__name__ for kind in TransientError.__subclasses__())}
_LEAST_NAME = 16  # letters of an article's name, however narrow the terminal is


def print_summary(
    counts: Summary, *, verbose: bool = False, skipped: Skipped | None = None, output: Path | None = None
) -> None:
    """Print what a run did, on stderr.

    Args:
        counts: of the run.
        verbose: all problems, not only the first ten.
        skipped: what folders held beside the articles.
        output: the run's, where it is a file.
    """
    lines = [*_table(counts), _totals(counts), *_causes(counts), *_problems(counts, verbose), *_work(counts)]
    if counts.apart and output is not None:
        lines.append(
            f"  taken out: {counted(counts.apart, 'record')} of articles that are not among these inputs; "
            f"{state_path(output).name}/dropped.jsonl keeps them for when they are"
        )
    if skipped:
        lines.append(f"  {skipped}")
    print("\n".join(lines), file=sys.stderr)


def _table(counts: Summary) -> list[str]:
    if counts.done > _ROWS:
        return []
    header = ("article", "status", "found", "cited", "not cited", "unchecked")
    rows = [
        (_on_one_line(row.key), row.status, row.found, str(row.cited), str(row.not_cited), str(row.unchecked))
        for row in counts.rows
    ]
    if sys.stderr.isatty():
        others = [max(map(len, column)) for column in zip(*(row[1:] for row in (header, *rows)), strict=True)]
        room = max(_LEAST_NAME, open_console(stderr=True).width - sum(others) - 2 * len(others))
        rows = [(_shorten(row[0], room), *row[1:]) for row in rows]
    return align_columns([header, *rows])


def _shorten(name: str, most: int) -> str:
    """A name without its middle, where it is longer.

    Example:
        >>> _shorten("news/2018/sensetime.txt", 12), _shorten("a.txt", 12)
        ('news/2…e.txt', 'a.txt')
    """
    end = (most - 1) // 2
    return name if len(name) <= most else f"{name[: most - 1 - end]}…{name[-end:]}"


def _on_one_line(name: str) -> str:
    """A name with its line breaks as escapes: a file's name could otherwise show rows that there are not.

    Example:
        >>> print(_on_one_line("a.txt\\nb.txt  ok"))
        a.txt\\nb.txt  ok
    """
    return "\\n".join(name.splitlines()) if len(name.splitlines()) > 1 else name


def _totals(counts: Summary) -> str:
    statuses = ", ".join(f"{n} {status}" for status, n in sorted(counts.statuses.items()))
    return f"{counted(counts.done, 'record')}: {statuses}"


def _causes(counts: Summary) -> list[str]:
    lines = []
    for cause in sorted(counts.causes.values(), key=lambda one: -one.count):
        more = f" (and {counted(cause.count - 1, 'more article')})" if cause.count > 1 else ""
        hint = cause.hint or (_AGAIN if cause.type in _PASSING else "")
        hint = f" {hint.rstrip('.')}." if hint else ""
        lines.append(f"  {cause.count} {cause.type}: {cause.example.rstrip('.')}{more}.{hint}")
    return lines


def _problems(counts: Summary, verbose: bool) -> list[str]:
    if counts.done > _ROWS:
        return []
    problems = [f"  {_on_one_line(row.key)} {problem}" for row in counts.rows for problem in row.problems]
    if verbose or len(problems) <= _PROBLEMS:
        return problems
    return [*problems[:_PROBLEMS], f"  … and {len(problems) - _PROBLEMS} more; -v shows all"]


def _work(counts: Summary) -> list[str]:
    parts = [f"{counts.seconds:.1f} s", f"{counts.rate:.1f} articles/s"]
    if counts.kept:
        parts.append(f"{counts.kept} kept from before")
    parts.append(f"{counted(counts.answers, 'new answer')}, {counts.stored} stored")
    if counts.answers:
        bought = counts.bought
        parts.append(f"{bought.prompt_tokens or 0:,} tokens read, {bought.completion_tokens or 0:,} written")
        parts.append(_cost(counts))
    return [f"  {', '.join(parts)}", *_at_risk(counts)]


def _at_risk(counts: Summary) -> list[str]:
    """What the bill may hold beside the cost: the ledger has it, and nobody looks there unasked."""
    meter = counts.meter
    if meter is None or not meter.lost:
        return []
    most = "their cost is unknown" if meter.at_risk is None else f"at most ${meter.at_risk:.4f} more"
    return [f"  {counted(meter.lost, 'request')} without an answer may have been charged, too: {most}"]


def _cost(counts: Summary) -> str:
    meter = counts.meter
    if meter is None or meter.unpriced >= counts.answers:
        return "cost unknown"
    unknown = f" and {counted(meter.unpriced, 'answer')} of unknown cost" if meter.unpriced else ""
    return f"${meter.cost:.4f}{unknown}"
