"""When two values or two list items are the same: for evaluation, merging of parts and reconciliation."""

from __future__ import annotations

from .assignment import assign
from .comparators import COMPARATORS, Comparator, likeness
from .items import PAIRING_FLOOR, pair, similarity
from .merging import Backing, Disagreement, Merged, merge_values, standing
from .shapes import Shape

__all__ = [
    "COMPARATORS",
    "PAIRING_FLOOR",
    "Backing",
    "Comparator",
    "Disagreement",
    "Merged",
    "Shape",
    "assign",
    "likeness",
    "merge_values",
    "pair",
    "similarity",
    "standing",
]
