"""Draws docs/images/floors.svg from the import contract in pyproject.toml, and docs/images/way_of_the_data.svg.

::

    python docs/building/drawing.py

writes both; a test holds them to what the contract says now.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

__all__ = ["draw_floors", "draw_way", "read_floors"]

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
_STYLE = """<style>
.paper { fill: #ffffff; } .floor { fill: #f3f4fa; } .room { fill: #ffffff; stroke: #4051b5; stroke-width: 1.2; }
.stored { fill: #fff6e0; stroke: #a86a00; stroke-width: 1.2; }
.out { fill: #e9f5ec; stroke: #2a7a3f; stroke-width: 1.2; }
.line { stroke: #555; stroke-width: 1.4; fill: none; marker-end: url(#tip); } .tip { fill: #555; }
text { font: 13px system-ui, sans-serif; fill: #1c1c28; } .small { font-size: 11px; fill: #555566; }
.name { font-weight: 600; } .middle { text-anchor: middle; }
</style>"""
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>'
)


def read_floors(path: Path = ROOT / "pyproject.toml") -> list[list[str]]:
    """The rooms of each floor, the highest first, as the contract of the import linter has them.

    Args:
        path: of the project file.
    """
    contracts = tomllib.loads(path.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[room.strip(" ()") for room in layer.split("|")] for layer in layers]


def draw_floors() -> str:
    """The house: a row for each floor, a box for each room."""
    parts, y = [], 34.0
    floors = read_floors()
    for number, rooms in zip(range(len(floors), 0, -1), floors, strict=True):
        rows = list(_rows(rooms))
        height = 16 + 38 * len(rows)
        parts.append(f'<rect class="floor" x="10" y="{y:g}" width="780" height="{height}" rx="6"/>')
        parts.append(_text(26, y + height / 2 + 5, str(number), "name"))
        for line, row in enumerate(rows):
            x = 56.0
            for room in row:
                width = _width(room)
                parts.append(_box(x, y + 10 + 38 * line, width, 30, room))
                x += width + 10
        y += height + 8
    title = _text(
        10, 22, "A room imports only from floors below its own, and from no other room on its floor.", "small"
    )
    return _sheet(800, y + 2, "The floors of the package and their rooms", [title, *parts])


def _rows(rooms: list[str]) -> Iterator[list[str]]:
    row: list[str] = []
    for room in rooms:
        if row and 56 + sum(_width(one) + 10 for one in [*row, room]) > 790:
            yield row
            row = []
        row.append(room)
    yield row


def _width(text: str) -> float:
    return 26 + 7.6 * len(text)


_BOXES = {
    "articles": (20, 40, 150, "articles", "files, tables, frames", "out"),
    "prompt": (320, 40, 190, "prompt version", "prompt, schema, parameters", "out"),
    "documents": (20, 120, 150, "documents", "text, key, id", "room"),
    "tasks": (320, 120, 190, "tasks, schemas", "the strict JSON schema", "room"),
    "rendering": (175, 200, 200, "rendering", "one request, its fingerprint", "room"),
    "models": (175, 280, 200, "models", "paced, repeated, asked once", "room"),
    "stored": (470, 260, 190, "stored answers", "cache; recordings", "stored"),
    "endpoint": (470, 325, 190, "endpoint", "only for what is not stored", "stored"),
    "parsing": (175, 360, 200, "parsing, schemas", "the answer as data and quotes", "room"),
    "grounding": (175, 440, 200, "grounding", "quote in the text? says it so?", "room"),
    "records": (175, 520, 200, "records", "one per article, in order", "out"),
    "reconciliation": (20, 610, 150, "reconciliation", "events, conflicts", "room"),
    "evaluation": (185, 610, 150, "evaluation", "scores, floors", "room"),
    "sinks": (350, 610, 150, "sinks", "tables, frames", "room"),
    "revisions": (515, 610, 150, "revisions", "version against version", "room"),
    "report": (20, 690, 315, "report", "one HTML page; corrections come back", "out"),
}
_LINES = [
    "M95 84V118", "M415 84V118", "M95 164V222H173", "M415 164V222H377", "M275 244V278", "M375 295H468",
    "M375 310H420V347H468",
    "M275 324V358", "M275 404V438", "M275 484V518", "M205 564V590H95V608", "M260 564V608", "M330 564V590H425V608",
    "M345 564V584H590V608", "M95 654V688", "M260 654V688", "M173 462H150V232H173",
]  # fmt: skip


def draw_way() -> str:
    """The way of the data, from articles and prompt to records and what is made of them."""
    parts = [_TIP, *(f'<path class="line" d="{line}"/>' for line in _LINES)]
    for x, y, width, name, about, kind in _BOXES.values():
        parts.append(_box(x, y, width, 44, name, about, kind))
    parts.append(_text(24, 405, "asked once more", "small"))
    parts.append(_text(24, 419, "where a check failed", "small"))
    parts.append(
        _text(10, 22, "Green: what goes in and comes out. Blue: the rooms. Yellow: where answers come from.", "small")
    )
    return _sheet(690, 750, "The way of the data", parts)


def _box(x: float, y: float, width: float, height: float, name: str, about: str = "", kind: str = "room") -> str:
    middle = x + width / 2
    shape = f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"/>'
    if not about:
        return shape + _text(middle, y + height / 2 + 5, name, "middle")
    return shape + _text(middle, y + 18, name, "name middle") + _text(middle, y + 35, about, "small middle")


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _sheet(width: float, height: float, title: str, parts: list[str]) -> str:
    size = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
    head = f'<svg {size} role="img"><title>{escape(title)}</title>'
    paper = f'<rect class="paper" width="{width:g}" height="{height:g}" rx="8"/>'
    return "\n".join([head, _STYLE, paper, *parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    (IMAGES / "floors.svg").write_text(draw_floors(), encoding="utf-8")
    (IMAGES / "way_of_the_data.svg").write_text(draw_way(), encoding="utf-8")
