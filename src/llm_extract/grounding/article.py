"""An article prepared for finding quotes in it; nothing is prepared before it is needed."""

from __future__ import annotations

import re
from functools import cache, cached_property

from .characters import GAP_WITH_QUOTE as QUOTE_MARK
from .characters import holds_wide, unspaced
from .normalization import FoldedText
from .residue import CleanedText

__all__ = ["ArticleText", "Cleaned", "Words"]


@cache
def _word(wide: bool) -> re.Pattern[str]:
    without_spaces = unspaced(wide)
    return re.compile(
        f"[{without_spaces}]"  # each character of a script without spaces
        rf"|\d(?:[.,:٫٬]?\d)*[^\W{without_spaces}]*"  # a number, with the letters that cling to it
        rf"|[^\W{without_spaces}]+(?:'[^\W{without_spaces}]+)*"
        r"|[^\w\s.,;:!?'()\[\]{}、。]"  # signs: currencies, per cent, arithmetic, emoji
    )


class Words:
    """The words, numbers and signs of a folded text.

    Args:
        folded: the text in comparable form.

    Example:
        >>> Words(FoldedText("It’s $3.5m, they said")).words
        ["it's", '$', '3.5m', 'they', 'said']
    """

    def __init__(self, folded: FoldedText) -> None:
        self._folded = folded
        self._matches = list(_word(holds_wide(folded.text)).finditer(folded.text))
        self._names: dict[int, bool] = {}
        self.words = [match[0] for match in self._matches]

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """The numbers of each word's places."""
        places: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            places.setdefault(word, []).append(number)
        return places

    def is_name(self, number: int) -> bool:
        """Whether a word is written with a capital letter, as names are."""
        if number not in self._names:
            start, end = self.span(number, number)
            word = self._folded.source[start:end]
            self._names[number] = word != word.lower()
        return self._names[number]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The range of the original text from one word to another, both included."""
        return self._folded.span(self._matches[first].start(), self._matches[last].end())


class ArticleText:
    """One document's text, prepared once and lazily.

    Args:
        text: the text as it was read; all offsets refer to it.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self.text)

    def may_hold(self, quote: str) -> bool:
        """Whether all characters of a quote occur in the text."""
        return self._characters.issuperset(quote)

    @cached_property
    def folded(self) -> FoldedText:
        """The comparable form with its way back."""
        return FoldedText(self.text)

    @cached_property
    def is_plain(self) -> bool:
        """Whether the comparable form is the text itself, so that what is not there verbatim is not there at all."""
        return self.folded.text == self.text

    @cached_property
    def has_quotation_marks(self) -> bool:
        """Whether any speech may be quoted in it."""
        return QUOTE_MARK.search(self.text) is not None

    @cached_property
    def words(self) -> Words:
        """The words of the comparable form, with their places."""
        return Words(self.folded)

    @cached_property
    def cleaned(self) -> Cleaned | None:
        """A copy without markup and marks; None where there are none."""
        return Cleaned.of(CleanedText.without_residue(self.text))

    @cached_property
    def respelled(self) -> Cleaned | None:
        """A copy without accents and with American endings; None where that is the text itself."""
        return Cleaned.of(CleanedText.respelled(self.text))


class Cleaned:
    """An article's cleaned copy, prepared as an article of its own.

    Args:
        copy: the copy, with its way back.
    """

    def __init__(self, copy: CleanedText) -> None:
        self.span = copy.span
        self.article = ArticleText(copy.text)

    @classmethod
    def of(cls, copy: CleanedText) -> Cleaned | None:
        """None where nothing had to be cleaned."""
        return None if copy.text == copy.source else cls(copy)
