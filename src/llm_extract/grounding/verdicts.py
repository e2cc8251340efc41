"""What a check of a value against words can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["SUPPORTED", "Support", "Words"]


@dataclass(frozen=True, slots=True)
class Support:
    """Whether words back a value.

    Args:
        state: ``supported``, ``unsupported`` or ``unchecked`` (the words cannot decide).
        reason: one short sentence for a person; empty where there is nothing to explain.
    """

    state: Literal["supported", "unsupported", "unchecked"]
    reason: str = ""


class Words(NamedTuple):
    """The words of an article that a value leans on.

    Args:
        quote: the quoted words.
        before: what the sentence says before them.
        after: what it says after them.
        published_on: the article's date (EDTF), or None.
        field: the name of the value's field, or "".
    """

    quote: str
    before: str = ""
    after: str = ""
    published_on: str | None = None
    field: str = ""

    def sentence(self) -> tuple[str, int]:
        """The quote with the rest of its sentence, and where the quote begins in that."""
        return self.before + self.quote + self.after, len(self.before)

    def window(self, reach: int = 60) -> tuple[str, int, int]:
        """The quote with up to ``reach`` characters on either side, and where it begins and ends in that."""
        if not self.before and not self.after:
            return self.quote, 0, len(self.quote)
        left = self.before[-reach:]
        start = len(left)
        return left + self.quote + self.after[:reach], start, start + len(self.quote)


SUPPORTED = Support("supported")
