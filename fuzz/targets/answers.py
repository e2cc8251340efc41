"""Stored answers and what endpoints send: caches, recordings, results of batch jobs."""

from __future__ import annotations

import asyncio
import gzip
import json
import tempfile
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Any

from llm_extract.errors import ConfigError, ModelError
from llm_extract.messages import Request, Response
from llm_extract.models.answer_files import import_answers
from llm_extract.models.cached import CachedModel
from llm_extract.models.disk import DiskStore
from llm_extract.models.failures import classify_body, classify_status
from llm_extract.models.memory_store import MemoryStore
from llm_extract.models.recordings import Recording, load_recording, save_recording
from llm_extract.models.replay import ReplayModel
from llm_extract.models.stores.segment_lines import Line, pack, unpack
from llm_extract.models.stores.segments import SegmentStore
from llm_extract.provider_batch.results import find_causes, read_result
from llm_extract.recording_care.checking import check_recordings
from llm_extract.recording_care.refreshing import _request_of
from llm_extract.shipped import shipped

from ..harness import Target

__all__ = ["SEEDS", "TARGETS"]

_URL = "https://api.example/v1"
_PRINT = "ab" * 32
_KEY = f"{_URL} {_PRINT}"
_REQUEST = Request({"model": "m", "messages": [{"role": "user", "content": "Acme raised $5 million.\nAll of it."}]})
_USAGE = {"prompt_tokens": 100, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 3}}
_BODY: dict[str, Any] = {
    "id": "x", "model": "m-1", "usage": _USAGE, "service_tier": "default",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": '{"a": 1}'}}],
}  # fmt: skip


def _use(response: Response) -> None:
    """What is read from every answer."""
    _ = response.content, response.refusal, response.finish_reason, response.model, response.usage + response.usage


def _read_row(data: bytes, folder: Path) -> None:
    """A row of a cache holds these bytes."""
    store = MemoryStore()
    store.put(_KEY, data)
    model = CachedModel(None, store, _URL)
    for response in model.peek([_PRINT]).values():
        _use(response)
    asyncio.run(model.aclose())


def _open_database(data: bytes, folder: Path) -> None:
    """The file of a cache consists of these bytes."""
    place = folder / "cache"
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    (place / "cache.db").write_bytes(data)
    with closing(DiskStore(place)) as store:
        for key in list(store.keys())[:50]:
            store.get(key)
        store.put(_KEY, b"{}")
        store.info()
        list(store.answers())
        store.verify()


def _open_segments(data: bytes, folder: Path) -> None:
    """A segment of a folder of segments consists of these bytes."""
    place = folder / "segments"
    place.mkdir(exist_ok=True)
    for old in place.rglob("*"):
        if old.is_file():
            old.unlink()
    for line in data.split(b"\n"):
        unpack(line)
    with closing(SegmentStore(place, sync=False)) as store:
        store.put(_KEY, b"{}")
        name = next(path for path in sorted(place.rglob("*")) if path.is_file() and path.stat().st_size)
    other = name.with_name(name.name[::-1].translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))[::-1])
    for path in (name, other):
        path.write_bytes(data)
    with closing(SegmentStore(place, sync=False)) as store:
        store.get(_KEY)
        list(store.keys())
        store.verify()
        store.info()
        list(store.answers())


def _import(name: str, data: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data)
    import_answers(MemoryStore(), path)


def _load_recording(data: bytes, folder: Path) -> None:
    place = folder / "recordings"
    place.mkdir(exist_ok=True)
    path = place / f"a-{_REQUEST.fingerprint[:8]}.json"
    path.write_bytes(data)
    _request_of(path)
    try:
        recording = load_recording(path)
    except ConfigError:
        pass
    else:
        _use(recording.response)
        save_recording(folder / "again.json", recording)
    check_recordings([place], prompts=folder)
    replay = ReplayModel(place)
    for ordinal in (0, 1):
        try:
            asyncio.run(replay.complete(_REQUEST.again(ordinal)))
        except ModelError:
            continue


def _read_results(data: bytes, folder: Path) -> None:
    for line in data.split(b"\n"):
        found = read_result(line)
        if found is not None and found.response is not None:
            _use(found.response)
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            find_causes(value)


def _read_body(data: bytes, folder: Path) -> None:
    """What an endpoint sends: the first byte chooses the status."""
    status = (200, 400, 401, 404, 413, 429, 500, 503)[data[0] % 8] if data else 200
    raw = data[1:]
    headers = {"retry-after": raw[:20].decode("latin-1"), "x-ratelimit-remaining-requests": raw[:5].decode("latin-1")}
    if status != 200:
        str(classify_status(status, headers, raw))
        return
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if classify_body(body, headers, raw) is None:
        _use(Response(body))


@cache
def _database_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        with closing(DiskStore(Path(place))) as store:
            store.put(_KEY, json.dumps(_BODY).encode())
        return (Path(place) / "cache.db").read_bytes()


def _recording_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "a.json"
        save_recording(path, Recording(_REQUEST, Response(_BODY), {"date": "2026-01-01", "model": "m", "note": ""}))
        return path.read_bytes()


TARGETS: dict[str, Target] = {
    "cached_row": _read_row,
    "cache_database": _open_database,
    "cache_segments": _open_segments,
    "cache_import": partial(_import, "answers.jsonl"),
    "cache_import_gz": partial(_import, "answers.jsonl.gz"),
    "recording": _load_recording,
    "batch_results": _read_results,
    "endpoint_body": _read_body,
}

_ANSWER_LINE = json.dumps({"body": _BODY, "key": _KEY}).encode() + b"\n"
_RESULT = {"custom_id": _PRINT, "response": {"status_code": 200, "body": _BODY}, "error": None}

SEEDS: dict[str, tuple[bytes, ...]] = {
    "cached_row": (json.dumps(_BODY).encode(),),
    "cache_database": (_database_bytes(),),
    "cache_segments": (
        b"".join(map(pack, (Line(format=1), Line(_KEY, b"{}", 5.0), Line(_KEY, b"[]", 6.0, (("a", 0),))))),
        pack(Line(format=1)) + pack(Line(merges=("x", "y"))) + pack(Line(last=True)),
    ),
    "cache_import": (_ANSWER_LINE,),
    "cache_import_gz": (gzip.compress(_ANSWER_LINE, mtime=0),),
    "recording": (_recording_bytes(), sorted(shipped("fixtures").rglob("*-*.json"))[0].read_bytes()),
    "batch_results": (
        json.dumps(_RESULT).encode(),
        b'{"custom_id": "ab", "response": null, "error": {"code": "batch_expired", "message": "late"}}',
        b'{"errors": {"data": [{"code": "x", "message": "y", "line": 3}]}}',
    ),
    "endpoint_body": (
        b"\0" + json.dumps(_BODY).encode(),
        b"\1" + b'{"error": {"message": "bad", "type": "invalid_request_error", "code": null}}',
        b"\5" + b'{"error": {"message": "Rate limit", "code": "insufficient_quota"}}',
    ),
}
