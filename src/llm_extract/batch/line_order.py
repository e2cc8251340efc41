"""Lines in the order of the inputs, in whatever order they are finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..events import INFO, emit, get_logger

if TYPE_CHECKING:
    from .output import Output
    from .source import Finished, Source
    from .summary import Summary

__all__ = ["AHEAD", "LinesInOrder"]

AHEAD = 4096
"""Lines that may wait for an earlier one, at least."""

_log = get_logger(__name__)


class LinesInOrder:
    """Holds finished lines until their turn comes, then writes and counts them.

    Args:
        source: where the inputs are from.
        output: where lines go.
        summary: what to count in.
        window: inputs that may be read and not yet written, so that memory stays bounded.
    """

    def __init__(self, source: Source, output: Output, summary: Summary, window: int) -> None:
        self._source, self._output, self._summary, self._window = source, output, summary, window
        self._held: dict[int, Finished] = {}
        self._written = 0

    @property
    def complete(self) -> bool:
        """Whether every input has its line in the output."""
        return self._source.exhausted and self._written == self._source.taken

    @property
    def room(self) -> int:
        """How many more inputs may be read now."""
        return self._window - (self._source.taken - self._written)

    def hold(self, entry: Finished) -> None:
        """Take a line; one that must wait is set aside by the output, so that it outlives the process."""
        self._held[entry.place] = entry
        if entry.place != self._written and not entry.kept:
            self._output.set_aside(entry.line)

    def write(self) -> None:
        """Write the lines whose turn has come. Where that fails, nothing more is written: it would be out of order.

        Raises:
            RunError: the output does not take them.
        """
        lines: list[Finished] = []
        while (entry := self._held.pop(self._written + len(lines), None)) is not None:
            lines.append(entry)
        if not lines:
            return
        self._output.write([entry.line for entry in lines])
        for entry in lines:
            self._summary.add(entry.outline, kept=entry.kept)
            if _log.isEnabledFor(INFO):
                _tell(entry)
        self._written += len(lines)


def _tell(entry: Finished) -> None:
    line = entry.outline
    emit(
        _log, INFO, "record.written", document=line.key, status=line.status, kept=entry.kept,
        error=None if line.error is None else line.error[0],
    )  # fmt: skip
