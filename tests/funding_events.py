"""Events of records with the schema of funding news."""

from __future__ import annotations

from typing import Any

from llm_extract.reconciliation import Event, reconcile
from llm_extract.schemas.funding import FundingNews


def find_events(*records: dict[str, Any], **options: Any) -> list[Event]:
    """All of them."""
    return reconcile(records, FundingNews, **options)


def find_event(*records: dict[str, Any], **options: Any) -> Event:
    """The one that there must be."""
    events = find_events(*records, **options)
    assert len(events) == 1
    return events[0]
