"""Whose a value is: words that name another item of the same list, and not the one that the value was given to.

Of "Acme earned 3 million and Beta 5 million" both sums are the article's own words; the names tell whose they are. A
record says which names belong to which item, so nothing has to be known of the language.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from ..pointers import split_pointer, step, value_at
from ..values.names import core_tokens, fold, is_acronym_of, name_spans
from ..values.numbers import find_numbers
from ..values.sentences import sentence_span
from .doubts.in_turn import find_turn, in_turn, rows_in
from .doubts.nouns import FIGURE
from .doubts.other_names import find_other_name
from .mentions import Mention, find_mentions, stands, tells
from .verdicts import Support

__all__ = ["Owners"]

_LONGEST = 80  # characters of a name
_MOST = 200  # items of a list; of a longer one nothing is said
_BESIDE = 24  # characters that may follow a name in its heading
_STOPS = ".!?,。！？"
_BULLET = re.compile(r"[ \t]*(?:[-*•·#>|]+[ \t]*|\d{1,3}[.)][ \t]+|\*\*|<[^>]{0,80}>)*")


class Owners:
    """The items of a record's lists, by the names in them.

    Args:
        text: the article.
        data: the record's bare data.
        names: JSON pointers of the values that are names; they are read when something is asked of them.

    Example:
        >>> data = {"firms": [{"name": "Acme", "staff": 3}, {"name": "Beta", "staff": 5}]}
        >>> owners = Owners("Acme has 3 people. Beta has 5.", data, {"/firms/0/name", "/firms/1/name"})
        >>> owners.doubt("/firms/0/staff", (24, 29), lambda words: "5" in words).reason
        "The words name 'Beta', not 'Acme'."
    """

    def __init__(self, text: str, data: Any, names: Iterable[str]) -> None:
        self._text, self._data, self._given = text, data, names
        self._groups: dict[str, _Group | None] = {}

    def says(self, letters: str) -> bool:
        """Whether any value or name of the record holds these letters."""
        return letters in self._as_text

    @cached_property
    def _names(self) -> set[str]:
        return set(self._given)

    @cached_property
    def _as_text(self) -> str:
        return json.dumps(self._data, ensure_ascii=False, default=str)

    def doubt(self, path: str, span: tuple[int, int], backs: Callable[[str], bool]) -> Support | None:
        """What speaks against a value's being said of its own item; None where nothing does.

        Args:
            path: JSON pointer of the value.
            span: code points of the words that it leans on, from the first to the last.
            backs: whether words back the value.
        """
        for container, own, around in _containers(path, self._data):
            if container not in self._groups:
                self._groups[container] = _group(self._text, container, around, self._names)
            group = self._groups[container]
            if group is not None and own in group.owned:
                if path in group.paths[own]:
                    return None
                return group.doubt(own, span, backs) or self._other_name(group.owned[own], span, backs)
            if isinstance(around, list):
                return self._other_name(tuple(self._own_names(container + step(own), around[int(own)])), span, backs)
        return None

    def _own_names(self, pointer: str, item: Mapping[str, Any]) -> Iterator[str]:
        """The names of an item that no other of its list has one beside."""
        told = [key for key in item if pointer + step(key) in self._names]
        told = told or [key for key, value in item.items() if isinstance(value, str) and value in self._text][:1]
        return _names(item[key] for key in told or list(item)[:1])

    def _other_name(self, own: tuple[str, ...], span: tuple[int, int], backs: Callable[[str], bool]) -> Support | None:
        """Another name, of nothing in the record, that stands to the figure as the own one does to its own."""
        if not own or not FIGURE.search(self._text, *span):
            return None
        low, high = sentence_span(self._text, span)
        places = [(m.start + low, m.end + low) for m in find_mentions(self._text[low:high], {"own": own})]
        other = find_other_name(self._text, span, places, backs) if places else ""
        return Support("unchecked", f"The words may say it of {other!r}, not of {own[0]!r}.") if other else None


class _Group:
    """The items of one list, or the objects beside one another in one object."""

    def __init__(self, text: str, names: Mapping[str, tuple[str, ...]], paths: Mapping[str, set[str]]) -> None:
        self._text, self.owned, self.paths = text, names, paths
        self._mentions = find_mentions(text, names)
        self._starts = [mention.start for mention in self._mentions]

    def doubt(self, own: str, span: tuple[int, int], backs: Callable[[str], bool]) -> Support | None:
        sentence = sentence_span(self._text, span)
        inside = self._mentions[bisect_left(self._starts, sentence[0]) : bisect_left(self._starts, sentence[1])]
        if any(mention.owner == own for mention in inside):
            doubt = self._side_by_side(own, sentence[1], inside, backs)
            return doubt or self._in_turn(sentence, [m[:2] for m in inside if m.owner == own], backs)
        # one that only follows is but a word beside: "fell to 9 in that group and to 13 with placebo"
        others = [mention.name for mention in inside if mention.start < span[1] and not backs(mention.name)]
        doubt = self._unsure("name", others[0], own) if others else None
        if not inside:
            doubt = self._in_its_section(own, span[0])
        return None if doubt is None or self._is_meant(own, self._without(inside, *sentence)) else doubt

    def _without(self, mentions: Sequence[Mention], start: int, end: int) -> str:
        """A part of the article without the names of other items, which may hold words of this one's."""
        places = [start, *(place for mention in mentions for place in (mention.start, mention.end)), end]
        return " ".join(self._text[one:two] for one, two in zip(places[::2], places[1::2], strict=True))

    def _is_meant(self, own: str, words: str) -> bool:
        """Whether words may speak of an item: a word of its names, or their first letters, stand there."""
        printed = [word for word, _, _ in name_spans(words)]
        said, folded = {fold(word) for word in printed}, fold(words)
        for name in self.owned[own]:
            tokens = core_tokens(name)
            telling = [token for token in tokens if tells(token)]
            if any(stands(token, said, folded) for token in telling) or (not telling and said.issuperset(tokens)):
                return True
            if any(word.isupper() and len(word) > 1 and is_acronym_of(word, name) for word in printed):
                return True
        return False

    def _side_by_side(
        self, own: str, end: int, inside: Sequence[Mention], backs: Callable[[str], bool]
    ) -> Support | None:
        """Names and figures in turn: each name has the figures that follow it, or each those before it."""
        if len(inside) < 2 or len({mention.owner for mention in inside}) < len(inside):
            return None
        places = [mention.start for mention in inside]
        start = sentence_span(self._text, (places[0], places[0]))[0]
        behind = [self._text[m.end : following] for m, following in zip(inside, [*places[1:], end], strict=True)]
        before = [self._text[start : places[0]], *behind[:-1]]
        first, *counts = (len(find_numbers(words, words=False)) for words in (before[0], *behind))
        if not first and _are_even(counts[:-1]) and counts[-1] >= counts[0]:
            said = behind
        elif not counts[-1] and _are_even(counts[:-1]) and first >= counts[0]:
            said = before
        else:
            return None
        place = next(number for number, mention in enumerate(inside) if mention.owner == own)
        if backs(said[place]):
            return None
        whose = [mention.name for mention, words in zip(inside, said, strict=True) if backs(words)]
        if not whose:
            return None
        return Support("unsupported", f"The words say this of {whose[0]!r}, not of {self.owned[own][0]!r}.")

    def _in_turn(
        self, sentence: tuple[int, int], own: Sequence[tuple[int, int]], backs: Callable[[str], bool]
    ) -> Support | None:
        """Names in one row and figures in another: each name has the figure of its turn."""
        for row in rows_in(self._text, *sentence):
            turn = find_turn(self._text, row, *sentence, own)
            if turn is None:
                continue
            words = [row.words(self._text, one, sentence[1]) for one in range(len(row.figures))]
            if not backs(words[turn]) and any(map(backs, words)):
                return in_turn(row, words[turn])
        return None

    @cached_property
    def _heads(self) -> list[Mention]:
        """The names that have a line for themselves, or nearly so, and only one such line."""
        heads = [mention for mention in self._mentions if self._is_heading(mention)]
        lines: dict[str, int] = {}
        for mention in heads:
            lines[mention.owner] = lines.get(mention.owner, 0) + 1
        return [mention for mention in heads if lines[mention.owner] == 1]

    def _is_heading(self, mention: Mention) -> bool:
        line = self._text.rfind("\n", 0, mention.start) + 1
        end = self._text.find("\n", mention.end, mention.end + _BESIDE)
        return (
            end >= 0
            and not any(mark in self._text[mention.end : end] for mark in _STOPS)
            and mention.start - line < _LONGEST
            and _BULLET.fullmatch(self._text, line, mention.start) is not None
        )

    def _in_its_section(self, own: str, place: int) -> Support | None:
        """Lines that name nobody belong to the heading above them."""
        number = bisect_right([head.start for head in self._heads], place) - 1
        if number < 0 or self._heads[number].owner == own or all(head.owner != own for head in self._heads):
            return None
        return self._unsure("stand under", self._heads[number].name, own)

    def _unsure(self, how: str, other: str, own: str) -> Support:
        return Support("unchecked", f"The words {how} {other!r}, not {self.owned[own][0]!r}.")


def _are_even(counts: Sequence[int]) -> bool:
    return counts[0] > 0 and len(set(counts)) == 1


def _containers(path: str, data: Any) -> Iterator[tuple[str, str, Any]]:
    """The lists and objects that a value stands in, the innermost first, each with the token that leads on."""
    found: list[tuple[str, str, Any]] = []
    pointer = ""
    for token in split_pointer(path)[:-1]:
        following = value_at(data, step(token))
        if isinstance(following, dict):
            found.append((pointer, token, data))
        pointer, data = pointer + step(token), following
    return iter(found[::-1])


def _group(text: str, container: str, around: Sequence[Any] | Mapping[str, Any], names: set[str]) -> _Group | None:
    items = around.items() if isinstance(around, Mapping) else ((str(n), item) for n, item in enumerate(around))
    members = {token: item for token, item in items if isinstance(item, dict)}
    if not 1 < len(members) <= _MOST:
        return None
    keys = {key for token, item in members.items() for key in item if container + step(token) + step(key) in names}
    keys = keys or _naming_key(text, list(members.values()))
    paths = {token: {container + step(token) + step(key) for key in keys} for token in members}
    said = {token: tuple(_names(item[key] for key in keys if key in item)) for token, item in members.items()}
    times = Counter(name for found in said.values() for name in set(found))
    said = {token: found for token, found in said.items() if any(times[name] == 1 for name in found)}
    return _Group(text, said, paths) if len(said) > 1 else None


def _naming_key(text: str, members: Sequence[Mapping[str, Any]]) -> set[str]:
    """The first field by whose values the items differ, and of which the article prints some."""
    for key in members[0]:
        found = [name for item in members for name in _names([item.get(key)])]
        if len(set(found)) == len(found) == len(members) and sum(name in text for name in found) > 1:
            return {key}
    return set()


def _names(values: Iterator[Any] | Sequence[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and 1 < len(value.strip()) <= _LONGEST:
            yield value.strip()
        elif isinstance(value, int) and 1900 < value < 2100:
            yield str(value)
