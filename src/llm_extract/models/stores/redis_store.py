"""Answers in Redis, one hash for each: body, time, checksum. The only module that imports redis."""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeVar

from ...errors import ConfigError, RunError
from ...store_urls import StoreURL
from ..care import find_damage
from ..store import Answer
from .leases import name_writer
from .patience import PATIENCE_SECONDS
from .served import ServedStore, in_groups

__all__ = ["RedisStore"]

_PREFIX = b"llm_extract:"
_MARK = _PREFIX + b"format"
_SECONDS = 20.0  # for one call; a disk that is slow to sync is waited for
_GIVE_UP = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end"
_RENEW = (
    "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end"
)
_UNSAFE = (
    "In redis.conf: appendonly yes, appendfsync always, maxmemory-policy noeviction. Or add ?durable=no to the URL to "
    "risk answers that were paid for."
)
_SPOILED, _ELSE = "bytes that are not as they were stored", "something else"
_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class RedisStore(ServedStore):
    """A store in a Redis server, shared by any number of machines.

    Args:
        url: of the server; ``lease`` (seconds) and ``durable=no`` may stand behind ``?``.
        create: whether to mark an empty database as ours.
        patience: seconds to wait for a server that is gone.

    Raises:
        ConfigError: no client library, no answer from the server, a server that may lose what it acknowledged, or
            answers of a newer version.
    """

    group = 250

    def __init__(self, url: StoreURL, *, create: bool = True, patience: float = PATIENCE_SECONDS) -> None:
        try:
            import redis
        except ImportError:
            raise ConfigError(
                "a cache in Redis needs its client", hint="Run: pip install 'llm-extract[redis]'"
            ) from None
        self._known = redis.exceptions
        self._token = name_writer().encode()
        try:
            self._client: Any = redis.Redis.from_url(
                url.connects_to, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS, retry=None,
                health_check_interval=30, protocol=2,
            )  # fmt: skip
        except ValueError as error:
            raise ConfigError(f"{url}: {url.mask(str(error))}", hint="redis://USER:PASSWORD@HOST:PORT/DB") from None
        self._renewal = self._client.register_script(_RENEW)
        self._ending = self._client.register_script(_GIVE_UP)
        super().__init__(url, redis.exceptions.RedisError, create=create, patience=patience)

    def _check_durability(self) -> None:
        info = self._run(lambda: self._client.info("persistence"))
        if not info.get("aof_enabled"):
            raise ConfigError(f"{self._url} would lose answers when it restarts: appendonly is no", hint=_UNSAFE)
        settings = self._settings("appendfsync", "maxmemory", "maxmemory-policy")
        fsync, policy = settings.get("appendfsync", "unknown"), settings.get("maxmemory-policy", "noeviction")
        if settings.get("maxmemory", "0") != "0" and policy != "noeviction":
            raise ConfigError(
                f"{self._url} would drop answers when it is full: maxmemory-policy {policy}", hint=_UNSAFE
            )
        if fsync != "always":
            _log.warning("%s: appendfsync is %s: its last second may be lost when its machine fails", self._url, fsync)

    def _settings(self, *names: str) -> dict[str, str]:
        """Those that the server tells; many hosted ones tell none."""
        try:
            return {name: str(self._run(self._client.config_get, name).get(name, "")) for name in names}
        except RunError:
            return {}

    def _make(self) -> None:
        self._run(self._client.set, _MARK, b"1", nx=True)

    def _find_format(self) -> str | None:
        found: bytes | None = self._run(self._client.get, _MARK)
        return None if found is None else found.decode("utf-8", "replace")

    # -- answers

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The bytes under those of the keys that are there; one round trip for 250."""
        found: dict[str, bytes] = {}
        for group in in_groups(keys, self.group):
            for key, row in zip(group, self._rows(group, "body", "crc"), strict=True):
                reason = _fault(row)
                if reason:
                    _log.warning("%s holds %s under %s: it counts as missing", self._url, reason, key)
                elif row[0] is not None:
                    found[key] = row[0]
        return found

    def _rows(self, keys: Iterable[str], *names: str) -> list[Any]:
        def ask() -> list[Any]:
            with self._client.pipeline(transaction=False) as pipeline:
                for key in keys:
                    pipeline.hmget(_name(key), names)
                rows: list[Any] = pipeline.execute(raise_on_error=False)
                for row in rows:
                    if isinstance(row, Exception) and not isinstance(row, self._known.ResponseError):
                        raise row
                return rows

        return self._run(ask)

    def put(self, key: str, value: bytes) -> None:
        """Keep bytes, in place of what was there; the server has acknowledged them when this returns.

        Raises:
            RunError: the server does not take them.
        """
        row = {"body": value, "time": repr(time.time()), "crc": zlib.crc32(value)}

        def write() -> None:
            with self._client.pipeline(transaction=True) as pipeline:
                pipeline.delete(_name(key))  # whatever else may stand there
                pipeline.hset(_name(key), mapping=row)
                pipeline.execute()

        self._run(write)

    def delete(self, keys: Iterable[str]) -> int:
        """Forget keys; returns how many there were."""
        groups = in_groups(keys, self.group)
        return sum(int(self._run(self._client.delete, *map(_name, group))) for group in groups)

    def keys(self) -> Iterator[str]:
        """All keys, sorted."""
        start = _PREFIX + b"answer:"
        names = self._run(lambda: set(self._client.scan_iter(match=start + b"*", count=1000)))
        return iter(sorted(name[len(start) :].decode("utf-8", "replace") for name in names))

    # -- leases, by the server's clock

    def take(self, key: str) -> bool:
        """Take a key's lease; ours, where an acknowledgement was lost on the way."""

        def ask() -> bool:
            taken = self._client.set(_claim(key), self._token, nx=True, px=round(self._lease * 1000))
            return bool(taken) or self._client.get(_claim(key)) == self._token

        return self._run(ask)

    def renew(self, keys: Iterable[str]) -> Iterable[str]:
        """Hold leases for as long again; returns those that are no longer ours."""
        return [
            key
            for key in keys
            if not self._run(self._renewal, keys=[_claim(key)], args=[self._token, round(self._lease * 1000)])
        ]

    def give_up(self, key: str) -> None:
        """End a lease."""
        self._ending(keys=[_claim(key)], args=[self._token])

    # -- care

    def answers(self) -> Iterator[Answer]:
        """All answers without their content, by key."""
        for group in in_groups(self.keys(), self.group):
            sizes = self._sizes(group)
            for key, row, size in zip(group, self._rows(group, "time"), sizes, strict=True):
                if not isinstance(row, Exception):
                    yield Answer(key, _number(row[0]), size)

    def _sizes(self, keys: Iterable[str]) -> list[int]:
        def ask() -> list[Any]:
            with self._client.pipeline(transaction=False) as pipeline:
                for key in keys:
                    pipeline.hstrlen(_name(key), "body")
                found: list[Any] = pipeline.execute(raise_on_error=False)
                return found

        return [0 if isinstance(size, Exception) else int(size) for size in self._run(ask)]

    def _faults(self, keys: Collection[str]) -> Iterable[tuple[str, str]]:
        for key, row in zip(keys, self._rows(keys, "body", "crc"), strict=True):
            yield key, _fault(row) or (find_damage(key, row[0]) if row[0] is not None else "")

    def shrink(self) -> int:
        """The bytes that the server's append-only file takes; it rewrites that by itself."""
        return self._bytes_taken()

    def _bytes_taken(self) -> int:
        info = self._run(lambda: self._client.info("persistence"))
        return int(info.get("aof_current_size", 0))

    def _disconnect(self) -> None:
        self._client.close()

    def _run(self, call: Callable[..., _T], *arguments: Any, **options: Any) -> _T:
        return self._wait(lambda: call(*arguments, **options))

    def _is_passing(self, error: Exception) -> bool:
        refused = (self._known.AuthenticationError, self._known.AuthorizationError)
        passing = (self._known.ConnectionError, self._known.TimeoutError, self._known.BusyLoadingError)
        return isinstance(error, passing) and not isinstance(error, refused)


def _fault(row: Any) -> str:
    if isinstance(row, Exception):
        return _ELSE
    body, checksum = row
    if body is None and checksum is None:
        return ""
    return "" if body is not None and checksum == str(zlib.crc32(body)).encode() else _SPOILED


def _number(raw: bytes | None) -> float:
    try:
        return float(raw or 0)
    except ValueError:
        return 0.0


def _name(key: str) -> bytes:
    return _PREFIX + b"answer:" + key.encode("utf-8", "surrogatepass")


def _claim(key: str) -> bytes:
    return _PREFIX + b"claim:" + key.encode("utf-8", "surrogatepass")
