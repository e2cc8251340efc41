"""``llm-extract cache``: what is stored, whether it is sound, forgetting it, and taking it elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ConfigError
from ..plurals import counted
from ..settings import read_settings
from . import SOME_FAILED
from .ages import read_age, show_day, show_size
from .confirming import confirm
from .output_files import ANSWERS, check_output
from .records_file import read_records

if TYPE_CHECKING:
    from ..models.store import KeptStore
    from ..store_urls import StoreURL

__all__ = ["app"]

app = typer.Typer(
    help="Look after the stored answers, which were paid for.\n\n"
    "Every answer is stored under its request, so that the same request is never paid for twice.",
    no_args_is_help=True,
)

Option = typer.Option
Cache = Annotated[
    str | None, Option("--cache", metavar="CACHE", help="Folder or URL of the cache; else the one that a run uses.")
]
Yes = Annotated[bool, Option("--yes", help="Forget without asking first.")]


@app.command()
def info(cache: Cache = None) -> None:
    """Show how many answers are stored, for which endpoints.

    With their size, and the days on which the first and the last of them were stored.
    """
    place = _place(cache)
    with _opened(place) as store:
        if store is None:
            return
        stored = store.info()
    for row in stored.namespaces:
        days = f"{show_day(row.oldest)} to {show_day(row.newest)}"
        print(f"{row.namespace}\t{counted(row.rows, 'answer')}\t{show_size(row.bytes)}\t{days}")
    print(f"{place}: {counted(stored.rows, 'answer')}, {show_size(stored.bytes_on_disk)} on disk")


@app.command()
def verify(cache: Cache = None) -> int:
    """Read every stored answer; exit code 1 if one is damaged."""
    place = _place(cache)
    with _opened(place) as store:  # refuses what is no cache
        if store is None:
            return 0
        count, damages = store.verify()
    for damage in damages:
        print(f"{damage.key}: {damage.reason}" if damage.key else damage.reason)
    print(
        f"{place}: {counted(count, 'answer')} read, {len(damages)} damaged"
        if damages
        else f"{place}: {counted(count, 'answer')} read, all good"
    )
    if damages:
        print(
            "A damaged answer counts as missing: its request is asked again and the answer replaced.", file=sys.stderr
        )
    return SOME_FAILED if damages else 0


@app.command()
def prune(
    records: Annotated[
        list[Path] | None, typer.Argument(metavar="RECORDS", help="Files of records, which say what answers were used.")
    ] = None,
    older_than: Annotated[
        str | None,
        Option("--older-than", metavar="AGE", help="Stored longer ago than 90d, 12w, 48h, or before 2026-01-31."),
    ] = None,
    task: Annotated[
        str | None, Option("--task", "-t", metavar="TASK", help="Used by RECORDS of this NAME or NAME@vN.")
    ] = None,
    unused: Annotated[bool, Option("--unused", help="Not used by any of RECORDS.")] = False,
    cache: Cache = None,
    yes: Yes = False,
) -> None:
    """Forget stored answers that are old, or no longer used.

    An answer is forgotten where it meets all conditions that are given. Answers do not say what task they were for;
    records do. So --task forgets what RECORDS of that task were made from, and --unused keeps what any of RECORDS was
    made from and forgets the rest: name the records of every run that shares the cache. Forgotten answers were paid
    for, and will be asked and paid for again.
    """
    paths = records or []
    if older_than is None and task is None and not unused:
        raise ConfigError("nothing says what to forget", hint="Give --older-than, --task or --unused.")
    if task is not None and unused:
        raise ConfigError("--task and --unused exclude each other", hint="Give one of them.")
    if bool(paths) != (task is not None or unused):
        hint = "Name the records of the runs." if not paths else "Say with --task or --unused what they are for."
        raise ConfigError(f"records are {'given' if paths else 'missing'}", hint=hint)
    before = None if older_than is None else read_age(older_than, time.time())
    fingerprints = _used(paths, task)
    place = _place(cache)
    with _opened(place) as store:
        if store is None:
            return
        from ..models.care import find_answers

        named, spared = (fingerprints, None) if task is not None else (None, fingerprints if unused else None)
        found = find_answers(store, before=before, named=named, unnamed=spared)
        size = sum(one.size for one in found)
        rows = store.info().rows
        if not _agreed(
            f"Forget {len(found)} of {rows} stored answers in {place} ({show_size(size)})?", len(found), yes
        ):
            return
        store.delete([one.key for one in found])
        _report(place, store, len(found))


@app.command()
def clear(cache: Cache = None, yes: Yes = False) -> None:
    """Forget all stored answers.

    They were paid for, and will be asked and paid for again.
    """
    place = _place(cache)
    with _opened(place) as store:
        if store is None:
            return
        stored = store.info()
        size = show_size(sum(one.bytes for one in stored.namespaces))
        if not _agreed(f"Forget all {stored.rows} stored answers in {place} ({size})?", stored.rows, yes):
            return
        store.delete(list(store.keys()))
        _report(place, store, stored.rows)


@app.command("export")
def export_to(
    output: Annotated[Path, typer.Argument(metavar="FILE", help="FILE.jsonl or FILE.jsonl.gz.")],
    cache: Cache = None,
) -> None:
    """Write all stored answers to a file, for another cache."""
    from ..models.answer_files import export_answers

    check_output(output, ANSWERS)
    with _opened(_place(cache)) as store:
        if store is None:
            return
        count = export_answers(store, output)
    print(f"{output}: {counted(count, 'answer')}, {show_size(output.stat().st_size)}")


@app.command("import")
def import_from(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that cache export wrote.")],
    cache: Cache = None,
) -> None:
    """Add the answers of a file that cache export wrote.

    What is stored already stays as it is.

    Records will be made from these answers as if the endpoint had given them: import only files that you trust.
    """
    from ..models.answer_files import import_answers
    from ..models.stores.opening import open_store

    place = _place(cache)
    if not source.is_file():
        raise ConfigError(f"no file {source}", hint="Give a file of: cache export")
    store = open_store(place)
    try:
        added, known = import_answers(store, source)
    finally:
        store.close()
    print(f"{place}: {counted(added, 'answer')} added, {known} were there already")


def _place(cache: str | None) -> Path | StoreURL:
    place = read_settings({"cache": cache}).cache
    if place is None:
        raise ConfigError("the settings say that no cache is used", hint="Name its folder with --cache.")
    return place


@contextmanager
def _opened(place: Path | StoreURL) -> Iterator[KeptStore | None]:
    """The store; None, with a word about it, where there is none, for looking must not make one."""
    from ..models.stores.opening import has_store, open_store

    if not has_store(place):
        print(f"{place}: no cache yet")
        yield None
        return
    store = open_store(place)
    try:
        yield store
    finally:
        store.close()


def _used(paths: list[Path], task: str | None) -> set[str]:
    """The fingerprints of the answers that records were made from, of one task or of all."""
    found: set[str] = set()
    seen: set[str] = set()
    for path in paths:
        for record in read_records(path):
            name = record["task"]["name"]
            names = {name, f"{name}@v{record['task']['version']}"}
            seen |= names
            if task is None or task in names:
                found.update(attempt["fingerprint"] for attempt in record["attempts"])
    if task is not None and task not in seen:
        known = ", ".join(sorted(seen)) or "none"
        raise ConfigError(f"no record is of task {task!r}", hint=f"Tasks of these records: {known}.")
    return found


def _agreed(question: str, count: int, yes: bool) -> bool:
    """Whether to go on; only ``--yes`` or a typed y says so."""
    if not count:
        print("nothing to forget")
        return False
    if yes:
        return True
    agreed = confirm(question, "forget")
    if not agreed:
        print("nothing forgotten")
    return agreed


def _report(place: Path | StoreURL, store: KeptStore, count: int) -> None:
    print(f"{place}: {counted(count, 'answer')} forgotten, {show_size(store.shrink())} on disk now")
