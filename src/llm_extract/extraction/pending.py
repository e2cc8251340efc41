"""What a document's flow would ask next: its flow is stepped with stored answers until one is missing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .flow import Together

if TYPE_CHECKING:
    from ..messages import Request, Response

__all__ = ["Pending", "pending_requests"]

Find = Callable[["Request"], "Response | None"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A request without a stored answer.

    Args:
        request: what would be sent.
        again: whether it asks again for what failed the checks.
    """

    request: Request
    again: bool


def pending_requests(flow: Generator[Any, Any, Any], find: Find) -> list[Pending]:
    """Step a flow with stored answers, as far as they go.

    Args:
        flow: from ``extract_flow``; it is closed in the end.
        find: the stored answer to a request, or None.

    Returns:
        The requests that it needs next; several where an article is read in parts; none where all answers are stored.
    """
    try:
        return _advance(flow, find)[1]
    finally:
        flow.close()


def _advance(flow: Generator[Any, Any, Any], find: Find) -> tuple[Any, list[Pending]]:
    """The flow's result, or the requests that stand before it."""
    asked = 0
    try:
        step = next(flow)
        while True:
            if isinstance(step, Together):
                parts = [_advance(part, find) for part in step.flows]
                missing = [pending for _, requests in parts for pending in requests]
                if missing:
                    return None, missing
                step = flow.send([result for result, _ in parts])
                continue
            answer = find(step)
            if answer is None:
                return None, [Pending(step, asked > 0)]
            asked += 1
            step = flow.send(answer)
    except StopIteration as stop:
        return stop.value, []
