"""Meters over an output's ledger: what killed runs and workers elsewhere bought and did not enter, is entered first."""

from __future__ import annotations

import uuid
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..costs import Ledger, Meter, PriceTable, ledger_path

if TYPE_CHECKING:
    from ..extraction.extractor import Extractor
    from .folder import RunFolder

__all__ = ["new_journal", "open_meter", "settle_journals"]

_JOURNAL = "calls-{}.jsonl"


def new_journal(folder: Path) -> Path:
    """A journal for one worker of a fleet, in the folder of a run's state."""
    return folder / _JOURNAL.format(uuid.uuid4().hex[:12])


def open_meter(extractor: Extractor[Any], prices: PriceTable, ledger: Ledger, *, limit: Decimal | None = None) -> Meter:
    """A meter, once the calls that were left open are entered: as answers where the cache has them, else as lost.

    Args:
        extractor: knows endpoint, model and cache.
        prices: what tokens cost.
        ledger: that of the output.
        limit: US dollars that all runs of the output may cost together; None sets no limit.

    Raises:
        ConfigError: a budget is set, but what calls cost cannot be known.
        RunError: a file cannot be read or written.
    """
    stack = extractor.stack
    meter = Meter(prices, stack.base_url, ledger, limit=limit)
    try:
        meter.open(
            extractor.plan.renderer.model, stack.cached.peek if stack.cached is not None else lambda fingerprints: {}
        )
    except BaseException:
        meter.close()
        raise
    return meter


def settle_journals(folder: RunFolder | None, extractor: Extractor[Any], prices: PriceTable) -> None:
    """Enter what is in the journals of workers that have ended, and delete them.

    Args:
        folder: the state of the output's runs; None where there is none.
        extractor: knows endpoint, model and cache.
        prices: what tokens cost.

    Raises:
        RunError: a file cannot be read or written.
    """
    if folder is not None and (journals := sorted(folder.path.glob(_JOURNAL.format("*")))):
        open_meter(extractor, prices, Ledger(ledger_path(folder.output), left_behind=journals)).close()
