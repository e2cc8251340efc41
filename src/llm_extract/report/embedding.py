"""Data and programs inside an HTML file, so that nothing in them can leave its place."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ..documents.document import clean_text

__all__ = ["Blocks", "content_policy", "escape_json"]

_BLOCK_CHARS = 1_000_000
"""Records are read by the block: small enough to be parsed in some ten milliseconds, large enough to be few."""

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def escape_json(value: Any) -> str:
    """JSON that may stand inside a ``script`` element: no character in it ends the element or opens a comment.

    Example:
        >>> escape_json("</script><!--")
        '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text = clean_text(text)
    for letter, escaped in _ESCAPES.items():  # many times faster than str.translate
        text = text.replace(letter, escaped)
    return text


def content_policy(script: str, style: str) -> str:
    """The content security policy of a page with one script and one style sheet: nothing else runs, nothing is loaded.

    Args:
        script: the script element's exact content.
        style: the style element's exact content.
    """
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


class Blocks:
    """Cuts a long list into numbered data elements, written as they fill.

    Args:
        name: begins the elements' ids: ``records-0``, ``records-1``, and so on.

    Example:
        >>> blocks = Blocks("records")
        >>> list(blocks.add({"a": 1})), list(blocks.end()), blocks.starts
        ([], ['<script type="application/json" id="records-0">[{"a":1}]</script>\\n'], [0])
    """

    def __init__(self, name: str) -> None:
        self.starts: list[int] = []
        """The number of the first item in each element."""
        self._name = name
        self._items: list[str] = []
        self._chars = 0
        self._count = 0

    def add(self, item: Any) -> Iterator[str]:
        """Take one more item; yields an element where one is full."""
        text = escape_json(item)
        self._items.append(text)
        self._chars += len(text)
        self._count += 1
        if self._chars >= _BLOCK_CHARS:
            yield from self.end()

    def end(self) -> Iterator[str]:
        """Yields what is left."""
        if self._items:
            number = len(self.starts)
            self.starts.append(self._count - len(self._items))
            yield f'<script type="application/json" id="{self._name}-{number}">[{",".join(self._items)}]</script>\n'
            self._items, self._chars = [], 0


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
