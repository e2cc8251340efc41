"""A part of the inputs: the first few, or a sample that does not depend on their order."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from ..documents import Document, UnreadableDocument
from ..errors import ConfigError

__all__ = ["refuse_below_one", "select"]

Item = Document | UnreadableDocument


def select(
    items: Iterable[Item], *, limit: int | None = None, sample: int | None = None, seed: int = 0
) -> Iterator[Item]:
    """The first ``limit`` items, or a sample in the order of the inputs.

    An item is in a sample by the hash of seed and key, so that the same articles are chosen whatever their order and
    whatever else is beside them, as far as possible.

    Args:
        items: the inputs.
        limit: how many from the start.
        sample: how many by hash; all inputs are read first, and the chosen ones are held in memory.
        seed: another number, another sample.

    Returns:
        The chosen items.

    Raises:
        ConfigError: both are given, or one is less than 1.

    Example:
        >>> texts = [Document("Words.", key=f"{number}.txt", source="") for number in range(100)]
        >>> [document.key for document in select(texts, sample=3)]
        ['37.txt', '45.txt', '91.txt']
    """
    refuse_below_one(limit=limit, sample=sample)
    if limit is not None and sample is not None:
        raise ConfigError("both a limit and a sample are set", hint="Choose --limit or --sample.")
    if sample is not None:
        return _draw(items, sample, seed)
    return iter(items) if limit is None else islice(items, min(limit, sys.maxsize))


def refuse_below_one(**numbers: int | None) -> None:
    """Refuse settings that must be 1 or more, where they are set.

    Raises:
        ConfigError: one is less.
    """
    for name, value in numbers.items():
        if value is not None and value < 1:
            raise ConfigError(f"{name} is {value}", hint="It must be 1 or more.")


def _draw(items: Iterable[Item], sample: int, seed: int) -> Iterator[Item]:
    ranked = ((_rank(item.key, seed), place, item) for place, item in enumerate(items))
    chosen = heapq.nsmallest(sample, ranked, key=lambda entry: entry[:2])
    for _, _, item in sorted(chosen, key=lambda entry: entry[1]):
        yield item


def _rank(key: str, seed: int) -> bytes:
    return blake2b(f"{seed}:{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
