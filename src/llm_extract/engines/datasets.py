"""Datasets of Ray Data in, datasets of records out: for pipelines of one's own on a cluster."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from os import PathLike
from typing import Any

from ..batch.lines import encode_line
from ..costs import load_prices
from ..documents import Document, UnreadableDocument
from ..documents.mappings import read_rows
from ..documents.rows import Columns
from ..errors import ConfigError
from ..extraction.extractor import Extractor
from ..extraction.flow import failed_record
from .assignment import Assignment
from .cluster import LINKS, RayLink, need_ray
from .fleet import Fleet
from .work import Article
from .worker import Worker, raise_error

__all__ = ["extract_dataset", "write_lines"]

_CPUS = 0.01
_IN_FLIGHT = 64  # of one actor, where nothing is set


@dataclass(frozen=True)
class _Reading:
    columns: Columns
    path_column: str | None
    encoding: str


def extract_dataset(
    dataset: Any,
    task: str | PathLike[str] | None = None,
    *,
    actors: int = 2,
    text_column: str = "text",
    id_column: str | None = None,
    date_column: str | None = None,
    title_column: str | None = None,
    path_column: str | None = None,
    encoding: str = "str",
    **options: Any,
) -> Any:
    """Extract every row of a dataset, by a pool of actors that hold an extractor each.

    Limits of requests and tokens (``rpm``, ``tpm``) are those of all actors together; an actor that dies is started
    again, and what was answered is found in the cache. Equal rows are asked once where they meet in one actor at the
    same time, or after the first of them was answered.

    Args:
        dataset: of ``ray.data``: from ``read_json``, ``read_parquet``, ``read_csv`` or anything else that has rows.
        task: as for ``Extractor``; so are ``options``. ``concurrency`` counts rows under way in all actors.
        actors: how many.
        text_column, id_column, date_column, title_column: as for ``extract_iter``.
        path_column: the column with the file that a row is of, as ``include_paths=True`` gives it; then keys and
            sources are those of a run over that file, if each row has an id.
        encoding: what records say that the texts were decoded with.

    Returns:
        A dataset with the columns ``key``, ``status`` and ``record``, the record's line; nothing runs before it is read
        or written: ``write_parquet`` of the dataset, or ``write_lines``.

    Raises:
        ConfigError: Ray is not installed, or a setting is wrong.
    """
    need_ray()
    ray = import_module("ray")
    if actors < 1:
        raise ConfigError(f"actors is {actors}", hint="It must be 1 or more.")
    with Extractor[Any](task, **options) as extractor:
        settings = extractor.settings
    if settings.cache is None and settings.replay is None:
        raise ConfigError("a cache is needed: it is what tells what was paid for", hint="Set cache.")
    each = max(1, (settings.concurrency or actors * _IN_FLIGHT) // actors)
    assignment = Assignment.of(
        extractor, load_prices(settings.prices), concurrency=None if settings.concurrency is None else each
    )
    fleet = ray.remote(num_cpus=0, max_concurrency=LINKS, max_restarts=-1, max_task_retries=-1)(Fleet).remote(
        settings.rpm, settings.tpm
    )
    reading = _Reading(Columns(text_column, id_column, date_column, title_column), path_column, encoding)
    return dataset.map_batches(
        _Extracting,
        batch_size=4 * each,
        batch_format="pyarrow",
        fn_constructor_kwargs={"assignment": assignment, "reading": reading, "fleet": fleet},
        compute=ray.data.ActorPoolStrategy(
            size=actors, max_tasks_in_flight_per_actor=4, max_concurrent_calls_per_actor=2
        ),
        num_cpus=_CPUS,
    )


class _Extracting:
    """One actor of the pool."""

    def __init__(self, assignment: Assignment, reading: _Reading, fleet: Any) -> None:
        self._worker, self._reading = Worker(assignment, RayLink(fleet)), reading

    async def __call__(self, batch: Any) -> AsyncIterator[Any]:
        items = list(self._read(batch.to_pylist()))
        lines = await asyncio.gather(*[self._extract(item) for item in items])
        raws = [(item.key, status, line) for item, (status, line) in zip(items, lines, strict=True)]
        columns = zip(*raws, strict=True) if raws else ((), (), ())
        names = ("key", "status", "record")
        yield import_module("pyarrow").table(dict(zip(names, map(list, columns), strict=True)))

    def _read(self, rows: list[dict[str, Any]]) -> Iterator[Document | UnreadableDocument]:
        reading = self._reading
        name = reading.path_column
        if name is None:
            yield from read_rows(rows, reading.columns, encoding=reading.encoding)
            return
        for path, group in groupby(rows, key=lambda row: row.get(name)):
            yield from read_rows(_without(name, group), reading.columns, source=path, encoding=reading.encoding)

    async def _extract(self, item: Document | UnreadableDocument) -> tuple[str, str]:
        if isinstance(item, UnreadableDocument):
            record = failed_record(self._worker.plan, item, item.error)
            return record.status, encode_line(record.to_dict()).decode().rstrip("\n")
        outcome = await self._worker.answer([Article(0, 0, item)])
        ((_, line),) = outcome.lines
        if line is None:
            raise_error(outcome.error or ("RunError", "the run is being stopped", ""))
        return _status(line), line.rstrip("\n")


def _without(name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    return ({key: value for key, value in row.items() if key != name} for row in rows)


def _status(line: str) -> str:
    return str(json.loads(line)["status"])


def write_lines(dataset: Any, folder: str | PathLike[str]) -> None:
    """Write the records of a dataset as JSON lines, a file for each block.

    Args:
        dataset: from ``extract_dataset``.
        folder: a folder that all nodes reach, or a URL of an object store.
    """
    sink = import_module("ray.data.datasource").BlockBasedFileDatasink

    class Lines(sink):  # type: ignore[misc, valid-type]
        """Made here, for its class is Ray's, which may not be installed."""

        def write_block_to_file(self, block: Any, file: Any) -> None:
            for line in block.to_arrow().column("record").to_pylist():
                file.write(line.encode() + b"\n")

    dataset.write_datasink(Lines(str(folder), file_format="jsonl"))
