"""An article prepared for finding quotes in it; nothing is prepared before it is needed."""

from __future__ import annotations

from functools import cached_property

from .normalization import FoldedText

__all__ = ["ArticleText"]


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
