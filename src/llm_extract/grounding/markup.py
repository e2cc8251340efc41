"""The words of a passage without the tags, entities and emphasis around them, as they are held against a value."""

from __future__ import annotations

import html
import re

from ..values.lazy_patterns import lazily
from .residue import BLOCK, EMPHASIS, ENTITY, INLINE

__all__ = ["without_markup"]

_SIGNS = ("<", "&", "*", "_", "~")


def without_markup(words: str) -> str:
    """What a reader of the passage sees.

    Args:
        words: a part of an article.

    Returns:
        The same without markup; cells of a table stay apart.

    Example:
        >>> without_markup("<td>Weight</td><td><b>1&nbsp;200</b> kg</td>, **not** more")
        ' | Weight |  | 1\\xa0200 kg | , not more'
    """
    if not any(sign in words for sign in _SIGNS):
        return words
    return _markup().sub(_seen, words)


_markup = lazily(
    rf"</?(?:{INLINE})(?:\s[^<>]{{0,200}})?/?>|(?P<cell></?t[dh](?:\s[^<>]{{0,200}})?>)"
    rf"|(?P<block></?(?:{BLOCK})(?:\s[^<>]{{0,200}})?/?>)|(?P<entity>{ENTITY})|{EMPHASIS}",
)


def _seen(match: re.Match[str]) -> str:
    if match.lastgroup == "entity":
        return html.unescape(match.group())
    return {"cell": " | ", "block": "\n"}.get(match.lastgroup or "", "")
