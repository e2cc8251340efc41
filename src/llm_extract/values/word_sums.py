"""A number of several words, added up: (1-99) hundred? and? ... scale."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from .number_lexicon import BARE_SCALES, FRACTIONS, HUNDREDS, ONES, SHY, WITH_A_HALF, phrases, small_numbers
from .scales import SCALES

__all__ = ["WordSum"]


@cache
def _phrase_starts() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """By their first word the phrases that begin so, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, value in sorted(phrases().items(), key=lambda item: -len(item[0])):
        found.setdefault(phrase[0], []).append((phrase, value))
    return {word: tuple(rows) for word, rows in found.items()}


_AND_A_HALF = frozenset(
    tuple(row.split())
    for row in (
        *("and a half", "and one half", "et demi", "et demie", "y medio", "y media", "e meio", "e meia", "e mezzo"),
        *("e mezza", "с половиной", "з половиною", "i pół", "en een half", "en een halve", "und ein halb"),
        *("und ein halbes", "och en halv", "og en halv"),
    )
)


class WordSum:
    """A number while its words are read: (1-99) hundred? and? ... scale, as in "two hundred and fifty thousand"."""

    __slots__ = ("current", "end", "index", "ones", "scale", "seen", "shy", "small", "total", "words")

    def __init__(self, words: list[tuple[str, int]], shy: Mapping[str, int] = SHY) -> None:
        self.words, self.shy = words, shy
        self.total = self.current = self.scale = Decimal(0)
        self.end, self.index, self.seen, self.ones = 0, 0, False, False
        self.small = small_numbers()

    def read(self) -> tuple[int, Decimal, str] | None:
        """The number, where there is one."""
        while self.index < len(self.words):
            word, stop = self.words[self.index]
            if self.seen and word in FRACTIONS and self.current in range(1, 10) and not self.total:
                return stop, self.current * FRACTIONS[word], "fraction"
            if not (self._add(word, stop) or self._multiply(word, stop) or self._join(word)):
                break
            self.index += 1
        return (self.end, self.total + self.current, "number") if self.seen else None

    def _add(self, word: str, stop: int) -> bool:
        """A phrase, a small word, or an article before a scale."""
        if phrase := self._phrase(word):
            size, value = phrase
            self.index += size - 1
            self.current, self.seen, self.end = self.current + value, True, self.words[self.index][1]
            return True
        if word in ("dozen", "dozens") and (self.seen or self.ones):
            self.current, self.ones = max(self.current, Decimal(1)) * 12, False
        elif (value := self.shy.get(word, self.small.get(word, -1))) >= 0 and (not self.seen or not self.current % 10):
            if self.seen and 0 < self.current <= value:
                return False  # "twenty thirty"
            self.current = value + (self.current if self.seen else Decimal(0))  # "a tenfold rise" has one number
        elif word in ONES and not self.seen and not self.ones:
            self.current, self.ones = Decimal(1), True
            return True
        elif word in WITH_A_HALF and not self.seen:
            self.current = WITH_A_HALF[word]
        else:
            return False
        self.seen, self.end = True, stop
        return True

    def _phrase(self, word: str) -> tuple[int, int] | None:
        if self.seen and self.current % 100:
            return None
        for phrase, value in _phrase_starts().get(word, ()):
            if tuple(w for w, _ in self.words[self.index : self.index + len(phrase)]) == phrase:
                return len(phrase), value
        return None

    def _multiply(self, word: str, stop: int) -> bool:
        bare = BARE_SCALES.get(word) if not self.seen and not self.ones else None
        if word in HUNDREDS and (self.seen or self.ones):
            self.current = max(self.current, Decimal(1)) * 100
        elif bare and bare < 1000:
            self.current = Decimal(bare)
        elif bare or (word in SCALES and word not in _NO_SCALES and (self.seen or self.ones)):
            self.scale = Decimal(bare or 0) or SCALES[word]
            self.total, self.current = self.total + max(self.current, Decimal(1)) * self.scale, Decimal(0)
        else:
            return False
        self.seen, self.end = True, stop
        return True

    def _join(self, word: str) -> bool:
        """What links two parts: "and", or "and a half"."""
        if not self.seen:
            return False
        following = [w for w, _ in self.words[self.index : self.index + 3]]
        for size in (3, 2):
            if len(following) >= size and tuple(following[:size]) in _AND_A_HALF:
                if self.current:
                    self.current += Decimal("0.5")
                else:
                    self.total += self.scale / 2
                self.index += size - 1
                self.end = self.words[self.index][1]
                return True
        return word == "and" and len(following) > 1 and _joins(self.current, self.total, following[1], self.small)


_NO_SCALES = frozenset(
    {"cent", "hundert", "cento", "grand", "mm", "bin", "cr", "mi", "bi", "bine", "bini", "mii", "miles"}
)


def _joins(current: Decimal, total: Decimal, word: str, small: dict[str, int]) -> bool:
    return word in small and ((current >= 100 and current % 100 == 0) or (current == 0 and total > 0))
