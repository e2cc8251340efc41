"""How often chance alone makes two sides differ as much as they do, from counts of the same documents.

Were the two sides alike, it would be chance which of two answers about a document came from which side. So they are
swapped, document by document, and it is counted how often the F1 differ as much as they do: approximate randomization
(Noreen 1989; Yeh 2000, for F1). All swaps are made where few documents differ, else ten thousand at random. No
distribution is assumed, and values of one document are never torn apart.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

__all__ = ["Counted", "chance", "hold_together"]

Counted = tuple[int, int, int, int]
"""Of one document right values and all values (found and of the gold together), on the first side and on the second."""

_ALL_SWAPS = 12  # differing documents, of which all swaps are made
_MOST_UNITS = 200  # what is swapped at once; more documents are put together
_TABLE = 8  # documents whose swaps are summed up beforehand
_SLIP = 1e-9  # of floats


def chance(documents: Sequence[Counted], *, draws: int = 10_000, seed: int = 0) -> float:
    """How often swapping documents at random makes the F1 of two sides differ as much as they do.

    Args:
        documents: counts of each, on both sides.
        draws: how many swaps are tried where not all are.
        seed: of the draws.

    Returns:
        A share, 1.0 where no document differs. With n differing documents it is never below 2 / 2 ** n.

    Example:
        >>> chance([(1, 4, 2, 4)] * 5 + [(3, 6, 3, 6)] * 5), chance([(1, 4, 2, 4)] * 6)
        (0.0625, 0.03125)
    """
    whole = [sum(column) for column in zip(*documents, strict=True)] or [0, 0, 0, 0]
    differing = [complex(two - one, all_two - all_one) for one, all_one, two, all_two in documents]
    differing = [change for change in differing if change]
    seen = _distance(whole, 0j) - _SLIP
    if len(differing) <= _ALL_SWAPS:
        swaps = _sums(differing)
        return sum(_distance(whole, swap) >= seen for swap in swaps) / len(swaps)
    units = [sum(differing[start::_MOST_UNITS]) for start in range(min(_MOST_UNITS, len(differing)))]
    generator = random.Random(seed)  # statistics: nothing depends on its being hard to guess
    tables = [_sums(units[start : start + _TABLE]) for start in range(0, len(units), _TABLE)]
    drawn = zip(*(generator.choices(table, k=draws) for table in tables), strict=True)
    return (1 + sum(_distance(whole, sum(parts)) >= seen for parts in drawn)) / (1 + draws)


def _sums(changes: Sequence[complex]) -> list[complex]:
    """The sum of each choice of changes; right values are the real part, all values the imaginary one."""
    sums = [0j]
    for change in changes:
        sums += [one + change for one in sums]
    return sums


def _distance(whole: Sequence[int], swapped: complex) -> float:
    right, total, right_after, total_after = whole
    first = _f1(right + swapped.real, total + swapped.imag)
    return abs(first - _f1(right_after - swapped.real, total_after - swapped.imag))


def _f1(right: float, total: float) -> float:
    return 2 * right / total if total else 1.0  # nothing to find, and nothing found


def hold_together(chances: Mapping[str, float]) -> dict[str, float]:
    """Chances of several fields, each raised so that all of them together deceive no more often than one (Holm 1979).

    Example:
        >>> hold_together({"name": 0.01, "price": 0.04, "date": 0.03})
        {'name': 0.03, 'date': 0.06, 'price': 0.06}
    """
    raised: dict[str, float] = {}
    highest = 0.0
    for place, (field, one) in enumerate(sorted(chances.items(), key=lambda item: item[1])):
        highest = max(highest, min(1.0, one * (len(chances) - place)))
        raised[field] = highest
    return raised
