"""The model that never pays twice: answers are stored before anything reads them, and one request is in flight once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..errors import ConfigError, ReplayMiss
from ..events import DEBUG, emit
from ..messages import Request, Response
from ..plain_data import parse_json
from .base import Model
from .flights import Flights
from .store import Store, StoreBusy, StoreInfo
from .store_calls import StoreCalls

__all__ = ["CachedModel", "encode_answer", "normalize_namespace"]

_MISSED = 4096  # keys that were looked for in vain, and need not be looked for again before they are claimed
_BUSY_PAUSES = (0.01, 0.02, 0.05, *(0.1,) * 10, *(0.5,) * 58)  # 30 s in all
_LOCK_PAUSES = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15)
_encode = json.JSONEncoder(separators=(",", ":")).encode  # json.dumps would make an encoder for every call
_log = logging.getLogger(__name__)


class CachedModel:
    """Answers from the store and asks the inner model for the rest, once per request among tasks, threads, processes.

    Every completed answer is stored before its content is looked at, refusals and truncations too: they were paid for.

    Args:
        inner: the model to ask; None never asks and raises ReplayMiss.
        store: where answers are kept.
        namespace: the base URL: answers of two endpoints are kept apart.
        on_arrival: called once with each answer that was bought, as the bytes that are about to be stored.
        on_answer: called once with each answer that was bought and stored, never for one that was found.

    Example:
        >>> from llm_extract.models.memory_store import MemoryStore
        >>> model = CachedModel(None, MemoryStore(), "https://api.openai.com/v1")
        >>> asyncio.run(model.complete(Request({"model": "m"})))  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        llm_extract.errors.ReplayMiss: no stored answer for request ...
    """

    def __init__(
        self,
        inner: Model | None,
        store: Store,
        namespace: str,
        *,
        on_arrival: Callable[[Request, bytes], None] | None = None,
        on_answer: Callable[[Request, Response], None] | None = None,
    ) -> None:
        self._inner = inner
        self._store, self._calls = store, StoreCalls(store)
        self._prefix = f"{normalize_namespace(namespace)} "
        self._on_arrival, self._on_answer = on_arrival, on_answer
        self._flights = Flights()
        self._missed: dict[str, None] = {}

    async def complete(self, request: Request) -> Response:
        """Find the answer, or ask for it and store it.

        Raises:
            ModelError: the inner model got no answer.
            ReplayMiss: nothing is stored and there is no inner model.
            RunError: the store cannot be written; the answer that could not be kept is lost.
        """
        key = self._prefix + request.fingerprint
        found = await self._find(key)
        if found is None:
            found, is_anothers = await self._flights.join(key, lambda: self._ask_alone(request, key))
            if not is_anothers:
                return found
        if _log.isEnabledFor(DEBUG):
            emit(_log, DEBUG, "cache.hit", request=request.fingerprint)
        return found

    async def _ask_alone(self, request: Request, key: str) -> Response:
        stored = await self._lock(key)
        try:
            found = self._read(key, stored)
            return await self._ask(request, key) if found is None else found
        finally:
            self._calls.begin(self._store.unlock, key)

    async def _ask(self, request: Request, key: str) -> Response:
        if self._inner is None:
            raise ReplayMiss(
                f"no stored answer for request {request.fingerprint[:8]}…",
                hint="Run it once with a live endpoint and the same cache directory",
            )
        answer = await self._inner.complete(request)
        raw = encode_answer(answer)
        if self._on_arrival is not None:
            self._on_arrival(request, raw)
        cancelled = await self._put(key, raw)
        if self._on_answer is not None:
            self._on_answer(request, answer)
        if cancelled is not None:
            raise cancelled
        return answer

    async def _lock(self, key: str) -> bytes | None:
        """Wait for the claim; returns what another process may have stored meanwhile."""
        pauses = iter(_LOCK_PAUSES)
        while True:
            locked, stored = await self._calls.run(self._try_lock, key)
            if locked:
                return stored
            await asyncio.sleep(next(pauses, 0.25))

    def _try_lock(self, key: str) -> tuple[bool, bytes | None]:
        if not self._store.try_lock(key):
            return False, None
        try:
            return True, self._store.get(key)
        except BaseException:
            self._store.unlock(key)
            raise

    async def keep(self, fingerprint: str, answer: Response) -> None:
        """Store an answer that came another way, from a Batch job.

        Args:
            fingerprint: of the request that it answers.
            answer: as the endpoint gave it.

        Raises:
            RunError: the store cannot be written.
        """
        if (cancelled := await self._put(self._prefix + fingerprint, encode_answer(answer))) is not None:
            raise cancelled

    async def _put(self, key: str, raw: bytes) -> asyncio.CancelledError | None:
        """Store what was paid for, though the task be cancelled meanwhile; returns that, to be raised afterwards."""
        cancelled = None
        for pause in _BUSY_PAUSES:
            try:
                await self._calls.run(self._store.put, key, raw)
                return cancelled
            except StoreBusy:
                try:
                    await asyncio.sleep(pause)
                except asyncio.CancelledError as error:
                    cancelled = error
        await self._calls.run(self._store.put, key, raw)
        return cancelled

    async def _find(self, key: str) -> Response | None:
        if self._missed.pop(key, key) is None:
            return None  # just looked for; it is looked for again when it is claimed
        return self._read(key, await self._calls.run(self._store.get, key))

    def _read(self, key: str, raw: bytes | None) -> Response | None:
        """The stored answer; None where there is none or it is damaged, so that it is asked for and stored again."""
        if raw is None:
            return None
        try:
            body: Any = parse_json(raw)
        except ValueError:
            body = None
        if isinstance(body, Mapping) and isinstance(body.get("choices"), list) and body["choices"]:
            return Response(body)
        _log.warning("the stored answer under %s is damaged: it is asked for again", key)
        return None

    @property
    def waits(self) -> bool:
        """Whether looking for answers waits for a network or a shared disk, and ``peek`` keeps its caller so long."""
        return self._store.waits

    def peek(self, fingerprints: Iterable[str]) -> dict[str, Response]:
        """The stored answers among these fingerprints, by fingerprint, without asking for any."""
        keys = [self._prefix + fingerprint for fingerprint in fingerprints]
        return self._sort_out(keys, self._store.get_many(keys))

    async def peek_beside(self, fingerprints: Iterable[str]) -> dict[str, Response]:
        """The same, in a thread where the store waits."""
        keys = [self._prefix + fingerprint for fingerprint in fingerprints]
        return self._sort_out(keys, await self._calls.run(self._store.get_many, keys))

    def _sort_out(self, keys: list[str], stored: Mapping[str, bytes]) -> dict[str, Response]:
        found: dict[str, Response] = {}
        self._missed.update(dict.fromkeys(key for key in keys if key not in stored))
        while len(self._missed) > _MISSED:
            del self._missed[next(iter(self._missed))]
        for key, raw in stored.items():
            answer = self._read(key, raw)
            if answer is not None:
                fingerprint = key[len(self._prefix) :]
                found[fingerprint] = answer
                if _log.isEnabledFor(DEBUG):
                    emit(_log, DEBUG, "cache.hit", request=fingerprint)
        return found

    def info(self) -> StoreInfo:
        """Counts and sizes by namespace, of the whole store."""
        return self._store.info()

    def clear(self) -> int:
        """Forget the answers of this namespace; returns how many there were."""
        return self._store.delete([key for key in self._store.keys() if key.startswith(self._prefix)])  # noqa: SIM118

    async def aclose(self) -> None:
        """Close the inner model, then the store."""
        try:
            if self._inner is not None:
                await self._inner.aclose()
        finally:
            self._calls.close()
            self._store.close()


def encode_answer(answer: Response) -> bytes:
    """An answer as it is stored; the same bytes each time it is read and written again.

    Example:
        >>> encode_answer(Response({"choices": [{"message": {"content": "é"}}]}))
        b'{"choices":[{"message":{"content":"\\\\u00e9"}}]}'
    """
    return _encode(answer.body).encode()


def normalize_namespace(namespace: str) -> str:
    """The name under which the answers of an endpoint are kept.

    Raises:
        ConfigError: it is empty, or holds a space.

    Example:
        >>> normalize_namespace("https://api.example/v1/")
        'https://api.example/v1'
    """
    name = namespace.strip().rstrip("/")
    if not name or any(character.isspace() for character in name):
        raise ConfigError(f"{namespace!r} cannot name a cache's endpoint", hint="Give the base URL")
    return name
