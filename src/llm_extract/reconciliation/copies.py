"""Near-identical articles: syndicated copies, trimmed or lightly edited, so that they do not vote twice.

Shingles of five words (Broder 1997), of which one in eight is kept by its hash, the same in every text. Texts are
sorted by their smallest kept shingles; each is compared with the last text before it that holds one of its shingles.
The time is near-linear, since each shingle brings as many comparisons as texts hold it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["RESEMBLANCE", "find_copies", "sketch"]

RESEMBLANCE = 0.5
"""Shared part of two texts' shingles (Jaccard) from which they are copies."""

CONTAINED = 0.8
"""Part of the shorter text's shingles found in the other one from which it is a cut copy."""

_WORDS = 5
_ONE_IN = 8
_LEAST = 6  # kept shingles a text must have for a judgement
_PRIME = (1 << 61) - 1
_BASE = 1_000_003
_MIX = 0x9E3779B97F4A7C15  # Fibonacci hashing: the high bits are even
_WORD = re.compile(r"[^\W_]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class _Text(NamedTuple):
    sketch: tuple[int, ...]
    key: str


def sketch(text: str) -> tuple[int, ...]:
    """A text's kept shingles as sorted hashes; the same on every machine.

    Example:
        >>> one = sketch("The quick brown fox jumps over the lazy dog near the river bank today. " * 9)
        >>> one == sketch("THE QUICK brown fox jumps, over the lazy dog near the river bank today! " * 9)
        True
    """
    if _CJK.search(text):  # no spaces between words there: each character counts as one
        text = _CJK.sub(lambda match: f" {match.group()} ", text)
    hashes = [zlib.crc32(word.encode()) for word in _WORD.findall(text.casefold())]
    kept = set()
    if len(hashes) < _WORDS:
        return ()
    lead = pow(_BASE, _WORDS - 1, _PRIME)
    rolling = 0
    for value in hashes[:_WORDS]:
        rolling = (rolling * _BASE + value) % _PRIME
    if not (rolling * _MIX >> 40) % _ONE_IN:
        kept.add(rolling)
    for first, last in zip(hashes, hashes[_WORDS:], strict=False):
        rolling = ((rolling - first * lead) * _BASE + last) % _PRIME
        if not (rolling * _MIX >> 40) % _ONE_IN:
            kept.add(rolling)
    return tuple(sorted(kept))


def find_copies(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Which texts are copies of which.

    Args:
        texts: (key, text) pairs; each text is read once and not kept.

    Returns:
        For each key of a text that has copies the key that stands for all of them, the first by order of keys.

    Example:
        >>> story = " ".join(f"word{n} and more{n}" for n in range(100))
        >>> find_copies([("b", story), ("a", story + " By the agency."), ("c", "Something else. " * 50)])
        {'a': 'a', 'b': 'a'}
    """
    known = sorted(_Text(sketch(text), key) for key, text in texts)
    parent = list(range(len(known)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    last: dict[int, int] = {}
    compared: set[tuple[int, int]] = set()
    for index, text in enumerate(known):
        for near in {last[value] for value in text.sketch if value in last}:
            if (near, index) in compared or root(near) == root(index):
                continue
            compared.add((near, index))
            if _alike(known[near].sketch, text.sketch):
                first, second = sorted((root(near), root(index)))
                parent[second] = first
        last.update(dict.fromkeys(text.sketch, index))
        compared.clear()
    members: dict[int, list[str]] = {}
    for index, text in enumerate(known):
        members.setdefault(root(index), []).append(text.key)
    return {key: min(keys) for _, keys in sorted(members.items()) if len(keys) > 1 for key in sorted(keys)}


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    if min(len(one), len(other)) < _LEAST:
        return one == other and len(one) > 1
    shared = len(set(one).intersection(other))
    return shared >= RESEMBLANCE * (len(one) + len(other) - shared) or shared >= CONTAINED * min(len(one), len(other))
