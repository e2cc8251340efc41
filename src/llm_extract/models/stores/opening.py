"""Opening the store that a setting names."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import ConfigError
from ...store_urls import KINDS, StoreURL, read_place

if TYPE_CHECKING:
    from ..store import KeptStore

__all__ = ["has_store", "open_store"]


def open_store(place: str | Path | StoreURL) -> KeptStore:
    """Open a store, and make it where there is none.

    Each process opens its own; in one process one is enough, for its calls may come from several threads.

    Args:
        place: a folder of this machine, or a URL: ``segments:FOLDER``, ``segments+s3://BUCKET/FOLDER``,
            ``redis://HOST:PORT/DB``, ``postgresql://HOST/DATABASE``.

    Returns:
        The store; ``close`` it.

    Raises:
        ConfigError: no such kind, a client library is missing, the folder lies on a network file system, or the server
            does not answer or may lose what it acknowledged.
        RunError: a folder cannot be read or written.

    Example:
        >>> import tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> with folder as name:
        ...     store = open_store(f"segments:{name}")
        ...     store.put("https://api.example/v1 ab12", b"{}")
        ...     print(store.get("https://api.example/v1 ab12"))
        ...     store.close()
        b'{}'
    """
    where = _read(place)
    if isinstance(where, Path):
        from ..disk import DiskStore

        return DiskStore(where)
    if where.kind == "segments":
        return _open_segments(where)
    return _open_server(where, create=True)


def has_store(place: str | Path | StoreURL) -> bool:
    """Whether a store is there already; nothing is made by looking.

    Raises:
        ConfigError: as ``open_store``.
    """
    where = _read(place)
    if isinstance(where, Path):
        return (where / "cache.db").is_file()
    if where.kind == "segments":
        folder = _folder(where)
        return folder is None or folder.is_dir()
    store = _open_server(where, create=False)
    try:
        return store.is_there()
    finally:
        store.close()


if TYPE_CHECKING:
    from .postgres_store import PostgresStore
    from .redis_store import RedisStore


def _open_server(url: StoreURL, *, create: bool) -> RedisStore | PostgresStore:
    _seconds(url, "lease", 1.0)
    if url.kind == "redis":
        from .redis_store import RedisStore

        return RedisStore(url, create=create)
    from .postgres_store import PostgresStore

    return PostgresStore(url, create=create)


def _open_segments(url: StoreURL) -> KeptStore:
    from ..file_systems import find_network
    from .leases import LEASE_SECONDS
    from .segments import ObjectSegmentStore, SegmentStore

    folder = _folder(url)
    if folder is None:
        return ObjectSegmentStore(url.connects_to, _spool(url), roll=_seconds(url, "roll", 20.0))
    said = url.options.get("sync")
    if said not in (None, "always", "never"):
        raise ConfigError(f"{url}: sync is {said!r}", hint="It must be always or never.")
    # On one machine an answer is as safe as in the default cache; others see it only when their server has it.
    sync = said == "always" or (said is None and bool(find_network(folder)))
    return SegmentStore(folder, sync=sync, lease=_seconds(url, "lease", LEASE_SECONDS))


def _folder(url: StoreURL) -> Path | None:
    """The folder of segments; None where they are objects."""
    return None if "+" in url.secret.partition(":")[0] else Path(url.connects_to)


def _spool(url: StoreURL) -> Path:
    """Where segments wait on this machine; the same for all processes of a user."""
    given = url.options.get("spool")
    if given:
        return Path(given)
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "llm_extract" / "spool" / hashlib.sha256(url.connects_to.encode()).hexdigest()[:16]


def _seconds(url: StoreURL, name: str, default: float) -> float:
    said = url.options.get(name)
    try:
        seconds = default if said is None else float(said)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86400:
        raise ConfigError(f"{url}: {name} is {said!r}", hint="It must be a number of seconds.")
    return seconds


def _read(place: str | Path | StoreURL) -> Path | StoreURL:
    try:
        where = read_place(place) if isinstance(place, str) else place
    except ValueError:
        raise ConfigError(f"{StoreURL(str(place))} is no cache", hint=f"It can be {KINDS}.") from None
    if isinstance(where, Path) and os.path.isfile(where):  # noqa: PTH113 - false, too, where it may not be looked at
        raise ConfigError(f"the cache {where} is a file", hint="Name a folder; it is made where there is none.")
    return where
