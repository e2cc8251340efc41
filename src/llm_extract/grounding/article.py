"""An article prepared for finding quotes in it; nothing is prepared before it is needed."""

from __future__ import annotations

import re
from functools import cached_property

from .characters import UNSPACED
from .normalization import FoldedText

__all__ = ["ArticleText", "Words"]

_WORD = re.compile(
    f"[{UNSPACED}]"  # each character of a script without spaces
    r"|\d(?:[.,:٫٬]?\d)*[^\W" + UNSPACED + "]*"  # a number, with the letters that cling to it
    f"|[^\\W{UNSPACED}]+(?:'[^\\W{UNSPACED}]+)*"
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
        matches = list(_WORD.finditer(folded.text))
        self.words = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.where: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            self.where.setdefault(word, []).append(number)

    def is_name(self, number: int) -> bool:
        """Whether a word is written with a capital letter, as names are."""
        start, end = self._folded.span(self.starts[number], self.ends[number])
        word = self._folded.source[start:end]
        return word != word.lower()


class ArticleText:
    """One document's text, prepared once and lazily.

    Args:
        text: the text as it was read; all offsets refer to it.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> FoldedText:
        """The comparable form with its way back."""
        return FoldedText(self.text)

    @cached_property
    def words(self) -> Words:
        """The words of the comparable form, with their places."""
        return Words(self.folded)
