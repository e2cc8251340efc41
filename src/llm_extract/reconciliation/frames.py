"""An event in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..frames import Cell, frame, table
from .tables import claim_text, field_label, said_by, verdict_text

__all__ = ["event_frame"]

_CLASSES = {"conflict": "bad", "unanimous": "good", "compatible": "good"}


def event_frame(event: Mapping[str, Any]) -> str:
    """An event as a sandboxed page: each field's claims, who makes them and in which words.

    Args:
        event: as ``Event.to_dict()`` gives it.
    """
    rows = list(_rows(event))
    count = len(event["articles"])
    below = f"{event['kind']} · {count} article{'s' * (count != 1)}, {event['voices']} independent"
    header = ["field", "verdict", "claim", "who", "words"]
    return frame(event["title"], below, table(header, rows), 2 * len(rows) + 1)


def _rows(event: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    for one in event["fields"]:
        label, verdict = field_label(one), verdict_text(one)
        for claim in one["claims"]:
            for said in claim["said"]:
                mark = _CLASSES.get(one["verdict"], "")
                yield label, (verdict, mark), claim_text(claim), said_by(said), (said["quote"] or "", "quote")
                label = verdict = ""
