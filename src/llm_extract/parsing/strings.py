"""One string of almost-JSON: where it ends, and what its escapes stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["QUOTES", "CutShort", "Place", "Unreadable", "Word", "read_string"]

Place = Literal["key", "member", "item"]

QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "‘": "’"}
_OPENERS = {"”": "“", "’": "‘"}
_UP_TO = {closer: re.compile(rf"[^{closer}\\]*(?:\\.[^{closer}\\]*)*", re.DOTALL) for closer in "\"'”’"}
_SPACE = re.compile(r"[\s\ufeff\u200b-\u200d\u2060]*")
_CONTROL = re.compile(r"[\x00-\x1f]")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A quotation mark inside a string, and what stands beside it; an escaped one counts as well.
_INNER = re.compile(r'(?P<before>[^\\]?)\\?(?P<mark>[“”„"])(?=(?P<after>.?))', re.DOTALL)
_INNER_SINGLE = re.compile(r"(?P<before>[^\\]?)\\?(?P<mark>['‘’])(?=(?P<after>.?))", re.DOTALL)


class Unreadable(ValueError):
    """The text has no reading, or more than one, from here on.

    Args:
        reason: what is wrong.
        position: how far the text was read, in characters.
    """

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} at character {position}")
        self.position = position


class CutShort(Exception):
    """The text ends inside a token."""


@dataclass(frozen=True, slots=True)
class Word:
    """A string as it was read.

    Args:
        value: what it says.
        end: the position after it.
        forgiven: how it departs from JSON.
        command: it holds a bare backslash as LaTeX has them: ``\\(``, ``\\alpha``.
        unclear: it holds an escape that may be such a backslash: ``\\tau`` is a tab and "au" in JSON.
    """

    value: str
    end: int
    forgiven: tuple[str, ...] = ()
    command: bool = False
    unclear: bool = False


def read_string(text: str, start: int, place: Place) -> Word:
    """Read the string that begins at a quotation mark.

    Args:
        text: the whole text.
        start: the position of the opening mark.
        place: whether it names a member, is a member's value or an item of a list; what may follow depends on it.

    Returns:
        The string.

    Raises:
        Unreadable: it can end in more than one place, or holds what has more than one reading.
        CutShort: it does not end.

    Example:
        >>> read_string("'It''s' x", 0, "key").value
        'It'
        >>> read_string(r'"a \\"b\\" c"', 0, "key").value
        'a "b" c'
    """
    opener = text[start]
    forgiven = {"'": ("single quotes",), '"': ()}.get(opener, ("curly quotes",))
    end, inner = _find_end(text, start + 1, QUOTES[opener], place)
    raw = text[start + 1 : end]
    if (opener in "”’" and _OPENERS[opener] in raw) or (opener in "“‘" and opener in raw and not inner):
        raise Unreadable("a string that may end in several places", end)
    if inner:
        pairs = _paired_single(raw) if opener in "'‘’" else _paired(raw)
        if "\n" in raw or pairs is None:
            raise Unreadable("a string that may end in several places", end)
        forgiven += ("unescaped quotes",) if pairs else ()
    if _CONTROL.search(raw):
        forgiven += ("raw line breaks or tabs",)
    if "\\" not in raw:
        return Word(raw, end + 1, forgiven)
    return _decode(raw, end + 1, forgiven, place)


def _find_end(text: str, position: int, closer: str, place: Place) -> tuple[int, bool]:
    inner = False
    while True:
        stretch = _UP_TO[closer].match(text, position)
        end = stretch.end() if stretch else position
        if text[end : end + 1] != closer:
            raise CutShort
        if place == "key":
            return end, inner
        if closer == '"' or not _in_word(text[end - 1], text[end + 1 : end + 2]):
            if _ends_here(text, end, closer, place):
                return end, inner
            inner = True
        position = end + 1


def _in_word(before: str, after: str) -> bool:
    """Whether a mark between these characters is an apostrophe inside a word."""
    return before.isalnum() and after.isalpha()


def _ends_here(text: str, end: int, closer: str, place: Place) -> bool:
    space = _SPACE.match(text, end + 1)
    following = space.end() if space else end + 1
    if following == len(text) or text[following] in ",}]#" or text.startswith(("//", "/*"), following):
        return True
    if text.startswith("```", following) and "\n" in text[end:following]:
        return True
    if text[following] == ":":
        raise Unreadable("a colon after a value", following)
    if text[following] not in (QUOTES if closer != '"' else '"'):
        return False
    if following > end + 1:  # a string after a string: a comma is missing, or quotes are unescaped
        if place == "member":
            return True
        raise Unreadable("a comma may be missing", following)
    return False


def _paired(raw: str) -> int | None:
    """How many quotation marks inside open and close in turn, each shaped as one that does; None where not all do."""
    opened, count = False, 0
    for found in _INNER.finditer(raw):
        mark, before, after = found["mark"], found["before"], found["after"]
        opens = mark in "„“" or (mark == '"' and not opened)
        if opens == opened:
            return None
        if mark == '"' and (not after or after.isspace() if opens else not before or before.isspace()):
            return None
        if mark == '"' and (before.isalnum() if opens else after.isalnum()):
            return None
        opened, count = opens, count + 1
    return None if opened else count


def _paired_single(raw: str) -> int | None:
    """The same for single marks, those set aside that are apostrophes: in a word, or behind the s of a plural."""
    opened, count = False, 0
    for found in _INNER_SINGLE.finditer(raw):
        before, after = found["before"], found["after"]
        if _in_word(before, after):
            continue
        closes = before and not before.isspace() and not after.isalnum()
        if not opened and closes and before in "sSxXzZ":
            continue
        if bool(closes) != opened or not (closes or (after.isalnum() and not before.isalnum())):
            return None
        opened, count = not opened, count + 1
    return None if opened else count


def _decode(raw: str, end: int, forgiven: tuple[str, ...], place: Place) -> Word:
    notes = dict.fromkeys(forgiven)
    command = unclear = False

    def decoded(found: re.Match[str]) -> str:
        nonlocal command, unclear
        escape = found[1]
        if escape in _ESCAPED:
            following = raw[found.end() : found.end() + 1]
            unclear = unclear or (escape in "bfnrt" and "a" <= following <= "z")
            return _ESCAPED[escape]
        if len(escape) > 1:
            if escape[0] == "x":
                notes["escapes that JSON lacks"] = None
            return chr(int(escape[1:], 16))
        notes["escapes that JSON lacks"] = None
        command = command or escape.isalpha() or escape in "()[]{},;!|"
        if escape in "'\"" or (escape == "_" and place == "key"):  # names with Markdown's escapes
            return escape
        return found[0]

    value = _ESCAPE.sub(decoded, raw)
    if _SURROGATE.search(value):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Word(value, end, tuple(notes), command, unclear)
