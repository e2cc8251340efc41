"""What articles, answers and file names hold is shown on a terminal as letters, and never commands it.

An escape sequence in the name of a file could clear the screen, change the window's title or hide a line; characters
that turn the direction of writing could make one name look like another.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from ..events import show_plain

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["guard_terminal", "open_console"]


class _Guarded:
    """A terminal's stream through which only plain text goes."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(show_plain(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextlib.contextmanager
def guard_terminal() -> Iterator[None]:
    """While the block lasts, what is printed to a terminal is plain; files and pipes get every byte as it is."""
    before = sys.stdout, sys.stderr
    stdout: Any = sys.stdout  # may not have letters for all that articles hold, as stderr has none, either
    if hasattr(stdout, "reconfigure") and stdout.errors == "strict" and "utf" not in str(stdout.encoding).lower():
        stdout.reconfigure(errors="backslashreplace")
    sys.stdout, sys.stderr = (_guarded(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _guarded(stream: Any) -> Any:
    is_terminal = stream is not None and not stream.closed and stream.isatty()
    return _Guarded(stream) if is_terminal else stream


def open_console(*, stderr: bool = False) -> Console:
    """A console for tables and bars: its own colours and movements go through, those of what it shows do not.

    Args:
        stderr: whether it writes there.
    """
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Plain(Console):
        """Makes every piece of text plain, however it came in."""

        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for one in super().render(renderable, options):
                yield one if one.control else Segment(show_plain(one.text), one.style)

    stream = sys.stderr if stderr else sys.stdout
    return Plain(file=stream.stream if isinstance(stream, _Guarded) else stream, highlight=False, markup=False)
