"""The tokens of almost-JSON: white space and comments, numbers and words, strings in several kinds of quotes."""

from __future__ import annotations

import math
import re

from .strings import QUOTES, CutShort, Place, Unreadable, read_string

__all__ = ["FENCE_INDENT", "NULLED", "Tokens"]

_SPACE = re.compile(r"[ \t\r\n]*")
_ODD_SPACE = re.compile(r"[\s\ufeff\u200b-\u200d\u2060]+")  # what takes no room is space too
_COMMENT = re.compile(r"//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|#[^\n]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_LEADING_ZERO = re.compile(r"[+-]?0\d", re.ASCII)
_WORD = re.compile(r"[+-]?[A-Za-z_$][\w$]*")
_NAME = re.compile(r"[A-Za-z_$][\w$-]*")
_LITERALS = {"true": True, "false": False, "null": None}
_PYTHON = {"True": True, "False": False, "None": None}
_CAPITALS = {"TRUE": True, "FALSE": False, "NULL": None}
_NO_NUMBERS = frozenset(sign + name for name in ("NaN", "nan", "Infinity", "inf") for sign in ("", "+", "-"))
_TOKEN = re.compile(r"[\w.+-]+")
_COMPLETE = frozenset((*_LITERALS, *_PYTHON, *_CAPITALS, *_NO_NUMBERS))
NULLED = "NaN or infinity as null"
FENCE_INDENT = 20  # characters that may stand before a code fence on its line
_MOST_DIGITS = 4300  # what Python converts by default, as a guard against quadratic time


class Tokens:
    """Reads tokens from a text, forgiving what has one reading only, and records what it forgave.

    Args:
        text: the text.
        position: where to begin, in characters.

    Example:
        >>> tokens = Tokens("/* three */ 3 ", 0)
        >>> tokens.peek(), tokens.read_word(), list(tokens.forgiven)
        ('3', 3, ['comments'])
    """

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position
        self.forgiven: dict[str, None] = {}  # an ordered set
        self._command = self._unclear = False

    def forgive(self, what: str) -> None:
        """Record a departure from JSON."""
        self.forgiven[what] = None

    def peek(self) -> str:
        """The next character after white space and comments; empty at the end of the text or of its code fence."""
        while True:
            space = _SPACE.match(self.text, self.position)
            self.position = space.end() if space else self.position
            odd = _ODD_SPACE.match(self.text, self.position)
            if odd is not None:
                self.position = odd.end()
                self.forgive("white space that JSON lacks")
                continue
            following = self.text[self.position : self.position + 1]
            if following not in {"/", "#"}:
                return "" if self._at_fence() else following
            comment = _COMMENT.match(self.text, self.position)
            if comment is None:
                if self.text.startswith("/*", self.position):
                    self.position = len(self.text)
                    raise CutShort
                raise Unreadable("an unfinished comment", len(self.text))
            self.position = comment.end()
            self.forgive("comments")
            if self.position == len(self.text) and not comment.group().startswith("/*"):
                raise CutShort  # it may have taken the rest of the answer with it

    def _at_fence(self) -> bool:
        """Whether the code fence ends here, on a line of its own."""
        if not self.text.startswith("```", self.position):
            return False
        line = self.text.rfind("\n", max(0, self.position - FENCE_INDENT), self.position)
        return line >= 0 and not self.text[line : self.position].strip()

    def read_key(self) -> str:
        """Read the name of a member: a string, or a bare name."""
        if self.text[self.position] in QUOTES:
            return self.read_string("key")
        name = _NAME.match(self.text, self.position)
        if name is None:
            raise Unreadable("no name of a member", self.position)
        self.position = name.end()
        self.forgive("unquoted keys")
        return name.group()

    def read_string(self, place: Place) -> str:
        """Read the string that begins here."""
        try:
            word = read_string(self.text, self.position, place)
        except CutShort:
            self.position = len(self.text)
            raise
        self._command, self._unclear = self._command or word.command, self._unclear or word.unclear
        if self._command and self._unclear:
            raise Unreadable("backslashes that may be escapes or not", word.end)
        self.position = word.end
        self.forgiven.update(dict.fromkeys(word.forgiven))
        return word.value

    def read_word(self) -> object:
        """Read a number, true, false, null or one of their Python forms."""
        token = _TOKEN.match(self.text, self.position)
        if token is not None and token.end() == len(self.text) and token.group() not in _COMPLETE:
            self.position = len(self.text)
            raise CutShort  # more digits or letters may have followed
        number = _NUMBER.match(self.text, self.position)
        if number is not None:
            return self._number(number.group())
        word = _WORD.match(self.text, self.position)
        if word is None:
            raise Unreadable("no value", self.position)
        return self._literal(word.group())

    def _literal(self, name: str) -> object:
        start, self.position = self.position, self.position + len(name)
        if name in _LITERALS:
            return _LITERALS[name]
        if name in _PYTHON:
            self.forgive("Python's True, False and None")
            return _PYTHON[name]
        if name in _CAPITALS:
            self.forgive("true, false and null in capitals")
            return _CAPITALS[name]
        if name in _NO_NUMBERS:
            self.forgive(NULLED)
            return None
        raise Unreadable(f"a bare word, {name[:20]!r}", start)

    def _number(self, digits: str) -> object:
        start, self.position = self.position, self.position + len(digits)
        following = self.text[self.position]
        if _LEADING_ZERO.match(digits) or following.isalnum() or following in "_.%#":
            raise Unreadable("what is no JSON number", start)
        if len(digits) > _MOST_DIGITS:
            raise Unreadable(f"a number of {len(digits)} characters", start)
        if not _JSON_NUMBER.fullmatch(digits):
            self.forgive("numbers in another notation")
        if digits.lstrip("+-").isdigit():
            return int(digits)
        value = float(digits)
        if math.isfinite(value):
            return value
        self.forgive(NULLED)
        return None
