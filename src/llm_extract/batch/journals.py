"""Journals that the workers of a fleet leave behind: what they bought and nobody entered, is entered now."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..costs import Ledger, Meter, PriceTable

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor

__all__ = ["find_journals", "settle_journals"]


def find_journals(folder: Path) -> list[Path]:
    """The journals that workers left in the folder of a run's state."""
    return sorted(folder.glob("calls-*.jsonl"))


def settle_journals(ledger: Path, journals: Iterable[Path], extractor: Extractor[Any], prices: PriceTable) -> None:
    """Enter what is in workers' journals and not in the ledger: as answers where the cache has them, else as lost.

    Args:
        ledger: that of the output.
        journals: of workers that have ended; they are deleted.
        extractor: knows endpoint, model and cache.
        prices: what tokens cost.

    Raises:
        RunError: a file cannot be read or written.
    """
    cached = extractor.stack.cached
    meter = Meter(prices, extractor.stack.base_url, Ledger(ledger, left_behind=journals))
    try:
        meter.open(extractor.plan.renderer.model, cached.peek if cached is not None else lambda fingerprints: {})
    finally:
        meter.close()
