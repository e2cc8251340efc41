"""What runs note between starts: ledgers, journals, notes of batch jobs, manifests, the output itself."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

from llm_extract.batch.earlier import EarlierLines
from llm_extract.batch.folder import RunFolder, mend
from llm_extract.batch.lines import is_final, parse_line
from llm_extract.costs import Ledger, read_ledger
from llm_extract.costs.entries import Entry, OpenCall
from llm_extract.manifest import manifest_path, read_manifest, write_manifest
from llm_extract.provider_batch.jobs import JobFolder, new_job
from llm_extract.provider_batch.rejections import Rejections

from ..harness import Target
from .outputs import RECORD

__all__ = ["SEEDS", "TARGETS"]

_URL = "https://api.example/v1"
_PRINT = "ab" * 32


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


TARGETS: dict[str, Target] = {
    "ledger": _read_ledger,
    "journal": _read_journal,
    "batch_job": _read_jobs,
    "batch_calls": _read_calls,
    "run_manifest": _read_manifest,
    "earlier_output": _resume,
}

_ENTRY = Entry("answer", "r", "c", _PRINT, "a.txt", 0, 900, prompt_tokens=5, cost=Decimal("0.001"), at_most=Decimal(1))
_CALL = {**asdict(OpenCall("c", _PRINT, "a.txt", 0, 900, None)), "at_most": "0.02"}
_JOB = {
    "job_format": 1, "name": "0123456789ab-0", "base_url": _URL, "model": "m", "output": "", "requests": 2, "size": 10,
    "created": 1767225600.0, "state": "open", "at_most": "0.5", "file_id": "file-1", "batch_id": "b-1", "ended": None,
    "found": {"answered": 1},
}  # fmt: skip
_RUN = {"runs": [{"started": "2026-01-01", "settings": {}}], "manifest_format": 1, "output": "records.jsonl"}

SEEDS: dict[str, tuple[bytes, ...]] = {
    "ledger": (_ENTRY.to_line() * 2,),
    "journal": (json.dumps(_CALL).encode() + b'\n{"done": "other"}\n',),
    "batch_job": (json.dumps(_JOB).encode(),),
    "batch_calls": (
        json.dumps(_CALL).encode() + b"\n",
        json.dumps({"fingerprint": _PRINT, "base_url": _URL, "message": "no"}).encode() + b"\n",
    ),
    "run_manifest": (json.dumps(_RUN).encode(),),
    "earlier_output": (json.dumps(RECORD).encode() + b"\n",),
}
