"""A reader of almost-JSON that forgives what has one reading only, and invents nothing.

Written for answers of language models: trailing and missing commas, comments, single and curly quotes, unquoted keys,
Python's words, raw line breaks, missing brackets at the end. Time is linear in the text.
"""

from __future__ import annotations

import re
from typing import Any

from .strings import QUOTES, CutShort, Unreadable
from .tokens import Tokens

__all__ = ["MISSING_BRACKETS", "MISSING_COMMAS", "MOST_LEVELS", "TWICE", "TolerantReader"]

_QUOTES_IN_COMMENT = re.compile(r"""(?://|#)[^\n]*["'“”‘’]""")
MISSING_BRACKETS = "missing brackets at the end"
MISSING_COMMAS = "missing commas"
TWICE = "a key given twice, its last value taken"

MOST_LEVELS = 200  # of nesting; answers have fewer than 20, and Python's own stack ends near 1000


class TolerantReader:
    """Reads one object or list from a text.

    Args:
        text: the text.
        position: where its bracket is, in characters.
        salvaging: the answer is known to be cut, so an object that does not end is not taken for one whose
            bracket was forgotten.

    Example:
        >>> reader = TolerantReader("{'a': [1, 2,],}", 0)
        >>> reader.read(), list(reader.forgiven)
        ({'a': [1, 2]}, ['single quotes', 'trailing commas'])
    """

    def __init__(self, text: str, position: int, *, salvaging: bool = False) -> None:
        self._tokens = Tokens(text, position)
        self._salvaging = salvaging
        self._levels = 0
        self._cut_list = False  # what the text's end cut is, or holds, a list with whole items
        self.serious = False
        """Whether a member's name in quotes, or a whole member, was read: this was meant as JSON."""
        self.ended = False
        """Whether the text ended before the value did."""
        self.lost = False
        """Whether an unfinished item or member was left out."""

    @property
    def position(self) -> int:
        """How far it was read, in characters."""
        return self._tokens.position

    @property
    def forgiven(self) -> dict[str, None]:
        """What departs from JSON, in order of appearance."""
        return self._tokens.forgiven

    def read(self) -> Any:
        """Read the value.

        Returns:
            An object or a list. Where the text ends before it does, ``ended`` and perhaps ``lost`` are set.

        Raises:
            Unreadable: there is no reading, or more than one.
        """
        return self._value(in_object=False)

    def _value(self, in_object: bool) -> Any:
        following = self._tokens.peek()
        if not following:
            raise CutShort
        if following in "{[":
            self._levels += 1
            if self._levels > MOST_LEVELS:
                self.serious = True
                raise Unreadable(f"nested deeper than {MOST_LEVELS} levels", self.position)
            value: Any = self._object() if following == "{" else self._list()
            self._levels -= 1
            return value
        if following in QUOTES:
            return self._tokens.read_string("member" if in_object else "item")
        return self._tokens.read_word()

    # -- lists: an item that does not end is left out

    def _list(self) -> list[Any]:
        self._tokens.position += 1
        items: list[Any] = []
        try:
            while not self._closes("]", after_comma=bool(items)):
                item = self._value(in_object=False)
                if self.ended:
                    self.lost = True
                    break
                items.append(item)
                if not self._goes_on("]", in_object=False, value=item):
                    break
        except CutShort:
            self.ended = self.lost = True
        self._cut_list = self.ended and bool(items)
        return items

    # -- objects: a member that does not end is left out, unless whole items of a list are in it

    def _object(self) -> dict[str, Any]:
        self._tokens.position += 1
        members: dict[str, Any] = {}
        try:
            while not self._closes("}", after_comma=bool(members)):
                name, value = self._member()
                if self.ended and not self._keeps_cut():
                    self.lost, self._cut_list = True, False
                    return members
                if name in members and members[name] != value:
                    self._tokens.forgive(TWICE)
                members[name] = value
                self.serious = True
                if self.ended or not self._goes_on("}", in_object=True, value=value):
                    return members
        except CutShort:
            self.ended, self.lost, self._cut_list = True, True, False
        return members

    def _keeps_cut(self) -> bool:
        """Whether a value that the text's end cut stays: whole items do, half an object does not."""
        return self._cut_list or not (self._salvaging or self.lost)

    def _member(self) -> tuple[str, Any]:
        quoted = self._tokens.peek() in QUOTES
        name = self._tokens.read_key()
        following = self._tokens.peek()
        if not following:
            raise CutShort
        if following != ":":
            raise Unreadable("no colon after a member's name", self.position)
        self._tokens.position += 1
        self.serious = self.serious or quoted
        return name, self._value(in_object=True)

    # -- between items and members

    def _closes(self, bracket: str, after_comma: bool) -> bool:
        following = self._tokens.peek()
        if not following:
            raise CutShort  # after a comma or an opening bracket, so something is missing
        if following != bracket:
            return False
        if after_comma:
            self._tokens.forgive("trailing commas")
        self._tokens.position += 1
        return True

    def _goes_on(self, bracket: str, in_object: bool, value: Any) -> bool:
        before = self._tokens.position
        following = self._tokens.peek()
        if following == ",":
            self._tokens.position += 1
            return True
        if following == bracket:
            self._tokens.position += 1
            return False
        if not following:
            self.ended = True
            self._tokens.forgive(MISSING_BRACKETS)
            return False
        if following in QUOTES if in_object else following in "{[" and isinstance(value, dict | list):
            if _QUOTES_IN_COMMENT.search(self._tokens.text, before, self.position):
                raise Unreadable("a comment that may be part of a string", before)
            self._tokens.forgive(MISSING_COMMAS)
            return True
        raise Unreadable(f"an unexpected {following!r}", self.position)
