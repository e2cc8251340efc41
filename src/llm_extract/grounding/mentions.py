"""Where the names of things stand in a text, and what of a name may stand for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..values.letter_keys import TOGETHER
from ..values.names import core_tokens, fold, name_spans

__all__ = ["Mention", "find_mentions", "stands", "tells"]

_ENDING = 2  # letters that an ending may change
_LETTERS = 4  # of a word of a name that stands for it


class Mention(NamedTuple):
    """A name that stands somewhere, and whose it is."""

    start: int
    end: int
    owner: str
    name: str


def tells(token: str) -> bool:
    """Whether a word of a name may stand for it alone."""
    return token[0] >= TOGETHER or (len(token) >= _LETTERS and not token.isdigit())


def find_mentions(text: str, names: Mapping[str, tuple[str, ...]]) -> list[Mention]:
    """Where names stand that only one item has, in the order of the text; of two that overlap, the longer."""
    owners: dict[str, str] = {}
    shared: set[str] = set()
    for owner, own in names.items():
        for name in {form for one in own for form in (one, _without_ending(one))}:
            if owners.setdefault(name, owner) != owner:
                shared.add(name)
    found = [
        Mention(place, place + len(name), owner, name)
        for name, owner in owners.items()
        if name not in shared
        for place in _places(name, text)
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


@lru_cache(maxsize=1024)
def _without_ending(name: str) -> str:
    """A name without its legal form, as it is printed."""
    core, words = core_tokens(name), name_spans(name)
    for first in range(len(words) - len(core) + 1):
        if tuple(fold(word) for word, _, _ in words[first : first + len(core)]) == core:
            return name[words[first][1] : words[first + len(core) - 1][2]]
    return name


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands, and not within a longer word in a script that writes words apart."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not (_joins(text[place - 1 : place], name[0]) or _joins(text[end : end + 1], name[-1])):
            yield place
        place = text.find(name, end)


def _joins(beside: str, edge: str) -> bool:
    return beside.isalnum() and edge.isalnum() and edge < TOGETHER


def stands(token: str, said: Collection[str], folded: str) -> bool:
    """Whether a word stands there, in whatever ending; in scripts without spaces, anywhere."""
    if token[0] >= TOGETHER:
        return token in folded
    stem = token[: max(_LETTERS, len(token) - _ENDING)]
    return token in said or any(word.startswith(stem) for word in said)
