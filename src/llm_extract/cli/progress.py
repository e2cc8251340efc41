"""How far a run is, on stderr: a bar on a terminal, a line every ten seconds elsewhere."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .counting import count_inputs
from .terminal import open_console

if TYPE_CHECKING:
    from ..batch import Summary

__all__ = ["Progress", "show_progress"]

_LINE_EVERY = 10.0  # seconds
_BAR_AFTER = 0.5  # seconds; shorter runs need no bar
_COUNT_AFTER = 1.0


@contextlib.contextmanager
def show_progress(counts: Summary, paths: Sequence[str], most: int | None, *, quiet: bool) -> Iterator[Progress]:
    """Show how far a run is while the block lasts.

    Args:
        counts: of the run.
        paths: its inputs, which are counted meanwhile.
        most: a limit of their number.
        quiet: show nothing.
    """
    progress = Progress(counts, paths, most, quiet=quiet)
    try:
        yield progress
    finally:
        progress.end()


class Progress:
    """Called from time to time with the run's counts."""

    def __init__(self, counts: Summary, paths: Sequence[str], most: int | None, *, quiet: bool) -> None:
        self._counts, self._paths, self._most, self._quiet = counts, list(paths), most, quiet
        self._terminal = sys.stderr.isatty()
        self._bar: Any = None
        self._task: Any = None
        self._said = 0.0
        self._counter: threading.Thread | None = None

    def __call__(self, counts: Summary) -> None:
        """Bring what is shown up to date."""
        if self._quiet:
            return
        if counts.seconds > _COUNT_AFTER and self._counter is None:
            self._counter = threading.Thread(target=self._count, daemon=True)
            self._counter.start()
        if self._terminal:
            if counts.seconds > _BAR_AFTER:
                self._draw(counts)
        elif counts.seconds - self._said >= _LINE_EVERY:
            self._said = counts.seconds
            print(describe(counts), file=sys.stderr, flush=True)

    def _count(self) -> None:
        total = count_inputs(self._paths)
        if total is not None and self._most is not None:
            total = min(total, self._most)
        self._counts.total = total

    def _draw(self, counts: Summary) -> None:
        if self._bar is None:
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (BarColumn(bar_width=16), TextColumn("{task.description}"))
            self._bar = Bar(
                *columns, console=open_console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False
            )
            self._task = self._bar.add_task("", total=None)
            self._bar.start()
        self._bar.update(self._task, completed=counts.done, total=counts.total, description=describe(counts))
        self._bar.refresh()

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
            self._quiet = True


def describe(counts: Summary) -> str:
    """How far a run is, in one line."""
    total = f" of {counts.total}" if counts.total else ""
    parts = [f"{counts.done}{total} records", f"{counts.rate:.1f}/s"]
    bad = counts.done - counts.statuses["ok"] - counts.statuses["empty"]
    if counts.total and counts.rate > 0 and counts.total > counts.done:
        parts.append(f"{_duration((counts.total - counts.done) / counts.rate)} left")
    if bad:
        parts.append(f"{bad} not usable")
    if counts.waiting:
        parts.append(f"{counts.waiting} under way")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
