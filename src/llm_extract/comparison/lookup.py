"""Which identities may be one, found without comparing each with each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import product
from typing import Any

from ..values.dates import as_date
from ..values.name_keys import name_keys
from ..values.names import name_variants
from .comparators import COMPARATORS, decimal_of, resembling, unit_key
from .folding import fold
from .items import decides, numbers_in, reach
from .shapes import Shape

__all__ = ["Lookup", "frozen"]

_FEW = 64

Keys = Callable[[Any, bool], Iterable[Hashable]]
"""Of a value, and whether it is looked for: values that are the same share a key of one that is with one looked for."""


class Lookup:
    """Finds what an item may be the same as: what contradicts it nowhere and agrees somewhere.

    Args:
        shape: of the items.

    Example:
        >>> lookup = Lookup(Shape("name"))
        >>> lookup.add(0, "Acme Inc.")
        >>> lookup.add(1, "Beta")
        >>> list(lookup.find("Acme"))
        [0]
    """

    def __init__(self, shape: Shape) -> None:
        strict = shape.declares_identity or shape.is_leaf
        self._columns = [(keys, _column(leaf, strict)) for keys, leaf in shape.identity if decides(shape, leaf)]

    def add(self, number: int, item: Any) -> None:
        """Let an item be found, by its number."""
        for keys, column in self._columns:
            value = reach(item, keys)
            if value is not None:
                column.said.add(number)
                column.add(number, value)

    def find(self, item: Any) -> Iterator[int]:
        """The numbers of the items that may be the same; none where the identity says nothing."""
        fitting, agreeing = -1, 0
        for keys, column in self._columns:
            value = reach(item, keys)
            if value is not None:
                found = column.find(value)
                agreeing |= found
                fitting &= found | ~column.said.bits
        return _numbers(fitting & agreeing)


def frozen(value: Any) -> Hashable:
    """A JSON value as one that can be a key; equal for equal values.

    Example:
        >>> frozen({"a": [1, {}]}) == frozen({"a": [1.0, {}]})
        True
    """
    if isinstance(value, dict):
        return frozenset((key, frozen(inner)) for key, inner in value.items())
    return tuple(map(frozen, value)) if isinstance(value, list) else value


class _Numbers:
    """A set of numbers that is small while it holds few, and ready to be intersected: number n is bit n."""

    __slots__ = ("_bits", "_few")

    def __init__(self) -> None:
        self._bits = 0
        self._few: list[int] = []

    def add(self, number: int) -> None:
        self._few.append(number)
        if len(self._few) == _FEW:
            self._bits, self._few = self.bits, []

    @property
    def bits(self) -> int:
        bits = self._bits
        for number in self._few:
            bits |= 1 << number
        return bits


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class _Column:
    """One field of the identity. This one compares nothing: whatever says something may fit."""

    def __init__(self) -> None:
        self.said = _Numbers()

    def add(self, number: int, value: Any) -> None: ...

    def find(self, value: Any) -> int:
        return self.said.bits


class _Keyed(_Column):
    """A field whose values share a key where they are the same."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys
        self._places: dict[Hashable, _Numbers] = {}

    def add(self, number: int, value: Any) -> None:
        for key in set(self._keys(value, False)):
            self._places.setdefault(key, _Numbers()).add(number)

    def find(self, value: Any) -> int:
        bits = 0
        for key in set(self._keys(value, True)):
            if key in self._places:
                bits |= self._places[key].bits
        return bits


class _Worded(_Keyed):
    """A field whose texts fit where they resemble each other and have the same numbers."""

    def __init__(self) -> None:
        super().__init__(_exact_keys)
        self._texts: dict[tuple[str, ...], list[str]] = {}  # by their numbers

    def add(self, number: int, value: Any) -> None:
        words = _words(value)
        if isinstance(words, str) and words not in self._places:
            self._texts.setdefault(numbers_in(words), []).append(words)
        super().add(number, words)

    def find(self, value: Any) -> int:
        words = _words(value)
        bits = super().find(words)
        if isinstance(words, str):
            for other in resembling(words, self._texts.get(numbers_in(words), [])):
                bits |= self._places[other].bits
        return bits


def _words(value: Any) -> Any:
    return fold(value).casefold() if isinstance(value, str) else value


def _column(leaf: Shape, strict: bool) -> _Column:
    if leaf.kind == "text" and not strict:
        return _Worded() if leaf.comparator is None else _Column()
    comparator = leaf.comparator or COMPARATORS.get(leaf.kind)
    keys = next((keys for name, keys in _KEYS.items() if COMPARATORS[name] is comparator), None)
    if keys is None or not leaf.is_leaf or leaf.tolerance:
        return _Column()
    return _Keyed(keys)


def _exact_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    yield frozen(value)


def _text_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    yield fold(value) if isinstance(value, str) else frozen(value)


def _casefold_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    yield fold(value.casefold()) if isinstance(value, str) else frozen(value)


def _name_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    """Those of the name, where initials and acronyms stand for the words that they begin, and those for them."""
    if not isinstance(value, str):
        yield frozen(value)
        return
    yield fold(value)
    initials = set()
    for words in filter(None, name_variants(value)):
        given, initial, last = words[0], words[0][:1], words[-1]
        initials.add(f"{initial} {last}")
        yield given, last
        yield (given == initial) != sought, initial, last
    for key in name_keys(value) - initials:
        if not key.startswith("~"):
            yield key
        elif value.isupper():  # it may be the acronym, and words that have one
            yield from ((True, key), (False, key))
        else:
            yield sought, key


def _date_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    """What a date says, and what less precise ones say that hold it."""
    date = as_date(value.strip()) if isinstance(value, str) else None
    if date is None:
        yield value.strip() if isinstance(value, str) else frozen(value)
        return
    yield tuple(date), not sought
    for less in product(*((part, None) for part in date)):
        yield less, sought


def _number_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    yield _number(value)


def _money_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    if isinstance(value, dict):
        yield _number(value.get("amount")), str(value.get("currency")).upper()
    else:
        yield frozen(value)


def _quantity_keys(value: Any, sought: bool) -> Iterator[Hashable]:
    if isinstance(value, dict):
        yield _number(value.get("number")), unit_key(value.get("unit"))
    else:
        yield frozen(value)


def _number(value: Any) -> Hashable:
    number = decimal_of(value)
    if number is not None:
        return number
    return fold(value) if isinstance(value, str) else frozen(value)


_KEYS: dict[str, Keys] = {
    "any": _exact_keys,
    "casefold": _casefold_keys,
    "date": _date_keys,
    "money": _money_keys,
    "name": _name_keys,
    "number": _number_keys,
    "quantity": _quantity_keys,
    "text": _text_keys,
}
"""By a kind whose comparator others may share."""
