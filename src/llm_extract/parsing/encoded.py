"""Answers whose JSON is written inside another notation: as the inside of a JSON string, or with HTML's entities."""

from __future__ import annotations

import html
import json
import re

__all__ = ["read_encoded"]

_AS_STRING = re.compile(r'[{\[](?:[ \t\r\n]|\\[nrt])*\\"')
_AS_HTML = re.compile(r"[{\[]\s*&(?:quot|#34|#x22);")
_AROUND = re.compile(r'(?:```[ \t]*\w*)?[\s"]*(?:```)?')


def read_encoded(text: str) -> tuple[str, str, bool] | None:
    """The JSON text behind the other notation.

    Args:
        text: an answer that is not JSON.

    Returns:
        The decoded text from its first bracket to its last, which may be JSON; what it was written as; and whether
        words stand around it. None where it is not written so.

    Example:
        >>> read_encoded(r'{\\"a\\": 1}')
        ('{"a": 1}', 'encoded twice', False)
        >>> read_encoded('{"a": 1,}') is None
        True
    """
    for opening, how in ((_AS_STRING, "encoded twice"), (_AS_HTML, "written with HTML's entities")):
        found = opening.search(text)
        if found is None:
            continue
        outer = len(text[: found.start()].rstrip(" \t\r\n[{"))
        start = found.start() - len(text[outer : found.start()].lstrip())
        end = max(text.rfind("}"), text.rfind("]")) + 1
        inner = text[start:end]
        if '"' in inner.replace('\\"', ""):
            continue
        if how == "encoded twice":
            try:
                inner = json.loads(f'"{inner}"', strict=False)
            except ValueError:
                continue
        else:
            inner = html.unescape(inner)
        words = not (_AROUND.fullmatch(text[:start]) and _AROUND.fullmatch(text[end:]))
        return inner, how, words
    return None
