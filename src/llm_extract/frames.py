"""Records and events in notebooks: plain HTML inside a sandboxed frame, where nothing of an article can run.

The frame has no scripts, no forms, no network and no access to the notebook (``sandbox`` without allowances, and a
content policy that allows styles only). Every word of an article is escaped.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .pointers import leaves_outside, value_at

__all__ = ["Cell", "frame", "record_frame", "table"]

Cell = str | tuple[str, str]
"""A cell's text, or (text, class)."""

_STYLE = (
    ":root{color-scheme:light dark}body{font:14px/1.45 system-ui,sans-serif;margin:8px}"
    "h1{font-size:16px;margin:0 0 4px}"
    "p{margin:0 0 8px;opacity:.75}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-bottom:1px solid #8884}"
    "th{font-weight:600}.bad{color:#b3261e;font-weight:600}.good{color:#1b6e3c}.quote{font-style:italic;opacity:.85}"
    "@media(prefers-color-scheme:dark){.bad{color:#ffb4ab}.good{color:#8bd9a5}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LINE, _HEAD, _TALLEST = 27, 110, 560  # pixels


def frame(title: str, below: str, body: str, lines: int) -> str:
    """A whole page inside a sandboxed frame.

    Args:
        title: the heading, as plain text.
        below: a line under it, as plain text.
        body: HTML made by ``table``.
        lines: how many lines of text it holds; the frame scrolls beyond a limit.

    Example:
        >>> '<iframe sandbox="" ' in frame("<b>", "", "", 1), "&amp;lt;b&amp;gt;" in frame("<b>", "", "", 1)
        (True, True)
    """
    page = (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_STYLE}</style><h1>{html.escape(title)}</h1><p>{html.escape(below)}</p>{body}"
    )
    height = min(_HEAD + _LINE * lines, _TALLEST)
    return (
        f'<iframe sandbox="" title="{html.escape(title)}" style="width:100%;height:{height}px;border:0" '
        f'srcdoc="{html.escape(page)}"></iframe>'
    )


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """An HTML table of plain texts.

    Example:
        >>> table(["a"], [["<x>"], [("y", "bad")]])
        '<table><tr><th>a</th></tr><tr><td>&lt;x&gt;</td></tr><tr><td class="bad">y</td></tr></table>'
    """
    head = "".join(f"<th>{html.escape(name)}</th>" for name in header)
    body = "".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(cell: Cell) -> str:
    text, name = (cell, "") if isinstance(cell, str) else cell
    mark = f' class="{html.escape(name)}"' if name else ""
    return f"<td{mark}>{html.escape(text)}</td>"


_CLASSES = {"supported": "good", "unsupported": "bad"}


def _row(record: Mapping[str, Any], path: str, item: Mapping[str, Any] | None) -> tuple[Cell, ...]:
    value = value_at(record["data"], path)
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if item is None:
        return path, shown, "", "no words asked for"
    reason = f": {item['reason']}" if item["reason"] else ""
    backing = (item["support"] + reason, _CLASSES.get(item["support"], ""))
    return path, shown, (item["quote"] or "no quote", "quote"), backing


def record_frame(record: Mapping[str, Any]) -> str:
    """A record as a sandboxed page: each value with its quote and whether the words back it, and why not.

    Args:
        record: as ``Record.to_dict()`` gives it.
    """
    cited = {item["path"]: item for item in record["evidence"]}
    rows = [_row(record, path, item) for path, item in cited.items()]
    rows += [_row(record, path, None) for path in leaves_outside(record["data"], cited)]
    below = f"{record['task']['name']}@v{record['task']['version']} · {record['model']} · {record['status']}"
    if record["error"]:
        below += f" · {record['error']['message']}"
    body = table(["path", "value", "quote", "support"], rows)
    return frame(record["document"]["key"], below, body, 2 * len(rows) + 1)
