"""Money: what answers cost, what was spent, and how far a run may go."""

from __future__ import annotations

from .budget import Budget, BudgetReached
from .entries import Entry
from .ledger import Ledger, ledger_path, read_ledger
from .meter import Meter
from .prices import Price, PriceTable, load_prices

__all__ = [
    "Budget",
    "BudgetReached",
    "Entry",
    "Ledger",
    "Meter",
    "Price",
    "PriceTable",
    "ledger_path",
    "load_prices",
    "read_ledger",
]
