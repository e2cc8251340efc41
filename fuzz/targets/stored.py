"""What is stored between runs: caches, recordings, ledgers, journals, notes of batch jobs, and what endpoints send."""

from __future__ import annotations

import asyncio
import gzip
import json
from contextlib import closing
from dataclasses import asdict
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from llm_extract.batch.earlier import EarlierLines
from llm_extract.batch.folder import RunFolder, mend
from llm_extract.batch.lines import is_final, parse_line
from llm_extract.costs import Ledger, read_ledger
from llm_extract.costs.entries import Entry, OpenCall
from llm_extract.errors import ConfigError, ModelError
from llm_extract.manifest import manifest_path, read_manifest, write_manifest
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
from llm_extract.provider_batch.jobs import JobFolder, new_job
from llm_extract.provider_batch.rejections import Rejections
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


def _read_ledger(data: bytes, folder: Path) -> None:
    ledger, journal = folder / "ledger.jsonl", folder / "calls.jsonl"
    ledger.write_bytes(data)
    journal.write_bytes(b"")
    for entry in read_ledger(ledger):
        entry.to_line()
        _ = (entry.liability or Decimal(0)) + 1, format(entry.cost or Decimal(0), "f")
        _ = (entry.prompt_tokens or 0) + (entry.completion_tokens or 0) + (entry.cached_tokens or 0)


def _read_journal(data: bytes, folder: Path) -> None:
    ledger, journal = folder / "ledger.jsonl", folder / "calls.jsonl"
    ledger.write_bytes(b"")
    journal.write_bytes(data)

    def settle(calls: list[OpenCall]) -> list[Entry]:
        return [Entry("lost", "r", call.call, call.fingerprint, call.article, call.ordinal, call.chars,
                      at_most=call.at_most) for call in calls]  # fmt: skip

    with closing(Ledger(ledger, journal)) as opened:
        opened.reconcile(settle)
        list(opened.entries())


def _read_jobs(data: bytes, folder: Path) -> None:
    place = folder / "jobs" / "batches"
    place.mkdir(parents=True, exist_ok=True)
    (place / "0123456789ab-0.json").write_bytes(data)
    jobs = JobFolder(folder / "jobs", _URL)
    for job in jobs.all_jobs():
        _ = job.run, job.file_name, job.waits, (job.at_most or Decimal(0)) + 1, job.created + 1, job.requests + 1
        assert jobs.requests(job).parent == place
        jobs.write(job)


def _read_calls(data: bytes, folder: Path) -> None:
    place = folder / "calls" / "batches"
    place.mkdir(parents=True, exist_ok=True)
    jobs = JobFolder(folder / "calls", _URL)
    job = new_job(name="0123456789ab-0", base_url=_URL, model="m", output="", requests=1, size=1)
    jobs.calls(job).write_bytes(data)
    (place / "rejected.jsonl").write_bytes(data)
    Rejections(place, _URL).fingerprints()
    for call in jobs.read_calls(job):
        _ = (call.at_most or Decimal(0)) + 1


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


def _read_manifest(data: bytes, folder: Path) -> None:
    output = folder / "records.jsonl"
    manifest_path(output).write_bytes(data)
    found = read_manifest(output)
    if found["runs"]:
        write_manifest(output, found)
        assert read_manifest(output)["runs"]


def _resume(data: bytes, folder: Path) -> None:
    """The output of an earlier run consists of these bytes, and so do its notes."""
    output = folder / "resumed.jsonl"
    output.write_bytes(data)
    mend(output)
    for line in output.read_bytes().splitlines(keepends=True):
        raw = parse_line(line)
        if raw is not None:
            is_final(raw)
    with closing(RunFolder(output)) as run:
        (run.path / "run.json").write_bytes(data.split(b"\n")[0])
        _ = run.description
    with closing(EarlierLines([output])) as earlier:
        list(earlier.first())
        for key in ("b", "a", "a.txt"):
            earlier.find(key)
        list(earlier.left())


@cache
def _database_bytes() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        with closing(DiskStore(Path(place))) as store:
            store.put(_KEY, json.dumps(_BODY).encode())
        return (Path(place) / "cache.db").read_bytes()


def _recording_bytes() -> bytes:
    import tempfile

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
    "ledger": _read_ledger,
    "journal": _read_journal,
    "batch_job": _read_jobs,
    "batch_calls": _read_calls,
    "batch_results": _read_results,
    "endpoint_body": _read_body,
    "run_manifest": _read_manifest,
    "earlier_output": _resume,
}

_ANSWER_LINE = json.dumps({"body": _BODY, "key": _KEY}).encode() + b"\n"
_ENTRY = Entry("answer", "r", "c", _PRINT, "a.txt", 0, 900, prompt_tokens=5, cost=Decimal("0.001"), at_most=Decimal(1))
_CALL = {**asdict(OpenCall("c", _PRINT, "a.txt", 0, 900, None)), "at_most": "0.02"}
_JOB = {
    "job_format": 1, "name": "0123456789ab-0", "base_url": _URL, "model": "m", "output": "", "requests": 2, "size": 10,
    "created": 1767225600.0, "state": "open", "at_most": "0.5", "file_id": "file-1", "batch_id": "b-1", "ended": None,
    "found": {"answered": 1},
}  # fmt: skip
_RESULT = {"custom_id": _PRINT, "response": {"status_code": 200, "body": _BODY}, "error": None}
_RUN = {"runs": [{"started": "2026-01-01", "settings": {}}], "manifest_format": 1, "output": "records.jsonl"}


def _record() -> bytes:
    from .outputs import RECORD

    return json.dumps(RECORD).encode() + b"\n"


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
    "ledger": (_ENTRY.to_line() * 2,),
    "journal": (json.dumps(_CALL).encode() + b'\n{"done": "other"}\n',),
    "batch_job": (json.dumps(_JOB).encode(),),
    "batch_calls": (
        json.dumps(_CALL).encode() + b"\n",
        json.dumps({"fingerprint": _PRINT, "base_url": _URL, "message": "no"}).encode() + b"\n",
    ),
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
    "run_manifest": (json.dumps(_RUN).encode(),),
    "earlier_output": (_record(),),
}
