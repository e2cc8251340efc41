"""Evaluation: how good records are, held against gold, and floors under what was reached."""

from __future__ import annotations

from .gold import Gold, GoldLine, load_gold
from .scores import Counts, DocumentScore, Evaluation, FieldScore, Finding
from .tally import evaluate

__all__ = [
    "Counts",
    "DocumentScore",
    "Evaluation",
    "FieldScore",
    "Finding",
    "Gold",
    "GoldLine",
    "evaluate",
    "load_gold",
]
