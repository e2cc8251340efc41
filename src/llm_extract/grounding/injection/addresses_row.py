"""The parts of an order to a reading machine in one language."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Row"]


class Row(NamedTuple):
    """The words of one language.

    A star stands for any ending, or any beginning; an underscore for a space; an exclamation mark keeps the case.

    Args:
        must: by what something is asked for.
        order: orders to write something down, or to leave it out.
        thing: what one writes into, and what one answers with.
        nothing: the empty value.
        this: "this", before or after ``page``.
        page: what is read.
        yours: "your".
        rules: instructions.
        aside: orders to set them aside.
        note: notes and messages.
        to: to whom these are.
        you_are: "you are".
        reported: who reports what others do.
        digest: what is made of an article.
    """

    must: str
    order: str
    thing: str
    nothing: str
    this: str
    page: str
    yours: str
    rules: str
    aside: str
    note: str
    to: str
    you_are: str
    reported: str
    digest: str
