"""Items by what they say: those that nothing tells apart have one form, and forms that may be one are found quickly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import Any

from ..messages import canonical_json
from .items import decides, reach, same_item, similarity
from .lookup import Lookup, frozen
from .shapes import Shape

__all__ = ["Forms"]

_REMEMBERED = 100_000  # comparisons
_PAIRS = 300  # for each item, that may have a rare word in common


class Forms:
    """The forms of the items of one list, by numbers in order of appearance.

    A form is what an item's identity says, and all that the item says; what two forms have in common is asked once.
    What an item says is counted in words, a number for each value of each field; they are rare where few items say the
    same.

    Args:
        shape: of an item.
        items: the items, none of them null.

    Example:
        >>> forms = Forms(Shape("name"), ["Acme", "Acme Inc.", "Acme", "Beta"])
        >>> forms.of
        [0, 1, 0, 2]
        >>> forms.show(0)
        >>> forms.compare(0, 1), forms.near(1), forms.near(2)
        ((True, 1.0, 0), {0, 1}, {2})
    """

    def __init__(self, shape: Shape, items: Sequence[Any]) -> None:
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
        self.of = [self._number(item) for item in items]
        """The number of each item's form."""
        self.most_said = max(map(len, self._said), default=0)
        """How many fields the item has that has the most."""
        often = _said_often(Counter(word for form in self.of for word in self._said[form]), _PAIRS * len(items))
        self.rare = [said - often for said in self._said]
        """Of each form the words that few items say."""
        self.often = [said & often for said in self._said]
        """Of each form the others."""
        self.alone = [-1 if self._compare(i, i)[0] else form for form, i in enumerate(self._identities)]
        """Of each form itself where its identity says nothing, so that it is the same as its copies only; else -1."""
        traits: dict[object, int] = {}
        told = zip(self._identities, self.often, self.alone, strict=True)
        self.traits = [traits.setdefault(one, len(traits)) for one in told]
        """Of each form the number of what it is compared by, rare words aside."""

    def _number(self, item: Any) -> int:
        said = frozenset([self._words.setdefault(word, len(self._words)) for word in _words(item)])
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
        if self._shape.branches:
            told = [told, sorted(self._shape.branches_of(item))]
        key = canonical_json(told)
        number = self._known.setdefault(key, len(self._known))
        if number == len(self._examples):
            self._examples.append(item)
        return number


def _said_often(counts: Counter[int], pairs: int) -> frozenset[int]:
    """The words of so many items that looking at all pairs of items with a rarer word in common would take too long."""
    rarest_first = sorted(counts.items(), key=lambda item: (item[1], item[0]))
    reached = accumulate(count * count for _, count in rarest_first)
    return frozenset(word for (word, _), total in zip(rarest_first, reached, strict=True) if total > pairs)


def _compare(shape: Shape, examples: Sequence[Any], one: int, other: int) -> tuple[bool, float]:
    left, right = examples[one], examples[other]
    same = same_item(shape, left, right)
    return same, similarity(shape, left, right) if same or one == other else 0.0


def _words(item: Any) -> Iterator[Hashable]:
    """What an item says, field by field; true is not 1."""
    for key, value in item.items() if isinstance(item, dict) else ((None, item),):
        yield key, isinstance(value, bool), frozen(value)
