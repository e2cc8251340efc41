"""Events and records as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..plurals import counted
from ..pointers import leaves_outside, value_at
from ..record_lines import SaidValue, differing_values
from .showing import show_value

__all__ = ["claim_text", "event_table", "field_label", "record_table", "said_by", "verdict_text"]

_VERDICTS = {
    "conflict": ("✗", "bold red"),
    "compatible": ("≈", "green"),
    "unanimous": ("=", "green"),
    "single source": ("·", "dim"),
}
_WIDEST_WORD = 16
_SUPPORT = {"supported": ("✓", "green"), "unsupported": ("✗", "bold red"), "unchecked": ("?", "yellow")}


def field_label(one: Mapping[str, Any]) -> str:
    """A field's name for people: ``investors Alibaba: role``.

    Example:
        >>> field_label({"field": "investors[].role", "entity": "Alibaba"})
        'investors Alibaba: role'
    """
    if one["entity"] is None:
        return str(one["field"]).replace("_", " ")
    name, _, part = str(one["field"]).partition("[]")
    return f"{name.replace('_', ' ')} {one['entity']}{': ' + part[1:].replace('_', ' ') if part else ''}"


def verdict_text(one: Mapping[str, Any]) -> str:
    """The verdict with the kinds of difference, for a conflict those that make it one.

    Example:
        >>> verdict_text({"verdict": "compatible", "kinds": ["rounding"], "conflicts": []})
        'compatible (rounding)'
    """
    kept = {found["kind"] for found in one["conflicts"] if not found["compatible"]} or set(one["kinds"])
    kinds = ", ".join(kind.replace("_", " ") for kind in one["kinds"] if kind in kept)
    return f"{one['verdict']} ({kinds})" if kinds else str(one["verdict"])


def claim_text(claim: Mapping[str, Any]) -> str:
    """A claim's value for people."""
    if claim["elsewhere"]:
        return f"not here, but in another event ({claim['elsewhere']})"
    text = show_value(claim["value"], claim["relation"])
    timing = claim["timing"]
    return f"{text}, {timing.replace('_', '-')}" if timing and timing != "unspecified" else text


def said_by(said: Mapping[str, Any]) -> str:
    """Who says it: the source that the article names, and the article."""
    words = f"{said['reported_by']} in {said['document']}" if said["reported_by"] else str(said["document"])
    return words if said["stage"] == "final" else f"{words} ({said['stage']})"


def event_table(event: Mapping[str, Any]) -> RenderableType:
    """An event as a heading and a table; what articles say stands as plain text, never as markup.

    Args:
        event: as ``Event.to_dict()`` gives it.
    """
    count = len(event["articles"])
    head = Text(event["title"], style="bold")
    head.append(f"  {event['kind']} {event['id']}, {count} article{'s' * (count != 1)}", style="dim")
    head.append(f", {event['voices']} independent" if event["voices"] != count else "", style="dim")
    grid = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    # field and verdict are at least as wide as their longest word, so that none is broken on a narrow terminal
    words = [word for one in event["fields"] for word in field_label(one).split()]
    widest = min(max(map(len, words), default=0), _WIDEST_WORD)
    columns = (
        ("field", 3, widest),
        ("verdict", None, 20),
        ("claim", 4, None),
        ("who says it", 5, None),
        ("words", 8, None),
    )
    for name, ratio, width in columns:
        grid.add_column(name, ratio=ratio, width=width, overflow="fold")
    for one in event["fields"]:
        _add(grid, one)
    links = [Text(_link_text(link), style="dim") for link in event["links"]]
    return Group(head, grid, *links)


def _add(grid: Table, one: Mapping[str, Any]) -> None:
    sign, style = _VERDICTS.get(one["verdict"], ("", ""))
    label, verdict = Text(field_label(one)), Text(f"{sign} {verdict_text(one)}", style=style)
    if one["resolved"] is not None and len(one["claims"]) > 1:
        chosen = claim_text({**one["resolved"], "elsewhere": None})
        verdict.append(f"\n→ {chosen}: {one['resolved']['rule']}", style="default")
    elif one["verdict"] == "conflict":
        verdict.append("\n→ not resolved", style="default")
    for claim in one["claims"]:
        shown = claim_text(claim)
        for said in claim["said"]:
            quote = Text(said["quote"] or "", style="italic")
            if said["support"] == "unsupported":
                quote.append(" (does not say so)", style="red")
            grid.add_row(label, verdict, Text(shown), Text(said_by(said)), quote)
            label, verdict, shown = Text(), Text(), ""


def _link_text(link: Mapping[str, Any]) -> str:
    words = "another closing of" if link["kind"] == "chain" else "may be the same as"
    agreed = f", agrees in {', '.join(link['agreed'])}" if link["agreed"] else ""
    against = f", differs in {', '.join(link['against'])}" if link["against"] else ""
    return f"↔ {words} {link['event']}{agreed}{against}"


def record_table(record: Mapping[str, Any], text: str | None = None) -> RenderableType:
    """A record as a heading, a table of its values, and its notes.

    Args:
        record: as ``Record.to_dict()`` gives it.
        text: the article, for the words behind values that answers disagree on; without it only their places stand.
    """
    task = record["task"]
    head = Text(record["document"]["key"], style="bold")
    head.append(f"  {task['name']}@v{task['version']}, {record['model']}, {record['status']}", style="dim")
    parts: list[RenderableType] = [head]
    if record["error"]:
        said = (str(record["error"][part]).removesuffix(".") for part in ("message", "hint"))
        parts.append(Text(". ".join(part for part in said if part), style="red"))
    grid = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for name, ratio in (("path", 5), ("value", 4), ("", None), ("words", 8)):
        # support has the width of its longest word, so that none is broken on a narrow terminal
        grid.add_column(name, ratio=ratio, width=None if ratio else len("✗ unsupported"), overflow="fold")
    for path, item in _places_of(record):
        grid.add_row(Text(path), Text(_brief(value_at(record["data"], path))), *_backing(item))
    if grid.row_count:
        parts.append(grid)
    for note in record["notes"]:
        place = f" {note['path']}" if note["path"] else ""
        parts.append(Text(f"{note['code']}{place}: {note['message']}", style="dim"))
        kept = value_at(record["data"], note["path"])
        parts += [_said_text(one, one["value"] == kept, text) for one in differing_values(note)]
    return Group(*parts)


def _places_of(record: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any] | None]]:
    """The places of a record's values: those with evidence, then single ones that no words were asked for."""
    cited = {item["path"]: item for item in record["evidence"]}
    return [*cited.items(), *((path, None) for path in leaves_outside(record["data"], cited))]


def _backing(item: Mapping[str, Any] | None) -> tuple[Text, Text]:
    if item is None:
        return Text(), Text("no words asked for", style="dim")
    sign, style = _SUPPORT.get(item["support"], ("", ""))
    words = Text(item["quote"] or "no quote", style="italic")
    if item["spans"]:
        words.append(f"  {_places(item['spans'])}", style="dim")
    if item["reason"]:
        words.append(f"\n{item['reason']}", style="dim")
    return Text(f"{sign} {item['support']}", style=style), words


def _said_text(said: SaidValue, kept: bool, text: str | None) -> Text:
    """One of the values that answers disagree on, with its words."""
    line = Text(f"  {_brief(said['value'])}", style="bold")
    line.append(f"  in {counted(said['count'], 'answer')}{', kept' * kept}  ", style="not bold dim")
    if text is not None:
        words = " ... ".join(text[start:end] for start, end in said["spans"])
        line.append(" ".join(words.split()), style="not bold italic")
    line.append(f"  {_places(said['spans'])}" if said["spans"] else "no words found for it", style="not bold dim")
    return line


def _places(spans: Sequence[Sequence[int]]) -> str:
    return ", ".join(f"{start}:{end}" for start, end in spans)


def _brief(value: Any) -> str:
    if isinstance(value, dict):
        shown = show_value(value)
        if not shown.startswith("{"):
            return shown
        return ", ".join(
            f"{key} {_brief(part)}" for key, part in value.items() if part not in (None, [], "unspecified")
        )
    if isinstance(value, list):
        return ", ".join(_brief(part) for part in value)
    return show_value(value)
