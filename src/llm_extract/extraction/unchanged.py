"""Whether a record is still what a run would begin with: the same first request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..documents import Document
    from .flow import Plan

__all__ = ["unchanged"]

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
    attempts = record.get("attempts") or []
    if not attempts:
        return False
    known = attempts[0]["fingerprint"]
    request = plan.renderer.render(document)
    return any(request.again(ordinal).fingerprint == known for ordinal in range(_ORDINALS))
