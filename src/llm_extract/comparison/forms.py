"""Items by what they say: those that nothing tells apart have one form, and forms that may be one are found quickly."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

from ..messages import canonical_json
from .items import decides, reach, same_item, similarity
from .lookup import Lookup, frozen
from .shapes import Shape

__all__ = ["Forms"]

_REMEMBERED = 100_000  # comparisons


class Forms:
    """The forms of the items of one list, by numbers in order of appearance.

    A form is what an item's identity says, and all that the item says; what two forms have in common is asked once.

    Args:
        shape: of an item.

    Example:
        >>> forms = Forms(Shape("name"))
        >>> [forms.number(name) for name in ("Acme", "Acme Inc.", "Acme", "Beta")]
        [0, 1, 0, 2]
        >>> forms.show(0)
        >>> forms.compare(0, 1), forms.near(1), forms.near(2)
        ((True, 1.0, 0), {0, 1}, {2})
    """

    def __init__(self, shape: Shape) -> None:
        self.most_said = 0
        """How many fields the item has that has the most."""
        self._shape = shape
        self._identity_decides = any(decides(shape, leaf) for _, leaf in shape.identity)
        self._numbers: dict[tuple[int, frozenset[int]], int] = {}
        self._identities: list[int] = []  # of each form
        self._said: list[frozenset[int]] = []  # of each form
        self._known: dict[bytes, int] = {}  # identities
        self._examples: list[Any] = []  # of each identity
        self._words: dict[Hashable, int] = {}
        self._lookup = Lookup(shape)
        self._shown: set[int] = set()  # identities
        self._compare = lru_cache(_REMEMBERED)(partial(_compare, shape, self._examples))  # not a method: no circle

    def number(self, item: Any) -> int:
        """The number of an item's form."""
        said = frozenset([self._words.setdefault(word, len(self._words)) for word in _words(item)])
        self.most_said = max(self.most_said, len(said))
        key = (self._identity(item), said)
        number = self._numbers.setdefault(key, len(self._numbers))
        if number == len(self._said):
            self._identities.append(key[0])
            self._said.append(said)
        return number

    def said(self, number: int) -> frozenset[int]:
        """All that an item says: equal for copies."""
        return self._said[number]

    def identity(self, number: int) -> int:
        """Of an item's identity: equal where two identities say the same."""
        return self._identities[number]

    def compare(self, one: int, other: int) -> tuple[bool, float, int]:
        """Whether two items are the same; if so how alike their identities are; and how many fields are equal.

        Copies are the same, too, where their identity says nothing.
        """
        same, likeness = self._compare(self._identities[one], self._identities[other])
        left, right = self._said[one], self._said[other]
        return same or left == right, likeness, len(left & right)

    def show(self, number: int) -> None:
        """Let a form's identity be found by :meth:`near`."""
        identity = self._identities[number]
        if identity not in self._shown:
            self._shown.add(identity)
            self._lookup.add(identity, self._examples[identity])

    def near(self, number: int) -> set[int]:
        """The identities shown that may be of the same item, and its own: no other one is."""
        mine = self._identities[number]
        return {mine, *self._lookup.find(self._examples[mine])}

    def _identity(self, item: Any) -> int:
        told = [reach(item, keys) for keys, _ in self._shape.identity] if self._identity_decides else item
        key = canonical_json(told)
        number = self._known.setdefault(key, len(self._known))
        if number == len(self._examples):
            self._examples.append(item)
        return number


def _compare(shape: Shape, examples: Sequence[Any], one: int, other: int) -> tuple[bool, float]:
    left, right = examples[one], examples[other]
    same = same_item(shape, left, right)
    return same, similarity(shape, left, right) if same or one == other else 0.0


def _words(item: Any) -> Iterator[Hashable]:
    """What an item says, field by field; true is not 1."""
    for key, value in item.items() if isinstance(item, dict) else ((None, item),):
        yield key, isinstance(value, bool), frozen(value)
