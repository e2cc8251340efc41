"""Whether a record is still what a run would begin with: the same first request, for each part of the article."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..messages import Request
from .flow import extract_flow

if TYPE_CHECKING:
    from ..documents import Document
    from .plan import Plan

__all__ = ["first_requests", "unchanged"]

_ORDINALS = 10  # a record may be of a later time that the same was asked


def unchanged(record: Mapping[str, Any], plan: Plan, document: Document) -> bool:
    """Whether a document would be asked about in the very words that its record came from.

    The request holds text, prompt, schema, examples, model and parameters, so that all of them are compared. What is
    done with the answer (checks, ``ungrounded``, ``reask``) is not.

    Args:
        record: a line of an earlier run, of any version.
        plan: what the next run would do.
        document: the document as it is now.

    Returns:
        True where asking again would give what is there; False also where the record has no answer.
    """
    known = {attempt["fingerprint"] for attempt in record.get("attempts") or ()}
    if not known:
        return False
    requests = first_requests(plan, document)
    return any(
        all(request.again(request.ordinal + shift).fingerprint in known for request in requests)
        for shift in range(_ORDINALS)
    )


def first_requests(plan: Plan, document: Document) -> list[Request]:
    """What is asked first about a document: one request, or one for each part and pass of a long one."""
    return list(_begin(extract_flow(plan, document)))


def _begin(flow: Generator[Any, Any, Any]) -> Iterator[Request]:
    step = next(flow)
    if isinstance(step, Request):
        yield step
    else:
        for inner in step.flows:
            yield from _begin(inner)
    flow.close()
