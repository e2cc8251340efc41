"""When two values or two list items are the same: for evaluation, merging of parts and reconciliation."""

from __future__ import annotations

from .assignment import assign
from .comparators import COMPARATORS, Comparator, likeness, same_value
from .items import PAIRING_FLOOR, pair, similarity
from .merging import Disagreement, Merged, merge_items, merge_values
from .shapes import Shape

__all__ = [
    "COMPARATORS",
    "PAIRING_FLOOR",
    "Comparator",
    "Disagreement",
    "Merged",
    "Shape",
    "assign",
    "likeness",
    "merge_items",
    "merge_values",
    "pair",
    "same_value",
    "similarity",
]
