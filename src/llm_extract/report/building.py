"""Building the page: one HTML file that holds everything and asks for nothing."""

from __future__ import annotations

import hashlib
import html
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..documents import SavedDocuments
from ..errors import ConfigError, unwritable
from ..record_lines import as_lines
from ..records import Record, to_line
from ..whole_files import put_text
from .content import describe_record, find_problems, index_record
from .embedding import Blocks, content_policy, escape_json
from .events import describe_event, event_order, index_event
from .figures import Figures, Prices

__all__ = ["iterate_report", "write_report"]

_PROGRAM = (
    "base", "list", "article", "journal", "quotes", "notes", "records", "review", "events", "problems", "summary",
    "evaluation", "keys", "start",
)  # fmt: skip
"""The page's program: files of ``page/``, in the order in which they are put together."""

_STYLES = ("style", "media")

Raw = Mapping[str, Any]


def write_report(
    output: str | os.PathLike[str],
    records: Iterable[Record[Any] | Raw],
    *,
    documents: SavedDocuments | None = None,
    events: Iterable[Raw] | None = None,
    evaluation: Raw | None = None,
    prices: Prices | None = None,
    title: str = "records",
) -> int:
    """Write the report of a run as one HTML file.

    Args:
        output: the file; replaced where it is there, and only when the new one is whole.
        records: Records, or lines of a records file as JSON values.
        documents: the run's texts; without them the page shows quotes, but no articles.
        events: parsed event lines of ``reconcile``; without them there is no view of events.
        evaluation: what ``eval --json`` wrote; without it there is no view of the evaluation.
        prices: to show money beside tokens.
        title: names the run, for instance the records file.

    Returns:
        How many records are in it.

    Raises:
        ConfigError: something is no record.
        RunError: the file cannot be written.

    Example:
        >>> import tempfile
        >>> write_report(f"{tempfile.mkdtemp()}/report.html", [])
        0
    """
    path = Path(output)
    content = _Content(documents, events, evaluation, prices, title)
    try:
        put_text(path, content.pieces(records))
    except OSError as error:
        raise unwritable(path, error, hint="Give another file.") from error
    return len(content.index)


def iterate_report(
    records: Iterable[Record[Any] | Raw],
    *,
    documents: SavedDocuments | None = None,
    events: Iterable[Raw] | None = None,
    evaluation: Raw | None = None,
    prices: Prices | None = None,
    title: str = "records",
) -> Iterator[str]:
    """The report piece by piece; see ``write_report``.

    Args:
        records: Records, or lines of a records file as JSON values.
        documents: the run's texts.
        events: parsed event lines.
        evaluation: what ``eval --json`` wrote.
        prices: to show money beside tokens.
        title: names the run.

    Yields:
        The parts of the page, in their order; joined they are what ``write_report`` writes.

    Example:
        >>> page = "".join(iterate_report([]))
        >>> page.startswith("<!doctype html>"), "<script src" in page
        (True, False)
    """
    return _Content(documents, events, evaluation, prices, title).pieces(records)


@dataclass
class _Content:
    """What is put into the page, gathered while the records go by."""

    documents: SavedDocuments | None
    events: Iterable[Raw] | None
    evaluation: Raw | None
    prices: Prices | None
    title: str
    index: list[list[Any]] = field(default_factory=list)
    problems: list[list[Any]] = field(default_factory=list)

    def pieces(self, records: Iterable[Record[Any] | Raw]) -> Iterator[str]:
        """The whole file; records are written as they come, so that few are held."""
        script = "".join(_read(f"{name}.js") for name in _PROGRAM)
        style = "".join(_read(f"{name}.css") for name in _STYLES)
        head, tail = _read("page.html").split("@data@")
        filled = {
            "policy": html.escape(content_policy(script, style), quote=True),
            "title": html.escape(self.title),
            "style": style,
        }
        # in one pass: what is filled in may itself look like a mark
        yield re.sub("@(policy|title|style)@", lambda mark: filled[mark[1]], head)
        yield from self._data(records)
        yield tail.replace("@script@", script)

    def _data(self, records: Iterable[Record[Any] | Raw]) -> Iterator[str]:
        blocks, figures, run = Blocks("records"), Figures(self.prices), hashlib.sha256()
        for record in as_lines(records):
            figures.add(record)
            run.update(to_line(record).encode("utf-8", "replace") + b"\n")
            yield from blocks.add(self._record(record))
        yield from blocks.end()
        numbers = {entry[0]: number for number, entry in enumerate(self.index)}
        told: dict[str, Any] = {"events": None}
        if self.events is not None:
            yield from self._events(self.events, numbers, told)
        content = {
            "title": self.title,
            "run": run.hexdigest()[:16],
            "has_texts": self.documents is not None,
            "records": self.index,
            "blocks": blocks.starts,
            "problems": sorted(self.problems, key=lambda one: one[1]),
            "figures": figures.to_dict(),
            "evaluation": self.evaluation,
            **told,
        }
        yield f'<script type="application/json" id="content">{escape_json(content)}</script>\n'

    def _record(self, record: Raw) -> dict[str, Any]:
        about = record["document"]
        # by its id: offsets mean nothing in another text under the same key
        document = self.documents.get(about["key"], about["id"]) if self.documents else None
        problems = sorted(find_problems(record), key=lambda one: one.gravity)
        number = len(self.index)
        self.index.append(index_record(record, document, problems))
        self.problems += [[number, one.gravity, one.word, one.path, one.line] for one in problems]
        return describe_record(record, document, problems)

    def _events(self, events: Iterable[Raw], numbers: Mapping[str, int], told: dict[str, Any]) -> Iterator[str]:
        try:
            yield from self._told(events, numbers, told)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            raise ConfigError(
                f"an event that is none ({type(error).__name__}: {error})", hint="Give the output of reconcile."
            ) from error

    def _told(self, events: Iterable[Raw], numbers: Mapping[str, int], told: dict[str, Any]) -> Iterator[str]:
        ordered = sorted(events, key=event_order)
        titles = {event["id"]: event["title"] for event in ordered}
        blocks = Blocks("events")
        for event in ordered:
            yield from blocks.add(describe_event(event, numbers, titles))
        yield from blocks.end()
        told["events"] = [index_event(event, numbers) for event in ordered]
        told["event_blocks"] = blocks.starts


def _read(name: str) -> str:
    return (files(__package__) / "page" / name).read_text(encoding="utf-8")
