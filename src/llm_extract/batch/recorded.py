"""Articles whose record is in an output already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..documents import Document, UnreadableDocument
from .earlier import EarlierLines
from .folder import find_lines
from .lines import Origin, is_final

if TYPE_CHECKING:
    from ..extraction.plan import Plan

__all__ = ["Recorded", "leave_out_recorded"]


class Recorded:
    """Knows the records of an output, those of a run that did not come to its end too.

    Args:
        output: the file; None for a stream.
        plan: what a run would ask.

    Raises:
        RunError: a file cannot be read.
    """

    def __init__(self, output: Path | None, plan: Plan) -> None:
        self._origin = Origin(plan)
        self._earlier = EarlierLines([] if output is None else find_lines(output))

    def holds(self, document: Document) -> bool:
        """Whether a run would keep the record of a document, and ask nothing."""
        earlier = self._earlier.find(document.key)
        return earlier is not None and is_final(earlier[1]) and self._origin.fits(earlier[1], document)

    def difference(self) -> str:
        """How the output was made otherwise than a run would make it; empty where it could be continued."""
        found = (self._origin.differences(raw) for _, raw in self._earlier.first() if raw is not None)
        return "; ".join(next(filter(None, found), ()))

    def close(self) -> None:
        """Close the files."""
        self._earlier.close()


def leave_out_recorded(
    items: Iterable[Document | UnreadableDocument], output: Path | None, plan: Plan
) -> Iterator[Document | UnreadableDocument]:
    """The inputs that a run would have to make a record for.

    Args:
        items: the inputs.
        output: the run's; None for a stream.
        plan: what it would ask.
    """
    recorded = Recorded(output, plan)
    try:
        for item in items:
            if isinstance(item, UnreadableDocument) or not recorded.holds(item):
                yield item
    finally:
        recorded.close()
