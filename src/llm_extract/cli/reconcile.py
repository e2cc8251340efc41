"""``llm-extract reconcile``: records in, events with their conflicts out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ConfigError
from ..plain_data import parse_json
from .options import Documents, Prompts, Records, TaskOfRecords
from .output_files import EVENTS, check_output
from .records_file import iterate_texts, read_records
from .streams import stdout_as_utf8, write_text
from .task_schemas import schema_of_records
from .terminal import open_console

if TYPE_CHECKING:
    from ..reconciliation import Event

__all__ = ["reconcile"]

Option = typer.Option


def reconcile(
    records: Records,
    output: Annotated[
        str | None, Option("--output", "-o", metavar="FILE", help="Write the events here, as JSON lines; - is stdout.")
    ] = None,
    task: TaskOfRecords = None,
    prompts: Prompts = None,
    documents: Documents = None,
    also: Annotated[
        list[str] | None,
        Option("--also", metavar="KIND", help="Compare this optional kind of event too, e.g. figure. Repeatable."),
    ] = None,
    aliases: Annotated[
        Path | None, Option("--aliases", metavar="FILE", help='Other names of one thing: {"Acme": ["Acme Inc."]}.')
    ] = None,
    single: Annotated[bool, Option("--all", help="Show events that one article alone tells, too.")] = False,
) -> int:
    """Find what articles tell of one event, and contradictions.

    Claims about one event are set beside each other, each with its words; where they differ, it is said how.

    With -o each event is written as a JSON line; otherwise those that several articles tell are shown as tables.
    """
    from ..reconciliation import iterate_events

    check_output(output, EVENTS, records, documents, aliases)
    events = iterate_events(
        read_records(records),
        schema_of_records(records, task, prompts),
        texts=_texts(records, documents),
        aliases=_read_aliases(aliases),
        also=also or (),
    )
    counts = _Counts()
    if output is None:
        _show(counts.heed(events), everything=single)
    else:
        _write(counts.heed(events), output)
    told = f"{counts.events} events, {counts.several} told by several articles, {counts.torn} with conflicts"
    print(told, file=sys.stderr)
    return 0


def _texts(records: Path, documents: Path | None) -> Iterator[tuple[str, str]]:
    """The saved texts one at a time; a run may hold more of them than memory does."""
    from ..documents import documents_path

    texts = iterate_texts(records, documents)
    if texts is None:
        print(f"no texts at {documents_path(records).name}: copies are known by equal texts only", file=sys.stderr)
        return iter(())
    return texts


def _read_aliases(path: Path | None) -> dict[str, list[str]]:
    if path is None:
        return {}

    try:
        content = parse_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}", hint='Write {"SenseTime": ["商汤科技"]}.') from None
    if not isinstance(content, dict) or not all(isinstance(names, list) for names in content.values()):
        raise ConfigError(f"{path} is no list of aliases", hint='Write {"SenseTime": ["商汤科技"]}.')
    return {str(name): [str(other) for other in others] for name, others in content.items()}


@dataclass
class _Counts:
    """What was told of, said at the end."""

    events: int = 0
    several: int = 0
    torn: int = 0

    def heed(self, events: Iterable[Event]) -> Iterator[Event]:
        for event in events:
            self.events += 1
            self.several += len(event.articles) > 1
            self.torn += bool(event.conflicts)
            yield event


def _write(events: Iterable[Event], output: str) -> None:
    lines = (event.to_json() + "\n" for event in events)
    if output == "-":
        stdout_as_utf8().writelines(lines)
    else:
        write_text(Path(output), lines)


def _show(events: Iterable[Event], *, everything: bool) -> None:
    from ..reconciliation.tables import event_table

    console = open_console()
    for event in events:
        if everything or len(event.articles) > 1:
            console.print(event_table(event.to_dict()))
            console.print()
