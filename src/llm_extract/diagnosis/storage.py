"""The cache: where it is, what it holds, whether it is sound, and the disk below it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from ..models.file_systems import ON_NETWORK, find_network, refuse_network
from ..models.stores.opening import has_store, open_store
from ..plurals import counted
from ..settings import Settings
from .findings import Section

__all__ = ["inspect_cache"]

_LITTLE = 100_000_000  # bytes; a run stores some kilobytes per answer
_SOME = 1_000_000_000
_MOST_READ = 2_000_000_000  # bytes; reading more takes longer than people wait
_READ_ALL = "llm-extract cache verify"


def inspect_cache(section: Section, settings: Settings) -> None:
    """Location, answers, size, format and damage of the cache; network file systems and full disks are named."""
    place = settings.cache
    if place is None:
        section.say("location", None)
        section.warn("no answers are stored", "A run that is repeated pays again; remove the setting that says so.")
        return
    section.say("location", str(place.absolute()) if isinstance(place, Path) else str(place))
    if isinstance(place, Path):
        _inspect_disk(section, place)
    if not has_store(place):
        section.say("answers", "none yet")
        return
    if isinstance(place, Path):
        section.say("format", _format(place))
    store = open_store(place)
    try:
        info = store.info()
        section.say("answers", info.rows)
        section.say("bytes", info.bytes_on_disk)
        if isinstance(place, Path) and info.bytes_on_disk <= _MOST_READ:
            _, damages = store.verify()
            section.say("damaged", len(damages))
            if damages:
                first = damages[0]
                count = counted(len(damages), "stored answer")
                what = f"{count} damaged, the first: {first.key or 'all'}: {first.reason}"
                section.complain(what, f"They are asked again when they are needed. See all: {_READ_ALL}")
        else:
            section.say("damaged", f"not looked at ({_READ_ALL})")
    finally:
        store.close()


def _format(folder: Path) -> int:
    """The version of the database's layout."""
    path = (folder / "cache.db").absolute()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=1)) as database:
            return int(database.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return 0  # opening it will say what is wrong


def _inspect_disk(section: Section, folder: Path) -> None:
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    network = find_network(folder)
    section.say("file system", network or "local")
    if not there.is_dir():
        section.complain(f"{there} is a file", "Name a folder with --cache.")
        return
    if not os.access(there, os.W_OK | os.X_OK):
        section.complain(f"{there} cannot be written to", "Make it writable, or name another folder with --cache.")
    free = shutil.disk_usage(there).free
    section.say("free bytes", free)
    remedy = "Free some, or name a folder on another disk with --cache."
    if free < _LITTLE:
        section.complain(f"only {free // 1_000_000} MB are free below {there}", remedy)
    elif free < _SOME:
        section.warn(f"only {free // 1_000_000} MB are free below {there}", remedy)
    refuse_network(folder)
    if network:
        section.warn(
            f"{folder} is on a network file system ({network}), where a cache that two machines use gets damaged",
            f"{ON_NETWORK} allows it; make sure that one machine alone uses it.",
        )
